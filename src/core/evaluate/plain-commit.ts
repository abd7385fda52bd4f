import {
  ascii,
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

/**
 * Who stands on a line of a plain commit, as numbers, since a hundred thousand commits have half a million such lines.
 */
export type PlainPerson = {
  /** The same for all whom every clause treats alike in this place; under `kindsMax`. */
  readonly kind: number;
  /** One number for one name and address, as written. */
  readonly who: number;
  /** What he is told apart by, and what he may be confused by: see `PlainPeople`. */
  readonly key: number;
  readonly names: readonly [number, number];
};

export const kindsMax = 1 << 10;

/** What a reader of plain commits asks. Stretches are of the commit object's bytes. */
export type PlainPeople = {
  /**
   * Who stands on a line: `author Name <address>`, `committer Name <address>`, or a whole trailer. Null: the line has
   * something about it that must be looked at. `hash` is a number made of the line's bytes.
   */
  person(bytes: Uint8Array, start: number, end: number, hash: number): PlainPerson | null;
  /** Is there nothing in a line that has a link in it but that link? */
  isPlainLink(bytes: Uint8Array, start: number, end: number): boolean;
  /** Keys of trailers that name nobody and of which nothing is made. */
  readonly harmless: ReadonlySet<string>;
};

/** Where a path of steps leads: the same number for the same steps. −1: there are too many paths. */
export type PlainShapes = { step(from: number, token: number): number };

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
  readonly #shapes: PlainShapes;
  readonly #trailers: readonly (readonly PlainTrailer[] | undefined)[];
  /** The people of the commit that is being read. */
  readonly #seen: PlainPerson[] = [];
  #shape = 0;
  /** Where the line read last ends. */
  #end = 0;

  constructor(people: PlainPeople, shapes: PlainShapes) {
    this.#people = people;
    this.#shapes = shapes;
    this.#trailers = byLength(plainTrailers.filter(({ key, names }) => names || people.harmless.has(key)));
  }

  /**
   * The number of the commit's shape: who stands where and who is whom. `notPlain` where it must be judged by itself.
   */
  read(bytes: Uint8Array): number {
    this.#seen.length = 0;
    this.#shape = 0;
    const { length } = bytes;
    if (length > lengthMax || length < 2 || bytes[length - 1] !== lineFeed) return notPlain;
    const message = this.#readHeader(bytes);
    if (message === notPlain) return notPlain;
    let block = length - 2;
    while (block > message && (bytes[block] !== lineFeed || bytes[block - 1] !== lineFeed)) block -= 1;
    if (block <= message) return notPlain;
    return this.#readTrailers(bytes, block + 1) && this.#isPlainBody(bytes, message, block) ? this.#shape : notPlain;
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
    let hash = place;
    let at = start;
    for (let code = 0; code !== closing; at += 1) {
      code = bytes[at] ?? lineFeed;
      if (code === lineFeed) return false;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    if (!this.#addPerson(place, this.#people.person(bytes, start, at, hash)) || bytes[at] !== blank) return false;
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
      let hash = trailerPlace;
      let at = line;
      for (let code = 0; code !== colonCode; at += 1) {
        code = bytes[at] ?? lineFeed;
        if (code === lineFeed) return false;
        hash = (Math.imul(hash, 31) + code) | 0;
      }
      const trailer = this.#trailerAt(bytes, line, at - 1);
      if (trailer === undefined || bytes[at] !== blank || (bytes[at + 1] ?? 0) <= blank) return false;
      if (!trailer.names) {
        if (!this.#isPlainLine(bytes, line, at)) return false;
        others |= trailer.bit;
        continue;
      }
      for (; bytes[at] !== lineFeed; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
      if (!this.#addPerson(trailer.place, this.#people.person(bytes, line, at, hash))) return false;
      signed ||= trailer.place === signOffPlace;
      this.#end = at + 1;
    }
    return signed && this.#step(othersPlace, others & 1023, others >> 10);
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
    return this.#step(place, person.kind, number);
  }

  #step(place: number, kind: number, number: number): boolean {
    this.#shape = this.#shapes.step(this.#shape, (place << 14) | (kind << 4) | number);
    return this.#shape !== notPlain;
  }
}

/** Bytes of the longest commit that is read as plain, and people of one; numbers of both have their bits in a step. */
const lengthMax = 1 << 16;
const peopleMax = 15;

/**
 * Two people who are one to `.mailmap`, or of whom one bears a name of the other: rules compare them in more than one
 * way.
 */
const areConfusable = (one: PlainPerson, other: PlainPerson): boolean =>
  one.key === other.key ||
  one.names[0] === other.names[0] ||
  one.names[1] === other.names[1] ||
  one.names[0] === other.names[1] ||
  one.names[1] === other.names[0];

/** A usual trailer: where it puts somebody, or, if it names nobody, its bit among those. */
type PlainTrailer = { readonly key: string; readonly bytes: Uint8Array } & (
  | { readonly names: true; readonly place: number }
  | { readonly names: false; readonly bit: number }
);

const authorPlace = 1;
const committerPlace = 2;
const othersPlace = 3;
const signOffPlace = 4;
const trailerPlace = signOffPlace;

const namingKeys = [
  "Signed-off-by",
  "Reviewed-by",
  "Acked-by",
  "Tested-by",
  "Reported-by",
  "Suggested-by",
  "Co-developed-by",
  "Co-authored-by",
];

/** Keys of trailers that name nobody who has a part in the change. */
export const otherKeys: readonly string[] = [
  "Cc",
  "CC",
  "Fixes",
  "Closes",
  "Resolves",
  "Link",
  "Buglink",
  "Message-Id",
  "Message-ID",
  "Message-id",
  "Change-Id",
  "Reviewed-on",
];

/** Keys as they are nearly always written. Any other makes a commit not plain. */
const plainTrailers: readonly PlainTrailer[] = [
  ...namingKeys.map((key, index) => ({ key, bytes: ascii(key), names: true, place: signOffPlace + index }) as const),
  ...otherKeys.map((key, index) => ({ key, bytes: ascii(key), names: false, bit: 1 << index }) as const),
];

function byLength(trailers: readonly PlainTrailer[]): readonly (readonly PlainTrailer[] | undefined)[] {
  const found: PlainTrailer[][] = [];
  for (const trailer of trailers) (found[trailer.key.length] ??= []).push(trailer);
  return found;
}
