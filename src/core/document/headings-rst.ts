import { type Problem, warningAt } from "../problem/problem.ts";
import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Heading } from "./document.ts";
import { type Line, linesOfRst } from "./lines.ts";
import { afterIndented, afterLiteralBlock, afterText, blockEnd } from "./rst-blocks.ts";
import { adornmentOf, columnWidth, isBlank, isIndented } from "./rst-lines.ts";
import { plainRst } from "./rst-plain.ts";
import { sectionsOf, type Title } from "./sections.ts";

/** An adornment shorter than this may be ordinary text; from this length on docutils takes it for markup, with a warning. */
const certainAdornment = 4;

/**
 * Takes a reStructuredText document; returns its section headings, in order, and what is wrong with them.
 * The rules are those of docutils ("Sections" in the reStructuredText Markup Specification): a title is text with an
 * underline, or an overline and an underline, of one repeated punctuation character; the styles' order of appearance
 * gives the levels. Titles inside other blocks are none. Reads each line a bounded number of times.
 */
export function readRstHeadings(source: Source): {
  readonly headings: readonly Heading[];
  readonly problems: readonly Problem[];
} {
  const lines = linesOfRst(source.text);
  const found: Found[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < lines.length; ) {
    const step =
      isBlank(lines[at]) || isIndented(lines[at]) ? { next: afterIndented(lines, at) } : readBlock(lines, at);
    if (step.title !== undefined) found.push(step.title);
    if (lines[at]?.text.startsWith(".. include::") === true) problems.push(included(source, lines[at]));
    at = step.next;
  }
  const titles = levelled(source, found, problems);
  return { headings: sectionsOf(source, titles), problems };
}

/** A title with its style: the adornment's character, doubled when there is an overline. */
type Found = { readonly style: string; readonly first: Line; readonly title: Line; readonly last: Line };
type Step = { readonly next: number; readonly title?: Found | undefined };

/** What starts at an unindented line, and where it ends. */
function readBlock(lines: readonly Line[], at: number): Step {
  const end = blockEnd(lines, at);
  if (end !== undefined) return { next: end };
  const adornment = adornmentOf(lines[at]);
  return (adornment === undefined ? undefined : readOverline(lines, at, adornment)) ?? readText(lines, at);
}

/** A transition, an overlined title, or a broken one; undefined when the adornment is so short that it is text. */
function readOverline(lines: readonly Line[], at: number, adornment: string): Step | undefined {
  const [overline, title, underline] = lines.slice(at, at + 3);
  const certain = (overline?.text.length ?? 0) >= certainAdornment;
  if (overline === undefined || title === undefined || isBlank(title)) return certain ? { next: at + 1 } : undefined;
  if (adornmentOf(title) !== undefined) return certain ? { next: at + 2 } : undefined;
  const matching = underline !== undefined && underline.text === overline.text;
  const broken = !matching || columnWidth(title.text) > overline.text.length;
  if (broken && !certain) return undefined;
  if (!matching) return { next: at + 3 };
  return { next: at + 3, title: { style: adornment.repeat(2), first: overline, title, last: underline } };
}

/** An underlined title, a term with its definition, or a paragraph, with the literal block it may announce. */
function readText(lines: readonly Line[], at: number): Step {
  const [title, underline] = lines.slice(at, at + 2);
  const style = adornmentOf(underline);
  if (title !== undefined && underline !== undefined && style !== undefined) {
    const longEnough = underline.text.length >= columnWidth(title.text);
    if (longEnough || underline.text.length >= certainAdornment) {
      return { next: at + 2, title: { style, first: title, title, last: underline } };
    }
  }
  if (isIndented(underline)) return { next: afterIndented(lines, at + 1) };
  const end = afterText(lines, at + 1);
  return { next: announcesLiteral(lines[end - 1]?.text ?? "") ? afterLiteralBlock(lines, end) : end };
}

/** Does a paragraph's last line end in a `::` that no backslash takes the meaning from? */
function announcesLiteral(text: string): boolean {
  if (!text.endsWith("::")) return false;
  let backslashes = 0;
  while (text[text.length - 3 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 0;
}

/** Levels by the order in which styles appear. docutils refuses a title that skips one; we read it and say so. */
function levelled(source: Source, found: readonly Found[], problems: Problem[]): readonly Title[] {
  const styles = new Map<string, number>();
  let current = 0;
  return found.map(({ style, first, title, last }) => {
    const known = styles.get(style);
    const level = known ?? styles.size + 1;
    styles.set(style, level);
    const written = source.text.slice(title.start, title.end);
    const titleStart = title.start + (written.length - written.trimStart().length);
    const titleEnd = titleStart + written.trim().length;
    const plain = plainRst(written.trim());
    if (level > current + 1) {
      const text = `the title \`${plain}\` skips a level, so docutils does not take it for a section`;
      problems.push(warningAt("title-level-inconsistent", text, spanOf(source, titleStart, titleEnd)));
    }
    current = level;
    return { start: first.start, titleStart, titleEnd, bodyStart: last.next, level, plain };
  });
}

function included(source: Source, line: Line | undefined): Problem {
  const at = spanOf(source, line?.start ?? 0, line?.end ?? 0);
  return warningAt("included-text-not-read", "text that another file contributes is not read", at);
}
