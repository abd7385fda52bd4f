import {
  authorWord,
  blank,
  closing,
  committerWord,
  isDigit,
  lineFeed,
  marks,
  minus,
  notPlain,
  parentWord,
  plus,
  signatureWord,
  skipObjectId,
  standsAt,
  tagWord,
  treeWord,
  wordMark,
} from "./plain-bytes.ts";
import { PlainMessage } from "./plain-message.ts";
import { authorPlace, committerPlace } from "./plain-trailers.ts";

/** Who is told what a plain commit is made of, in this order; `false`: it is not plain after all. Stretches are of the commit object's bytes. */
export type PlainVisitor = {
  /** 2 parents stand for more, too. */
  begin(parents: number): boolean;
  /** Somebody's line: `author Name <address>`, `committer Name <address>`, or a whole trailer. */
  person(bytes: Uint8Array, start: number, end: number, place: number): boolean;
  /** The bits of what names nobody: usual trailers, notes, keys that nobody hears of; and that of a commit that should be signed off and is not. */
  others(bits: number): boolean;
};

/**
 * Reads commit objects as plain commits. Nearly all commits of a long history are plain: a header as git writes it; a
 * message without any word, line or mark that a reader of claims, signals, look-alikes, reverts or squashes would stop at; and a last paragraph of
 * usual trailers, notes of an editor and words. Of such a commit only the people differ, and what its bits say, so that its judgement can be known from
 * another commit with the same ones in the same places. Whatever is not certainly plain is `notPlain`.
 *
 * It works on bytes and allocates nothing: this is what an audit spends its time on.
 */
export class PlainScanner {
  /** The committer's date of the commit read last, seconds since 1970. */
  committed = 0;
  readonly #visitor: PlainVisitor;
  readonly #message: PlainMessage;
  /** Where the line read last ends. */
  #end = 0;
  #stop = 0;
  #isMerge = false;

  constructor(visitor: PlainVisitor) {
    this.#visitor = visitor;
    this.#message = new PlainMessage((bytes, start, end, place) => visitor.person(bytes, start, end, place));
  }

  /** Is the commit plain, as far as its bytes say and as the visitor has it? */
  scan(bytes: Uint8Array): boolean {
    const { length } = bytes;
    if (length > lengthMax || length < 2 || bytes[length - 1] !== lineFeed) return false;
    let stop = length;
    // Empty lines at the end are none to git.
    while (stop > 1 && bytes[stop - 2] === lineFeed) stop -= 1;
    this.#stop = stop;
    this.#message.others = 0;
    const start = this.#readHeader(bytes);
    if (start === notPlain || start >= stop) return false;
    return this.#message.read(bytes, start, stop, this.#isMerge) && this.#visitor.others(this.#message.others);
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
    this.#isMerge = parents > 1;
    if (at === notPlain || !this.#visitor.begin(Math.min(parents, 2))) return notPlain;
    if (!standsAt(bytes, at, authorWord) || !this.#readSignature(bytes, at, authorPlace)) return notPlain;
    at = this.#end;
    if (!standsAt(bytes, at, committerWord) || !this.#readSignature(bytes, at, committerPlace)) return notPlain;
    at = this.#end;
    while (at !== notPlain && standsAt(bytes, at, tagWord)) at = this.#skipField(bytes, at);
    if (at !== notPlain && standsAt(bytes, at, signatureWord)) at = this.#skipField(bytes, at);
    return at !== notPlain && bytes[at] === lineFeed ? at + 1 : notPlain;
  }

  /** `author Name <address> 1700000000 +0000` and a line feed, and nothing else. */
  #readSignature(bytes: Uint8Array, start: number, place: number): boolean {
    let at = start;
    const end = Math.min(this.#stop, start + signatureLengthMax);
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

  /** Where the header field that begins here ends, with the lines that it goes on in. Of a signature or a tag nothing is read, whatever its encoding. */
  #skipField(bytes: Uint8Array, start: number): number {
    let at = start;
    do {
      for (; bytes[at] !== lineFeed; at += 1) {
        const code = bytes[at] ?? 0;
        if (code === 0 || (marks[code] === wordMark && this.#message.stopsAt(bytes, at))) return notPlain;
      }
      at += 1;
    } while (bytes[at] === blank);
    return at;
  }
}

/** Bytes of the longest commit that is read as plain and of the longest name with its address. */
const lengthMax = 1 << 16;
const signatureLengthMax = 1 << 10;
