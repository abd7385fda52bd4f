import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Mutant } from "./mutants.ts";

/**
 * What became of a mutant: a test failed; tests did not end; all tests that come by passed; or none comes by. The first two count as
 * found, the last two as alive.
 */
export type Fate = "killed" | "endless" | "survived" | "not reached";

export type Result = Omit<Mutant, "id" | "place"> & {
  readonly fate: Fate;
  /** The test that failed, and what it said. */
  readonly by: string | null;
  readonly message: string | null;
  readonly testFiles: number;
  /** Files of tests that come by and were not run. */
  readonly left: number;
  readonly milliseconds: number;
};

/** Results by the mutants' keys, each written as soon as it is there, so that a run that is ended goes on where it was. */
export function openResults(path: string): {
  readonly of: (key: string) => Result | null;
  readonly add: (result: Result) => void;
  /** Leaves only these in the file. */
  readonly keep: (wanted: (result: Result) => boolean) => void;
} {
  const known = new Map<string, Result>();
  if (existsSync(path)) {
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (line === "") continue;
      const result = JSON.parse(line) as Result;
      known.set(result.key, result);
    }
  }
  return {
    of: (key) => known.get(key) ?? null,
    add: (result) => {
      known.set(result.key, result);
      appendFileSync(path, `${JSON.stringify(result)}\n`);
    },
    keep: (wanted) => {
      for (const [key, result] of known) if (!wanted(result)) known.delete(key);
      writeFileSync(path, [...known.values()].map((result) => `${JSON.stringify(result)}\n`).join(""));
    },
  };
}

export const isFound = ({ fate }: Result): boolean => fate === "killed" || fate === "endless";

/** A table for docs/mutation.md, and all that are alive. */
export function summary(results: readonly Result[]): string {
  const folders = [...new Set(results.map(folderOf))].sort();
  const rows = [...folders, "all"].map((folder) =>
    row(
      folder,
      results.filter((result) => folder === "all" || folderOf(result) === folder),
    ),
  );
  const alive = results
    .filter((result) => !isFound(result))
    .sort((left, right) => (place(left) < place(right) ? -1 : 1));
  return [
    "| Folder | Mutants | Killed | Endless | Survived | Not reached | Score |",
    "|---|--:|--:|--:|--:|--:|--:|",
    ...rows,
    "",
    ...alive.map(
      (result) =>
        `${place(result)}: ${result.fate}${result.left > 0 ? ` (${result.left} files of tests not run)` : ""}: ${oneLine(result.original)} -> ${oneLine(result.replacement)}`,
    ),
  ].join("\n");
}

const folderOf = ({ file }: Result): string => file.split("/")[2] ?? "";
const place = ({ file, line }: Result): string => `${file}:${line}`;
const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
};

function row(name: string, results: readonly Result[]): string {
  const count = (fate: Fate): number => results.filter((result) => result.fate === fate).length;
  const found = results.filter(isFound).length;
  const score = results.length === 0 ? "–" : `${((100 * found) / results.length).toFixed(1)} %`;
  return `| ${name} | ${results.length} | ${count("killed")} | ${count("endless")} | ${count("survived")} | ${count("not reached")} | ${score} |`;
}
