import type { Answer, CommitFiles, CommitReference, FileVersion } from "../../ports/repository.ts";
import { createChangeReader } from "./change-reader.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, startGit } from "./process.ts";

/**
 * What commits make of some files, compared with their first parents: one `git diff-tree --stdin`, told which parent to compare with,
 * so that no setting says otherwise. Commits that leave the files as they are do not come.
 */
export async function fileVersions(
  place: GitPlace,
  commits: readonly CommitReference[],
  paths: readonly string[],
): Promise<Answer<readonly CommitFiles[]>> {
  if (paths.length === 0 || commits.length === 0) return answer([]);
  if (paths.some((path) => path === "" || /[\0\udc80-\udcff]/.test(path)))
    return refuse("git-failed", "a path whose history is asked must be plain UTF-8");
  const form = ["-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-relative"];
  const differ = startGit(place, ["diff-tree", "--stdin", "--root", ...form, "--", ...paths]);
  const reader = createChangeReader();
  const asked = new Set(paths);
  const found: CommitFiles[] = [];
  const take = (): void => {
    for (const record of reader.take()) found.push({ id: record.id, files: filesOf(record.changes, asked) });
  };
  differ.stdout.on("data", (chunk: Buffer) => reader.read(chunk));
  const questions = commits.map(({ id, parents }) => (parents[0] === undefined ? `${id}\n` : `${id} ${parents[0]}\n`));
  differ.stdin.end(questions.join(""));
  const end = await differ.ended;
  if (end.status !== 0) return failureOf(end, place, `read the history of \`${paths.join("`, `")}\``);
  take();
  return answer(found.filter(({ files }) => files.length > 0));
}

/** A pathspec also names what lies in a directory of that name, which is none of ours. */
function filesOf(
  changes: ReturnType<ReturnType<typeof createChangeReader>["take"]>[number]["changes"],
  asked: ReadonlySet<string>,
): readonly FileVersion[] {
  return changes
    .filter(({ path }) => asked.has(path))
    .map(({ path, newMode, newBlob }) => ({
      path,
      blob: newMode.startsWith("10") || newMode === "120000" ? newBlob : null,
      isLink: newMode === "120000",
    }));
}
