import { errorAt, type Problem } from "../problem/problem.ts";
import { append } from "../text/long-lists.ts";
import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Field } from "./document.ts";
import { type FieldBlock, fieldAt, fieldSeen, quoted } from "./fields.ts";
import { indentOf, type Line, linesOfMarkdown } from "./lines.ts";
import { closesFence, type Fence, fenceOf } from "./markdown-starts.ts";

/**
 * The bullet list with bold keys (`- **Name:** value` or `- **Name**: value`) that a section's body begins with.
 * A value goes on over the lines that Markdown counts to the item: indented ones, and text right below.
 */
export function readMarkdownFields(source: Source, bodyStart: number, sectionEnd: number): FieldBlock {
  const lines = linesOfMarkdown(source.text, bodyStart, sectionEnd);
  const fields: Field[] = [];
  const problems: Problem[] = [];
  let index = Math.max(
    lines.findIndex(({ text }) => text !== ""),
    0,
  );
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    const key = boldKey(source.text.slice(line.start, line.end));
    const follows = fields.length > 0 && lines[index - 1]?.text !== "";
    if (key === undefined && !(follows && isBullet(line.text))) break;
    const after = itemEnd(lines, index + 1);
    if (key === undefined) {
      const text = `${quoted(line.text)} stands among fields but has no bold name`;
      problems.push(errorAt("field-list-broken", text, spanOf(source, line.start, line.end)));
    } else {
      const nameAt = spanOf(source, line.start + key.nameStart, line.start + key.nameEnd);
      fields.push(fieldAt(source, nameAt, line.start + key.end, (lines[after - 1] ?? line).end));
      const within = withoutFenced(lines.slice(index + 1, after)).filter(
        ({ text }) => fieldSeen(text)?.marked === true,
      );
      append(
        problems,
        within.map((one) => misplaced(source, one)),
      );
    }
    index = nextText(lines, after);
  }
  append(problems, misplacedFields(source, lines.slice(index)));
  return { fields, problems, end: fields.length > 0 ? (lines[index]?.start ?? sectionEnd) : bodyStart };
}

/** Offsets of the name and of the end of `- **Name:**`, `- **Name**:` or the same with `__`. */
function boldKey(line: string): { nameStart: number; nameEnd: number; end: number } | undefined {
  const opening = /^ {0,3}[-+*][ \t]+(\*\*|__)/.exec(line);
  const [before = "", mark = ""] = opening ?? [];
  const name = /^[^*_:`]+/.exec(line.slice(before.length))?.[0] ?? "";
  const nameEnd = before.length + name.length;
  const closing = [`:${mark}`, `${mark}:`].find((wanted) => line.startsWith(wanted, nameEnd));
  if (opening === null || name.trim() === "" || closing === undefined) return undefined;
  return { nameStart: before.length, nameEnd, end: nameEnd + closing.length };
}

const isBullet = (text: string): boolean => /^ {0,1}[-+*](?: |$)/.test(text);

/** Where a list item that went on to this line ends: before the next bullet, another block, or text after a blank line. */
function itemEnd(lines: readonly Line[], from: number): number {
  let end = from;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if (text === "") continue;
    const indented = indentOf(text) >= 2;
    const lazy = index === end && !isBullet(text) && !/^ ?(?:[>#<]|```|~~~)/.test(text);
    if (!(indented && boldKey(text) === undefined) && !lazy) break;
    end = index + 1;
  }
  return end;
}

function nextText(lines: readonly Line[], from: number): number {
  let index = from;
  while (lines[index]?.text === "") index += 1;
  return index;
}

/** Lines after the block that look like fields: nobody would read them, so an author who meant them must be told. */
function misplacedFields(source: Source, lines: readonly Line[]): readonly Problem[] {
  const problems: Problem[] = [];
  let fence: Fence | undefined;
  for (const line of lines) {
    const text = line.text.trimStart();
    if (fence !== undefined) {
      if (closesFence(fence, text)) fence = undefined;
      continue;
    }
    fence = fenceOf(text);
    if (indentOf(line.text) < 4 && fieldSeen(line.text) !== null) problems.push(misplaced(source, line));
  }
  return problems;
}

/** Lines of an item without what stands between fences: it is an example. What is not surely between two is kept. */
function withoutFenced(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  let open: { readonly fence: Fence; readonly indent: number } | null = null;
  let inside: Line[] = [];
  for (const line of lines) {
    const text = line.text.trimStart();
    const indent = indentOf(line.text);
    if (open !== null && text !== "" && indent < open.indent) {
      append(kept, inside);
      open = null;
    }
    if (open === null) {
      const fence = indent <= fenceIndentMax ? fenceOf(text) : undefined;
      open = fence === undefined ? null : { fence, indent };
      inside = [];
      if (open === null) kept.push(line);
    } else if (closesFence(open.fence, text)) open = null;
    else inside.push(line);
  }
  if (open !== null) append(kept, inside);
  return kept;
}

/** Two columns of the item, and three that a fence may be indented by. */
const fenceIndentMax = 5;

function misplaced(source: Source, { text, start, end }: Line): Problem {
  const why = `${quoted(text.trim())} looks like a field but is not read as one`;
  const hint = "let fields stand as `- **Name:** value`, directly under the heading";
  return errorAt("field-misplaced", why, spanOf(source, start, end), hint);
}
