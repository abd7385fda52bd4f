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
  othersPlace,
  type PlainTrailer,
  plainTrailers,
  signOffPlace,
} from "./plain-trailers.ts";

/**
 * Who stands on a line of a plain commit, as numbers, since a hundred thousand commits have half a million such lines.
 */
export type PlainPerson = {
  /** The same for all whom every clause treats alike in this place; under `treatmentsMax`. */
  readonly treatment: number;
  /** One number for one name and address, as written. */
  readonly who: number;
  /** The address that he is told apart by, and the names that he may be confused by: see `areConfusable`. */
  readonly key: number;
  readonly names: readonly [number, number];
  /** The same of names and of a mailbox that are only alike: see `likenessOf`. */
  readonly likes: readonly [number, number];
  readonly mailbox: number;
};

/** Bits of a step: of the number of a person in a commit, and of a treatment. What stands left of them is a place. */
const numberBits = 4;
const treatmentBits = 10;
export const treatmentsMax = 1 << treatmentBits;

/** What a reader of plain commits asks. Stretches are of the commit object's bytes. */
export type PlainPeople = {
  /**
   * Who stands on a line: `author Name <address>`, `committer Name <address>`, or a whole trailer. Null: the line has
   * something about it that must be looked at.
   */
  person(bytes: Uint8Array, start: number, end: number, place: number): PlainPerson | null;
  /** Is there nothing in a line that has a link in it but that link? */
  isPlainLink(bytes: Uint8Array, start: number, end: number): boolean;
  /** Keys of trailers that name nobody and of which nothing is made. */
  readonly harmless: ReadonlySet<string>;
};

/** Where a path of steps leads: the same number for the same steps. −1: there are too many paths. */
export type PlainArrangements = { step(from: number, token: number): number };

/**
 * Reads commit objects as plain commits. Four of five commits of a long history are plain: a header as git writes it; a
 * message of visible ASCII, without any word, line or mark that a reader of claims, signals, notes, look-alikes,
 * reverts or squashes would stop at; and a last paragraph of nothing but usual trailers, one of them a sign-off. Of
 * such a commit only the people differ, so that its judgement can be known from another commit with the same ones in
 * the same places. Whatever is not certainly plain is `notPlain`.
 *
 * It works on bytes and allocates nothing: this is what an audit spends its time on.
 */
export class PlainReader {
  /** The committer's date of the commit read last, seconds since 1970. */
  committed = 0;
  readonly #people: PlainPeople;
  readonly #arrangements: PlainArrangements;
  readonly #trailers: readonly (readonly PlainTrailer[] | undefined)[];
  /** The people of the commit that is being read. */
  readonly #seen: PlainPerson[] = [];
  #arrangement = 0;
  /** Where the line read last ends. */
  #end = 0;

  constructor(people: PlainPeople, arrangements: PlainArrangements) {
    this.#people = people;
    this.#arrangements = arrangements;
    this.#trailers = byLength(plainTrailers.filter(({ key, names }) => names || people.harmless.has(key)));
  }

  /**
   * The number of the commit's arrangement: who stands where and who is whom. `notPlain` where it must be judged by itself.
   */
  read(bytes: Uint8Array): number {
    this.#seen.length = 0;
    this.#arrangement = 0;
    const { length } = bytes;
    if (length > lengthMax || length < 2 || bytes[length - 1] !== lineFeed) return notPlain;
    const message = this.#readHeader(bytes);
    if (message === notPlain) return notPlain;
    let block = bytes.lastIndexOf(lineFeed, length - 2);
    while (block > message && bytes[block - 1] !== lineFeed) block = bytes.lastIndexOf(lineFeed, block - 1);
    if (block <= message) return notPlain;
    return this.#readTrailers(bytes, block + 1) && this.#isPlainBody(bytes, message, block)
      ? this.#arrangement
      : notPlain;
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
    if (at === notPlain || !this.#step(0, Math.min(parents, 2), 0)) return notPlain;
    if (!standsAt(bytes, at, authorWord) || !this.#readSignature(bytes, at, authorPlace)) return notPlain;
    at = this.#end;
    if (!standsAt(bytes, at, committerWord) || !this.#readSignature(bytes, at, committerPlace)) return notPlain;
    at = this.#end;
    if (standsAt(bytes, at, signatureWord)) at = skipSignature(bytes, at);
    return at !== notPlain && bytes[at] === lineFeed ? at + 1 : notPlain;
  }

  /** `author Name <address> 1700000000 +0000` and a line feed, and nothing else. */
  #readSignature(bytes: Uint8Array, start: number, place: number): boolean {
    let at = bytes.indexOf(closing, start) + 1;
    if (at === 0 || at - start > signatureLengthMax || bytes[at] !== blank) return false;
    // A line feed before the `>` is none of a line that was looked at and kept.
    if (!this.#addPerson(place, this.#people.person(bytes, start, at, place))) return false;
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
      at = bytes.indexOf(lineFeed, at);
      if (!this.#addPerson(trailer.place, this.#people.person(bytes, line, at, trailer.place))) return false;
      signed ||= trailer.place === signOffPlace;
      this.#end = at + 1;
    }
    // One bit a key, over the bits of a treatment and of a number.
    return signed && this.#step(othersPlace, others & (treatmentsMax - 1), others >> treatmentBits);
  }

  #trailerAt(bytes: Uint8Array, start: number, end: number): PlainTrailer | undefined {
    const candidates = this.#trailers[end - start];
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
    return !links || this.#people.isPlainLink(bytes, line, at);
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
        if (links && !this.#people.isPlainLink(bytes, line, at)) return false;
        links = false;
        line = at + 1;
        if (beginsLikeTag(bytes, line)) return false;
      } else if (mark === wordMark) {
        if (isStop(bytes, at)) return false;
      } else links ||= standsAt(bytes, at, linkWord);
    }
    return !links || this.#people.isPlainLink(bytes, line, end);
  }

  #addPerson(place: number, person: PlainPerson | null): boolean {
    if (person === null) return false;
    const seen = this.#seen;
    let number = 0;
    for (; number < seen.length; number += 1) {
      const other = seen[number] as PlainPerson;
      if (other.who === person.who) break;
      if (areConfusable(other, person)) return false;
    }
    if (number === peopleMax) return false;
    if (number === seen.length) seen.push(person);
    return this.#step(place, person.treatment, number);
  }

  #step(place: number, treatment: number, number: number): boolean {
    this.#arrangement = this.#arrangements.step(
      this.#arrangement,
      (((place << treatmentBits) | treatment) << numberBits) | number,
    );
    return this.#arrangement !== notPlain;
  }
}

/** Bytes of the longest commit that is read as plain and of the longest name with its address, and people of a commit. */
const lengthMax = 1 << 16;
const signatureLengthMax = 1 << 10;
const peopleMax = (1 << numberBits) - 1;

/**
 * Two people who are one to `.mailmap`, or of whom one bears a name of the other: rules compare them in more than one
 * way.
 */
const areConfusable = (one: PlainPerson, other: PlainPerson): boolean =>
  one.key === other.key ||
  one.mailbox === other.mailbox ||
  shareOne(one.names, other.names) ||
  shareOne(one.likes, other.likes);

const shareOne = (ones: readonly [number, number], others: readonly [number, number]): boolean =>
  ones[0] === others[0] || ones[1] === others[1] || ones[0] === others[1] || ones[1] === others[0];
