import type { BracketNote, Trailer } from "./facts.ts";
import { isBlankLine, isSpace, lastLine, nextLine, trimmedEnd, unfolded } from "./lines.ts";
import { findDivider, type Stretch } from "./trailers.ts";

/**
 * The maintainers' notes among the tags: `[name: what was changed]` alone on its lines, over several if need be, in
 * a paragraph that holds a trailer. Without any trailer the last paragraph is read, so that notes are seen in blocks
 * that git rejects. A bracket that the paragraph or a trailer interrupts is no note, unless the trailer's line closes it.
 *
 * @param trailers what git's grammar accepts in the message, in its order
 */
export function bracketNotes(message: string, trailers: readonly Trailer[]): readonly BracketNote[] {
  if (!message.includes("[")) return noNotes;
  const notes: BracketNote[] = [];
  for (const { start, end } of tagParagraphs(message, trailers)) {
    for (let line = start; line < end; ) {
      const note = noteAt(message, line, end, trailers);
      if (note !== undefined) notes.push(note);
      line = nextLine(message, note?.end ?? line, end);
    }
  }
  return notes;
}

const noNotes: readonly BracketNote[] = Object.freeze([]);

/** The paragraphs that hold trailers, each once; else the last paragraph, unless it is the title. */
function tagParagraphs(message: string, trailers: readonly Trailer[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { start } of trailers) {
    if (start >= (found.at(-1)?.end ?? 0)) found.push(paragraphAround(message, start));
  }
  if (found.length > 0) return found;
  const last = lastLine(message, trimmedEnd(message, 0, findDivider(message)));
  const paragraph = last > 0 ? paragraphAround(message, last) : undefined;
  return paragraph === undefined || trimmedEnd(message, 0, paragraph.start) === 0 ? [] : [paragraph];
}

/** The lines around the one at an offset up to the next blank lines. */
function paragraphAround(message: string, offset: number): Stretch {
  let start = offset;
  for (let line = lastLine(message, start); line !== -1; line = lastLine(message, line)) {
    if (isBlankLine(message, line)) break;
    start = line;
  }
  let end = offset;
  while (end < message.length && !isBlankLine(message, end)) end = nextLine(message, end, message.length);
  return { start, end };
}

/** The note that begins on a line; undefined if none does, or if it is not closed before another one begins. */
function noteAt(message: string, line: number, end: number, trailers: readonly Trailer[]): BracketNote | undefined {
  const start = skipBlanks(message, line);
  if (message[start] !== "[") return undefined;
  let depth = 0;
  for (let at = line; at < end; ) {
    const next = nextLine(message, at, end);
    if (at > line && message[skipBlanks(message, at)] === "[") return undefined;
    const lineEnd = trimmedEnd(message, at, next);
    depth += openBrackets(message, at, lineEnd);
    const closed = message[lineEnd - 1] === "]" && depth <= 0;
    // A line such as `Message-ID: <…>]` is a trailer to git and the end of the note to its reader.
    if (at > line && !closed && isTrailerStart(trailers, at)) return undefined;
    if (closed) return { text: unfolded(message, start + 1, lineEnd - 1), start, end: lineEnd };
    at = next;
  }
  return undefined;
}

function skipBlanks(message: string, start: number): number {
  let at = start;
  while (at < message.length && message[at] !== "\n" && isSpace(message.charCodeAt(at))) at += 1;
  return at;
}

/** Opening brackets less closing ones. */
function openBrackets(message: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    if (message[at] === "[") depth += 1;
    else if (message[at] === "]") depth -= 1;
  }
  return depth;
}

/** Trailers are in the order of the message, so a search by halves keeps many notes among many trailers cheap. */
function isTrailerStart(trailers: readonly Trailer[], offset: number): boolean {
  let low = 0;
  let high = trailers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trailers[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return trailers[low]?.start === offset;
}
