import { isAscii } from "node:buffer";
import type { ByteText } from "../../core/mail/byte-text.ts";
import { type DecodedBody, decodeBody } from "../../core/mail/transfer-encoding.ts";
import { plainParameterValue } from "./header-value.ts";
import { bodyStart, type MailHeaders } from "./mail-headers.ts";
import { type DecodedText, type TextParameters, textOfBytes, withLineFeeds } from "./mime-text.ts";
import { knownEncodings } from "./transfer-names.ts";

/** A mail that is one plain text and nothing else. */
export type PlainMail = DecodedText & {
  /** All below its headers, in bytes without their transfer encoding. */
  readonly body: DecodedBody;
};

/**
 * Reads a mail that is one plain text, as most are: what a parser of MIME would find in it, in a tenth of the time. Null for every other mail,
 * and for each in which that is not plain to see.
 *
 * @param mailIsAscii - is it known that no byte of it is anything else?
 */
export function readPlainMail(mail: ByteText, headers: MailHeaders, mailIsAscii = false): PlainMail | null {
  if (!headers.isRegular || !isShown(headers.values("content-disposition"))) return null;
  const types = headers.values("content-type");
  const encodings = headers.values("content-transfer-encoding");
  if (types.length > 1 || encodings.length > 1) return null;
  const parameters = parametersOf(types[0] ?? "");
  const encoding = knownEncodings.get((encodings[0] ?? "").toLowerCase());
  if (parameters === null || encoding === undefined) return null;
  const body = { encoding, text: decodeBody(mail, bodyStart(mail, headers), encoding) };
  const wantsNothing = asciiCharset.test(parameters.charset) && parameters.format === "";
  if (wantsNothing && mailIsAscii && encoding === "none") return { body, ...asItStands(body.text) };
  const bytes = Buffer.from(body.text, "latin1");
  return { body, ...(wantsNothing && isAscii(bytes) ? asItStands(body.text) : textOfBytes(bytes, parameters)) };
}

const asItStands = (text: string): DecodedText => ({ text: withLineFeeds(text), problems: nothing });

const nothing: readonly string[] = Object.freeze([]);

/** Nothing that says that it is a file. */
const isShown = (dispositions: readonly string[]): boolean =>
  dispositions.length === 0 || (dispositions.length === 1 && dispositions[0]?.toLowerCase() === "inline");

/** Charsets in which ASCII is ASCII, of those that mails are mostly written in. */
const asciiCharset = /^(?:|us-ascii|utf-?8|iso-8859-\d{1,2}|windows-125\d)$/i;

const noParameters: TextParameters = { charset: "", format: "", delsp: "" };

/** How a plain text is written; null: it is none, or a file. */
function parametersOf(type: string): TextParameters | null {
  if (type === "") return noParameters;
  const read = plainParameterValue(type);
  if (read === null || read.value !== "text/plain" || read.params["name"] !== undefined) return null;
  const { charset = "", format = "", delsp = "" } = read.params;
  return { charset, format, delsp };
}
