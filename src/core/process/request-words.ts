/** Everything that ends a line for one of the programs that read a request: docutils takes more signs for it than Markdown. */
const lineEnd = /\r\n|[\r\v\f\u001c-\u001e\u0085\u2028\u2029]/g;

/** What shows nothing and moves the cursor or reorders what is read. A line feed and a tab are text. */
const acting = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

const halfPair = /\p{Cs}/gu;

/**
 * A text of several lines as requests hold it: lines end in a line feed, without blanks before it; no empty lines at the
 * ends; nothing in it that acts instead of being read. What is in this form already stays as it is.
 */
export function proseOf(raw: string): string {
  const lines = withoutActing(raw)
    .split("\n")
    .map((line) => withoutTrailingBlanks(line));
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(Math.max(first, 0), last + 1).join("\n");
}

/** A text of one line as requests hold it: runs of white space are one blank, none at the ends. */
export const lineOf = (raw: string): string => withoutActing(raw).replace(/\s+/g, " ").trim();

/** The text with one kind of line end, and without what acts instead of being read. */
export const withoutActing = (raw: string): string =>
  raw.replace(lineEnd, "\n").replace(acting, "").replace(halfPair, "\ufffd");

/** A loop, for a pattern would go back over a run of blanks from each of them. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "\t") end -= 1;
  return line.slice(0, end);
}
