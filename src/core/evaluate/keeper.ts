import type { CommitFacts } from "../commit/facts.ts";
import type { Outcome } from "../rules/outcome.ts";
import { hasSomethingToSay, shortened } from "./shorten.ts";
import type { CommitHead, Verdict } from "./verdict.ts";

/**
 * Commits whose every judgement is kept. Above it a report lists only those with something to say, with the judgements
 * that say it, and `listed` says so.
 */
export const listedCommitsMax = 10_000;

/**
 * What a report lists. `all`: every commit whole, whatever the number; `auto`: as many as `listedCommitsMax`; `notable`: only commits with something to
 * say, for a reader who would not be shown others.
 */
export type Listing = "all" | "auto" | "notable";

/** What is kept of a commit until the report is made. Most are never shown, so verdicts are made in the end, of few. */
export type Kept = {
  /** Its place in the list of commits, newest first. */
  readonly place: number;
  readonly commit: CommitHead;
  readonly damage: string | null;
  readonly outcomes: readonly Outcome[];
  /** Does the commit have something to say: not an ordinary pass? */
  readonly isNotable: boolean;
};

/** A commit judged by its arrangement, whose facts nobody has read yet. */
export type KeptPlain = Pick<Kept, "place" | "outcomes"> & { readonly facts: () => CommitFacts };

/** Keeps what a report will list. */
export type Keeper = {
  /** False once it is known that such a commit will not be listed. */
  readonly wants: (isNotable: boolean) => boolean;
  readonly add: (kept: Kept) => void;
  /** Never notable. */
  readonly addPlain: (kept: KeptPlain) => void;
  /** Oldest first. */
  readonly verdicts: () => readonly Verdict[];
};

export function createKeeper(verdictOf: (kept: Kept) => Verdict, listing: Listing): Keeper {
  const shared = createSharing();
  let kept: Kept[] = [];
  let plain: KeptPlain[] = [];
  let keepsAll = listing !== "notable";
  const shownOf = (one: Kept): Verdict => {
    const verdict = verdictOf(one);
    return keepsAll ? verdict : { ...verdict, judgements: verdict.judgements.filter(hasSomethingToSay) };
  };
  const keep = (): void => {
    if (listing === "all" || !keepsAll || kept.length + plain.length <= listedCommitsMax) return;
    keepsAll = false;
    kept = kept.filter(({ isNotable }) => isNotable);
    plain = [];
  };
  return {
    wants: (isNotable) => isNotable || keepsAll,
    add(one) {
      kept.push(listing === "all" ? one : shortened({ ...one, outcomes: shared(one.outcomes) }));
      keep();
    },
    addPlain(one) {
      plain.push(one);
      keep();
    },
    verdicts: () => [...kept, ...plain.map(opened)].sort((one, other) => other.place - one.place).map(shownOf),
  };
}

function opened({ place, outcomes, facts }: KeptPlain): Kept {
  const { id, subject, author, message, damage } = facts();
  return shortened({ place, commit: { id, subject, author, message }, damage, outcomes, isNotable: false });
}

/** Lists of outcomes that are remembered: ordinary commits of a project have a few dozen at most. */
const sharedMax = 64;

/**
 * Ordinary commits have the same few lists of outcomes, since rules answer them with the same objects. Keeping each
 * list once spares memory, and keeps the engine from taking all such lists for long-lived.
 */
export function createSharing(): (outcomes: readonly Outcome[]) => readonly Outcome[] {
  const known: (readonly Outcome[])[] = [];
  return (outcomes) => {
    const same = known.find((one) => one.every((outcome, index) => outcome === outcomes[index]));
    if (same === undefined && known.length < sharedMax) known.push(outcomes);
    return same ?? outcomes;
  };
}
