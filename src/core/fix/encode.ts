import { decodeText } from "../commit/decode.ts";

/**
 * The bytes of a text in the encoding that a commit's header names, UTF-8 if it names none.
 *
 * @param encoding the value of the `encoding` header
 * @returns null: the encoding has no bytes for it, or is none that is known
 */
export function encodeAs(text: string, encoding: string | undefined): Uint8Array | null {
  if (encoding === undefined || /^utf-?8$/i.test(encoding.trim()) || isAscii.test(text)) return utf8.encode(text);
  if (!isKnown(encoding)) return null;
  const table = byteTable(encoding);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = table.get(text[at] ?? "");
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

const utf8 = new TextEncoder();
const isAscii = /^[\0-\x7f]*$/;

/** By character, the byte that is decoded to it. Characters of more than one byte have none. */
function byteTable(encoding: string): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const character = decodeText(Uint8Array.of(byte), encoding);
    if (character.length === 1 && character !== "\ufffd") table.set(character, byte);
  }
  return table;
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding.trim()).encoding !== "";
  } catch {
    return false;
  }
}
