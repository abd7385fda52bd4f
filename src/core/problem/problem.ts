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
