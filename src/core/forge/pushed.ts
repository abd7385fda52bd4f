import { isFullId, isNoId } from "../commit/object-id.ts";
import { compileGlob } from "../text/glob.ts";
import { type Contribution, type Decision, type Forge, nothing, unclear } from "./decision.ts";

/** A push, however a forge tells of it. */
export type Push = {
  readonly forge: Forge;
  /** Null for what is no branch. */
  readonly branch: string | null;
  /** Null for what is no tag. */
  readonly tag: string | null;
  readonly defaultBranch: string | null;
  /** As the forge wrote it: an id, zeros, or nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** Globs of those that people contribute to beside the default branch. */
  readonly branches: readonly string[];
};

/**
 * What a push brings. A branch that people contribute to is judged from where it stood. Any other branch is a contribution to the
 * default branch, whole: what it held before is as little judged by its own policy as what was pushed now, and a second push must
 * not make the first one's commits look judged.
 */
export function decidePush(push: Push): Decision {
  const { branch, tag, after } = push;
  if (after === null || !isFullId(after)) return unclear("the event does not say which commit was pushed");
  if (branch === null && tag === null) return nothing("neither a branch nor a tag was pushed");
  const name = branch === null ? `tag ${tag}` : `branch ${branch}`;
  if (isNoId(after)) return nothing(`${name} was deleted, which brings no commit`);
  if (branch === null) return ofDefaultBranch(push, after, name);
  const entered = isEntered(branch, push);
  if (!entered.ok) return unclear(entered.why);
  return entered.value ? fromBefore(push, branch, after) : ofDefaultBranch(push, after, name);
}

type Entered = { readonly ok: true; readonly value: boolean } | { readonly ok: false; readonly why: string };

/** Is this a branch that people contribute to? */
export function isEntered(
  branch: string,
  { branches, defaultBranch }: Pick<Push, "branches" | "defaultBranch">,
): Entered {
  // Compared with itself the default branch would never have anything new.
  if (branch === defaultBranch) return { ok: true, value: true };
  for (const pattern of branches) {
    // Branches are no paths: a pattern without a slash must not match the last part of a name.
    const glob = compileGlob(pattern.startsWith("/") ? pattern : `/${pattern}`);
    if (!glob.ok) return { ok: false, why: `\`${pattern}\` is no pattern of branches: ${glob.why}` };
    if (glob.matches(branch)) return { ok: true, value: true };
  }
  return { ok: true, value: false };
}

function fromBefore({ forge, before, defaultBranch }: Push, branch: string, after: string): Decision {
  const isNew = before !== null && isNoId(before);
  if (isNew && branch !== defaultBranch && defaultBranch !== null)
    return contribution(forge, `new branch ${branch}`, after, branchBase(defaultBranch));
  if (isNew) {
    return unclear(
      `branch ${branch} is new, so no policy stood there before these commits: judge its history with \`proviso audit\`, or name a base with --base`,
    );
  }
  if (before === null || !isFullId(before))
    return unclear(`the event does not say where branch ${branch} stood before`);
  const whatItIs = `where branch ${branch} stood before this push`;
  const base = { kind: "commit", commit: { revision: before, references: [] }, whatItIs } as const;
  return contribution(forge, `push to ${branch}`, after, base);
}

function ofDefaultBranch({ forge, defaultBranch }: Push, after: string, name: string): Decision {
  if (defaultBranch === null)
    return unclear("the event does not name the repository's default branch; name a base with --base");
  return contribution(forge, `${name}, compared with ${defaultBranch}`, after, branchBase(defaultBranch));
}

const branchBase = (name: string) => ({ kind: "branch", name, before: null }) as const;

const contribution = (forge: Forge, what: string, after: string, base: Contribution["base"]): Decision => ({
  kind: "contribution",
  forge,
  what,
  tip: { revision: after, references: [] },
  base,
  request: null,
  isAsked: false,
});
