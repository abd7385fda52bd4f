import type { Source } from "../text/source.ts";

/**
 * The offset in the UTF-8 file of an offset in the text, for editing. Counted when asked, from the start. The text must
 * have been decoded without loss; a byte order mark counts its three bytes.
 */
export function byteOffset({ text }: Source, offset: number): number {
  let bytes = 0;
  for (let position = 0; position < offset && position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    // Each half of a surrogate pair is two of the character's four bytes.
    const halfOfPair = unit >= 0xd800 && unit <= 0xdfff && (text.codePointAt(pairStart(text, position)) ?? 0) > 0xffff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || halfOfPair ? 2 : 3;
  }
  return bytes;
}

const pairStart = (text: string, position: number): number =>
  position > 0 && (text.charCodeAt(position) & 0xfc00) === 0xdc00 ? position - 1 : position;
