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
  readonly speaksOf: (situation: Situation) => Learned<boolean>;
};

/** The message id that every rule has beside its own: the clause is about some commits, and whether this is one is not known. */
export const scopeUnknown = "scopeUnknown";

const outOfScope = notApplicable("the commit touches no path that the clause speaks of");
const notMeant = notApplicable("the clause speaks of other commits");

/** Null: the clause speaks of every commit. */
export function scopeOf({ paths, scope }: Pick<Clause, "paths" | "scope">): Scope | null {
  const parts = [...(paths === null ? [] : [pathScope(paths)]), ...(scope === undefined ? [] : furtherScopes(scope))];
  if (parts.length === 0) return null;
  return {
    asks: parts.flatMap(({ asks }) => asks),
    speaksOf(situation) {
      let open: Learned<boolean> | null = null;
      for (const { speaksOf } of parts) {
        const answer = speaksOf(situation);
        if (!answer.known) open ??= answer;
        else if (!answer.value) return answer;
      }
      return open ?? learned(true);
    },
  };
}

/**
 * The outcome of a clause by that of its rule. Where it is open whether the clause speaks of the commit, that matters only if the rule finds
 * something: what is met or not applicable is so either way.
 */
export function scoped(scope: Scope | null, situation: Situation, judge: () => Outcome, hasPaths: boolean): Outcome {
  if (scope === null) return judge();
  const speaks = scope.speaksOf(situation);
  if (speaks.known) return speaks.value ? judge() : hasPaths ? outOfScope : notMeant;
  const outcome = judge();
  if (outcome.kind === "met" || outcome.kind === "not-applicable") return outcome;
  return {
    kind: "undecided",
    findings: [{ message: scopeUnknown, data: { why: speaks.why }, at: { kind: "commit" } }],
  };
}

function pathScope(globs: readonly string[]): Scope {
  const compiled = globs.map((glob) => compileGlob(glob));
  const readable = compiled.flatMap((glob) => (glob.ok ? [glob] : []));
  if (readable.length < compiled.length) {
    const unreadable = unknown(`the paths ${globs.join(", ")} cannot be read`);
    return { asks: ["paths"], speaksOf: () => unreadable };
  }
  return touching((path) => readable.some((glob) => glob.matches(path)));
}

const touching = (matches: (path: string, situation: Situation) => boolean): Scope => ({
  asks: ["paths"],
  speaksOf(situation) {
    const touched = touchedPaths(situation);
    return touched.known ? learned(touched.value.some((path) => matches(path, situation))) : touched;
  },
});

function furtherScopes({ classes, who, since, above }: ClauseScope): readonly Scope[] {
  return [
    ...(classes === null ? [] : [touching((path, { policy }) => classes.includes(policy.classOf(path)))]),
    ...(since === null ? [] : [sinceScope(since)]),
    ...(who === null ? [] : [authorScope(who)]),
    ...(above === null ? [] : [sizeScope(above)]),
  ];
}

/** What was posted before is spared. Where nobody knows when that was, the day of judging counts, which spares nothing that is older. */
const sinceScope = (since: string): Scope => ({
  asks: [],
  speaksOf: ({ contribution: { posted, today } }) => learned((posted.known ? posted.value : today) >= since),
});

function authorScope(who: NonNullable<ClauseScope["who"]>): Scope {
  if (who === "maintainers" || who === "others") {
    return {
      asks: [],
      speaksOf(situation) {
        const maintains = isMaintainer(situation.commit.author, situation);
        return maintains.known ? learned(maintains.value === (who === "maintainers")) : maintains;
      },
    };
  }
  return {
    asks: ["earlier-commits"],
    speaksOf({ asked: { earlierCommits } }) {
      return earlierCommits.known ? learned((earlierCommits.value === 0) === (who === "newcomers")) : earlierCommits;
    },
  };
}

const sizeScope = (above: number): Scope => ({
  asks: ["changes"],
  speaksOf({ commit }) {
    const changes = changedBy(commit);
    return changes.known ? learned(addsMoreThan(above, changes.value)) : changes;
  },
});

/** Added lines of all files, as `git diff --numstat` counts them. What has no lines to count is taken for more. */
const addsMoreThan = (above: number, changes: readonly Change[]): boolean =>
  changes.some((change) => (change.added === null && change.status !== "deleted") || isSubmodule(change)) ||
  changes.reduce((sum, { added }) => sum + (added ?? 0), 0) > above;
