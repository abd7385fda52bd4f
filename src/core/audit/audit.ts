import type { SignalClass } from "../commit/signals.ts";
import type { Conclusion, Counts, RuleCounts, Verdict } from "../evaluate/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import type { Condition, SecondOpinion } from "../rules/outcome.ts";
import type { Day } from "../text/day.ts";
import type { Independence } from "./independence.ts";

/** By the policy of when a commit is judged: when it entered the audited line, at its own first parent, or of today. */
export type AsOf = "entry" | "parent" | "today";

/** How a commit came into the audited line: with which of its commits, and on which day (UTC) that was committed. */
export type Entry = { readonly by: string; readonly day: Day };

/** A commit of which there is something to say, and how it entered. Quotations are from the policy that governed it. */
export type AuditedCommit = Verdict & { readonly entered: Entry; readonly quotationFor: Policy["quotationFor"] };

/** Commits that nobody can tell the policy of, by the reason. */
export type Ungoverned = {
  readonly why: string;
  readonly commits: number;
  /** Those that entered first, at most `ungovernedListedMax`. */
  readonly listed: readonly { readonly id: string; readonly day: Day }[];
};

/** What a stretch of time adds up to, by the day on which commits entered. */
export type PeriodCounts = {
  -readonly [Name in Exclude<keyof Counts, "olderThanPolicy">]: number;
} & {
  /** Entered when there was no policy yet; not part of `commits`. */
  beforePolicy: number;
  /** Commits that are no merges, by who signed them off. */
  readonly signed: { -readonly [Name in Exclude<Independence, "merge">]: number };
  /** Commits that declare AI use, or bear an agent's exact identity. */
  aiUse: number;
  /** Commits with such an identity and without a word that declares it. */
  undisclosed: number;
};

/** A year or a month, `2026` or `2026-01`. */
export type Period = { readonly name: string; readonly counts: PeriodCounts };

/** A rule, over all and year by year. */
export type RuleHistory = {
  readonly id: string;
  readonly counts: RuleCounts;
  readonly years: ReadonlyMap<string, RuleCounts>;
};

/** A commit that relies on an exception, or would have to. */
export type LedgerEntry = {
  readonly exception: string;
  readonly id: string;
  readonly subject: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly entered: Entry;
  /** `met`: under the exception. Else what its most important clause came to. */
  readonly outcome: "met" | "unmet" | "undecided";
  readonly evident: boolean;
  readonly conditions: readonly Pick<Condition, "text" | "state" | "why">[];
  readonly secondOpinions: readonly SecondOpinion[];
};

/** A statement that the policy asks contributors for, and who made it. That it was made is all that is known. */
export type Attested = {
  /** The policy's name for it. */
  readonly statement: string;
  readonly commits: number;
  /** The first of them in the order in which they entered, `attestedListedMax` at most. */
  readonly listed: readonly {
    readonly id: string;
    readonly subject: string;
    /** The author of the message in which it stands. */
    readonly by: { readonly name: string; readonly email: string };
    /** `trailer` or `message`. */
    readonly place: string;
    readonly entered: Entry;
  }[];
};

/** A tool's exact identity in one role, and how often it stands there. */
export type ToolUse = {
  readonly tool: string;
  readonly class: SignalClass;
  /** `author`, `committer`, a trailer's key, or `message`. */
  readonly role: string;
  readonly commits: number;
  readonly first: Entry & { readonly id: string };
  readonly last: Entry & { readonly id: string };
};

/** What a change of the policy's texts changed for those judged by them. */
export type Milestone = { readonly commit: string; readonly day: Day; readonly text: string };

/** A part of the project: a section of the maintainers file at the audited revision, or a directory. A commit counts in each that it touches. */
export type SubsystemCounts = {
  readonly name: string;
  readonly commits: number;
  readonly failed: number;
  readonly undecided: number;
  readonly warned: number;
  /** Commits that somebody signed off who is not an author, of those that are no merges. */
  readonly independent: number;
  readonly signable: number;
};

/** What a baseline of known findings leaves. */
export type BaselineUse = {
  /** Commits of which everything that was found is known. */
  readonly known: number;
  /** Commits with something new, by what they come to. */
  readonly failed: number;
  readonly undecided: number;
  /** Entries that nothing answers to any more. */
  readonly stale: readonly { readonly commit: string; readonly rule: string }[];
  /** Commits of which all is known, which are not listed elsewhere; in the order in which they entered. */
  readonly knownCommits: readonly AuditedCommit[];
  /** What is known of commits that have something new besides. */
  readonly accepted: readonly AcceptedFinding[];
};

/** What a rule found in a commit, and a baseline knows. The rule is `unreadable` where the commit could not be read whole. */
export type AcceptedFinding = {
  readonly commit: string;
  readonly rule: string;
  readonly outcome: "unmet" | "undecided";
};

/** All that an audit found, before any renderer. */
export type AuditReport = {
  /** What was audited, as it was named, and its full id. */
  readonly revision: { readonly name: string; readonly id: string };
  readonly asOf: AsOf;
  /** The policy at the audited revision; null where none is there and none was given. */
  readonly policy: {
    readonly name: string;
    readonly revision: string | null;
    readonly digest: string;
    /** Is it the repository's own, and not one that somebody laid over it? */
    readonly isOwn: boolean;
  } | null;
  readonly conclusion: Conclusion;
  /** Reasons for an undecided conclusion that belong to no commit. */
  readonly reasons: readonly string[];
  readonly ungoverned: readonly Ungoverned[];
  readonly counts: Omit<PeriodCounts, "signed"> & {
    readonly signed: PeriodCounts["signed"];
    readonly olderThanPolicy: number;
  };
  /** What came in since the audit that this one went on from, by that one's full id; null where there was none. */
  readonly since: { readonly revision: string; readonly counts: PeriodCounts } | null;
  readonly years: readonly Period[];
  readonly months: readonly Period[];
  readonly rules: readonly RuleHistory[];
  readonly milestones: readonly Milestone[];
  readonly ledger: readonly LedgerEntry[];
  /** By the statement's name. */
  readonly attested: readonly Attested[];
  readonly tools: readonly ToolUse[];
  /** How much of which weeks may declare AI use by the policy at the audited revision (`ai-window-share`); null: it says nothing of that. */
  readonly window: { readonly weeks: number; readonly percent: number } | null;
  /** Empty where nobody asked. */
  readonly subsystems: readonly SubsystemCounts[];
  /** Null where no baseline was given. */
  readonly baseline: BaselineUse | null;
  /** With something to say, in the order in which they entered. */
  readonly commits: readonly AuditedCommit[];
};
