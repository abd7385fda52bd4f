import type { ConflictedPath } from "../../core/audit/exposure.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { pathText } from "./paths.ts";
import { type GitPlace, runGit } from "./process.ts";

/** What git's merge made: a tree, which is of no use where there were conflicts. */
export type Merged = {
  readonly tree: string;
  readonly isClean: boolean;
  readonly conflicts: readonly ConflictedPath[];
};

/**
 * Makes the change from one tree to another to a third, by git's own merge. All are ids of trees. Objects are written
 * to where `place` writes them.
 *
 * @param settings of git's configuration, `name=value`
 */
export async function mergeTrees(
  place: GitPlace,
  { onto, from, to }: { readonly onto: string; readonly from: string; readonly to: string },
  settings: readonly string[],
): Promise<Answer<Merged>> {
  const there: GitPlace = { ...place, environment: { ...place.environment, ...nobody } };
  // Git merges commits, and finds what they have in common by itself: `--merge-base` is younger than the rest.
  const base = await commitOf(there, from, null);
  if (!base.ok) return base;
  const ours = await commitOf(there, onto, base.value);
  if (!ours.ok) return ours;
  const theirs = await commitOf(there, to, base.value);
  if (!theirs.ok) return theirs;
  const configured = settings.flatMap((setting) => ["-c", setting]);
  const merge = ["merge-tree", "--write-tree", "-z", ours.value, theirs.value];
  const output = await runGit(there, [...configured, ...merge]);
  if (output.truncated) return refuse("too-large", "the merge has more conflicts than can be read");
  if (output.status === 0 || output.status === 1) return answer(readMerge(output.stdout, output.status === 0));
  return failureOf(output, place, "merge a change (git 2.38 and newer can)");
}

async function commitOf(place: GitPlace, tree: string, parent: string | null): Promise<Answer<string>> {
  const parents = parent === null ? [] : ["-p", parent];
  const commit = await runGit(place, ["commit-tree", tree, ...parents], "for a comparison\n");
  return commit.status === 0
    ? answer(commit.stdout.toString("latin1").trim())
    : failureOf(commit, place, "make a commit");
}

const nobody = {
  GIT_AUTHOR_NAME: "nobody",
  GIT_AUTHOR_EMAIL: "nobody@example.org",
  GIT_AUTHOR_DATE: "@0 +0000",
  GIT_COMMITTER_NAME: "nobody",
  GIT_COMMITTER_EMAIL: "nobody@example.org",
  GIT_COMMITTER_DATE: "@0 +0000",
};

/**
 * git-merge-tree(1), "OUTPUT", with `-z`: the tree; `mode blob stage TAB path` for each side of each conflict; an empty
 * token; then messages: how many paths, the paths, the kind, the text.
 */
function readMerge(output: Buffer, isClean: boolean): Merged {
  const tokens = tokensOf(output);
  const tree = tokens[0]?.toString("latin1").trim() ?? "";
  if (isClean) return { tree, isClean, conflicts: [] };
  const kinds = new Map<string, Set<string>>();
  let at = 1;
  for (let token = tokens[at]; token !== undefined && token.length > 0; token = tokens[at]) {
    kinds.set(pathText(token.subarray(token.indexOf(9) + 1)), new Set());
    at += 1;
  }
  for (at += 1; at < tokens.length; ) {
    const count = Number(tokens[at]?.toString("latin1"));
    const [, kind] = /^CONFLICT \((.*)\)$/.exec(tokens[at + 1 + count]?.toString("latin1") ?? "") ?? [];
    for (const path of tokens.slice(at + 1, at + 1 + count).map(pathText))
      if (kind !== undefined) kinds.set(path, (kinds.get(path) ?? new Set()).add(kind));
    at += count + 3;
    if (!Number.isInteger(count)) break;
  }
  return { tree, isClean, conflicts: [...kinds].map(([path, some]) => ({ path, kinds: [...some] })) };
}

function tokensOf(output: Buffer): readonly Buffer[] {
  const tokens: Buffer[] = [];
  for (let at = 0, end = output.indexOf(0); end !== -1; at = end + 1, end = output.indexOf(0, at))
    tokens.push(output.subarray(at, end));
  return tokens;
}
