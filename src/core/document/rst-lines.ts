import type { Line } from "./lines.ts";

/** Is there no line, or nothing on it? The end of the text counts as blank, as it does for docutils. */
export const isBlank = (line: Line | undefined): boolean => line === undefined || line.text === "";

/** Does the line begin with a blank? Tabs have been expanded. */
export const isIndented = (line: Line | undefined): boolean => line?.text.startsWith(" ") ?? false;

/** The punctuation character that the whole line repeats, if it does: a title's adornment or a transition. */
export function adornmentOf(line: Line | undefined): string | undefined {
  const first = line?.text[0];
  if (line === undefined || first === undefined || !isPunctuation(first)) return undefined;
  for (let index = 1; index < line.text.length; index += 1) if (line.text[index] !== first) return undefined;
  return first;
}

/** The printable ASCII characters that are neither letter, digit nor blank. */
export const isPunctuation = (character: string): boolean => /^[!-/:-@[-`{-~]$/.test(character);

/**
 * The end of a `:name:` that opens a field, exclusive, or undefined. A colon inside the name is followed by neither
 * blank nor back-tick; a backslash takes the next character along; no blank stands at the name's start or end.
 */
export function fieldMarkerEnd(line: string): number | undefined {
  if (!line.startsWith(":") || line[1] === ":" || line[1] === " " || line.length < 3) return undefined;
  for (let position = 1; position < line.length; position += 1) {
    if (line[position] === "\\") position += 1;
    else if (line[position] === ":") {
      const after = line[position + 1];
      if (after === "`") return undefined;
      if (after === undefined || after === " ") return line[position - 1] === " " ? undefined : position + 1;
    }
  }
  return undefined;
}

/** How many columns a title takes: East Asian wide characters two, combining marks none, all others one. */
export function columnWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  }
  return width;
}

/** The large blocks of Unicode's East Asian Width `W` and `F`; it matters only for titles whose adornment is shorter than four. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const isWide = (code: number): boolean => wideRanges.some(([low, high]) => low <= code && code <= high);
