import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files that a tree-wide renaming touches. */
export const renamedFiles = 2_000;

/** A repository whose last commit renames one function in 2,000 files of some 5 KB, and whose commits before each change one of them. */
export function buildRenaming(): string {
  const directory = mkdtempSync(join(tmpdir(), "proviso-bench-evidence-"));
  const git = (...args: readonly string[]): void => {
    const settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "gc.auto=0"];
    execFileSync("git", [...settings, ...args], { cwd: directory, stdio: "ignore" });
  };
  const write = (index: number, name: string, more = ""): void => {
    mkdirSync(join(directory, `d${index % 50}`), { recursive: true });
    writeFileSync(join(directory, `d${index % 50}`, `f${index}.c`), sourceOf(index, name, more));
  };
  const writeAll = (name: string): void => {
    writeFileSync(join(directory, "common.h"), `int ${name}(int level);\n`);
    for (let index = 1; index < renamedFiles; index += 1) write(index, name, index <= 100 ? "    total += 1;\n" : "");
  };
  git("init", "--quiet");
  writeAll("old_level");
  git("add", "--all");
  git("commit", "--quiet", "--message", "all");
  for (let index = 1; index <= 100; index += 1) {
    write(index, "old_level", "    total += 1;\n    total -= 1;\n");
    git("commit", "--quiet", "--all", "--message", `one ${index}`);
  }
  for (let index = 1; index <= 100; index += 1) write(index, "old_level", "    total += 1;\n");
  git("commit", "--quiet", "--all", "--message", "back");
  writeAll("new_level");
  git("commit", "--quiet", "--all", "--message", "rename");
  return directory;
}

function sourceOf(index: number, name: string, more: string): string {
  const one = (part: number): string =>
    `/* Part ${part}. */\nstatic int part_${index}_${part}(int count, const int *list)\n{\n    int total = ${part};\n${more}` +
    `    for (int i = 0; i < count; i++) {\n        total += list[i] * ${part + 1};\n    }\n    return total;\n}\n\n`;
  const parts = Array.from({ length: 20 }, (_, part) => one(part)).join("");
  return `#include "common.h"\n\n${parts}int use_${index}(int level)\n{\n    return ${name}(level) + ${name}(${index});\n}\n`;
}
