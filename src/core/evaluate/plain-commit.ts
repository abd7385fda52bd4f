import {
  authorWord,
  beginsLikeTag,
  blank,
  closing,
  colonCode,
  colonMark,
  committerWord,
  feedMark,
  isDigit,
  isStop,
  lineFeed,
  linkWord,
  marks,
  minus,
  notPlain,
  oddMark,
  parentWord,
  plainMark,
  plus,
  reapplyWord,
  revertWord,
  signatureWord,
  skipObjectId,
  skipSignature,
  standsAt,
  treeWord,
  wordMark,
} from "./plain-bytes.ts";
import {
  authorPlace,
  byLength,
  committerPlace,
  type PlainTrailer,
  plainTrailers,
  signOffPlace,
} from "./plain-trailers.ts";

/** Who is told what a plain commit is made of, in this order; `false`: it is not plain after all. Stretches are of the commit object's bytes. */
export type PlainVisitor = {
  /** 2 parents stand for more, too. */
  begin(parents: number): boolean;
  /** Somebody's line: `author Name <address>`, `committer Name <address>`, or a whole trailer. */
  person(bytes: Uint8Array, start: number, end: number, place: number): boolean;
  /** A line that has a link in it, of the body or a trailer that names nobody. */
  link(bytes: Uint8Array, start: number, end: number): boolean;
  /** The bits of the trailers that name nobody; links of the body come behind it. */
  others(bits: number): boolean;
};

/**
 * Reads commit objects as plain commits. Four of five commits of a long history are plain: a header as git writes it; a
 * message of visible ASCII, without any word, line or mark that a reader of claims, signals, notes, look-alikes,
 * reverts or squashes would stop at; and a last paragraph of nothing but usual trailers, one of them a sign-off. Of
 * such a commit only the people differ, so that its judgement can be known from another commit with the same ones in
 * the same places. Whatever is not certainly plain is `notPlain`.
 *
 * It works on bytes and allocates nothing: this is what an audit spends its time on.
 */
export class PlainScanner {
  /** The committer's date of the commit read last, seconds since 1970. */
  committed = 0;
  readonly #visitor: PlainVisitor;
  /** Where the line read last ends. */
  #end = 0;

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
    if (block <= message) return false;
    return this.#readTrailers(bytes, block + 1) && this.#isPlainBody(bytes, message, block);
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
    if (at === notPlain || !this.#visitor.begin(Math.min(parents, 2))) return notPlain;
    if (!standsAt(bytes, at, authorWord) || !this.#readSignature(bytes, at, authorPlace)) return notPlain;
    at = this.#end;
    if (!standsAt(bytes, at, committerWord) || !this.#readSignature(bytes, at, committerPlace)) return notPlain;
    at = this.#end;
    if (standsAt(bytes, at, signatureWord)) at = skipSignature(bytes, at);
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

  /** The last paragraph: one usual trailer a line, a sign-off among them, and a line feed at the end. */
  #readTrailers(bytes: Uint8Array, block: number): boolean {
    let signed = false;
    let others = 0;
    for (let line = block; line < bytes.length; line = this.#end) {
      let at = line;
      for (let code = 0; code !== colonCode; at += 1) {
        code = bytes[at] ?? lineFeed;
        if (code === lineFeed) return false;
      }
      const trailer = this.#trailerAt(bytes, line, at - 1);
      if (trailer === undefined || bytes[at] !== blank || (bytes[at + 1] ?? 0) <= blank) return false;
      if (!trailer.names) {
        if (!this.#isPlainLine(bytes, line, at)) return false;
        others |= trailer.bit;
        continue;
      }
      while (bytes[at] !== lineFeed) at += 1;
      if (!this.#visitor.person(bytes, line, at, trailer.place)) return false;
      signed ||= trailer.place === signOffPlace;
      this.#end = at + 1;
    }
    return signed && this.#visitor.others(others);
  }

  #trailerAt(bytes: Uint8Array, start: number, end: number): PlainTrailer | undefined {
    const candidates = trailersByLength[end - start];
    if (candidates !== undefined) for (const one of candidates) if (standsAt(bytes, start, one.bytes)) return one;
    return undefined;
  }

  /** The rest of a line that names nobody. */
  #isPlainLine(bytes: Uint8Array, line: number, from: number): boolean {
    let links = false;
    let at = from;
    for (; bytes[at] !== lineFeed; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === plainMark) continue;
      if (mark === oddMark || (mark === wordMark && isStop(bytes, at))) return false;
      if (mark === colonMark && standsAt(bytes, at, linkWord)) links = true;
    }
    this.#end = at + 1;
    return !links || this.#visitor.link(bytes, line, at);
  }

  /** The title and what follows it, up to the empty line at `end`. */
  #isPlainBody(bytes: Uint8Array, start: number, end: number): boolean {
    const first = bytes[start] as number;
    if (first <= blank || first === minus || standsAt(bytes, start, revertWord) || standsAt(bytes, start, reapplyWord))
      return false;
    let line = start;
    let links = false;
    for (let at = start; at < end; at += 1) {
      const mark = marks[bytes[at] as number];
      if (mark === plainMark) continue;
      if (mark === oddMark) return false;
      if (mark === feedMark) {
        if (links && !this.#visitor.link(bytes, line, at)) return false;
        links = false;
        line = at + 1;
        if (beginsLikeTag(bytes, line)) return false;
      } else if (mark === wordMark) {
        if (isStop(bytes, at)) return false;
      } else links ||= standsAt(bytes, at, linkWord);
    }
    return !links || this.#visitor.link(bytes, line, end);
  }
}

const trailersByLength = byLength(plainTrailers);

/** Bytes of the longest commit that is read as plain and of the longest name with its address. */
const lengthMax = 1 << 16;
const signatureLengthMax = 1 << 10;
