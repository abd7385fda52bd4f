import type { Problem } from "../problem/problem.ts";
import { fold } from "./layout.ts";
import { placeOf } from "./places.ts";
import type { Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

/** The code points shown of a problem's sentence; it may quote what it is about. */
const textCodePointsMax = 500;

/** `file:line:column: error: text`, as compilers write it, and what to do below. */
export function problemLines(
  { at, severity, text, hint }: Problem,
  { paint, width }: Pick<Style, "paint" | "width">,
): readonly string[] {
  const { line, column } = placeOf(at);
  const place = `${beginning(at.source.name)}:${line}:${column}: `;
  const [first = "", ...more] = fold(`${place}${severity}: `, shown(text, textCodePointsMax), "    ", width);
  const mark = paint.tone(severity === "error" ? "bad" : "warning", severity);
  const lines = [place + mark + first.slice(place.length + severity.length), ...more];
  if (hint === undefined) return lines;
  const label = "    hint: ";
  const [start = "", ...rest] = fold(label, shown(hint, textCodePointsMax), " ".repeat(label.length), width);
  return [...lines, paint.tone("quiet", label) + start.slice(label.length), ...rest];
}
