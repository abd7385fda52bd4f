import { writeFileSync } from "node:fs";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { pathBytes } from "./paths.ts";
import { type GitPlace, startGit } from "./process.ts";

/** A file of a revision, by its path, and commits that no line is looked for in or behind. Ids are full. */
export type BlamedFile = { readonly path: string; readonly revision: string; readonly without: readonly string[] };

/** What makes lines and renames those of `git diff-tree` elsewhere here. */
const pinned: readonly string[] = ["diff.algorithm=myers", "diff.renames=true", "diff.renameLimit=1000"].flatMap(
  (setting) => ["-c", setting],
);

/**
 * How many of a file's lines are whose, for these commits. Lines are compared as they are, white space and line ends
 * included; renames of whole files are followed, moved and copied lines are not.
 *
 * @param place without configuration of its own: `blame.ignoreRevsFile` cannot be taken back by a later setting
 * @param scratch a file that may be written and that nobody else uses
 */
export async function linesByCommit(
  place: GitPlace,
  { path, revision, without }: BlamedFile,
  commits: ReadonlySet<string>,
  scratch: string,
): Promise<Answer<ReadonlyMap<string, number>>> {
  const question = ["--incremental", "--no-textconv", revision, ...without.map((id) => `^${id}`), "--"];
  const asked = isPlain(path) ? ["blame", ...question, path] : askedByAlias(question, path, scratch);
  const blame = startGit(place, [...pinned, ...asked], "none");
  const counts = new Map<string, number>();
  let rest = "";
  blame.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      // Every other line begins with a word of git's.
      const [, id = "", count = ""] = group.exec(line) ?? [];
      if (commits.has(id)) counts.set(id, (counts.get(id) ?? 0) + Number(count));
    }
  });
  const end = await blame.ended;
  return end.status === 0 ? answer(counts) : failureOf(end, place, `say whose the lines of \`${path}\` are`);
}

/** A commit, the line's number there and here, and how many lines follow each other. */
const group = /^([0-9a-f]{40}|[0-9a-f]{64}) \d+ \d+ (\d+)$/;

const isPlain = (path: string): boolean => Buffer.from(path).equals(pathBytes(path));

/**
 * Arguments of a program are text, and `git blame` takes its path from nowhere else. A path that is not UTF-8 goes by
 * git's configuration, which is bytes: as part of an alias.
 */
function askedByAlias(question: readonly string[], path: string, scratch: string): readonly string[] {
  // git's own quoting of words, then of values: git-config(1), "Syntax" and "alias.*".
  const word = `'${pathBytes(path).toString("latin1").replaceAll("'", "'\\''")}'`;
  const value = `blame ${question.join(" ")} ${word}`
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
  writeFileSync(scratch, Buffer.from(`[alias]\n\tproviso-blame = "${value}"\n`, "latin1"));
  return ["-c", `include.path=${scratch}`, "proviso-blame"];
}
