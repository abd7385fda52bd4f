import { isAscii } from "node:buffer";
import PostalMime from "postal-mime";
import type { ByteText } from "../../core/mail/byte-text.ts";
import type { MailForGit } from "../../core/mail/mailed-patch.ts";
import { believedMoment } from "../../core/mail/sent-moment.ts";
import { smallest } from "../../core/text/long-lists.ts";
import { clip } from "../../core/text/neutralise.ts";
import type { Mail } from "../../ports/mailbox.ts";
import { decodedText } from "./encoded-text.ts";
import { headerBytesMax, mailBytesMax, mimeDepthMax, mimeLinesMax } from "./limits.ts";
import { secondsOfMailDate } from "./mail-date.ts";
import { bodyStart, type HeaderValues, type MailHeaders, readMailHeaders } from "./mail-headers.ts";
import { type MimePart, type MimeText, textOfParts } from "./mime-text.ts";
import { readPlainMail } from "./plain-mail.ts";
import { readPlainParts } from "./plain-parts.ts";
import { senderOf } from "./sender.ts";

/** Where a mail stands: its number, from 1, and its file where it has one of its own. */
export type MailPlace = Pick<Mail, "number" | "file">;

/** Reads one mail. Whatever is wrong with it is said among its problems; it never throws. */
export async function readMail(bytes: Uint8Array, place: MailPlace): Promise<Mail> {
  const { values, said } = await readWholeMail(bytes);
  return mailOf(values, said, place);
}

/** A mail, read as its reader would see it, and as git would. */
export type WholeMail = {
  readonly values: HeaderValues;
  readonly said: MimeText;
  /** The mail without carriage returns at line ends, and its headers as git reads them; null: there is more of it than is read. */
  readonly forGit: MailForGit | null;
  /** Do its headers end at a line that is not empty? */
  readonly isIrregular: boolean;
};

/** Reads a mail that is one plain text by our own means, since most are, and any other through a parser of MIME. */
export async function readWholeMail(bytes: Uint8Array): Promise<WholeMail> {
  if (bytes.length > mailBytesMax) {
    const { values } = await parsed(headOf(bytes.subarray(0, headerBytesMax)));
    const said = notRead(`has ${bytes.length} bytes, more than ${mailBytesMax}, and is not read`);
    return { values, said, forGit: null, isIrregular: false };
  }
  const mail = withoutLineReturns(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
  const headers = readMailHeaders(mail);
  if (headers.end > headerBytesMax) {
    const { values, why } = await parsed(headOf(bytes));
    return { values, said: notRead(`cannot be read: ${why}`), forGit: null, isIrregular: false };
  }
  const plain = readPlainMail(mail, headers, isAscii(bytes));
  const forGit = { mail, headers: headers.lines, bodyStart: headers.end, decoded: plain?.body ?? null };
  if (plain === null) return { ...(await readParts(bytes, mail, headers)), forGit, isIrregular: !headers.isRegular };
  const said = { texts: [plain.text], patches: nothing, problems: plain.problems };
  return { values: headers.values, said, forGit, isIrregular: false };
}

const nothing: readonly string[] = Object.freeze([]);

/** As `git am` takes them away before it looks at anything else. */
const withoutLineReturns = (mail: ByteText): ByteText => (mail.includes("\r\n") ? mail.replaceAll("\r\n", "\n") : mail);

type SaidByParts = Pick<WholeMail, "values" | "said">;

async function readParts(bytes: Uint8Array, mail: ByteText, headers: MailHeaders): Promise<SaidByParts> {
  if (linesIn(bytes) > mimeLinesMax)
    return withHead(bytes, `has parts of more than ${mimeLinesMax} lines, and is not read`);
  const ours = headers.isRegular ? readPlainParts(mail, headers.lines, bodyStart(mail, headers)) : null;
  if (ours !== null) return { values: headers.values, said: textOfParts(ours, bytes) };
  const { values, root, why } = await parsed(bytes);
  return root === null ? withHead(bytes, `cannot be read: ${why}`) : { values, said: textOfParts(root, bytes) };
}

/** A mail of which only the headers are read, as far as even they can be. */
async function withHead(bytes: Uint8Array, why: string): Promise<SaidByParts> {
  const head = await parsed(headOf(bytes));
  return { values: head.values, said: notRead(head.root === null ? `cannot be read: ${head.why}` : why) };
}

/** Code points of a header that a problem quotes. */
const quotedMax = 80;

const notRead = (why: string): MimeText => ({ texts: [], patches: [], problems: [why] });

type Parsed = { readonly values: HeaderValues; readonly root: MimePart | null; readonly why: string };

/**
 * What the parser finds; of a mail that it refuses nothing. Its tree of parts is not among what it promises: the mail's own text is
 * there alone, where `text` also has what was HTML or another mail. The version is pinned, and tests of this folder hold the tree.
 */
async function parsed(bytes: Uint8Array): Promise<Parsed> {
  const limits = { maxNestingDepth: mimeDepthMax, maxHeadersSize: headerBytesMax };
  try {
    const parser = new PostalMime({ ...limits, forceRfc822Attachments: true });
    const email = await parser.parse(bytes);
    const values: HeaderValues = (name) => email.headers.flatMap(({ key, value }) => (key === name ? [value] : []));
    return { values, root: (parser as unknown as { readonly root: MimePart }).root, why: "" };
  } catch (error) {
    const { message } = error as Error;
    const why = message.includes("nesting")
      ? `its parts lie more than ${mimeDepthMax} deep`
      : message.includes("header size")
        ? `its headers have more than ${headerBytesMax} bytes`
        : message;
    return { values: () => [], root: null, why };
  }
}

/** The headers alone, with the line feed of the last. */
function headOf(mail: Uint8Array): Uint8Array {
  const text = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const ends = [text.indexOf("\n\n"), text.indexOf("\n\r\n")].filter((end) => end !== -1);
  if (text[0] === lineFeed || text.toString("latin1", 0, 2) === "\r\n") return mail.subarray(0, 0);
  return ends.length === 0 ? mail : mail.subarray(0, smallest(ends) + 1);
}

const lineFeed = 10;

/** Counted no further than is needed to know that there are too many. */
function linesIn(mail: Uint8Array): number {
  let count = 0;
  for (let at = mail.indexOf(lineFeed); at !== -1 && count <= mimeLinesMax; at = mail.indexOf(lineFeed, at + 1))
    count += 1;
  return count;
}

function mailOf(values: HeaderValues, { texts, patches, problems }: MimeText, place: MailPlace): Mail {
  const { problems: ofHeaders, ...headers } = sentBy(values);
  return {
    ...place,
    ...headers,
    text: texts.join("\n"),
    partLines: partLinesOf(texts),
    patches,
    problems: [...problems, ...ofHeaders],
  };
}

/** Who sent a mail, when, about what and in answer to what, and what of that nobody can tell. */
export function sentBy(
  values: HeaderValues,
): Pick<Mail, "messageId" | "inReplyTo" | "references" | "from" | "date" | "subject" | "problems"> {
  const own = values("message-id").flatMap(idsIn);
  const sender = senderOf(values("from"));
  const [written = null] = values("date");
  const seconds = written === null ? null : secondsOfMailDate(written);
  const arrived = arrivedIn(values("received")[0] ?? "");
  const problems: string[] = [];
  if (own.length > 1) problems.push("has more than one Message-Id");
  if (typeof sender === "string") problems.push(sender);
  if (seconds === null)
    problems.push(
      written === null ? "has no Date" : `has a Date that names no moment: \`${clip(written, quotedMax)}\``,
    );
  return {
    messageId: own.length === 1 ? (own[0] ?? null) : null,
    inReplyTo: values("in-reply-to").flatMap(idsIn),
    references: values("references").flatMap(idsIn),
    from: typeof sender === "string" ? null : sender,
    date: { written, seconds: believedMoment(seconds, arrived) },
    subject: decodedText(values("subject")[0] ?? ""),
    problems,
  };
}

/** Between two parts a line feed is put, so that what begins one stands at the start of a line. */
function partLinesOf(texts: readonly string[]): readonly number[] {
  let line = 1;
  return texts.slice(0, -1).map((text) => {
    line += text.split("\n").length;
    return line;
  });
}

/** The moment in a Received (RFC 5321, 4.4): behind its last semicolon. */
const arrivedIn = (received: string): number | null => secondsOfMailDate(received.slice(received.lastIndexOf(";") + 1));

/** RFC 5322, 3.6.4. What stands beside the brackets is ignored: old programs write `message of … from …` there. */
export const idsIn = (value: string): readonly string[] => value.match(/<[^<>\s]+>/g) ?? [];
