import { decodeLatin1 } from "../commit/decode.ts";
import { nextLine } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";

/** How the lines of a part are written, as git tells it: what it does not know stands as it is. */
export type TransferEncoding = "none" | "quoted-printable" | "base64";

/** What a Content-Transfer-Encoding says to git, which looks for a word anywhere in it. */
export function transferEncodingOf(value: ByteText): TransferEncoding {
  if (/base64/i.test(value)) return "base64";
  return /quoted-printable/i.test(value) ? "quoted-printable" : "none";
}

/** A line as git decodes it. As in C, a NUL byte ends it. */
export function decodeLine(line: ByteText, encoding: TransferEncoding): ByteText {
  if (encoding === "none") return line;
  const nul = line.indexOf("\0");
  const whole = nul === -1 ? line : line.slice(0, nul);
  return encoding === "base64" ? decodeBase64(whole) : decodeQuotedPrintable(whole);
}

/** What stands below some headers, and how it was encoded before. */
export type DecodedBody = { readonly encoding: TransferEncoding; readonly text: ByteText };

/** All lines from an offset on as git decodes them, one by one. */
export function decodeBody(mail: ByteText, start: number, encoding: TransferEncoding): ByteText {
  const body = start === 0 ? mail : mail.slice(start);
  if (encoding === "none") return body;
  if (!body.includes("\0")) return encoding === "base64" ? decodeBase64(body) : decodeQuotedPrintable(body);
  const pieces: ByteText[] = [];
  for (let line = 0; line < body.length; ) {
    const next = nextLine(body, line, body.length);
    pieces.push(decodeLine(body.slice(line, next), encoding));
    line = next;
  }
  return pieces.join("");
}

/**
 * Quoted-printable (RFC 2045, 6.7) as git decodes it: `=` at the end of a line joins it to the next, and one that begins no byte stays.
 *
 * @param written - a line or several, without NUL
 */
export function decodeQuotedPrintable(written: ByteText): ByteText {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = written.indexOf("="); at !== -1; at = written.indexOf("=", Math.max(at + 1, kept))) {
    const code = written.charCodeAt(at + 1);
    const isBreak = code === lineFeed || at + 1 === written.length;
    const value = isBreak ? 0 : hexadecimalAt(code) * 16 + hexadecimalAt(written.charCodeAt(at + 2));
    if (Number.isNaN(value)) continue;
    pieces.push(written.slice(kept, at));
    if (!isBreak) pieces.push(String.fromCharCode(value));
    kept = Math.min(at + (isBreak ? 2 : 3), written.length);
  }
  if (kept === 0) return written;
  pieces.push(written.slice(kept));
  return pieces.join("");
}

const lineFeed = 10;

const hexadecimalAt = (code: number): number => hexadecimals[code] ?? Number.NaN;

/** By character code: the value of a hexadecimal digit, else nothing. */
const hexadecimals: readonly (number | undefined)[] = Array.from({ length: 103 }, (_, code) => {
  const digit = String.fromCharCode(code);
  return /[0-9A-Fa-f]/.test(digit) ? Number.parseInt(digit, 16) : undefined;
});

/**
 * Base64 (RFC 2045, 6.8) as git decodes it: what is no digit is passed over, padding too, and what is left of a byte at the end of a line is lost.
 *
 * @param written - a line or several, each of which begins a byte
 */
export function decodeBase64(written: ByteText): ByteText {
  const bytes = new Uint8Array(((written.length * 3) >> 2) + 3);
  let length = 0;
  let collected = 0;
  let digits = 0;
  for (let at = 0; at <= written.length; at += 1) {
    const code = at === written.length ? lineFeed : written.charCodeAt(at);
    const value = base64Values[code] ?? notADigit;
    if (value !== notADigit) {
      collected = (collected << 6) | value;
      digits += 1;
      if (digits < 4) continue;
      bytes[length] = collected >> 16;
      bytes[length + 1] = collected >> 8;
      bytes[length + 2] = collected;
      length += 3;
    } else if (code !== lineFeed) continue;
    else {
      if (digits >= 2) bytes[length++] = collected >> (digits === 2 ? 4 : 10);
      if (digits === 3) bytes[length++] = collected >> 2;
    }
    collected = 0;
    digits = 0;
  }
  return decodeLatin1(bytes.subarray(0, length));
}

const notADigit = 64;

/** By character code. */
const base64Values = Uint8Array.from({ length: 256 }, (_, code) => {
  const place = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(String.fromCharCode(code));
  return place === -1 ? notADigit : place;
});
