import type { Answer, FileList } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { pathText } from "./paths.ts";
import { type GitPlace, runGit } from "./process.ts";

/** The paths of a tree's ordinary files, in git's order. Costs some 80 ms for the 80,000 files of a kernel. */
export async function listFiles(place: GitPlace, tree: string, limit: number): Promise<Answer<FileList>> {
  const output = await runGit(place, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  if (output.status !== 0 && !output.truncated) return failureOf(output, place, "list a revision's files");
  const { stdout } = output;
  const paths: string[] = [];
  // An entry is `<mode> <type> <id> TAB <path> NUL`; one whose NUL is not there was cut off.
  for (let start = 0, end = stdout.indexOf(0); end !== -1; start = end + 1, end = stdout.indexOf(0, start)) {
    if (stdout.toString("latin1", start, start + 3) !== "100") continue;
    if (paths.length === limit) return answer({ paths, complete: false });
    paths.push(pathText(stdout.subarray(stdout.indexOf(0x09, start) + 1, end)));
  }
  return answer({ paths, complete: !output.truncated });
}
