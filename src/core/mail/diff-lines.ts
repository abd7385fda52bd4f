/** Walks through the lines of a diff. What stands behind the last line feed is no line: git does not take it for one. */
export type LineReader = {
  /** The line here, without its line feed; null behind the last. */
  peek(): string | null;
  /** Does a line begin so? `ahead` is 0 for the one here, 1 for the next. */
  startsWith(ahead: 0 | 1 | 2, start: string): boolean;
  /** The first character here, the line feed of an empty line; null behind the last. */
  sign(): string | null;
  next(): void;
  /** From 1. */
  number(): number;
};

/** Each step costs no more than the line that it passes. */
export function createLineReader(text: string): LineReader {
  const end = text.lastIndexOf("\n") + 1;
  let at = 0;
  let count = 1;
  const behind = (start: number): number => (start >= end ? end : text.indexOf("\n", start) + 1);
  return {
    peek: () => (at >= end ? null : text.slice(at, behind(at) - 1)),
    startsWith(ahead, start) {
      let from = at;
      for (let left: number = ahead; left > 0; left -= 1) from = behind(from);
      return from < end && text.startsWith(start, from);
    },
    sign: () => (at >= end ? null : (text[at] ?? null)),
    next() {
      at = behind(at);
      count += 1;
    },
    number: () => count,
  };
}
