import { decodeText } from "../../core/commit/decode.ts";
import { nextLine } from "../../core/commit/lines.ts";
import { automaticHeaders } from "../../core/mail/automatic-mail.ts";
import { partHeaders } from "../../core/mail/body-lines.ts";
import { type ByteText, isAscii } from "../../core/mail/byte-text.ts";
import { type HeaderLine, headerNames, readHeaderLines } from "../../core/mail/header-lines.ts";
import { latin1Bytes } from "../../core/text/bytes.ts";

/** The headers of a mail. */
export type MailHeaders = {
  /** In bytes, for what git makes of them. */
  readonly lines: readonly HeaderLine[];
  /** The values of all headers of a name, in order and in one line each; encoded words stay. */
  readonly values: HeaderValues;
  /** Where they end: at the first line that is none. */
  readonly end: number;
  /** Is that line empty, or the end, and were there headers above it? Else readers are not of one mind about what belongs to them. */
  readonly isRegular: boolean;
};

/** The values of all headers of a name, which is given in lower case. */
export type HeaderValues = (name: string) => readonly string[];

/** Where Tencent's servers and Microsoft's write with what Message-Id a mail was sent that they gave one of their own. */
export const replacedIdHeaders = ["x-oq-msgid", "x-microsoft-original-message-id"] as const;

/** Every header that is read of a mail. Each server puts its Received above the others, of which only the last one's is believed. */
const wanted = headerNames(
  [
    ...partHeaders.names,
    ...automaticHeaders,
    "content-disposition",
    "in-reply-to",
    "references",
    "to",
    "cc",
    "reply-to",
    "mail-followup-to",
    ...replacedIdHeaders,
  ],
  ["received"],
);

/** Reads the headers of a mail as git does. White space above them is passed over. */
export function readMailHeaders(mail: ByteText): MailHeaders {
  const start = /[^ \t\n\r]/.exec(mail)?.index ?? mail.length;
  const { lines, end } = readHeaderLines(mail, start, wanted);
  const byName = new Map<string, string[]>();
  for (const { name, value } of lines) {
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [textOf(value)]);
    else others.push(textOf(value));
  }
  return {
    lines,
    end,
    values: (name) => byName.get(name) ?? none,
    isRegular: start === 0 && (end === mail.length || mail[end] === "\n" || mail.startsWith("\r\n", end)),
  };
}

const none: readonly string[] = Object.freeze([]);

/** Where the body begins: behind the line that ends the headers. */
export const bodyStart = (mail: ByteText, { end }: MailHeaders): number => nextLine(mail, end, mail.length);

const textOf = (value: ByteText): string => (isAscii(value) ? value : decodeText(latin1Bytes(value)));
