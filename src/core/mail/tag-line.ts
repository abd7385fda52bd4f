import type { OwnLine } from "./own-lines.ts";

/** A line in the form of a trailer, as somebody writes one in an answer: from the first column on, as git wants trailers. */
export type TagLine = {
  readonly key: string;
  /** Where its value begins in the line. */
  readonly valueAt: number;
};

/** The tag that a line is; null: it is none. */
export function tagLine(text: string): TagLine | null {
  const tag = /^([A-Za-z0-9-]+)[ \t]*:/.exec(text);
  return tag === null ? null : { key: tag[1] ?? "", valueAt: tag[0].length };
}

/** Lines that are read of one tag's value. */
const foldedLinesMax = 20;

/**
 * A tag's value with the indented lines that go on with it, as git folds trailers. Of more than people write, the rest is `…`, so that whatever
 * reads it sees that something stands behind: a text of which every line goes on with the one above would else be read anew from each.
 */
export function foldedValue(lines: readonly OwnLine[], index: number, from: number): string {
  const parts = [lines[index]?.text.slice(from) ?? ""];
  for (let next = index + 1; next < lines.length; next += 1) {
    const { number, text } = lines[next] as OwnLine;
    if (number !== (lines[next - 1]?.number ?? 0) + 1 || !/^[ \t]+\S/.test(text)) break;
    if (parts.length === foldedLinesMax) {
      parts.push("…");
      break;
    }
    parts.push(text);
  }
  return parts.map((part) => part.trim()).join(" ");
}

/** Does something stand behind the address that `parseIdentity` finds in a value? It may take back what the tag says. */
export const isFollowed = (value: string): boolean => /^(?:"[^"]*"|(?!"[^"]*"))[^<]*<[^>]*>\s*\S/.test(value);
