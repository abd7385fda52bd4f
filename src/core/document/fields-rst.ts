import { errorAt, type Problem } from "../problem/problem.ts";
import { append } from "../text/long-lists.ts";
import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Field } from "./document.ts";
import { type FieldBlock, fieldAt, fieldSeen, quoted } from "./fields.ts";
import { indentOf, type Line, linesOfRst } from "./lines.ts";
import { afterIndented } from "./rst-blocks.ts";
import { fieldMarkerEnd, isBlank } from "./rst-lines.ts";

/**
 * The field list (`:Name: value`) that a section's body begins with. A value goes on over indented lines, and over
 * blank lines between them. Lines that were meant to be fields but are none are problems.
 */
export function readRstFields(source: Source, bodyStart: number, sectionEnd: number): FieldBlock {
  const lines = linesOfRst(source.text, bodyStart, sectionEnd);
  const fields: Field[] = [];
  const problems: Problem[] = [];
  let index = lines.findIndex((line) => !isBlank(line));
  for (; index !== -1 && index < lines.length; index = afterIndented(lines, index + 1)) {
    const line = lines[index];
    if (line === undefined) break;
    const written = source.text.slice(line.start, line.end).replaceAll("\t", " ");
    const markerEnd = fieldMarkerEnd(written);
    if (markerEnd !== undefined) {
      const nameAt = spanOf(source, line.start + 1, line.start + markerEnd - 1);
      const after = afterIndented(lines, index + 1);
      fields.push(fieldAt(source, nameAt, line.start + markerEnd, (lines[after - 1] ?? line).end));
      const within = withoutExamples(lines.slice(index + 1, after)).filter(
        ({ text }) => fieldSeen(text)?.marked === true,
      );
      append(
        problems,
        within.map((one) => misplaced(source, one)),
      );
    } else if (fields.length > 0 && !isBlank(lines[index - 1])) {
      const text = `${quoted(written)} follows a field without a blank line: a field's value goes on over indented lines`;
      problems.push(errorAt("field-list-broken", text, spanOf(source, line.start, line.end)));
    } else break;
  }
  const end = lines[index]?.start ?? (index === -1 ? bodyStart : sectionEnd);
  append(problems, misplacedFields(source, lines.slice(Math.max(index, 0)), fields.length > 0));
  return { fields, problems, end: fields.length > 0 ? end : bodyStart };
}

/** Lines after the block that look like fields: nobody would read them, so an author who meant them must be told. */
function misplacedFields(source: Source, lines: readonly Line[], afterBlock: boolean): readonly Problem[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return lines.flatMap((line, index) => {
    const indentedFirst = !afterBlock && index === first;
    if (fieldSeen(line.text) === null || (line.text.startsWith(" ") && !indentedFirst)) return [];
    return [misplaced(source, line)];
  });
}

/** Lines of a value without what stands indented below `::` or a directive that shows code: it is an example. */
function withoutExamples(lines: readonly Line[]): readonly Line[] {
  /** The indentation of what announces an example; beyond it, the example goes on. */
  let announced: number | null = null;
  return lines.filter((line, index) => {
    if (isBlank(line)) return false;
    const indent = indentOf(line.text);
    if (announced !== null && indent > announced) return false;
    const announces = /^ *\.\. /.test(line.text)
      ? showsCode.test(line.text) && isBlank(lines[index - 1])
      : line.text.endsWith("::") && isBlank(lines[index + 1]);
    announced = announces ? indent : null;
    return true;
  });
}

const showsCode = /^ *\.\. (?:code|code-block|sourcecode)::/;

function misplaced(source: Source, { text, start, end }: Line): Problem {
  const why = `${quoted(text.trim())} looks like a field but is not read as one`;
  const hint = "let fields stand as `:Name: value`, unindented, directly under the heading";
  return errorAt("field-misplaced", why, spanOf(source, start, end), hint);
}
