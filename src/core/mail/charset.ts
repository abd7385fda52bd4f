import { latin1Bytes } from "../text/bytes.ts";
import { type ByteText, isAscii } from "./byte-text.ts";

/**
 * Bytes in some charset as UTF-8, which is what `git mailinfo` makes of them by iconv. Null: iconv refuses them, or the charset is none of
 * those for which the test of this file found iconv and the Encoding Standard to be of one mind; what git makes of it is then not known.
 *
 * @param charset - as a mail names it; none is no conversion
 */
export function toUtf8(bytes: ByteText, charset: string): ByteText | null {
  if (charset === "" || utf8Label.test(charset)) return bytes;
  const known = knownCharset(charset);
  if (known === null) return null;
  if (isAscii(bytes) && !(known.hasEscapes && bytes.includes("\x1b"))) return bytes;
  if (known.decoder === null) return known.isLatin1 ? utf8BytesOf(bytes) : null;
  return decoded(bytes, known.decoder);
}

/** As git compares it: with a hyphen or without. */
const utf8Label = /^utf-?8$/i;

type Decoder = InstanceType<typeof TextDecoder>;

type Charset = { readonly decoder: Decoder | null; readonly isLatin1: boolean; readonly hasEscapes: boolean };

const ascii: Charset = { decoder: null, isLatin1: false, hasEscapes: false };
const latin1: Charset = { decoder: null, isLatin1: true, hasEscapes: false };

/** Names by which iconv knows ASCII and Latin-1; `latin-1` is git's own addition. */
const asciiLabel =
  /^(?:us-ascii|ascii|us|ansi_x3\.4-19(?:68|86)|iso646-us|iso_646\.irv:1991|iso-ir-6|cp367|ibm367|csascii)$/;
const latin1Label =
  /^(?:iso[-_]?8859-1|iso88591|8859_1|latin-?1|l1|cp819|ibm819|csisolatin1|iso-ir-100|iso_8859-1:1987)$/;

/** Names of charsets that both know by that name, and read alike. */
const sameLabel =
  /^(?:iso[-_]?8859-(?:2|4|5|7|10|13|14|15|16)|windows-125[0-24-68]|cp125[0-24-68]|koi8-[ru]|euc-kr|gb18030|iso-2022-jp)$/;

const kept = new Map<string, Charset | null>();

/** Labels that are kept, so that a stranger's cannot fill the memory. */
const keptMax = 200;

function knownCharset(charset: string): Charset | null {
  const label = charset.toLowerCase();
  const known = kept.get(label);
  if (known !== undefined) return known;
  const made = charsetOf(label);
  if (kept.size < keptMax) kept.set(label, made);
  return made;
}

function charsetOf(label: string): Charset | null {
  if (asciiLabel.test(label)) return ascii;
  if (latin1Label.test(label)) return latin1;
  if (!sameLabel.test(label)) return null;
  const decoder = new TextDecoder(label.replace(/^cp/, "windows-"), { fatal: true, ignoreBOM: true });
  return { decoder, isLatin1: false, hasEscapes: label.startsWith("iso-2022") };
}

function decoded(bytes: ByteText, decoder: Decoder): ByteText | null {
  try {
    const text = decoder.decode(latin1Bytes(bytes));
    // The Encoding Standard gives a control character to bytes that iconv does not know.
    return /[\x80-\x9f]/.test(text) ? null : bytesOfText(text);
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();

const bytesOfText = (text: string): ByteText => {
  let bytes = "";
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
};

/** Latin-1 as UTF-8, byte for byte. */
const utf8BytesOf = (bytes: ByteText): ByteText =>
  bytes.replace(/[\x80-\xff]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  });
