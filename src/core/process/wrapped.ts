import { columnWidth } from "../document/rst-lines.ts";

export type Wrapping = {
  readonly columns: number;
  /** Before every line but the first. */
  readonly indent: string;
  /** A word that may not begin a line stays on the one before, which then is longer. */
  readonly mayBegin: (word: string) => boolean;
};

/** A line in lines of at most so many columns, where its words allow it. Blanks stay as they are. Takes time in proportion to the text. */
export function wrapped(text: string, { columns, indent, mayBegin }: Wrapping): readonly string[] {
  const [first = "", ...words] = text.split(" ");
  const lines: string[] = [];
  let line = [first];
  let width = columnWidth(first);
  let isBlank = first === "";
  for (const word of words) {
    const wide = columnWidth(word);
    if (!isBlank && width + 1 + wide > columns && mayBegin(word)) {
      lines.push(line.join(" "));
      line = [`${indent}${word}`];
      width = indent.length + wide;
    } else {
      line.push(word);
      width += 1 + wide;
      isBlank &&= word === "";
    }
  }
  return [...lines, line.join(" ")];
}

/** A word that begins no block in either format of documents: no bullet, no number with a full stop, no mark. */
export const beginsWithLetter = (word: string): boolean => /^[\p{L}(]/u.test(word);
