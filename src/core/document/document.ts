import type { Problem } from "../problem/problem.ts";
import type { Source, Span } from "../text/source.ts";

/** A heading of the policy document. Level 1 is the outermost found. */
export type Heading = {
  /** As a reader sees it: inline markup stripped. */
  readonly title: string;
  readonly level: number;
  /** GitHub-style slug: lower case, blanks to hyphens, punctuation dropped. */
  readonly slug: string;
  /** The title's own characters. */
  readonly at: Span;
  /** Where the heading's own lines begin: an overline, the `#` of a Markdown heading, else the title's line. */
  readonly start: number;
  /** Where the section's body begins (after the title lines) and where the section ends (next heading of the same or a higher level). */
  readonly bodyStart: number;
  readonly sectionEnd: number;
};

export type DocumentFormat = "restructuredtext" | "markdown";

/** A policy document, read: its headings, in order, with offsets into the source. */
export type PolicyDocument = {
  readonly source: Source;
  readonly format: DocumentFormat;
  readonly headings: readonly Heading[];
};

/** One `:Field: value` or `- **Field:** value` of an exception's field block. */
export type Field = { readonly name: string; readonly value: string; readonly nameAt: Span; readonly valueAt: Span };

/** What kind of content an exception covers (design §4.2, *Covers*). */
export type Artefact = "code" | "tests" | "docs" | "comments" | "translation" | "media" | "message";

/** The kinds of change of design §7 that a *Change* field can name. */
export type ChangeKind =
  | "rename"
  | "mode"
  | "format"
  | "comments"
  | "identifiers"
  | "move"
  | "substitution"
  | "revert"
  | "backport"
  | "scripted"
  | "docs"
  | "tests"
  | "generated";

/** One limit of *At most*. */
export type SizeLimit = {
  readonly count: number;
  readonly of: "added lines" | "changed lines" | "files";
  readonly notCountingTests: boolean;
};

export type Need = "justification" | "second opinion" | "disclosure" | "script";

export type Who =
  | { readonly kind: "anyone" }
  | { readonly kind: "maintainers" }
  | { readonly kind: "contributors"; readonly earlierCommits: number };

/** Days are `YYYY-MM-DD`, UTC, inclusive. */
export type ListedException = {
  readonly id: string;
  readonly title: string;
  /** False for a sub-heading without fields: every condition is a judgement. */
  readonly hasFields: boolean;
  /** The heading. */
  readonly at: Span;
  /** The entry's own bytes: heading and body, up to the next heading. */
  readonly entry: Span;
  readonly fields: readonly Field[];
  readonly covers: readonly Artefact[];
  readonly change: readonly ChangeKind[];
  readonly paths: readonly string[];
  readonly notPaths: readonly string[];
  readonly atMost: readonly SizeLimit[];
  readonly tool: string | null;
  readonly who: Who;
  readonly needs: readonly Need[];
  readonly judgements: readonly string[];
  readonly agreed: { readonly day: string; readonly links: readonly string[] } | null;
  readonly until: { readonly day: string; readonly postedBeforeMayLandUntil: string | null } | null;
  readonly withdrawn: {
    readonly day: string;
    readonly reason: string;
    readonly postedBeforeMayLandUntil: string | null;
  } | null;
  /**
   * What is wrong with this entry. With an error among them the entry may say less than its authors meant,
   * so it can never make a clause `met`.
   */
  readonly problems: readonly Problem[];
};

/** The exceptions a document lists, and every problem found on the way, those of the entries included. */
export type ExceptionList = { readonly exceptions: readonly ListedException[]; readonly problems: readonly Problem[] };
