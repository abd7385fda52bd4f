/**
 * Lines that are kept, bytes of the longest, and lines with one hash: a stranger may choose lines that have. A line beyond these limits is looked
 * at each time. A history of 130,000 commits has 10,000 lines.
 */
const linesMax = 1 << 17;
const lineLengthMax = 200;
const sameHashMax = 8;

/** Several may have one hash. */
type KnownLine<Learnt> = {
  readonly bytes: Uint8Array;
  readonly learnt: Learnt;
  readonly next: KnownLine<Learnt> | undefined;
};

/** Lines of plain commits that name somebody, by their hashes, and what was learnt of each. */
export class KnownLines<Learnt> {
  readonly #byHash = new Map<number, KnownLine<Learnt>>();
  #count = 0;

  /** How many lines are kept. */
  get count(): number {
    return this.#count;
  }

  /** What was learnt of the line that a stretch of bytes is, `end` exclusive; undefined: it is not kept. */
  find(hash: number, bytes: Uint8Array, start: number, end: number): Learnt | undefined {
    for (let line = this.#byHash.get(hash); line !== undefined; line = line.next)
      if (isSame(line.bytes, bytes, start, end)) return line.learnt;
    return undefined;
  }

  /** May one more line of this hash and length be kept? */
  hasRoom(hash: number, length: number): boolean {
    return length <= lineLengthMax && this.#count < linesMax && this.#countOf(hash) < sameHashMax;
  }

  /** Keeps a line for which there is room. */
  add(hash: number, bytes: Uint8Array, learnt: Learnt): void {
    this.#byHash.set(hash, { bytes, learnt, next: this.#byHash.get(hash) });
    this.#count += 1;
  }

  /** Forgets all lines with a hash. */
  forget(hash: number): void {
    this.#count -= this.#countOf(hash);
    this.#byHash.delete(hash);
  }

  forgetAll(): void {
    this.#count = 0;
    this.#byHash.clear();
  }

  #countOf(hash: number): number {
    let count = 0;
    for (let line = this.#byHash.get(hash); line !== undefined; line = line.next) count += 1;
    return count;
  }
}

function isSame(one: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (one.length !== end - start) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== bytes[start + at]) return false;
  return true;
}
