/** Line feed, the only line end that git knows; a carriage return is a blank like any other. */
const lineFeed = 10;

/** What git counts as white space, whatever the locale: blank, tab, line feed and carriage return. */
export const isSpace = (code: number): boolean => code === 32 || code === 9 || code === lineFeed || code === 13;

/** Where the line after the one at `start` begins, or `end` when there is none before it. */
export function nextLine(text: string, start: number, end: number): number {
  const feed = text.indexOf("\n", start);
  return feed === -1 || feed >= end ? end : feed + 1;
}

/** Where the last line of `text[0, end)` begins; a line feed at its very end belongs to that line. −1 when empty. */
export function lastLine(text: string, end: number): number {
  if (end === 0) return -1;
  return end === 1 ? 0 : text.lastIndexOf("\n", end - 2) + 1;
}

/** True if the line at `start` holds white space only. */
export function isBlankLine(text: string, start: number): boolean {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) return true;
    if (!isSpace(code)) return false;
  }
  return true;
}

/** The stretch `[start, end)` without the white space at both ends. */
export function trimmed(text: string, start: number, end: number): string {
  let from = start;
  while (from < end && isSpace(text.charCodeAt(from))) from += 1;
  return text.slice(from, trimmedEnd(text, from, end));
}

/** The end of `[start, end)` without the white space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return to;
}

/** A value that was folded over several lines as one line: each line feed and the white space after it is one blank. */
export function unfolded(text: string, start: number, end: number): string {
  const value = trimmed(text, start, end);
  return value.includes("\n") ? value.replace(/\n[ \t\n\r]*/g, " ") : value;
}

/** ASCII letters and digits: what git allows in a key besides the hyphen. */
export const isAlphanumeric = (code: number): boolean => code < 128 && alphanumeric[code] === 1;

/** By ASCII code. A table has one branch that predicts well, where ranges have three that do not. */
const alphanumeric = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
);
