import { isWellFormedAddress } from "../../core/commit/identities.ts";
import type { Identity } from "../../core/commit/identity.ts";
import { clip } from "../../core/text/neutralise.ts";
import { decodedText } from "./encoded-text.ts";

/**
 * The one person that From names (RFC 5322, 3.4), or why there is none, as the rest of a sentence. The address is what stands in the only
 * angle brackets outside quotes and comments, else all that stands outside comments. Whatever is left over beside one mailbox may be
 * somebody else to another reader, so that nobody is known to have written the mail.
 *
 * @param values - of each From of the mail, unfolded and not decoded
 */
export function senderOf(values: readonly string[]): Identity | string {
  const [value] = values;
  if (value === undefined) return "has no From";
  if (values.length > 1) return "has more than one From, so nobody can tell whose it is";
  const known = senders.get(value);
  if (known !== undefined) return known;
  const read = senderIn(value);
  if (senders.size >= sendersMax) senders.clear();
  senders.set(value, read);
  return read;
}

/** By value of From: on a list the same people write again and again. Few enough that a stranger's cannot fill the memory. */
const senders = new Map<string, Identity | string>();
const sendersMax = 1_000;

function senderIn(value: string): Identity | string {
  const odd = `has a From that does not name one address: \`${clip(value, quotedMax)}\``;
  const pieces = value.length > senderLengthMax ? null : piecesOf(value);
  if (pieces === null) return odd;
  const { words, comments, bracketed } = pieces;
  const outside = words.map(({ text }) => text).join("");
  const email = (bracketed ?? outside).trim();
  const isOdd = words.some(({ isQuoted, text }) =>
    bracketed === null ? isQuoted : !isQuoted && !isPlainName(text.trim(), email),
  );
  if (isOdd || !isWellFormedAddress(email)) return odd;
  const name = bracketed === null ? comments.join(" ") : outside;
  return { name: decodedText(name).replace(/\s+/g, " ").trim(), email };
}

/** UTF-16 units of a From that is read: RFC 5322 has lines of 998. */
const senderLengthMax = 2000;

/** Code points of a header that a problem quotes. */
const quotedMax = 80;

/** A name may repeat the address, as programs write it that know no name, and hold none of what separates mailboxes. */
const isPlainName = (text: string, email: string): boolean => text === email || !/[@,;:\\]/.test(text);

type Pieces = {
  /** What stands outside comments and brackets, in order; a comment leaves a blank. */
  readonly words: readonly { readonly text: string; readonly isQuoted: boolean }[];
  readonly comments: readonly string[];
  readonly bracketed: string | null;
};

/** One pass over a mailbox; null where something is open at its end, closes nothing, or stands behind the brackets. */
function piecesOf(value: string): Pieces | null {
  const words: { text: string; isQuoted: boolean }[] = [];
  const comments: string[] = [];
  let bracketed: string | null = null;
  for (let at = 0; at < value.length; ) {
    const read = pieceAt(value, at);
    if (read === null) return null;
    const { kind, text } = read;
    at = read.end;
    if (kind === "comment") {
      comments.push(text.trim());
      if (bracketed === null) words.push({ text: " ", isQuoted: false });
    } else if (bracketed !== null) {
      if (kind !== "words" || text.trim() !== "") return null;
    } else if (kind === "bracketed") bracketed = text;
    else words.push({ text, isQuoted: kind === "quoted" });
  }
  return { words, comments, bracketed };
}

type Piece = {
  readonly kind: "words" | "quoted" | "comment" | "bracketed";
  readonly text: string;
  readonly end: number;
};

function pieceAt(value: string, at: number): Piece | null {
  const first = value[at];
  if (first === '"') return quotedAt(value, at);
  if (first === "(") return commentAt(value, at);
  if (first === "<") {
    // Quotes and comments are allowed in there, and make an address that is not read.
    const end = value.indexOf(">", at);
    return end === -1 ? null : { kind: "bracketed", text: value.slice(at + 1, end), end: end + 1 };
  }
  if (first === ">" || first === ")") return null;
  const text = /[^"()<>]+/.exec(value.slice(at))?.[0] ?? "";
  return { kind: "words", text, end: at + text.length };
}

function quotedAt(value: string, start: number): Piece | null {
  let text = "";
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '"') return { kind: "quoted", text, end: at + 1 };
    if (value[at] === "\\") at += 1;
    text += value[at] ?? "";
  }
  return null;
}

/** Comments nest, and a quotation mark in one quotes nothing (3.2.2). */
function commentAt(value: string, start: number): Piece | null {
  let text = "";
  let depth = 1;
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === "(") depth += 1;
    if (value[at] === ")") depth -= 1;
    if (depth === 0) return { kind: "comment", text, end: at + 1 };
    if (value[at] === "\\") at += 1;
    text += value[at] ?? "";
  }
  return null;
}
