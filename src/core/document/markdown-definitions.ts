import { trimBlanks } from "./lines.ts";

/** The longest label of a link reference definition (CommonMark §4.7), in characters. */
const labelLengthMax = 999;

/**
 * How many of a paragraph's lines are link reference definitions (`[label]: target "title"`), from its start.
 * They are no text of the paragraph: an underline below them makes no heading. Reads each line once or twice.
 */
export function definitionLines(lines: readonly string[]): number {
  let taken = 0;
  while (taken < lines.length && lines[taken]?.startsWith("[")) {
    const end = definitionEnd(lines, taken);
    if (end === undefined) return taken;
    taken = end;
  }
  return taken;
}

/** The index of the line after the definition that starts at a line, or undefined when none does. */
function definitionEnd(lines: readonly string[], first: number): number | undefined {
  const label = afterLabel(lines, first);
  if (label === undefined) return undefined;
  let { line, rest } = label;
  if (rest === "") {
    line += 1;
    rest = trimBlanks(lines[line] ?? "");
  }
  const target = /^(?:<(?:[^<>\\]|\\.)*>|[^ <][^ ]*)/.exec(rest)?.[0];
  if (target === undefined) return undefined;
  const afterTarget = rest.slice(target.length);
  if (afterTarget !== "" && !afterTarget.startsWith(" ")) return undefined;
  if (trimBlanks(afterTarget) !== "") return titleEnd(lines, line, trimBlanks(afterTarget));
  // A title may stand on a line of its own; what is none begins the paragraph's text.
  const next = trimBlanks(lines[line + 1] ?? "");
  return (/^["'(]/.test(next) ? titleEnd(lines, line + 1, next) : undefined) ?? line + 1;
}

/** What follows `[label]:`, and on which line. A label may run over lines; it has no unescaped bracket and some text. */
function afterLabel(lines: readonly string[], first: number): { line: number; rest: string } | undefined {
  let length = 0;
  let someText = false;
  for (let line = first; line < lines.length; line += 1) {
    const text = lines[line] ?? "";
    for (let position = line === first ? 1 : 0; position < text.length; position += 1) {
      const character = text[position];
      if (character === "[") return undefined;
      if (character === "]") {
        if (!someText || text[position + 1] !== ":") return undefined;
        return { line, rest: trimBlanks(text.slice(position + 2)) };
      }
      if (character === "\\") position += 1;
      if (character !== " ") someText = true;
      length += 1;
      if (length > labelLengthMax) return undefined;
    }
  }
  return undefined;
}

/** The line after the one that a quoted title ends; undefined when it does not end, or something follows it. */
function titleEnd(lines: readonly string[], first: number, start: string): number | undefined {
  const closing = start[0] === "(" ? ")" : start[0];
  if (closing !== ")" && closing !== '"' && closing !== "'") return undefined;
  for (let line = first; line < lines.length; line += 1) {
    const text = line === first ? start : trimBlanks(lines[line] ?? "");
    for (let position = line === first ? 1 : 0; position < text.length; position += 1) {
      if (text[position] === "\\") position += 1;
      else if (text[position] === closing) return position === text.length - 1 ? line + 1 : undefined;
      else if (closing === ")" && text[position] === "(") return undefined;
    }
  }
  return undefined;
}
