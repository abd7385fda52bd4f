import type { Change, CommitFacts } from "../commit/facts.ts";
import type { Identity } from "../commit/identity.ts";
import type { Observed } from "../commit/observed.ts";
import type { Remediation } from "../commit/remediation.ts";
import type { ChangeKind, ListedException } from "../document/document.ts";
import type { EvidenceFacts } from "../evidence/content.ts";
import type { PathClass, Proof } from "../evidence/proof.ts";
import type { Maintainers } from "../people/maintainers.ts";
import type { Learned } from "../text/learned.ts";
import type { Span } from "../text/source.ts";
import type { Window, WindowUse } from "./ai/window-use.ts";
import type { SecondOpinion } from "./outcome.ts";
import type { Channel } from "./request/channels.ts";
import type { RequestFacts } from "./request/request-facts.ts";

/** Is the policy's position on AI content in force at this revision? */
export type InForce =
  | { readonly kind: "in-force"; readonly at: Span | null }
  | { readonly kind: "not-yet"; readonly why: string }
  /** The heading stood in an earlier revision and is gone: nobody can tell by the text. */
  | { readonly kind: "vanished"; readonly why: string };

export type Stance = { readonly position: "declined" | "permitted"; readonly inForce: InForce };

/** What rules may know of the policy. */
export type PolicyView = {
  readonly stance: Stance;
  readonly exceptions: readonly ListedException[];
  /** The heading under which exceptions are listed, when the document has it. */
  readonly exceptionsAt: Span | null;
  readonly maintainers: Learned<Maintainers>;
  /** The identity the mailmap gives; the same object when it says nothing. */
  readonly canonical: (identity: Identity) => Identity;
  /** Addresses that the policy ties to a login; undefined when it does not know the login. */
  readonly addressesOf: (login: string) => readonly string[] | undefined;
  readonly classOf: (path: string) => PathClass;
  /** Where in a pull request AI use is declared. */
  readonly channels: readonly Channel[];
  /** Paths of the policy itself: `proviso.yaml`, the document, the maintainers file. */
  readonly files: readonly string[];
};

/** A tag that somebody gave to a commit elsewhere than in its message, and that counts: he himself wrote it. */
export type GivenTag = {
  /** The tag's key. */
  readonly form: string;
  readonly by: Identity;
  /** The Message-Id of the mail, where it has one. */
  readonly source: SecondOpinion["source"];
  /** Did a signature of his mail server's (DKIM) vouch for the mail? */
  readonly verified: boolean;
};

/** The same patch as it was posted before. */
export type EarlierVersion = {
  /** `v1`. */
  readonly label: string;
  /** Are author, message and change the same, but for the tags? */
  readonly unchanged: boolean;
  readonly signOffs: readonly Identity[];
};

/** What is known about the contribution as a whole. Judged by mail, each patch has its own `answers` and `earlierVersion`. */
export type ContributionFacts = {
  /** The day on which the contribution is judged, `YYYY-MM-DD` UTC. The core has no clock. */
  readonly today: string;
  /** The day it was posted, where a series was in flight; unknown for a local range. */
  readonly posted: Learned<string>;
  /** Who sends it (the mail's From, the pull request's opener). */
  readonly sender: Learned<Identity>;
  /** What a forge says of the pull request; unknown where none was asked, as for a range on the command line and in an audit. */
  readonly request: Learned<RequestFacts>;
  /** Tags given in answers; none where nobody looks for any. */
  readonly answers: readonly GivenTag[];
  /** The patch in the version before; null: there is none, or it is no patch by mail. */
  readonly earlierVersion: EarlierVersion | null;
  /** Statements of remediation commits, by the full id of the commit they repair. */
  readonly remediations: ReadonlyMap<string, readonly Remediation[]>;
  /**
   * How much of what entered in a window before declares AI use; null where nobody looks at that, as a check does not. Unknown where
   * history is missing.
   */
  readonly windowUse: Learned<(window: Window) => WindowUse> | null;
  /** Exceptions that the contribution's own version of the document lists. */
  readonly exceptionsAtHead: Learned<readonly { readonly id: string; readonly title: string }[]>;
};

/** Facts about one commit that cost a question; asked for only when a rule's `asks` names them. */
export type Asked = {
  /** Commits by this author that the governing branch already has. */
  readonly earlierCommits: Learned<number>;
  /** The commit of the governing branch that this one repeats with the same patch-id; null: it repeats none. */
  readonly repeats: Learned<CommitFacts | null>;
  /** The commit whose revert this one reverts, so that its claims come back; null: none. */
  readonly reapplies: Learned<CommitFacts | null>;
  /** Every path that differs from the first parent, in either; cheaper than `changes`, which have them too. */
  readonly paths: Learned<readonly string[]>;
  /** Of `changes` those that add a file, which cost a third of them; null: they were not asked for alone. See `additionsOf`. */
  readonly additions: Learned<readonly Change[]> | null;
  /** What the contents of the changed files, and the trees, say about kinds of change. */
  readonly evidence: EvidenceFacts;
};

export type FactName =
  | "paths"
  | "changes"
  /** It comes with `changes`. */
  | "additions"
  | "earlier-commits"
  /** Of earlier commits only whether there is any; it comes with `earlier-commits`. */
  | "newcomer"
  | "repeats"
  | "reapplies"
  | "content";

/** Everything a rule may look at. Data only: no rule asks anybody anything. */
export type Situation = {
  readonly commit: CommitFacts;
  readonly observed: Observed;
  readonly policy: PolicyView;
  readonly contribution: ContributionFacts;
  readonly asked: Asked;
  /** Trailer keys by which a second opinion is given (`ai-second-opinion: { forms: … }`), lower case. */
  readonly opinionForms: readonly string[];
  readonly proofOf: (kind: ChangeKind) => Proof;
};

export type { Remediation };
