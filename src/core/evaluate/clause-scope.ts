import type { Change } from "../commit/facts.ts";
import type { Clause, ClauseScope } from "../policy/policy.ts";
import { isMaintainer } from "../rules/ai/contributors.ts";
import { changedBy, isSubmodule } from "../rules/ai/touched.ts";
import { notApplicable, type Outcome } from "../rules/outcome.ts";
import type { FactName, Situation } from "../rules/situation.ts";
import { touchedPaths } from "../rules/touched-paths.ts";
import { compileGlob } from "../text/glob.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";

/** Says of a commit whether a clause speaks of it. */
export type Scope = {
  /** The costly facts that it would need. Paths cost little, and are asked for in any case. */
  readonly asks: readonly FactName[];
  /** The outcome of a clause that speaks of other commits; null: it speaks of this one. */
  readonly outside: (situation: Situation) => Learned<Outcome | null>;
};

/** One of the things that narrow a clause, and what it comes to where it does not hold. */
type Part = {
  readonly asks: readonly FactName[];
  readonly holds: (situation: Situation) => Learned<boolean>;
  readonly otherwise: Outcome;
};

/** The message id that every rule has beside its own: the clause is about some commits, and whether this is one is not known. */
export const scopeUnknown = "scopeUnknown";

const otherPaths = notApplicable("the commit touches no path that the clause speaks of");
const earlierDays = notApplicable("the clause speaks of what was posted from a later day on");
const otherAuthors = notApplicable("the clause speaks of the work of other people");
const smaller = notApplicable("the commit adds no more lines than the clause lets pass");

/** Null: the clause speaks of every commit. */
export function scopeOf({ paths, scope }: Pick<Clause, "paths" | "scope">): Scope | null {
  const parts = [...(paths === null ? [] : [pathScope(paths)]), ...(scope === undefined ? [] : furtherScopes(scope))];
  if (parts.length === 0) return null;
  return {
    asks: parts.flatMap(({ asks }) => asks),
    outside(situation) {
      let open: Learned<null> | null = null;
      for (const { holds, otherwise } of parts) {
        const answer = holds(situation);
        if (!answer.known) open ??= answer;
        else if (!answer.value) return learned(otherwise);
      }
      return open ?? learned(null);
    },
  };
}

/**
 * The outcome of a clause by that of its rule. Where it is open whether the clause speaks of the commit, that matters only if the rule finds
 * something: what is met or not applicable is so either way.
 */
export function scoped(scope: Scope | null, situation: Situation, judge: () => Outcome): Outcome {
  if (scope === null) return judge();
  const outside = scope.outside(situation);
  if (outside.known) return outside.value ?? judge();
  const outcome = judge();
  if (outcome.kind === "met" || outcome.kind === "not-applicable") return outcome;
  return {
    kind: "undecided",
    findings: [{ message: scopeUnknown, data: { why: outside.why }, at: { kind: "commit" } }],
  };
}

function pathScope(globs: readonly string[]): Part {
  const compiled = globs.map((glob) => compileGlob(glob));
  const readable = compiled.flatMap((glob) => (glob.ok ? [glob] : []));
  if (readable.length < compiled.length) {
    const unreadable = unknown(`the paths ${globs.join(", ")} cannot be read`);
    return { asks: ["paths"], holds: () => unreadable, otherwise: otherPaths };
  }
  return touching((path) => readable.some((glob) => glob.matches(path)));
}

const touching = (matches: (path: string, situation: Situation) => boolean): Part => ({
  asks: ["paths"],
  holds(situation) {
    const touched = touchedPaths(situation);
    return touched.known ? learned(touched.value.some((path) => matches(path, situation))) : touched;
  },
  otherwise: otherPaths,
});

function furtherScopes({ classes, who, since, above }: ClauseScope): readonly Part[] {
  return [
    ...(classes === null ? [] : [touching((path, { policy }) => classes.includes(policy.classOf(path)))]),
    ...(since === null ? [] : [sinceScope(since)]),
    ...(who === null ? [] : [authorScope(who)]),
    ...(above === null ? [] : [sizeScope(above)]),
  ];
}

/** What was posted before is spared. Where nobody knows when that was, the day of judging counts, which spares nothing that is older. */
const sinceScope = (since: string): Part => ({
  asks: [],
  holds: ({ contribution: { posted, today } }) => learned((posted.known ? posted.value : today) >= since),
  otherwise: earlierDays,
});

function authorScope(who: NonNullable<ClauseScope["who"]>): Part {
  if (who === "maintainers" || who === "others") {
    return {
      asks: [],
      holds(situation) {
        const maintains = isMaintainer(situation.commit.author, situation);
        return maintains.known ? learned(maintains.value === (who === "maintainers")) : maintains;
      },
      otherwise: otherAuthors,
    };
  }
  return {
    asks: ["earlier-commits", "newcomer"],
    holds({ asked: { earlierCommits } }) {
      return earlierCommits.known ? learned((earlierCommits.value === 0) === (who === "newcomers")) : earlierCommits;
    },
    otherwise: otherAuthors,
  };
}

const sizeScope = (above: number): Part => ({
  asks: ["changes"],
  holds({ commit }) {
    const changes = changedBy(commit);
    return changes.known ? learned(addsMoreThan(above, changes.value)) : changes;
  },
  otherwise: smaller,
});

/** Added lines of all files, as `git diff --numstat` counts them. What has no lines to count is taken for more. */
const addsMoreThan = (above: number, changes: readonly Change[]): boolean =>
  changes.some((change) => (change.added === null && change.status !== "deleted") || isSubmodule(change)) ||
  changes.reduce((sum, { added }) => sum + (added ?? 0), 0) > above;
