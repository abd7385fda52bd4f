/**
 * Remembers what was made of a text, so that it need not be made again. It may forget anything at any time, and keeping is
 * never waited for to succeed.
 */
export type Cache = {
  /** What was kept for this very text; undefined when nothing was, or when it cannot be read. It may be damaged, so look before you use it. */
  recall(text: string): unknown;
  /** `value` must survive being written as JSON. */
  keep(text: string, value: unknown): void;
};
