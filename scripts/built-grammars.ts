// The grammars that the build lays beside the program, for scripts that prove. Without them nothing about tokens is proved of any commit, each time with a
// reason that nobody reads before the run has ended, so that they are looked for first.
import { existsSync } from "node:fs";
import { grammarFile } from "../src/cli/grammars.ts";

if (!existsSync(grammarFile("web-tree-sitter"))) {
  throw new Error("no grammars are built here: run `node scripts/build.mjs cli` first");
}

export { grammarFile };
