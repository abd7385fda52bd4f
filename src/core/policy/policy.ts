import type { DisclosureTrailer } from "../commit/claims.ts";
import type { SignalAdjustment } from "../commit/signals.ts";
import type { DocumentFormat, PolicyDocument } from "../document/document.ts";
import type { PathClass } from "../evidence/proof.ts";
import type { SubstitutionLimits } from "../evidence/substitution.ts";
import type { InlineMaintainersEntry } from "../people/inline-maintainers.ts";
import type { Problem } from "../problem/problem.ts";
import type { Channel } from "../rules/request/channels.ts";
import type { Rule } from "../rules/rule.ts";
import type { PolicyView } from "../rules/situation.ts";
import type { Settings, Shapes } from "../text/shape.ts";
import type { Source, Span } from "../text/source.ts";

/** How much a clause weighs. A `warn` is shown and counted, and never changes a conclusion. */
export type Level = "require" | "warn" | "off";

/** The document's own words behind a clause: a heading, and the first line of its text. */
export type Quotation = { readonly heading: string; readonly line: string; readonly at: Span };

/** What a clause speaks of, beside paths; null: it does not matter. All that is given must hold. */
export type ClauseScope = {
  /** A path of one of these classes is touched. */
  readonly classes: readonly PathClass[] | null;
  readonly who: "maintainers" | "others" | "newcomers" | "contributors" | null;
  /** Posted on this day or later, `YYYY-MM-DD` UTC. */
  readonly since: string | null;
  /** More lines are added than these. */
  readonly above: number | null;
};

/** One rule switched on, with its level and options. */
export type Clause = {
  readonly rule: Rule;
  readonly level: Level;
  readonly settings: Settings<Shapes>;
  /** Globs; the clause speaks only of commits that touch one of these paths. Null: of all. */
  readonly paths: readonly string[] | null;
  /** What else the clause speaks of; absent: of all. */
  readonly scope?: ClauseScope;
  /** `#heading` of the document that the clause rests on, as written. */
  readonly because: string | null;
  /** The line of `proviso.yaml` (or of a profile) that switches it on. */
  readonly at: Span;
};

/** Where maintainers are written. */
export type MaintainersSetting =
  | { readonly kind: "file"; readonly path: string; readonly format: "maintainers" | "codeowners" }
  | { readonly kind: "inline"; readonly entries: readonly InlineMaintainersEntry[] }
  | { readonly kind: "none" };

/** When a substitution is proved, and whether scripts from messages may be replayed for a verdict. */
export type EvidenceSettings = SubstitutionLimits & { readonly replay: "never" | "allowed" };

/**
 * An entry of `coverage:`: a sentence of the document, and who sees to it. With `checked` the two texts say what is left of it;
 * without, that all of it is attested by people, or can be judged by people only. At least one of the three is there.
 */
export type Anchor = {
  /** The sentence's first words, as written. */
  readonly sentence: string;
  readonly at: Span;
  /** The heading it stands under, by its title or slug; null: it is looked for everywhere. */
  readonly under: string | null;
  /** The first hex digits of the sentence's digest (`coverageOf`), by which a change is seen. */
  readonly digest: string | null;
  /** Ids of rules. They need not exist: lint says so. */
  readonly checked: readonly { readonly id: string; readonly at: Span }[];
  readonly attested: string | null;
  readonly human: string | null;
};

/** What `proviso.yaml` says, read and checked; the documents it names are not read yet. */
export type PolicySettings = {
  readonly source: Source;
  /** A policy that this one may only tighten: `profile:NAME`, or a file of the repository. */
  readonly floor: { readonly value: string; readonly at: Span } | null;
  /** Candidates for the policy document; the first that is present is it. Empty: the policy has none. */
  readonly document: readonly string[];
  readonly maintainers: MaintainersSetting;
  readonly branch: string | null;
  /** Older commits are not judged: a revision, or a day `YYYY-MM-DD`. */
  readonly from: { readonly kind: "revision" | "day"; readonly value: string; readonly at: Span } | null;
  readonly ai: {
    readonly stance: "declined" | "permitted" | null;
    readonly stanceAt: Span | null;
    /** `because:` of a looser stance. */
    readonly because: string | null;
    /** Headings, any of which puts the stance in force. Empty: it is in force with the file. */
    readonly section: readonly string[];
    /** The heading under which exceptions are listed; null: the policy lists none. */
    readonly exceptions: string | null;
    readonly signals: SignalAdjustment;
    readonly disclosures: readonly DisclosureTrailer[];
    /** Places of a pull request where AI use is declared. */
    readonly channels: readonly Channel[];
    /** Trailer keys that cite an exception by id. */
    readonly citations: readonly string[];
  };
  readonly people: ReadonlyMap<string, readonly string[]>;
  /** Globs that sort paths; the policy's own come before the built-in ones. */
  readonly classes: { readonly [Name in PathClass]?: readonly string[] };
  /** How much is taken for a proof. */
  readonly evidence: EvidenceSettings;
  readonly clauses: readonly Clause[];
  /** Who sees to which sentence of the document. It explains the policy and decides nothing. */
  readonly coverage: readonly Anchor[];
  /** Where the file's keys stand, by dotted name (`document`, `ai.section`, `people.ada`), for problems found later. */
  readonly places: ReadonlyMap<string, Span>;
};

/** The document where the policy was read; `missing` says where it was looked for; null when the policy stands alone. */
export type DocumentMaterial =
  | { readonly source: Source; readonly format: DocumentFormat }
  | { readonly missing: string }
  | null;

/** The floor as it was read where the policy was; `missing` says where it was looked for. Null: the policy names none. */
export type FloorMaterial =
  | { readonly settings: PolicySettings; readonly problems: readonly Problem[] }
  | { readonly missing: string }
  | null;

/** Where a policy was read from, for people and for the report. */
export type PolicyOrigin = {
  /** `proviso.yaml at 2b0e4ecd94`, `profile qemu`, `.github/dco.yml at …`, `file PATH`. */
  readonly name: string;
  readonly kind: "repository" | "worktree" | "file" | "profile" | "dco.yml" | "built-in";
  /** The full commit id it was read at; null for files and profiles. */
  readonly revision: string | null;
};

/** A policy ready to judge by: settings, document, exceptions and people of one revision. Plain data and pure functions. */
export type Policy = PolicyView & {
  readonly origin: PolicyOrigin;
  /** SHA-256 over name, length and bytes of policy, document, maintainers and mailmap, in hex. */
  readonly digest: string;
  readonly settings: PolicySettings;
  readonly document: PolicyDocument | null;
  readonly floor: FloorMaterial;
  readonly clauses: readonly Clause[];
  readonly quotationFor: (clause: Clause) => Quotation | null;
  /** Any with severity `error` leaves everything undecided: a policy with problems never passes anything. */
  readonly problems: readonly Problem[];
  /** What cannot be read in the maintainers file, for lint: whoever asks about a path it concerns gets "unknown" anyway. */
  readonly maintainersProblems: readonly Problem[];
};
