// Plain JavaScript, as the build is: a release is made with whatever Node builds.
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/**
 * Makes the tree of a release tag: what a runner of actions, GitLab's catalogue and a container need, built, and nothing else. The main branch holds no built
 * files, so a tag that carries them stands on a commit of its own; docs/ci.md says how it is made.
 */
const carried = ["action.yml", "templates", "Containerfile", "LICENSE", "CHANGELOG.md", "dist/action.cjs", "dist/proviso.cjs", "dist/cli", "dist/grammars", "dist/licences.txt"];

const [, , directory] = process.argv;
if (directory === undefined) {
  process.stderr.write("release-action: say which empty directory the release's tree is to be made in\n");
  process.exit(3);
}
await mkdir(directory, { recursive: true });
if ((await readdir(directory)).some((name) => name !== ".git")) {
  process.stderr.write(`release-action: ${directory} is not empty\n`);
  process.exit(3);
}
const root = fileURLToPath(new URL("../", import.meta.url));
for (const path of carried) await cp(`${root}${path}`, `${directory}/${path}`, { recursive: true });
await writeFile(`${directory}/README.md`, "This is a release of Proviso, built. docs/ci.md of the main branch says how it is used.\n");
