/** The lines of a text from the first to the last that differ from another's, with a line before and after. */
export function changedPart(text: string, other: string): string {
  const { lines, first, end } = changedLines(text, other);
  return lines.slice(Math.max(0, first - 1), end + 1).join("\n");
}

/** The text up to the last line that differs. */
export function upToChange(text: string, other: string): string {
  const { lines, end } = changedLines(text, other);
  return lines.slice(0, end).join("\n");
}

function changedLines(text: string, other: string) {
  const [lines, others] = [text.split("\n"), other.split("\n")];
  const shorter = Math.min(lines.length, others.length);
  let first = 0;
  while (first < shorter && lines[first] === others[first]) first += 1;
  let last = 0;
  while (last < shorter - first && lines.at(-1 - last) === others.at(-1 - last)) last += 1;
  return { lines, first, end: lines.length - last };
}
