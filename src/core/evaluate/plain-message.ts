import {
  blank,
  exceptionMentioned,
  feedMark,
  foreignMark,
  hash,
  lineFeed,
  marks,
  noteEnd,
  notPlain,
  oddMark,
  opening,
  plainMark,
  reapplyWord,
  revertWord,
  skipBlanks,
  standsAt,
  stopWord,
  tab,
  wordAt,
  wordMark,
} from "./plain-bytes.ts";
import {
  beginsPatch,
  bracketsIn,
  characterEnd,
  colonOf,
  hasNoTrailers,
  heardTag,
  isHeard,
  isIndented,
  isNoLookalike,
  isOfWords,
  mayNameSomebody,
  noTag,
  tagOn,
} from "./plain-text.ts";
import {
  byLength,
  exceptionBit,
  lastNoteBit,
  noteBit,
  type PlainTrailer,
  plainTrailers,
  signOffPlace,
  unknownKeyBit,
  unsignedBit,
} from "./plain-trailers.ts";

/** Who is told whose trailer a line is; `false`: the commit is not plain after all. */
export type PersonVisitor = (bytes: Uint8Array, start: number, end: number, place: number) => boolean;

/** Reads the messages of plain commits: see `PlainScanner`. */
export class PlainMessage {
  /** The bits of what was found beside people. */
  others = 0;
  readonly #visit: PersonVisitor;
  /** Where the message ends, without empty lines behind its last one. */
  #stop = 0;
  /** What stands for it that the commit is not signed off, if it is not: of a merge that says nothing. */
  #unsigned = 0;
  /** Where the line read last ends. */
  #end = 0;
  /** Of the last paragraph: its trailers, those among them that name somebody, and its lines that are none. */
  #trailers = 0;
  #people = 0;
  #words = 0;
  #isSigned = false;
  /** Does no sign-off stand below the last note? */
  #isNoteLast = false;
  /** Did a trailer end what would else be a note? */
  #isOpen = false;

  constructor(visit: PersonVisitor) {
    this.#visit = visit;
  }

  /** Is the message from `start` to `stop` plain? Bits are added to `others`. */
  read(bytes: Uint8Array, start: number, stop: number, isMerge: boolean): boolean {
    this.#stop = stop;
    this.#unsigned = isMerge ? 0 : unsignedBit;
    // Looked for here: a call that asks for the next byte of a kind takes longer than a line.
    let block = stop - 2;
    while (block > start && (bytes[block] !== lineFeed || bytes[block - 1] !== lineFeed)) block -= 1;
    if (this.#isWithoutTrailers(bytes, start, block)) {
      this.others |= this.#unsigned;
      if (!this.#isPlainBody(bytes, start, stop - 1)) return false;
    } else if (block <= start || !this.#readTrailers(bytes, block + 1) || !this.#isPlainBody(bytes, start, block))
      return false;
    return true;
  }

  /** Does a word stand here at which a reader stops? A mention of exceptions is noted. */
  stopsAt(bytes: Uint8Array, at: number): boolean {
    const word = wordAt(bytes, at);
    if (word === exceptionMentioned) this.others |= exceptionBit;
    return word === stopWord;
  }

  /** Is the last paragraph one of words, whatever its lines look like one by one? A title never holds trailers. */
  #isWithoutTrailers(bytes: Uint8Array, message: number, block: number): boolean {
    let from = block + 1;
    // There is only a title, be it of several lines.
    if (block <= message) for (from = message + 1; bytes[from - 1] !== lineFeed; ) from += 1;
    return bytes[message] !== hash && hasNoTrailers(bytes, from, this.#stop);
  }

  /**
   * The last paragraph: trailers, notes and words. Beside a sign-off git lets lines stand that are no trailers, up to thrice as many as are; without
   * one, a line that is none leaves no trailers at all.
   */
  #readTrailers(bytes: Uint8Array, block: number): boolean {
    this.#trailers = 0;
    this.#people = 0;
    this.#words = 0;
    this.#isSigned = false;
    this.#isNoteLast = false;
    this.#isOpen = false;
    // Below a list of conflicts git takes it for more of that list, and what stands above for the last paragraph.
    if (bytes[block] === tab) return false;
    let above = wordsAbove;
    for (let line = block; line < this.#stop && above !== notPlain; line = this.#end)
      above = this.#readLine(bytes, line, above);
    if (above === notPlain) return false;
    if (this.#isNoteLast) this.others |= lastNoteBit;
    if (this.#isSigned) return this.#words <= thriceAsMany * this.#trailers;
    this.others |= this.#unsigned;
    // Where one of these is left, no line is a trailer.
    const hasNotes = this.#isOpen || (this.others & (noteBit | lastNoteBit)) !== 0;
    return !hasNotes && (this.#words === 0 || this.#people === 0);
  }

  /** Reads a line of the last paragraph. Gives what an indented line below it goes on with. */
  #readLine(bytes: Uint8Array, line: number, above: number): number {
    const first = bytes[line];
    if (first === hash || beginsPatch(bytes, line)) return notPlain;
    if (first === opening) return this.#readNote(bytes, line) ? wordsAbove : notPlain;
    const colon = colonOf(bytes, line);
    if (colon !== notPlain) return this.#readTrailer(bytes, line, colon);
    if (isIndented(bytes, line)) {
      const start = bytes[skipBlanks(bytes, line)];
      if (above === personAbove || start === lineFeed || start === opening || !this.#isUnheard(bytes, line))
        return notPlain;
    } else above = wordsAbove;
    if (above === wordsAbove) this.#words += 1;
    return this.#isPlainText(bytes, line) ? above : notPlain;
  }

  #readTrailer(bytes: Uint8Array, line: number, colon: number): number {
    this.#trailers += 1;
    const trailer = trailerAt(bytes, line, colon);
    if (trailer !== undefined && trailer.names)
      return this.#readPerson(bytes, line, colon + 1, trailer.place) ? personAbove : notPlain;
    if (trailer !== undefined) this.others |= trailer.bit;
    else if (isHeard(bytes, line, keyEnd(bytes, colon)) || mayNameSomebody(bytes, colon, true)) return notPlain;
    else this.others |= unknownKeyBit;
    return this.#isPlainText(bytes, line) ? otherAbove : notPlain;
  }

  #readPerson(bytes: Uint8Array, line: number, value: number, place: number): boolean {
    if (bytes[value] !== blank || (bytes[value + 1] ?? 0) <= blank) return false;
    let at = value;
    while (bytes[at] !== lineFeed) at += 1;
    this.#end = at + 1;
    this.#people += 1;
    if (place === signOffPlace) {
      this.#isSigned = true;
      if (this.#isNoteLast) this.others |= noteBit;
      this.#isNoteLast = false;
    }
    return this.#visit(bytes, line, at, place);
  }

  /**
   * `[ada: words]`, over several lines if need be. What nothing closes before the next bracket, a trailer or the end is no note (commit/bracket-notes.ts) but
   * words, as `[1] https://example.org` is.
   */
  #readNote(bytes: Uint8Array, start: number): boolean {
    let depth = 0;
    for (let line = start; line < this.#stop; line = this.#end) {
      if (line !== start && !isOfWords(bytes, line)) return this.#endsNote(bytes, line);
      if (!this.#isPlainText(bytes, line)) return false;
      this.#words += 1;
      depth += bracketsIn(bytes, line, this.#end);
      const last = bytes[this.#end - 2] as number;
      if (depth <= 0 && last === noteEnd) {
        this.#isNoteLast = true;
        return true;
      }
      // To its reader it may be closed before blanks, too.
      if (last <= blank) return false;
    }
    return true;
  }

  /** Does a line show that what was open before it is no note? */
  #endsNote(bytes: Uint8Array, line: number): boolean {
    if (bytes[line] === opening) return true;
    if (colonOf(bytes, line) === notPlain) return false;
    this.#isOpen = true;
    let end = line;
    while (bytes[end] !== lineFeed) end += 1;
    return (bytes[end - 1] as number) > blank && bytes[end - 1] !== noteEnd;
  }

  /** A line outside the trailers, or one that a trailer goes on with: is it none that looks like a tag of which somebody makes something? */
  #isUnheard(bytes: Uint8Array, line: number): boolean {
    const tag = tagOn(bytes, line);
    if (tag !== noTag) this.others |= unknownKeyBit;
    return tag !== heardTag;
  }

  /** Is there nothing to stop at on a line? */
  #isPlainText(bytes: Uint8Array, line: number): boolean {
    let isSure = false;
    let at = line;
    for (; bytes[at] !== lineFeed; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === plainMark) continue;
      if (mark === oddMark || (mark === wordMark && this.stopsAt(bytes, at))) return false;
      if (mark !== foreignMark) continue;
      isSure ||= isNoLookalike(bytes, line);
      at = isSure ? characterEnd(bytes, at) - 1 : notPlain;
      if (at < line) return false;
    }
    this.#end = at + 1;
    return true;
  }

  /** The title and what follows it, up to the empty line at `end`. */
  #isPlainBody(bytes: Uint8Array, start: number, end: number): boolean {
    if ((bytes[start] as number) <= blank || beginsPatch(bytes, start)) return false;
    if (standsAt(bytes, start, revertWord) || standsAt(bytes, start, reapplyWord)) return false;
    let line = start;
    /** The line of which it is known that it only looks like itself. */
    let sure = notPlain;
    for (let at = start; at < end; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === plainMark) continue;
      if (mark === feedMark) {
        line = at + 1;
        if (!this.#isUnheard(bytes, line)) return false;
      } else if (mark === foreignMark) {
        if (sure !== line && !isNoLookalike(bytes, line)) return false;
        sure = line;
        at = characterEnd(bytes, at) - 1;
        if (at < start) return false;
      } else if (mark === oddMark || this.stopsAt(bytes, at)) return false;
    }
    return true;
  }
}

/** What an indented line goes on with: words, somebody's trailer, or another one. */
const wordsAbove = 0;
const personAbove = 1;
const otherAbove = 2;

const thriceAsMany = 3;

/** Where a key ends before its colon. */
function keyEnd(bytes: Uint8Array, colon: number): number {
  let end = colon;
  while (isIndented(bytes, end - 1)) end -= 1;
  return end;
}

function trailerAt(bytes: Uint8Array, start: number, end: number): PlainTrailer | undefined {
  const candidates = trailersByLength[end - start];
  if (candidates !== undefined) for (const one of candidates) if (standsAt(bytes, start, one.bytes)) return one;
  return undefined;
}

const trailersByLength = byLength(plainTrailers);
