import { OutlineKinds } from "./outline-kinds.ts";
import { hashOf } from "./plain-bytes.ts";
import { PlainScanner, type PlainScanning, type PlainVisitor } from "./plain-commit.ts";
import { KnownLines } from "./plain-lines.ts";

/**
 * All of a plain commit that its judgement depends on, whatever the policy: who stands on which of its lines. The first token says how many
 * parents it has and which other trailers; each that follows is somebody's line, by its number, and the place that it gives him.
 */
export type Outline = {
  /** One number for all commits that have the same outline. */
  readonly kind: number;
  readonly tokens: Int32Array;
  /** Where the tokens of this commit begin and end. */
  readonly start: number;
  readonly end: number;
  /** Lines by their numbers, without a line feed. */
  readonly lines: readonly Uint8Array[];
};

const parentsBits = 2;
const placeBits = 4;

/** Of the first token: the parents (2 stand for more), and the bits of trailers that name nobody. */
export const parentsIn = (first: number): number => first & ((1 << parentsBits) - 1);
export const othersIn = (first: number): number => first >> parentsBits;
/** Of any other token: the place that somebody has, and the number of the line that names him. */
export const placeIn = (token: number): number => token & ((1 << placeBits) - 1);
export const lineIn = (token: number): number => token >> placeBits;
/** The same place, given by another line. */
export const onLine = (token: number, line: number): number => (line << placeBits) | placeIn(token);

/** Tokens of one commit. */
const tokensMax = 256;

/** Makes outlines. Lines are numbered from 0 on, in the order in which they were met. */
export class Outliner implements PlainVisitor {
  /** Lines that were numbered since somebody emptied the list. */
  readonly fresh: Uint8Array[] = [];
  readonly kinds = new OutlineKinds();
  readonly #tokens = new Int32Array(tokensMax);
  #count = 0;
  #parents = 0;
  readonly #scanner: PlainScanning;
  /** By line: its number. */
  readonly #known = new KnownLines<number>();

  /** @param scannerFor reads the commits */
  constructor(scannerFor: (visitor: PlainVisitor) => PlainScanning = (visitor) => new PlainScanner(visitor)) {
    this.#scanner = scannerFor(this);
  }

  /** The kind of the commit's outline; 0: it is not plain, or a reader of citations must look at it. */
  outline(bytes: Uint8Array): number {
    return this.#scanner.scan(bytes) ? this.kinds.numberOf(this.#tokens, this.#count) : 0;
  }

  begin(parents: number): boolean {
    this.#count = 1;
    this.#parents = parents;
    return true;
  }

  person(bytes: Uint8Array, start: number, end: number, place: number): boolean {
    const line = this.#numberOf(bytes, start, end);
    if (line === -1 || this.#count === tokensMax) return false;
    this.#tokens[this.#count] = (line << placeBits) | place;
    this.#count += 1;
    return true;
  }

  /** What a link is depends on the policy, and nearly every one is another. */
  link(): boolean {
    return false;
  }

  others(bits: number): boolean {
    this.#tokens[0] = (bits << parentsBits) | this.#parents;
    return true;
  }

  #numberOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end, 0);
    const known = this.#known.find(hash, bytes, start, end);
    if (known !== undefined) return known;
    if (!this.#known.hasRoom(hash, end - start)) return -1;
    const copy = bytes.slice(start, end);
    if (mustBeRead.test(latin1.decode(copy))) return -1;
    const number = this.#known.count;
    this.#known.add(hash, copy, number);
    this.fresh.push(copy);
    return number;
  }
}

const latin1 = new TextDecoder("latin1");
/** No line of its own, or perhaps a citation. */
const mustBeRead = /\n|exception/i;
