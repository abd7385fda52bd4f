import type { Source } from "../text/source.ts";
import { afterFrontMatter } from "./headings-markdown.ts";
import { type Line, linesOfMarkdown, offsetFinder } from "./lines.ts";
import { type MarkdownParagraph, markdownBlocks } from "./markdown-blocks.ts";
import { definitionLines } from "./markdown-definitions.ts";
import { endsInTag } from "./open-html.ts";
import type { Paragraph } from "./prose.ts";

type Place = { readonly find: (line: Line, column: number) => number; readonly lines: readonly Line[] };

/**
 * The paragraphs of a Markdown document (CommonMark, with GitHub's tables and alerts): text, list items, quotes and cells of
 * tables. Code, HTML, definitions of link targets and titles are none.
 */
export function markdownParagraphs({ text }: Source): readonly Paragraph[] {
  const lines = linesOfMarkdown(text);
  const { paragraphs, tooDeep } = markdownBlocks(lines, afterFrontMatter(lines));
  // The document has an error then, and what stands in it cannot be told.
  if (tooDeep) return [];
  const place = { find: offsetFinder(text, 4), lines };
  return paragraphs.flatMap((paragraph) => read(paragraph, place));
}

/** Does a block of HTML leave a tag or a comment open, so that what follows is not shown as Markdown gives it? */
export function hidesWhatFollows({ text }: Source): boolean {
  const lines = linesOfMarkdown(text);
  return markdownBlocks(lines, afterFrontMatter(lines)).html.some((block) => endsInTag(block.join("\n")));
}

function read(paragraph: MarkdownParagraph, place: Place): readonly Paragraph[] {
  const { lines, depth, beginsItem } = paragraph;
  if (isTable(lines)) return cells(paragraph, place);
  // The first line of an alert names its kind.
  const skipped = /^\[![A-Za-z]+\]$/.test(lines[0] ?? "") ? 1 : definitionLines(lines);
  if (skipped === lines.length) return [];
  const stretches = lines.map((_, index) => stretch(paragraph, place, index)).slice(skipped);
  return [{ lines: stretches, depth, marker: beginsItem ? depth - 1 : null }];
}

/** The characters of a line of the paragraph, or some of them. */
function stretch(
  { firstLine, lines, columns }: MarkdownParagraph,
  place: Place,
  index: number,
  from = 0,
  to = lines[index]?.length ?? 0,
): readonly [number, number] {
  const line = place.lines[firstLine + index];
  if (line === undefined) return [0, 0];
  const column = columns[index] ?? 0;
  return [place.find(line, column + from), place.find(line, column + to)];
}

/** A row of dashes, with bars between them, below the first line. */
const isTable = (lines: readonly string[]): boolean => {
  const [head = "", rule = ""] = lines;
  return (
    head.includes("|") && rule.includes("-") && /^[|:\- ]+$/.test(rule) && (rule.includes("|") || head.startsWith("|"))
  );
};

function cells(paragraph: MarkdownParagraph, place: Place): readonly Paragraph[] {
  return paragraph.lines.flatMap((text, index) => {
    if (index === 1) return [];
    return barred(text).map(([from, to]) => ({
      lines: [stretch(paragraph, place, index, from, to)],
      depth: paragraph.depth + 1,
      marker: null,
    }));
  });
}

/** The stretches of a row between bars that no backslash takes the meaning from. */
function barred(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === "\\" && at + 1 < text.length) at += 1;
    else if (at === text.length || text[at] === "|") {
      if (text.slice(from, at).trim() !== "") found.push([from, at]);
      from = at + 1;
    }
  }
  return found;
}
