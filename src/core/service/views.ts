import type { Conclusion } from "../evaluate/verdict.ts";

/** A part of a list: its rows, and from where the next part goes on; null at the end. */
export type Part<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** A number that was counted only so far: `atLeast` says that there are more. */
export type Tally = { readonly count: number; readonly atLeast: boolean };

/** A conclusion, or `could-not`: nothing could be judged, and the reason stands with it. */
export const shownConclusions = ["pass", "fail", "undecided", "could-not"] as const;
export type ShownConclusion = Conclusion | "could-not";

/** `forge/host/owner/name`: what a page's address has. */
export type RepositoryKey = string;

/** Times here and below are milliseconds since 1970 UTC. */
export type RepositoryRow = {
  readonly key: RepositoryKey;
  readonly branch: string;
  readonly state: "active" | "suspended" | "gone";
  /** Is it shown to its own people only? */
  readonly isPrivate: boolean;
  readonly open: number;
  readonly undecided: number;
  readonly failing: number;
  /** The latest audit; null: none yet. */
  readonly audit: { readonly failing: number; readonly undecided: number; readonly madeAt: number } | null;
};

export type ContributionRow = {
  readonly repository: RepositoryKey;
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly state: "open" | "merged" | "closed";
  readonly base: string;
  readonly head: string;
  /** Null: not judged yet. */
  readonly conclusion: ShownConclusion | null;
  /** Who can decide what is undecided: names as the policy's maintainers have them, logins with `@`. */
  readonly deciders: readonly string[];
  /** Is the reader one of those? */
  readonly isMine: boolean;
  readonly judgedAt: number | null;
  readonly updatedAt: number;
};

/** What the forge shows of a conclusion, and how that got there. */
export type PublicationView = {
  readonly state: "due" | "maybe-sent" | "sent" | "refused" | "obsolete";
  readonly attempts: number;
  readonly lastError: string | null;
};

/** A conclusion about an earlier or the present head. */
export type ConclusionRow = {
  readonly head: string;
  readonly conclusion: ShownConclusion;
  readonly policyDigest: string;
  readonly judgedAt: number;
  /** A newer head, base, policy or fact took its place. */
  readonly isObsolete: boolean;
};

export type ContributionView = ContributionRow & {
  /** At the forge; null: no address of a page. */
  readonly url: string | null;
  /** As `proviso check --format json` writes it; null: there is none. */
  readonly report: string | null;
  /** One sentence: why nothing could be judged, what it waits for, or what it came to; empty where it was not judged yet. */
  readonly why: string;
  readonly publication: PublicationView | null;
  /** The newest first. */
  readonly conclusions: readonly ConclusionRow[];
};

/** One judgement of one commit, as a search finds it. */
export type JudgementRow = {
  readonly repository: RepositoryKey;
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  readonly rule: string;
  readonly outcome: "met" | "unmet" | "undecided";
  readonly exception: string | null;
  /** The number of the contribution in which it was judged; null: by an audit, or in a push. */
  readonly contribution: number | null;
  readonly committedAt: number;
};

/** A commit with everything that is known of it. */
export type CommitView = {
  readonly repository: RepositoryKey;
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  readonly committedAt: number;
  readonly conclusion: ShownConclusion;
  readonly contribution: number | null;
  readonly judgedAt: number;
  readonly judgements: readonly JudgementRow[];
  /** The commit as a report has it (JSON), with findings and lines of the policy; null: only the index knows it. */
  readonly detail: string | null;
};

export type ExceptionRow = {
  readonly repository: RepositoryKey;
  readonly exception: string;
  readonly title: string;
  readonly state: "listed" | "expired" | "withdrawn" | "unreadable";
  /** Does the document list it now? */
  readonly isListed: boolean;
  readonly agreed: string | null;
  readonly until: string | null;
  /** Commits that rely on it. */
  readonly relying: Tally;
  /**
   * Lines that its commits added, and those that were alive when that was measured last; where not all of it could be told, both may be too low. Null: nobody
   * has measured it yet.
   */
  readonly lines: { readonly alive: number; readonly added: number; readonly isWhole: boolean } | null;
};

/** A register as it was saved; null: the repository has none yet. */
export type RegisterView = {
  readonly repository: RepositoryKey;
  readonly revision: string;
  readonly takenAt: number;
  /** As `proviso exception list --format json` writes it. */
  readonly text: string;
};

/** What lines of an exception's commits are alive. */
export type ExposureView = {
  /** As `proviso exception exposure --format json` writes it; null: no measurement succeeded yet. */
  readonly text: string | null;
  readonly madeAt: number | null;
  /** A newer try that came to nothing: why, in a sentence, and when; null: none. */
  readonly failed: { readonly why: string; readonly at: number } | null;
};

export type RequestRow = {
  readonly repository: RepositoryKey;
  /** The number of the issue, or a Message-Id. */
  readonly reference: string;
  readonly title: string;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly updatedAt: number;
  /** What it proposes, how many objections are open, and what the document said of it when the discussion was read; null: that is not known. */
  readonly exception: string | null;
  readonly open: number | null;
  readonly listing: "not-listed" | ExceptionRow["state"] | null;
};

export type RequestView = RequestRow & {
  readonly url: string | null;
  /** When the discussion was read; null: not yet. */
  readonly readAt: number | null;
  /** As `proviso exception status --format json` writes it; null: it could not be read, and `why` says so. */
  readonly status: string | null;
  readonly why: string | null;
};

export type AuditRow = {
  readonly repository: RepositoryKey;
  readonly revision: string;
  /** The full id of what was audited. */
  readonly tip: string;
  readonly policyDigest: string;
  readonly madeAt: number;
  readonly commits: number;
  readonly failing: number;
  readonly undecided: number;
  /** Commits that rely on an exception. */
  readonly relying: number;
};

/** `text` is what `proviso audit --format json` writes; its commits and its ledger may be left out, as the judgements have them. */
export type AuditView = AuditRow & { readonly text: string };

/** A job that nobody tries any more, until a person says so. */
export type DeadJobRow = {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly attempts: number;
  readonly why: string;
  readonly diedAt: number;
};

/** How many jobs of a kind there are; `oldestWaits`: how long the oldest that could run has waited, in milliseconds. */
export type JobsRow = {
  readonly kind: string;
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  readonly oldestWaits: number;
};

export type OperationView = {
  readonly jobs: readonly JobsRow[];
  readonly dead: readonly DeadJobRow[];
  readonly publications: readonly { readonly state: PublicationView["state"]; readonly count: number }[];
};

export type LogRow = {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly hash: string;
};

/** What the first page counts. */
export type OverviewView = {
  readonly repositories: Tally;
  readonly undecided: Tally;
  readonly failing: Tally;
  readonly audited: Tally;
};

/** What a search may ask for; null: anything. */
export type JudgementQuestion = {
  readonly repository: RepositoryKey | null;
  readonly rule: string | null;
  readonly outcome: JudgementRow["outcome"] | null;
  readonly exception: string | null;
  /** The beginning of a full commit id, at least `commitDigitsMin` hex digits. */
  readonly commit: string | null;
};

/** Fewer digits of a commit id are no question that an index answers. */
export const commitDigitsMin = 7;
