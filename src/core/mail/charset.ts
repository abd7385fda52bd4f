import { latin1Bytes } from "../text/bytes.ts";
import { type ByteText, isAscii } from "./byte-text.ts";

/**
 * Bytes in some charset as UTF-8, which is what `git mailinfo` makes of them by iconv. Null: iconv refuses them, or it is not one of the charsets
 * and bytes for which the test of this file finds iconv and the Encoding Standard to be of one mind, so that what git makes of it is not known.
 *
 * @param charset - as a mail names it; none is no conversion
 */
export function toUtf8(bytes: ByteText, charset: string): ByteText | null {
  if (charset === "" || utf8Label.test(charset)) return bytes;
  const known = knownCharset(charset);
  if (known === null) return null;
  if (isAscii(bytes) && !shifts.test(bytes)) return bytes;
  if (known.kind === "latin-1") return utf8BytesOf(bytes);
  return known.kind === "decoder" && known.alike.test(bytes) ? decoded(bytes, known.decoder) : null;
}

/** As git compares it: with a hyphen or without. */
const utf8Label = /^utf-?8$/i;

/** By these bytes, some charsets say that those that follow are no ASCII, though they look like it. */
const shifts = /[\x0e\x0f\x1b]/;

type Charset =
  | { readonly kind: "ascii" | "latin-1" }
  | {
      readonly kind: "decoder";
      readonly decoder: InstanceType<typeof TextDecoder>;
      /** The bytes for which that decoder says what iconv says. */
      readonly alike: RegExp;
    };

/** Names by which iconv knows ASCII, and what is ASCII without a shift; and Latin-1, of which `latin-1` is git's own. */
const asciiLabel =
  /^(?:us-ascii|ascii|us|ansi_x3\.4-19(?:68|86)|iso646-us|iso_646\.irv:1991|iso-ir-6|cp367|ibm367|csascii|iso-2022-jp)$/;
const latin1Label =
  /^(?:iso[-_]?8859-1|iso88591|8859_1|latin-?1|l1|cp819|ibm819|csisolatin1|iso-ir-100|iso_8859-1:1987)$/;

const everyByte = /^/;

/** Names that iconv and the Encoding Standard have in common, and bytes that they have in common by them. */
const sameByName: readonly (readonly [RegExp, RegExp])[] = [
  [/^iso[-_]?8859-(?:[2-8]|1[03-6])$/, everyByte],
  [/^(?:windows-|cp)125[0-4679]$/, everyByte],
  [/^(?:koi8-r|ibm866|big5|euc-kr)$/, everyByte],
  [/^koi8-u$/, /^[^\xae\xbe]*$/],
  [/^gb2312$/, /^(?:[\0-\x7f]|\xa1[\xa1-\xa3\xa5-\xa9\xab-\xfe]|[\xa3\xb0-\xf7][\xa1-\xfe])*$/],
  [/^gbk$/, /^(?:[\0-\x7f]|[\xa1\xa3][\xa1-\xfe]|[\x81-\xa0\xaa-\xfd][\x40-\xfe])*$/],
  [/^gb18030$/, /^(?:[\0-\x7f]|[\x81-\xa2\xa4-\xfe][\x40-\xfe]|\xa3[\x40-\x9f\xa1-\xfe])*$/],
];

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
  if (asciiLabel.test(label)) return { kind: "ascii" };
  if (latin1Label.test(label)) return { kind: "latin-1" };
  const [, alike] = sameByName.find(([name]) => name.test(label)) ?? [];
  if (alike === undefined) return null;
  const name = label.replace(/^cp/, "windows-").replace(/^iso[-_]?8859/, "iso-8859");
  return { kind: "decoder", decoder: new TextDecoder(name, { fatal: true, ignoreBOM: true }), alike };
}

function decoded(bytes: ByteText, decoder: InstanceType<typeof TextDecoder>): ByteText | null {
  try {
    const text = decoder.decode(latin1Bytes(bytes));
    // The Encoding Standard gives control characters, and characters for private use, to bytes that iconv does not know.
    return /[\x80-\x9f\ue000-\uf8ff]/.test(text) ? null : bytesOfText(text);
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();

function bytesOfText(text: string): ByteText {
  let bytes = "";
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Latin-1 as UTF-8, byte for byte. */
const utf8BytesOf = (bytes: ByteText): ByteText =>
  bytes.replace(/[\x80-\xff]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  });
