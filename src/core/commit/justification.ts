import { isBlankLine, lastLine, nextLine } from "./lines.ts";
import type { Stretch } from "./trailers.ts";

/** Words that a sentence has besides the citation, at least. */
const wordsMin = 5;

/**
 * UTF-16 units before and behind a citation in which its paragraph is read. Many citations may stand in one endless paragraph, and each would
 * read all of it.
 */
export const paragraphReachMax = 8_000;

/**
 * The sentence that justifies a citation: the first full sentence in the paragraph that cites. A full sentence has at least five words
 * besides the citation and ends with a full stop, question mark or exclamation mark. Tags of the paragraph are no sentences,
 * except the one that cites. That such a sentence stands there is all that is decided here; whether it convinces is for people.
 *
 * @param citation offsets of the citation in the message
 * @returns offsets of the sentence, or null; takes time in proportion to what is read of the paragraph
 */
export function justificationFor(message: string, citation: Stretch): Stretch | null {
  const from = reachBefore(message, citation.start);
  const to = reachBehind(message, citation.end);
  const shifted = { start: citation.start - from, end: citation.end - from };
  const found = sentenceIn(message.slice(from, to), shifted, from > 0);
  return found === null ? null : { start: found.start + from, end: found.end + from };
}

/** Where reading begins: with a whole line, since the rest of a tag would look like prose. The citation's own line is no other's tag. */
function reachBefore(message: string, start: number): number {
  const from = start - paragraphReachMax;
  if (from <= 0) return 0;
  const lineStart = nextLine(message, from - 1, message.length);
  return lineStart <= start ? lineStart : from;
}

/** Where reading ends: behind a whole line, since a full stop at the cut would end a sentence that goes on. */
function reachBehind(message: string, end: number): number {
  const to = end + paragraphReachMax;
  if (to >= message.length) return message.length;
  const lineEnd = message.lastIndexOf("\n", to - 1) + 1;
  return lineEnd > end ? lineEnd : to;
}

function sentenceIn(message: string, citation: Stretch, isCut: boolean): Stretch | null {
  for (const prose of proseAround(message, citation, isCut)) {
    let start = prose.start;
    for (const end of sentenceEnds(message, prose)) {
      if (countWords(message, { start, end }, citation) >= wordsMin) return withoutBlanks(message, { start, end });
      start = end;
    }
  }
  return null;
}

/** The runs of lines in the citing paragraph that are prose: not tags, unless the tag is the citation itself. */
function proseAround(message: string, citation: Stretch, isCut: boolean): readonly Stretch[] {
  const runs: { start: number; end: number }[] = [];
  let start = citation.start;
  for (let line = lastLine(message, lineEndAfter(message, start)); line !== -1; line = lastLine(message, line)) {
    if (isBlankLine(message, line)) break;
    start = line;
  }
  // Behind a cut, a folded line may go on with a tag that is not read.
  let skipped = isCut && start === 0;
  for (let line = start; line < message.length && !isBlankLine(message, line); ) {
    const next = nextLine(message, line, message.length);
    const isTag = tag.test(message.slice(line, Math.min(next, line + keyLengthMax)));
    const isFolded = message[line] === " " || message[line] === "\t";
    if (isTag) skipped = !(line < citation.end && next > citation.start);
    else if (!isFolded) skipped = false;
    const last = runs.at(-1);
    if (!skipped && !isTag && last?.end === line) last.end = next;
    else if (!skipped) runs.push({ start: line, end: next });
    line = next;
  }
  return runs;
}

const lineEndAfter = (message: string, offset: number): number => nextLine(message, offset, message.length);

/** A line that begins like a tag: a key of two words, or one of the well-known short ones. */
const tag = /^(?:[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+|Cc|Fixes|Link|Closes|Resolves):[ \t]/;
const keyLengthMax = 80;

/** The offsets behind each sentence. A full stop before a lower-case word (`e.g. this`) or within a word ends none. */
function* sentenceEnds(message: string, { start, end }: Stretch): Generator<number> {
  for (let at = start; at < end; at += 1) {
    const character = message[at] ?? "";
    if (character !== "." && character !== "?" && character !== "!") continue;
    const after = closing.exec(message.slice(at + 1, Math.min(end, at + closingLengthMax)));
    if (after !== null) yield at + 1 + (after[1] ?? "").length;
  }
}

/** What may stand behind the mark: closing quotes and brackets, then the end, or blanks and anything but a lower-case letter. */
const closing = /^([)\]"'”’»`]*)(?:\s*$|\s+[^\sa-z])/;
const closingLengthMax = 40;

/** The words of a stretch, without those of the citation. A word has a letter. */
function countWords(message: string, { start, end }: Stretch, citation: Stretch): number {
  const before = message.slice(start, Math.max(start, Math.min(end, citation.start)));
  const behind = message.slice(Math.min(end, Math.max(start, citation.end)), end);
  return wordsIn(before) + wordsIn(behind);
}

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;

function withoutBlanks(message: string, { start, end }: Stretch): Stretch {
  let from = start;
  while (from < end && /\s/.test(message[from] ?? "")) from += 1;
  return { start: from, end };
}
