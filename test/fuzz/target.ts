/** A reader of foreign bytes, and what must hold of it whatever it is given. */
export type FuzzTarget = {
  readonly name: string;
  /** What it reads, for people. */
  readonly reads: string;
  /** Beginnings of paths under `src` whose code counts as reached or not. */
  readonly sources: readonly string[];
  /** Inputs to begin with; each character stands for one byte, as `bytesOfText` makes them. */
  readonly seeds: readonly string[];
  /** Words of the grammar, put in anywhere. */
  readonly words: readonly string[];
  /** Nothing longer is tried while looking for new paths; growth is measured on more. */
  readonly bytesMax?: number;
  /** Reads an input. Throws if something does not hold; gives what was read, so that its size and its places can be looked at. */
  readonly read: (bytes: Uint8Array) => unknown;
  /**
   * What somebody else makes of inputs that reached something new, all at once, since asking takes long. Throws at a difference.
   */
  readonly compare?: (inputs: readonly Uint8Array[]) => void;
};

/** A sentence about what does not hold. */
export class DoesNotHold extends Error {}

/** Says that something must be so. */
export function holds(is: boolean, what: string): void {
  if (!is) throw new DoesNotHold(what);
}

/** Says that two values are the same plain data. */
export function same(one: unknown, other: unknown, what: string): void {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  holds(left === right, `${what}: ${left?.slice(0, 300)} and ${right?.slice(0, 300)}`);
}

/** A text as a program reads a file: what is no UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** The bytes of a seed: characters up to U+00FF are bytes. A seed with others is written as UTF-8. */
export const bytesOfText = (text: string): Uint8Array =>
  Buffer.from(text, /[\u0100-\uffff]/.test(text) ? "utf8" : "latin1");
