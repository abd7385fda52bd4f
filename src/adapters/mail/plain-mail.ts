import { type ByteText, isAscii } from "../../core/mail/byte-text.ts";
import { decodeLine, decodeQuotedPrintable, type TransferEncoding } from "../../core/mail/transfer-encoding.ts";
import { bodyStart, type MailHeaders } from "./mail-headers.ts";
import { type DecodedText, type TextParameters, textOfBytes, withLineFeeds } from "./mime-text.ts";

/**
 * The text of a mail that is one plain text and nothing else, as most are: what a parser of MIME would find in it, in a tenth of the time. Null
 * for every other mail, and for each in which that is not plain to see.
 */
export function textOfPlainMail(mail: ByteText, headers: MailHeaders): DecodedText | null {
  if (!headers.isRegular || headers.values("content-disposition").length > 0) return null;
  const types = headers.values("content-type");
  const encodings = headers.values("content-transfer-encoding");
  if (types.length > 1 || encodings.length > 1) return null;
  const parameters = parametersOf(types[0] ?? "");
  const encoding = knownEncodings.get((encodings[0] ?? "").toLowerCase());
  if (parameters === null || encoding === undefined) return null;
  const body = decodedBody(mail.slice(bodyStart(mail, headers)), encoding);
  if (isAscii(body) && asciiCharset.test(parameters.charset) && parameters.format === "")
    return { text: withLineFeeds(body), problems: nothing };
  return textOfBytes(Buffer.from(body, "latin1"), parameters);
}

const nothing: readonly string[] = Object.freeze([]);

const knownEncodings = new Map<string, TransferEncoding>([
  ["", "none"],
  ["7bit", "none"],
  ["8bit", "none"],
  ["binary", "none"],
  ["quoted-printable", "quoted-printable"],
  ["base64", "base64"],
]);

/** Charsets in which ASCII is ASCII, of those that mails are mostly written in. */
const asciiCharset = /^(?:|us-ascii|utf-?8|iso-8859-\d{1,2}|windows-125\d)$/i;

function decodedBody(body: ByteText, encoding: TransferEncoding): ByteText {
  if (encoding === "none") return body;
  if (encoding === "quoted-printable" && !body.includes("\0")) return decodeQuotedPrintable(body);
  const lines = body.split("\n").map((line, index, { length }) => (index + 1 < length ? `${line}\n` : line));
  return lines.map((line) => decodeLine(line, encoding)).join("");
}

/** By the value of a Content-Type, of which a list has few; null: it is no plain text, or more than parameters that are known. */
const kept = new Map<string, TextParameters | null>();

/** Values that are kept, so that a stranger's cannot fill the memory. */
const keptMax = 500;

function parametersOf(type: string): TextParameters | null {
  const known = kept.get(type);
  if (known !== undefined) return known;
  const read = readParameters(type);
  if (kept.size < keptMax) kept.set(type, read);
  return read;
}

const shape = /^text\/plain *((?:; *[a-z-]+=(?:"[^"\\]*"|[^\s;"\\()<>]+) *)*);?$/i;

function readParameters(type: string): TextParameters | null {
  const none: TextParameters = { charset: "", format: "", delsp: "" };
  if (type === "") return none;
  const [, written] = shape.exec(type) ?? [];
  if (written === undefined) return null;
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, word = ""] of written.matchAll(/; *([a-z-]+)=(?:"([^"]*)"|([^\s;"]+))/gi)) {
    // Who names one twice, or a file, is read with more care.
    if (parameters.has(name.toLowerCase()) || name.toLowerCase() === "name") return null;
    parameters.set(name.toLowerCase(), quoted ?? word);
  }
  const read = (name: string): string => parameters.get(name) ?? "";
  return { charset: read("charset"), format: read("format"), delsp: read("delsp") };
}
