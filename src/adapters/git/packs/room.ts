/** Memory for many objects at once: piece by piece it takes as long as inflating them. */
const slabBytes = 64 * 1024;

let slab = new Uint8Array(0);
let filled = 0;

/** Memory for an object of so many bytes, beside others. Whoever keeps one keeps up to `slabBytes`. */
export function roomFor(length: number): Uint8Array {
  if (length > slab.length - filled) {
    slab = new Uint8Array(Math.max(slabBytes, length));
    filled = 0;
  }
  const start = filled;
  filled += length;
  return slab.subarray(start, filled);
}
