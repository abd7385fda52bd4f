/** Writes what the story's commands print into its page: `node scripts/locked-node.mjs scripts/act-story.ts`. Read what changed. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRepository } from "../test/git/repository.ts";
import { actOut, actsOf, programsIn } from "../test/story.ts";

const file = fileURLToPath(new URL("../docs/exception-story.md", import.meta.url));
const bundle = fileURLToPath(new URL("../dist/proviso.cjs", import.meta.url));
let page = readFileSync(file, "utf8");
const repository = createRepository();
const programs = programsIn(join(repository.path, "../programs"), bundle);
for (const act of actsOf(page)) {
  const said = actOut(act, repository, programs);
  if (act.kind === "file") continue;
  const before = act.commands.map(({ command, output }) => `$ ${command}\n${output}`).join("");
  page = page.replace(before, () => said);
}
repository.remove();
writeFileSync(file, page);
