/** Longer addresses are not filtered: an account number may stand before a login, so that their length says nothing. */
const filteredLengthMax = 30;

/**
 * Makes a quick test that tells most addresses apart from a few known ones by their length and two characters, without
 * reading them: nearly every address of a history is nobody's in the table, and each look-up costs a tenth of a microsecond.
 *
 * @param known as `addressKey` gives them
 * @returns false only if the address at `[start, end)` of a text is certainly none of them
 */
export function createAddressFilter(known: Iterable<string>): (text: string, start: number, end: number) => boolean {
  const shapes = new Uint8Array((filteredLengthMax + 1) << 10);
  let alike = false;
  for (const address of known) {
    if (/[^\0-\x7f]/.test(address)) alike = true;
    if (address.length <= filteredLengthMax) shapes[shapeOf(address, 0, address.length)] = 1;
  }
  return (text, start, end) => {
    if (alike || end - start > filteredLengthMax || end - start < 3) return true;
    return shapes[shapeOf(text, start, end)] === 1 || mayBeTrimmed(text, start, end);
  };
}

/** The length, the first character and the third. Five bits of a letter are the same in upper and lower case. */
const shapeOf = (text: string, start: number, end: number): number =>
  ((end - start) << 10) | ((text.charCodeAt(start) & 31) << 5) | (text.charCodeAt(start + 2) & 31);

/** White space around an address does not count, and outside ASCII there is more of it. */
function mayBeTrimmed(text: string, start: number, end: number): boolean {
  return isEdge(text.charCodeAt(start)) || isEdge(text.charCodeAt(end - 1));
}

const isEdge = (code: number): boolean => code <= 32 || code > 126;
