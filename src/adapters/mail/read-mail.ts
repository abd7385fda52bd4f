import PostalMime, { decodeWords, type Email } from "postal-mime";
import { clip } from "../../core/text/neutralise.ts";
import type { Mail } from "../../ports/mailbox.ts";
import { headerBytesMax, mailBytesMax, mimeDepthMax, mimeLinesMax } from "./limits.ts";
import { secondsOfMailDate } from "./mail-date.ts";
import { isPlain, type MimePart, type MimeText, textOfParts } from "./mime-text.ts";
import { senderOf } from "./sender.ts";

/** Where a mail stands: its number, from 1, and its file where it has one of its own. */
export type MailPlace = Pick<Mail, "number" | "file">;

/** Reads one mail. Whatever is wrong with it is said among its problems; it never throws. */
export async function readMail(bytes: Uint8Array, place: MailPlace): Promise<Mail> {
  if (bytes.length > mailBytesMax) {
    const { email } = await parsed(headOf(bytes.subarray(0, headerBytesMax)));
    return mailOf(email, notRead(`has ${bytes.length} bytes, more than ${mailBytesMax}, and is not read`), place);
  }
  const header = headOf(bytes);
  const head = await parsed(header);
  if (head.root === null) return mailOf(null, notRead(`cannot be read: ${head.why}`), place);
  if (isPlain(head.root)) {
    // Most mails are so. The parser would go through them line by line, and each costs it what a header costs.
    head.root.content = bodyOf(bytes, header.length);
    return mailOf(head.email, textOfParts(head.root, bytes), place);
  }
  if (linesIn(bytes) > mimeLinesMax)
    return mailOf(head.email, notRead(`has parts of more than ${mimeLinesMax} lines, and is not read`), place);
  const { email, root, why } = await parsed(bytes);
  if (root === null) return mailOf(head.email, notRead(`cannot be read: ${why}`), place);
  return mailOf(email, textOfParts(root, bytes), place);
}

/** Code points of a header that a problem quotes. */
const quotedMax = 80;

const notRead = (why: string): MimeText => ({ texts: [], patches: [], problems: [why] });

type Parsed = { readonly email: Email | null; readonly root: MimePart | null; readonly why: string };

/**
 * What the parser finds; of a mail that it refuses nothing. Its tree of parts is not among what it promises: the mail's own text is
 * there alone, where `text` also has what was HTML or another mail. The version is pinned, and tests of this folder hold the tree.
 */
async function parsed(bytes: Uint8Array): Promise<Parsed> {
  const limits = { maxNestingDepth: mimeDepthMax, maxHeadersSize: headerBytesMax };
  try {
    const parser = new PostalMime({ ...limits, forceRfc822Attachments: true });
    const email = await parser.parse(bytes);
    return { email, root: (parser as unknown as { readonly root: MimePart }).root, why: "" };
  } catch (error) {
    const { message } = error as Error;
    const why = message.includes("nesting")
      ? `its parts lie more than ${mimeDepthMax} deep`
      : message.includes("header size")
        ? `its headers have more than ${headerBytesMax} bytes`
        : message;
    return { email: null, root: null, why };
  }
}

/** The headers alone, with the line feed of the last. */
function headOf(mail: Uint8Array): Uint8Array {
  const text = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const ends = [text.indexOf("\n\n"), text.indexOf("\n\r\n")].filter((end) => end !== -1);
  if (text[0] === lineFeed || text.toString("latin1", 0, 2) === "\r\n") return mail.subarray(0, 0);
  return ends.length === 0 ? mail : mail.subarray(0, Math.min(...ends) + 1);
}

/** What stands below the headers and the empty line. */
function bodyOf(mail: Uint8Array, headerLength: number): ArrayBuffer {
  const start = headerLength + (mail[headerLength] === 13 ? 2 : 1);
  return Uint8Array.from(mail.subarray(start)).buffer;
}

const lineFeed = 10;

/** Counted no further than is needed to know that there are too many. */
function linesIn(mail: Uint8Array): number {
  let count = 0;
  for (let at = mail.indexOf(lineFeed); at !== -1 && count <= mimeLinesMax; at = mail.indexOf(lineFeed, at + 1))
    count += 1;
  return count;
}

function mailOf(email: Email | null, { texts, patches, problems }: MimeText, place: MailPlace): Mail {
  const values = (key: string): readonly string[] =>
    (email?.headers ?? []).filter((header) => header.key === key).map(({ value }) => value);
  const own = values("message-id").flatMap(idsIn);
  const sender = senderOf(values("from"));
  const [written = null] = values("date");
  const seconds = written === null ? null : secondsOfMailDate(written);
  const wrong = [...problems];
  if (own.length > 1) wrong.push("has more than one Message-Id");
  if (typeof sender === "string") wrong.push(sender);
  if (seconds === null)
    wrong.push(written === null ? "has no Date" : `has a Date that names no moment: \`${clip(written, quotedMax)}\``);
  return {
    ...place,
    messageId: own.length === 1 ? (own[0] ?? null) : null,
    inReplyTo: values("in-reply-to").flatMap(idsIn),
    references: values("references").flatMap(idsIn),
    from: typeof sender === "string" ? null : sender,
    date: { written, seconds },
    subject: decodeWords(values("subject")[0] ?? ""),
    text: texts.join("\n"),
    partLines: partLinesOf(texts),
    patches,
    problems: wrong,
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

/** RFC 5322, 3.6.4. What stands beside the brackets is ignored: old programs write `message of … from …` there. */
const idsIn = (value: string): readonly string[] => value.match(/<[^<>\s]+>/g) ?? [];
