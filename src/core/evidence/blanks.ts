/** The place behind the last sign of a text that is no blank and no tab, from `from` on. A loop, since patterns that end so take quadratic time. */
export function visibleEnd(text: string, from = 0, until = text.length): number {
  let end = until;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** A line without the blanks and tabs at its end. */
export const withoutTrailing = (line: string): string => line.slice(0, visibleEnd(line));

/** A line without the blanks and tabs at its beginning. */
export function withoutLeading(line: string): string {
  let start = 0;
  while (start < line.length && isBlank(line.charCodeAt(start))) start += 1;
  return line.slice(start);
}

/** Is it a blank or a tab? */
export const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x09;

/** The line without what stands at its ends, runs of blanks as one: what a change of layout leaves equal. */
export const lineForm = (line: string): string =>
  withoutTrailing(withoutLeading(line)).replaceAll(/[ \t]{2,}|\t/g, " ");
