import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Answer, RepositoryDescription } from "../../ports/repository.ts";
import { answer, failureOf, oldestGit, refuse } from "./failure.ts";
import { type GitOutput, type GitPlace, runGit } from "./process.ts";

/**
 * One line of answer each; then the work tree's line, which a bare repository lacks, and HEAD's two lines, which an
 * unborn branch lacks. The dashes keep a file that is called HEAD from being meant.
 */
const questions = [
  "--is-bare-repository",
  "--is-inside-work-tree",
  "--is-shallow-repository",
  "--show-object-format",
  "--absolute-git-dir",
  "--git-common-dir",
  "--show-cdup",
  "--symbolic-full-name",
  "HEAD",
  "--",
];

/** `isTrusted`: another user's repository, which git opens only when its directory is named to it. */
export type Discovered = { readonly description: RepositoryDescription; readonly isTrusted: boolean };

/**
 * What repository a directory is in, asked in one process.
 * A repository of another user is refused, as git does, unless he trusts it: `user` is where his settings can be read.
 */
export async function discover(place: GitPlace, user: GitPlace): Promise<Answer<Discovered>> {
  const first = await describe(place, []);
  if (first.ok) return answer({ description: first.value, isTrusted: false });
  if (first.error.code !== "unsafe-ownership") return first;
  const trusted = await trustedDirectories(user);
  const second = trusted.length === 0 ? first : await describe(place, trusted);
  return second.ok ? answer({ description: second.value, isTrusted: true }) : second;
}

async function describe(place: GitPlace, trusted: readonly string[]): Promise<Answer<RepositoryDescription>> {
  const trust = trusted.flatMap((directory) => ["-c", `safe.directory=${directory}`]);
  const output = await runGit(place, [...trust, "rev-parse", ...questions]);
  const unborn = output.status === 128 && /bad revision 'HEAD'/.test(output.stderr);
  if (output.status !== 0 && !unborn) return failureOf(output, place, "read the repository");
  return readDescription(output, place, unborn);
}

function readDescription(output: GitOutput, place: GitPlace, unborn: boolean): Answer<RepositoryDescription> {
  const lines = output.stdout.toString("utf8").split("\n").slice(0, -1);
  const [bare = "", insideWorkTree, shallow, objectFormat, gitDirectory = "", common = "", ...last] = lines;
  // git repeats a question that it does not know.
  if (lines.some((line) => line.startsWith("--") && line !== "--"))
    return refuse("git-too-old", `this git is too old: version ${oldestGit} or newer is needed`);
  const [, head] = unborn ? [] : [last.pop(), last.pop()];
  const up = insideWorkTree === "true" ? last[0] : undefined;
  if (last.length > 1 || (head === undefined && !unborn) || !/^(true|false)$/.test(bare))
    return refuse(
      "git-failed",
      "git's description of the repository cannot be read; if its path holds a line break, move it",
    );
  const commonDirectory = resolve(place.directory, common);
  return answer({
    gitDirectory,
    commonDirectory,
    workTree: up === undefined ? null : resolve(place.directory, up),
    bare: bare === "true",
    shallow: shallow === "true",
    partial: isPartial(commonDirectory),
    objectFormat: objectFormat === "sha256" ? "sha256" : "sha1",
    headBranch: head === undefined ? unbornBranch(gitDirectory) : head === "HEAD" ? null : head,
    unborn,
  });
}

/** Packs that came from a partial clone are marked by a `.promisor` file beside them. */
function isPartial(commonDirectory: string): boolean {
  const packs = join(commonDirectory, "objects", "pack");
  return existsSync(packs) && readdirSync(packs).some((name) => name.endsWith(".promisor"));
}

/** git tells no branch without a commit in the same breath; its HEAD file does. */
function unbornBranch(gitDirectory: string): string | null {
  const head = join(gitDirectory, "HEAD");
  return existsSync(head) ? (/^ref: (\S+)/.exec(readFileSync(head, "utf8"))?.[1] ?? null) : null;
}

/** The user's `safe.directory` settings. `user` stands outside any repository, whose own setting must not count. */
async function trustedDirectories(user: GitPlace): Promise<readonly string[]> {
  const output = await runGit(user, ["config", "-z", "--get-all", "safe.directory"]);
  if (output.status !== 0) return [];
  return output.stdout.toString("utf8").split("\0").slice(0, -1);
}
