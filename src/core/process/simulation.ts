import type { PolicyOrigin } from "../policy/policy.ts";
import type { Problem } from "../problem/problem.ts";
import { detached } from "../text/remember.ts";
import type { Coverage } from "./simulation-coverage.ts";
import type { DraftedEntry } from "./simulation-entries.ts";
import type { VerdictChange } from "./simulation-verdicts.ts";

/** What becomes of past commits when a policy is replaced by another. Lists are newest first. */
export type Simulation = {
  /** What was drafted, in words; null: two policies were compared, and no entry was decided. */
  readonly draft: string | null;
  readonly before: PolicyOrigin;
  readonly after: PolicyOrigin;
  /** Which commits, in words, and the full id of the newest. */
  readonly over: { readonly text: string; readonly tip: string };
  readonly counts: SimulationCounts;
  /** What a reader must know of the draft. */
  readonly notes: readonly string[];
  /** Entries that the draft brings, changes or takes out, each decided for every commit that is no merge. */
  readonly entries: readonly EntrySimulation[];
  /** Commits of which a rule says something else, or whose conclusion is another. */
  readonly changes: readonly VerdictChange[];
  /** What could not be decided for lack of facts. */
  readonly undetermined: readonly string[];
  /** What is wrong with either policy; with an error nothing was judged. */
  readonly problems: readonly SidedProblem[];
};

export type SidedProblem = { readonly side: "before" | "after"; readonly problem: Problem };

export type SimulationCounts = {
  /** All that were looked at. */
  readonly commits: number;
  /** Of these, merges: they are judged, and no entry is decided for them, as their changes are those of their parents. */
  readonly merges: number;
  /** Commits that both policies judge, and those that one leaves out as older than it. */
  readonly judgedByBoth: number;
  readonly olderThanBefore: number;
  readonly olderThanAfter: number;
};

/** `commits` is empty where `skipped` says why nothing was decided. */
export type EntrySimulation = DraftedEntry & {
  readonly skipped: string | null;
  readonly commits: readonly EntryCommit[];
};

/** Null: the entry is not listed there, or the commit is older than what that policy judges. */
export type EntryCommit = {
  readonly id: string;
  readonly subject: string;
  readonly before: Coverage | null;
  readonly after: Coverage | null;
};

/** A commit that was looked at under both policies. */
export type SimulatedCommit = {
  readonly id: string;
  readonly subject: string;
  readonly isMerge: boolean;
  readonly damage: string | null;
  readonly older: { readonly before: boolean; readonly after: boolean };
  /** In the order of the entries; none of a merge. */
  readonly coverage: readonly { readonly before: Coverage | null; readonly after: Coverage | null }[];
  readonly change: Pick<VerdictChange, "before" | "after" | "rules"> | null;
  /** Why a fact is missing that a rule asked for, else null. */
  readonly lacking: string | null;
};

type Summed = Pick<Simulation, "counts" | "entries" | "changes" | "undetermined">;

/** Adds up commit by commit, newest first. */
export type SimulationTally = {
  readonly add: (commit: SimulatedCommit) => void;
  /** `reasons`: why the range itself is not known whole. */
  readonly close: (reasons: readonly string[]) => Summed;
};

/** @param entries with why one is not decided at all, else null */
export function createSimulationTally(
  entries: readonly { readonly entry: DraftedEntry; readonly skipped: string | null }[],
): SimulationTally {
  const counts = { commits: 0, merges: 0, judgedByBoth: 0, olderThanBefore: 0, olderThanAfter: 0 };
  const covered = entries.map((): EntryCommit[] => []);
  const changes: VerdictChange[] = [];
  const lacking = createReasons();
  const damaged = createReasons();
  return {
    add(commit) {
      const { id, older, coverage, change } = commit;
      const subject = detached(commit.subject);
      counts.commits += 1;
      if (commit.isMerge) counts.merges += 1;
      if (older.before) counts.olderThanBefore += 1;
      if (older.after) counts.olderThanAfter += 1;
      if (!older.before && !older.after) counts.judgedByBoth += 1;
      if (commit.damage !== null) damaged.add(commit.damage);
      else if (commit.lacking !== null) lacking.add(commit.lacking);
      if (change !== null) changes.push({ id, subject, ...change });
      for (const [index, { before, after }] of coverage.entries())
        if (before !== null || after !== null) covered[index]?.push({ id, subject, before, after });
    },
    close: (reasons) => ({
      counts,
      entries: entries.map(({ entry, skipped }, index) => ({ ...entry, skipped, commits: covered[index] ?? [] })),
      changes,
      undetermined: [
        ...reasons,
        ...damaged.words(["cannot be read whole", "cannot be read whole"]),
        ...lacking.words(["lacks a fact that a rule asked for", "lack a fact that a rule asked for"]),
        ...entries.flatMap(({ entry }, index) => unknownOf(entry, covered[index] ?? [])),
      ],
    }),
  };
}

function unknownOf({ id }: DraftedEntry, commits: readonly EntryCommit[]): readonly string[] {
  const reasons = createReasons();
  for (const { before, after } of commits) {
    const unknown = after?.kind === "unknown" ? after : before?.kind === "unknown" ? before : null;
    if (unknown !== null) reasons.add(unknown.why);
  }
  const what = `may be covered by \`${id}\` or not`;
  return reasons.words([what, what]);
}

/** Counts, and keeps the first reason: they name paths and objects, so hardly any comes up twice. */
function createReasons() {
  let count = 0;
  let first = "";
  return {
    add(why: string): void {
      if (count === 0) first = detached(why);
      count += 1;
    },
    /** `what` is said of one commit, and of several. */
    words([ofOne, ofMany]: readonly [string, string]): readonly string[] {
      if (count === 0) return [];
      return [count === 1 ? `1 commit ${ofOne}: ${first}` : `${count} commits ${ofMany}, one of them since ${first}`];
    },
  };
}
