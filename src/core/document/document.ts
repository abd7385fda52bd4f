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

/** What kind of content an exception covers: the words that *Covers* knows. */
export const artefacts = [
  "code",
  "tests",
  "docs",
  "comments",
  "translation",
  "media",
  "message",
  "licence",
  "policy",
] as const;
export type Artefact = (typeof artefacts)[number];

/** The kinds of change that *Change* knows; evidence says of a commit whether it is provably one of them. */
export const changeKinds = [
  "rename",
  "mode",
  "format",
  "comments",
  "identifiers",
  "move",
  "substitution",
  "revert",
  "backport",
  "scripted",
  "docs",
  "tests",
  "generated",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One limit of *At most*. */
export type SizeLimit = {
  readonly count: number;
  readonly of: "added lines" | "changed lines" | "files";
  readonly notCountingTests: boolean;
};

/** What an exception asks for beside the change itself: the words that *Needs* knows. */
export const needs = ["justification", "second opinion", "disclosure", "script"] as const;
export type Need = (typeof needs)[number];

/** Who may rely on an exception: *Who*. Earlier commits are counted in the governing branch. */
export type Who =
  | { readonly kind: "anyone" }
  | { readonly kind: "maintainers" }
  | { readonly kind: "contributors"; readonly earlierCommits: number };

/** One entry of the document's list, field by field (docs/exceptions.md). Days are `YYYY-MM-DD`, UTC, inclusive. */
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
export type ExceptionList = {
  /** The heading under which they stand; null when the document has none of that title. */
  readonly heading: Heading | null;
  readonly exceptions: readonly ListedException[];
  readonly problems: readonly Problem[];
};
