import { leaveToGit } from "./left-to-git.ts";

/**
 * Applies a delta (gitformat-pack(5), "Deltified representation"): the base's size, the result's size, then what to copy from the base or to
 * take from the delta itself.
 *
 * @param resultMax bytes of a result that is still made
 * @param roomFor gives memory for a result of so many bytes, in which neither the base nor the delta stands
 */
export function applyDelta(
  base: Uint8Array,
  delta: Uint8Array,
  resultMax: number,
  roomFor: (length: number) => Uint8Array,
): Uint8Array {
  let at = 0;

  function next(): number {
    const code = delta[at];
    at += 1;
    return code ?? leaveToGit("a delta ends early");
  }

  function size(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const code = next();
      value += (code & 127) * scale;
      // Digits that are all zero say nothing, however many there are, until their place is infinite.
      if (Math.max(value, scale) > Number.MAX_SAFE_INTEGER) leaveToGit("a delta has an impossible size");
      if (code < 128) return value;
    }
  }

  /** A little-endian number, of whose bytes those stand here that the bits say. */
  function sparse(bits: number, bytes: number): number {
    let value = 0;
    for (let byte = 0; byte < bytes; byte += 1) if ((bits >> byte) & 1) value += next() * 2 ** (8 * byte);
    return value;
  }

  if (size() !== base.length) leaveToGit("a delta is for another base");
  const length = size();
  if (length > resultMax) leaveToGit("a delta's result is too large");
  const result = roomFor(length);
  let filled = 0;
  while (at < delta.length) {
    const code = next();
    if (code === 0) leaveToGit("a delta has an instruction that nobody knows");
    const isCopy = code >= 128;
    const from = isCopy ? sparse(code, 4) : at;
    const count = isCopy ? sparse(code >> 4, 3) || 0x10000 : code;
    const source = isCopy ? base : delta;
    if (from + count > source.length || filled + count > length) leaveToGit("a delta copies past an end");
    result.set(source.subarray(from, from + count), filled);
    filled += count;
    if (!isCopy) at += count;
  }
  if (filled !== length) leaveToGit("a delta's result is too short");
  return result;
}
