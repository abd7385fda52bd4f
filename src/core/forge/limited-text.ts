/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

/**
 * As many of the pieces, one behind the other, as have no more than `bytesMax` bytes in UTF-8. A piece is there whole or not at all, and none that
 * comes behind one that was left out is there.
 */
export function limited(
  pieces: Iterable<string>,
  bytesMax: number,
): { readonly text: string; readonly leftOut: number } {
  const kept: string[] = [];
  let bytes = 0;
  let leftOut = 0;
  for (const piece of pieces) {
    bytes += leftOut > 0 ? 0 : utf8Length(piece);
    if (leftOut > 0 || bytes > bytesMax) leftOut += 1;
    else kept.push(piece);
  }
  return { text: kept.join(""), leftOut };
}
