import { accessSync, constants, realpathSync } from "node:fs";
import { join } from "node:path";

/** Where programs are looked for: what the system installed, and nothing that the caller's PATH names. */
const folders = ["/usr/bin", "/bin", "/usr/local/bin"];

/** @returns the path of a program, links followed, or null */
export function findProgram(name: string): string | null {
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return realpathSync(path);
    } catch {
      // Not here.
    }
  }
  return null;
}

/** Programs that a script finds under their names, when the machine has them. */
export const offered: readonly string[] = [
  "spatch",
  "find",
  "xargs",
  "sort",
  "uniq",
  "grep",
  "egrep",
  "fgrep",
  "cut",
  "head",
  "tail",
  "cat",
  "ls",
  "wc",
  "basename",
  "dirname",
  "echo",
  "true",
  "chmod",
  // Not for scripts: spatch calls them.
  "cp",
  "mv",
  "rm",
  "diff",
];
