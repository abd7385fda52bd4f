import { errorAt, type Problem } from "../problem/problem.ts";
import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Heading } from "./document.ts";
import { type Line, linesOfMarkdown } from "./lines.ts";
import { type MarkdownTitle, markdownBlocks, nestingMax } from "./markdown-blocks.ts";
import { plainMarkdown } from "./markdown-plain.ts";
import { sectionsOf, type Title } from "./sections.ts";

/**
 * Takes a Markdown document; returns its section headings, in order, and what is wrong with them.
 * The rules are CommonMark's (§4.2 and §4.3); headings in quotes, lists, code and HTML are none, and a block of YAML
 * between `---` lines at the very start is not looked into. Reads each line a bounded number of times.
 */
export function readMarkdownHeadings(source: Source): {
  readonly headings: readonly Heading[];
  readonly problems: readonly Problem[];
} {
  const lines = linesOfMarkdown(source.text);
  const { titles, tooDeep } = markdownBlocks(lines, afterFrontMatter(lines));
  const headings = sectionsOf(
    source,
    titles.map((title) => placed(source.text, lines, title)),
  );
  if (!tooDeep) return { headings, problems: [] };
  const text = `quotes and lists nest more than ${nestingMax} deep, so the headings cannot be told`;
  return { headings: [], problems: [errorAt("nesting-limit", text, spanOf(source, 0, source.text.length))] };
}

/** The index of the first line after the front matter: `key: value` lines between a first line `---` and the next. */
export function afterFrontMatter(lines: readonly Line[]): number {
  if (lines[0]?.text !== "---" || !/^[A-Za-z_][\w-]*:(?: |$)/.test(lines[1]?.text ?? "")) return 0;
  const end = lines.findIndex(({ text }, index) => index > 0 && (text === "---" || text === "..."));
  return end === -1 ? 0 : end + 1;
}

function placed(text: string, lines: readonly Line[], title: MarkdownTitle): Title {
  const start = lines[title.firstLine]?.start ?? 0;
  const first = lines[title.titleFirst]?.start ?? 0;
  const last = lines[title.titleLast]?.end ?? text.length;
  const [titleStart, titleEnd] = trimmed(text, first, last);
  const bodyStart = lines[title.lastLine]?.next ?? text.length;
  const inner = title.kind === "atx" ? withoutMarks(text, titleStart, titleEnd) : ([titleStart, titleEnd] as const);
  const plain = plainMarkdown(text.slice(...inner));
  return { start, titleStart: inner[0], titleEnd: inner[1], bodyStart, level: title.level, plain };
}

/** Without the `#` at the start, and those at the end when a blank stands before them. */
function withoutMarks(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (text[from] === "#" && from < to) from += 1;
  while (text[to - 1] === "#" && to > from) to -= 1;
  const closed = to === from || text[to - 1] === " " || text[to - 1] === "\t";
  return trimmed(text, from, closed ? to : end);
}

function trimmed(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (from < to && (text[from] === " " || text[from] === "\t")) from += 1;
  while (to > from && (text[to - 1] === " " || text[to - 1] === "\t")) to -= 1;
  return [from, to];
}
