import type { ProblemValue } from "./json-values.ts";
import { fold } from "./layout.ts";
import type { Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

/** The code points shown of a problem's sentence; it may quote what it is about. */
const textCodePointsMax = 500;

/** `file:line:column: error: text`, as compilers write it, and what to do below. */
export function problemLines(
  { source, line, column, severity, text, hint }: ProblemValue,
  { paint, width }: Pick<Style, "paint" | "width">,
): readonly string[] {
  const place = `${beginning(source)}:${line}:${column}: `;
  const [first, ...more] = fold(`${place}${severity}: `, shown(text, textCodePointsMax), "    ", width);
  const mark = paint.tone(severity === "error" ? "bad" : "warning", severity);
  const lines = [place + mark + first.slice(place.length + severity.length), ...more];
  if (hint === null) return lines;
  const label = "    hint: ";
  const [start, ...rest] = fold(label, shown(hint, textCodePointsMax), " ".repeat(label.length), width);
  return [...lines, paint.tone("quiet", label) + start.slice(label.length), ...rest];
}
