import { withRoom } from "../text/with-room.ts";

/**
 * Gives outlines numbers from 1 on: the same number for the same tokens. A project's commits are many, and of few kinds: mostly the same
 * people stand in the same places.
 */
export class OutlineKinds {
  /** Tokens of all kinds, one behind the other, and where those of each end; the first kind stands at 1. */
  #tokens = new Int32Array(1 << 12);
  #ends = new Uint32Array(1 << 10);
  /** An open table of numbers, at most half full; 0 in an empty place. */
  #table = new Int32Array(1 << 11);
  #count = 0;
  /** How many have been told. */
  #told = 0;

  /** The number of an outline, whose tokens are the first of these. */
  numberOf(tokens: Int32Array, count: number): number {
    const place = this.#placeOf(tokens, 0, count);
    const known = this.#table[place] as number;
    return known === 0 ? this.#add(tokens, count, place) : known;
  }

  /** The kinds that were numbered since this was asked last, in the order of their numbers: their tokens, and where those of each end. */
  fresh(): { readonly tokens: Int32Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> } {
    const start = this.#ends[this.#told] as number;
    const tokens = this.#tokens.slice(start, this.#ends[this.#count]);
    const ends = this.#ends.slice(this.#told + 1, this.#count + 1).map((end) => end - start);
    this.#told = this.#count;
    return { tokens, ends };
  }

  /** Where in the table the kind of these tokens stands, or would stand. */
  #placeOf(tokens: Int32Array, start: number, count: number): number {
    let hash = count;
    for (let at = start; at < start + count; at += 1) {
      hash = Math.imul(hash ^ (tokens[at] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const mask = this.#table.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const known = this.#table[place] as number;
      if (known === 0 || this.#isOf(known, tokens, start, count)) return place;
    }
  }

  #isOf(kind: number, tokens: Int32Array, start: number, count: number): boolean {
    const own = this.#ends[kind - 1] as number;
    if ((this.#ends[kind] as number) - own !== count) return false;
    for (let at = 0; at < count; at += 1) if (this.#tokens[own + at] !== tokens[start + at]) return false;
    return true;
  }

  #add(tokens: Int32Array, count: number, place: number): number {
    const start = this.#ends[this.#count] as number;
    this.#tokens = withRoom(this.#tokens, start + count);
    for (let at = 0; at < count; at += 1) this.#tokens[start + at] = tokens[at] as number;
    this.#count += 1;
    this.#ends = withRoom(this.#ends, this.#count + 1);
    this.#ends[this.#count] = start + count;
    this.#table[place] = this.#count;
    if (2 * this.#count > this.#table.length) this.#enlarge();
    return this.#count;
  }

  #enlarge(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    for (let kind = 1; kind <= this.#count; kind += 1) {
      const start = this.#ends[kind - 1] as number;
      this.#table[this.#placeOf(this.#tokens, start, (this.#ends[kind] as number) - start)] = kind;
    }
  }
}
