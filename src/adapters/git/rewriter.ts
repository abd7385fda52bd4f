import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Answer, Repository } from "../../ports/repository.ts";
import type { Move, Reference, Rewriter, User } from "../../ports/rewriter.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { readGraphOf } from "./graph.ts";
import { identity } from "./identity.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";
import { stageCommits } from "./staged-commits.ts";

/** @param withNewObjects makes a repository of a place that also sees other objects, which it takes away when it is closed */
export function createRewriter(
  opened: OpenedRepository,
  withNewObjects: (place: GitPlace, remove: () => void) => Repository,
): Rewriter {
  const { place, user, description } = opened;
  return {
    user: () => userOf(user),
    operationInProgress: () =>
      operations.find(([file]) => existsSync(join(description.gitDirectory, file)))?.[1] ?? null,
    lineOf: (tip, excluded) => readGraphOf(place, tip, excluded),
    unpublished: (tip, excluded) => unpublished(place, tip, excluded),
    referencesWith: (commits) => referencesWith(place, commits),
    idOf: (bytes) => objectId(description.objectFormat, bytes),
    stage: (commits) => stageCommits(opened, commits, withNewObjects),
    move: (moves, before, reason) => moveReferences(user, moves, before, reason),
  };
}

/** What git keeps in its directory while it is in the midst of something (gitrepository-layout(5), git-status(1)). */
const operations: readonly (readonly [string, string])[] = [
  ["rebase-merge", "a rebase"],
  ["rebase-apply", "a rebase or `git am`"],
  ["MERGE_HEAD", "a merge"],
  ["CHERRY_PICK_HEAD", "a cherry-pick"],
  ["REVERT_HEAD", "a revert"],
  ["sequencer", "a cherry-pick or revert of several commits"],
  ["BISECT_LOG", "a bisection"],
];

async function userOf(place: GitPlace): Promise<Answer<User>> {
  const line = await identity(place, "GIT_COMMITTER_IDENT", ["-c", "user.useConfigOnly=true"]);
  if (!line.ok) return line;
  const [, name, email] = /^(.*) <([^<>]*)> \d+ [+-]\d{4}$/.exec(line.value) ?? [];
  return name === undefined || email === undefined
    ? refuse("no-identity", "git's word for who you are cannot be read: set `user.name` and `user.email`")
    : answer({ identity: { name, email }, signature: line.value });
}

async function unpublished(
  place: GitPlace,
  tip: string,
  excluded: readonly string[],
): Promise<Answer<ReadonlySet<string>>> {
  const output = await runGit(place, ["rev-list", tip, ...excluded.map((id) => `^${id}`), "--not", "--remotes", "--"]);
  if (output.status !== 0) return failureOf(output, place, "tell which commits are published");
  if (output.truncated) return refuse("too-large", "there are too many commits to tell which are published");
  return answer(new Set(linesOf(output.stdout)));
}

async function referencesWith(place: GitPlace, commits: readonly string[]): Promise<Answer<readonly Reference[]>> {
  const format = "--format=%(if)%(symref)%(then)%(else)%(refname) %(objectname) %(worktreepath)%(end)";
  const output = await runGit(place, ["for-each-ref", format, ...commits.map((id) => `--contains=${id}`)]);
  if (output.status !== 0) return failureOf(output, place, "list what names the commits");
  if (output.truncated) return refuse("too-large", "too many references name the commits");
  const references = output.stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line): readonly Reference[] => {
      const [, name, id, path] = /^(refs\/\S+) ([0-9a-f]{40,64}) (.*)$/.exec(line) ?? [];
      if (name === undefined || id === undefined || name === "refs/stash") return [];
      return [{ name, id, checkedOutIn: path === undefined || path === "" ? null : path }];
    });
  return answer(references);
}

const objectId = (format: "sha1" | "sha256", bytes: Uint8Array): string =>
  createHash(format).update(`commit ${bytes.length}\0`).update(bytes).digest("hex");

/** One transaction: git checks what every reference names now, and moves all or none. */
async function moveReferences(
  user: GitPlace,
  moves: readonly Move[],
  before: string,
  reason: string,
): Promise<Answer<null>> {
  const orders = moves.map(
    ({ name, from, to }) => `${name === "HEAD" ? "option no-deref\0" : ""}update ${name}\0${to}\0${from}\0`,
  );
  const input = `${orders.join("")}update ORIG_HEAD\0${before}\0\0`;
  const output = await runGit(user, ["update-ref", "-m", reason, "--stdin", "-z"], input);
  if (output.status === 0) return answer(null);
  if (/but expected|cannot lock ref|reference already exists|unable to create/i.test(output.stderr))
    return refuse(
      "git-failed",
      "a branch was moved by somebody else meanwhile, or git is at work on it, so nothing was changed; try again",
    );
  return failureOf(output, user, "move the branch");
}
