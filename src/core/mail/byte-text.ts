import { decodeUtf8 } from "../commit/decode.ts";
import { latin1Bytes } from "../text/bytes.ts";

/**
 * A text in which each character stands for one byte (Latin-1). git reads mails as bytes and decodes only some of them, so what it makes
 * of a mail is worked out in these; V8 keeps them in as many bytes, and finds in them as fast.
 */
export type ByteText = string;

/** Does every byte stand for a character of ASCII? */
export const isAscii = (bytes: ByteText): boolean => !/[\x80-\xff]/.test(bytes);

/**
 * The text that a commit made of these bytes has: they are UTF-8, and each byte that is not becomes the character of Latin-1
 * (git's `verify_utf8`, which mends a commit before it is written; characters that Unicode never gives out are none to it).
 */
export function committedText(bytes: ByteText): string {
  if (isAscii(bytes)) return bytes;
  const whole = decodeUtf8(latin1Bytes(bytes));
  return whole !== undefined && !neverCharacters.test(whole) ? whole : mended(bytes);
}

/** U+FDD0 to U+FDEF, and the last two of each plane. */
const neverCharacters =
  /[\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/;

function mended(bytes: ByteText): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = 0; at < bytes.length; ) {
    const code = bytes.charCodeAt(at);
    if (code < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(code);
    const point = length === 0 ? null : codePointAt(bytes, at, length);
    if (at > kept) pieces.push(bytes.slice(kept, at));
    pieces.push(String.fromCodePoint(point ?? code));
    at += point === null ? 1 : length;
    kept = at;
  }
  pieces.push(bytes.slice(kept));
  return pieces.join("");
}

/** Bytes of the character that a byte begins; 0: it begins none. */
function sequenceLength(code: number): number {
  if (code >= 0xc2 && code < 0xe0) return 2;
  if (code >= 0xe0 && code < 0xf0) return 3;
  return code >= 0xf0 && code < 0xf5 ? 4 : 0;
}

/** The character that so many bytes are; null: they are none that git takes for one. */
function codePointAt(bytes: ByteText, start: number, length: number): number | null {
  let point = bytes.charCodeAt(start) & (0x7f >> length);
  for (let at = start + 1; at < start + length; at += 1) {
    const code = bytes.charCodeAt(at);
    if ((code & 0xc0) !== 0x80) return null;
    point = (point << 6) | (code & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x1_0000][length] ?? 0;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  const isNever = (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
  return point < least || point > 0x10_ffff || isSurrogate || isNever ? null : point;
}
