import {
  authorWord,
  beginsLikeTag,
  blank,
  closing,
  colonCode,
  committerWord,
  feedMark,
  hash,
  hasNoTrailers,
  isDigit,
  isStop,
  lineFeed,
  marks,
  minus,
  noteEnd,
  notPlain,
  oddMark,
  opening,
  parentWord,
  plainMark,
  plus,
  reapplyWord,
  revertWord,
  signatureWord,
  skipField,
  skipObjectId,
  standsAt,
  tagWord,
  treeWord,
  wordMark,
} from "./plain-bytes.ts";
import {
  authorPlace,
  byLength,
  committerPlace,
  noteBit,
  type PlainTrailer,
  plainTrailers,
  signOffPlace,
  unsignedBit,
} from "./plain-trailers.ts";

/** Who is told what a plain commit is made of, in this order; `false`: it is not plain after all. Stretches are of the commit object's bytes. */
export type PlainVisitor = {
  /** 2 parents stand for more, too. */
  begin(parents: number): boolean;
  /** Somebody's line: `author Name <address>`, `committer Name <address>`, or a whole trailer. */
  person(bytes: Uint8Array, start: number, end: number, place: number): boolean;
  /** The bits of the trailers that name nobody, of notes, and that of a commit that should be signed off and is not. */
  others(bits: number): boolean;
};

/**
 * Reads commit objects as plain commits. Four of five commits of a long history are plain: a header as git writes it; a
 * message of visible ASCII, without any word, line or mark that a reader of claims, signals, notes, look-alikes,
 * reverts or squashes would stop at; and a last paragraph of nothing but usual trailers and notes of an editor, or of words. Of such
 * a commit only the people differ, so that its judgement can be known from another commit with the same ones in the same places.
 * Whatever is not certainly plain is `notPlain`.
 *
 * It works on bytes and allocates nothing: this is what an audit spends its time on.
 */
export class PlainScanner {
  /** The committer's date of the commit read last, seconds since 1970. */
  committed = 0;
  readonly #visitor: PlainVisitor;
  /** Where the line read last ends. */
  #end = 0;
  /** What stands for it that the commit is not signed off, if it is not: of a merge that says nothing. */
  #unsigned = 0;

  constructor(visitor: PlainVisitor) {
    this.#visitor = visitor;
  }

  /** Is the commit plain, as far as its bytes say and as the visitor has it? */
  scan(bytes: Uint8Array): boolean {
    const { length } = bytes;
    if (length > lengthMax || length < 2 || bytes[length - 1] !== lineFeed) return false;
    const message = this.#readHeader(bytes);
    if (message === notPlain) return false;
    // Looked for here: a call that asks for the next byte of a kind takes longer than a line.
    let block = length - 2;
    while (block > message && (bytes[block] !== lineFeed || bytes[block - 1] !== lineFeed)) block -= 1;
    if (this.#isWithoutTrailers(bytes, message, block))
      return this.#visitor.others(this.#unsigned) && this.#isPlainBody(bytes, message, length - 1);
    if (block <= message) return false;
    return this.#readTrailers(bytes, block + 1) && this.#isPlainBody(bytes, message, block);
  }

  /** Is the last paragraph one of words, whatever its lines look like one by one? A title never holds trailers. */
  #isWithoutTrailers(bytes: Uint8Array, message: number, block: number): boolean {
    if (message === bytes.length) return false;
    let from = block + 1;
    // There is only a title, be it of several lines.
    if (block <= message) for (from = message; bytes[from] !== lineFeed; ) from += 1;
    // Several line feeds at the end are another paragraph to this scanner, and none to git.
    return bytes[message] !== hash && bytes[bytes.length - 2] !== lineFeed && hasNoTrailers(bytes, from);
  }

  /** Gives where the message begins. */
  #readHeader(bytes: Uint8Array): number {
    if (!standsAt(bytes, 0, treeWord)) return notPlain;
    let at = skipObjectId(bytes, treeWord.length);
    let parents = 0;
    while (at !== notPlain && standsAt(bytes, at, parentWord)) {
      at = skipObjectId(bytes, at + parentWord.length);
      parents += 1;
    }
    this.#unsigned = parents > 1 ? 0 : unsignedBit;
    if (at === notPlain || !this.#visitor.begin(Math.min(parents, 2))) return notPlain;
    if (!standsAt(bytes, at, authorWord) || !this.#readSignature(bytes, at, authorPlace)) return notPlain;
    at = this.#end;
    if (!standsAt(bytes, at, committerWord) || !this.#readSignature(bytes, at, committerPlace)) return notPlain;
    at = this.#end;
    while (at !== notPlain && standsAt(bytes, at, tagWord)) at = skipField(bytes, at);
    if (at !== notPlain && standsAt(bytes, at, signatureWord)) at = skipField(bytes, at);
    return at !== notPlain && bytes[at] === lineFeed ? at + 1 : notPlain;
  }

  /** `author Name <address> 1700000000 +0000` and a line feed, and nothing else. */
  #readSignature(bytes: Uint8Array, start: number, place: number): boolean {
    let at = start;
    const end = Math.min(bytes.length, start + signatureLengthMax);
    while (at < end && bytes[at] !== closing) at += 1;
    at += 1;
    if (at > end || bytes[at] !== blank) return false;
    // A line feed before the `>` is none of a line that was looked at and kept.
    if (!this.#visitor.person(bytes, start, at, place)) return false;
    let seconds = 0;
    const digits = at + 1;
    for (at = digits; isDigit(bytes[at]); at += 1) seconds = seconds * 10 + (bytes[at] as number) - 48;
    if (at === digits || at - digits > 12 || bytes[at] !== blank) return false;
    if (bytes[at + 1] !== plus && bytes[at + 1] !== minus) return false;
    for (let digit = 2; digit < 6; digit += 1) if (!isDigit(bytes[at + digit])) return false;
    if (bytes[at + 6] !== lineFeed) return false;
    this.committed = seconds;
    this.#end = at + 7;
    return true;
  }

  /**
   * The last paragraph: one usual trailer or note a line, and a line feed at the end. Beside a sign-off git lets lines stand that are no trailers, up to
   * thrice as many as are.
   */
  #readTrailers(bytes: Uint8Array, block: number): boolean {
    let signed = false;
    let others = 0;
    let trailers = 0;
    let notes = 0;
    for (let line = block; line < bytes.length; line = this.#end) {
      let at = line;
      if (bytes[at] === opening) {
        if (!this.#isPlainLine(bytes, at) || bytes[this.#end - 2] !== noteEnd) return false;
        notes += 1;
        others |= noteBit;
        continue;
      }
      trailers += 1;
      for (let code = 0; code !== colonCode; at += 1) {
        code = bytes[at] ?? lineFeed;
        if (code === lineFeed) return false;
      }
      const trailer = this.#trailerAt(bytes, line, at - 1);
      if (trailer === undefined || bytes[at] !== blank || (bytes[at + 1] ?? 0) <= blank) return false;
      if (!trailer.names) {
        if (!this.#isPlainLine(bytes, at)) return false;
        others |= trailer.bit;
        continue;
      }
      while (bytes[at] !== lineFeed) at += 1;
      if (!this.#visitor.person(bytes, line, at, trailer.place)) return false;
      signed ||= trailer.place === signOffPlace;
      this.#end = at + 1;
    }
    if (signed) return notes <= trailers && this.#visitor.others(others);
    return trailers > 0 && notes === 0 && this.#visitor.others(others | this.#unsigned);
  }

  #trailerAt(bytes: Uint8Array, start: number, end: number): PlainTrailer | undefined {
    const candidates = trailersByLength[end - start];
    if (candidates !== undefined) for (const one of candidates) if (standsAt(bytes, start, one.bytes)) return one;
    return undefined;
  }

  /** The rest of a line that names nobody. */
  #isPlainLine(bytes: Uint8Array, from: number): boolean {
    let at = from;
    for (; bytes[at] !== lineFeed; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === oddMark || (mark === wordMark && isStop(bytes, at))) return false;
    }
    this.#end = at + 1;
    return true;
  }

  /** The title and what follows it, up to the empty line at `end`. */
  #isPlainBody(bytes: Uint8Array, start: number, end: number): boolean {
    const first = bytes[start] as number;
    if (first <= blank || first === minus || standsAt(bytes, start, revertWord) || standsAt(bytes, start, reapplyWord))
      return false;
    for (let at = start; at < end; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === plainMark) continue;
      if (mark === oddMark) return false;
      if (mark === feedMark ? beginsLikeTag(bytes, at + 1) : isStop(bytes, at)) return false;
    }
    return true;
  }
}

const trailersByLength = byLength(plainTrailers);

/** Bytes of the longest commit that is read as plain and of the longest name with its address. */
const lengthMax = 1 << 16;
const signatureLengthMax = 1 << 10;
