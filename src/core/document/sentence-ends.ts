import type { Visible } from "./visible.ts";

/** Behind these a full stop ends no sentence, whatever follows. */
const neverEnd = new Set(
  "e.g i.e cf vs viz resp approx incl a.k.a w.r.t fig figs sec secs ch art vol pp mr mrs ms dr prof st eq ca".split(
    " ",
  ),
);

/** Behind these it ends one where the next word begins with a capital. Longer words are no abbreviations. */
const abbreviationLengthMax = 8;

const marks = ".!?\u2026";
const fullWidthMarks = "\u3002\uff01\uff1f";
const closers = "\"')]}\u201d\u2019\u00bb";
const openers = "\"'([{\u201c\u2018\u00ab";

/**
 * Where sentences end in what is visible, exclusive, in order, the end of the text included: behind `.`, `!`, `?` and closing
 * quotes, where a blank follows and then no small letter. `e.g.`, `i.e.` and their like end none, nor do initials; what stands
 * in code ends none. Where it is not clear two sentences stay one, so that nothing is lost.
 */
export function sentenceEnds({ text, literal }: Visible): readonly number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? "";
    if (literal[at] === 1) continue;
    const isFullWidth = fullWidthMarks.includes(mark);
    if (!isFullWidth && !marks.includes(mark)) continue;
    let end = at + 1;
    while (end < text.length && (closers.includes(text[end] ?? "") || marks.includes(text[end] ?? ""))) end += 1;
    if (isFullWidth || (text[end] === " " && !isAbbreviated(text, at) && beginsSentence(text, literal, end + 1)))
      ends.push(end);
    at = end - 1;
  }
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

function beginsSentence(text: string, literal: readonly number[], from: number): boolean {
  let at = from;
  while (at < text.length && openers.includes(text[at] ?? "")) at += 1;
  return literal[at] === 1 || !/\p{Ll}/u.test(text[at] ?? "");
}

/** Is the word before a full stop one that is written with it? */
function isAbbreviated(text: string, stop: number): boolean {
  if (text[stop] !== ".") return false;
  let start = stop;
  while (start > 0 && stop - start <= abbreviationLengthMax && /[\p{L}.]/u.test(text[start - 1] ?? "")) start -= 1;
  const word = text.slice(start, stop);
  // "No. 5" is a number, "no." an answer.
  if (/^nos?$/i.test(word)) return /[0-9]/.test(text[stop + 2] ?? "");
  // A capital alone is an initial, but for the pronoun.
  return neverEnd.has(word.toLowerCase()) || (/^\p{Lu}$/u.test(word) && word !== "I");
}
