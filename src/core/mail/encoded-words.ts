import type { ByteText } from "./byte-text.ts";
import { toUtf8 } from "./charset.ts";
import { decodeBase64, decodeQuotedPrintable } from "./transfer-encoding.ts";

/**
 * The value of a header with its encoded words (RFC 2047) decoded to UTF-8, as `git mailinfo` decodes them: wherever `=?` stands, in quotes
 * too, with blanks between two of them left out. Null: git refuses the mail for it, a `=?` that begins no such word included.
 */
export function decodeEncodedWords(value: ByteText): ByteText | null {
  let begin = value.indexOf("=?");
  if (begin === -1) return value;
  const pieces: string[] = [];
  let at = 0;
  for (; begin !== -1; begin = value.indexOf("=?", at)) {
    const before = value.slice(at, begin);
    if (at === 0 || /[^ \t\n\r]/.test(before)) pieces.push(before);
    const word = wordAt(value, begin + 2);
    if (word === null) return null;
    pieces.push(word.text);
    at = word.end;
  }
  pieces.push(value.slice(at));
  return pieces.join("");
}

/** `charset?encoding?text?=`, from behind `=?`. */
function wordAt(value: ByteText, start: number): { readonly text: ByteText; readonly end: number } | null {
  const charsetEnd = value.indexOf("?", start);
  if (charsetEnd === -1 || value[charsetEnd + 2] !== "?") return null;
  const end = value.indexOf("?=", charsetEnd + 3);
  if (end === -1) return null;
  const written = value.slice(charsetEnd + 3, end);
  const bytes = decodedWord(written, value[charsetEnd + 1] ?? "");
  const text = bytes === null ? null : toUtf8(bytes, value.slice(start, charsetEnd));
  return text === null ? null : { text, end: end + 2 };
}

function decodedWord(written: ByteText, encoding: string): ByteText | null {
  if (encoding === "b" || encoding === "B") return decodeBase64(written);
  return encoding === "q" || encoding === "Q" ? decodeQuotedPrintable(written.replaceAll("_", " ")) : null;
}
