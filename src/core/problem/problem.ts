import type { Span } from "../text/source.ts";

/** Something wrong with a text that we were asked to read: a policy, a document, a maintainers file. Never thrown. */
export type Problem = {
  /** Stable, kebab-case; one meaning. */
  readonly code: string;
  /** One line: lower case, no full stop, the file's own words in back-ticks. */
  readonly text: string;
  readonly at: Span;
  /** An `error` makes everything judged by the text undecided; a `warning` is only shown by lint. */
  readonly severity: "error" | "warning";
  /** What to do about it, when we know. */
  readonly hint?: string;
};

/** A problem of either severity. The code and the words are as `Problem` asks for them. */
export const problemAt = (
  severity: Problem["severity"],
  code: string,
  text: string,
  at: Span,
  hint?: string,
): Problem => (hint === undefined ? { code, text, at, severity } : { code, text, at, severity, hint });

/** A problem that leaves everything judged by the text undecided. */
export const errorAt = (code: string, text: string, at: Span, hint?: string): Problem =>
  problemAt("error", code, text, at, hint);

/** A problem that lint shows and that decides nothing. */
export const warningAt = (code: string, text: string, at: Span, hint?: string): Problem =>
  problemAt("warning", code, text, at, hint);
