import { isSpace, trimmed } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";

/** Who wrote a patch, as `git am` writes it into the commit, in bytes. */
export type MailAuthor = { readonly name: ByteText; readonly email: ByteText };

/** The author that a From names, by git's rules, which are its own: whatever stands around the first `@`, and the rest is a name. */
export function authorOf(from: ByteText): MailAuthor {
  const { name, email } = readFrom(collapsed(withoutNul(from)));
  return { name: withoutCrud(name), email: withoutCrud(email) };
}

/** Why git makes no commit of somebody with this name; null: it does. */
export function whyNoAuthor({ name }: MailAuthor): string | null {
  return name === "" ? "names no author" : null;
}

/** Each stretch of white space as one blank. */
export const collapsed = (text: ByteText): ByteText => text.replace(/[ \t\n\r]+/g, " ");

const withoutNul = (text: ByteText): ByteText => text.split("\0", 1)[0] ?? "";

function readFrom(from: ByteText): MailAuthor {
  const unquoted = withoutQuotes(from);
  const sign = unquoted.indexOf("@");
  if (sign === -1) return readBogusFrom(from);
  let start = sign;
  while (start > 0 && !isSpace(unquoted.charCodeAt(start - 1)) && unquoted[start - 1] !== "<") start -= 1;
  const end = start + (/^[^ \n\t\r\v\f>]*/.exec(unquoted.slice(start))?.[0].length ?? 0);
  const before =
    start > 0 && unquoted[start - 1] === "<" ? `${unquoted.slice(0, start - 1)} ` : unquoted.slice(0, start);
  const name = trimmedText(collapsed(before + unquoted.slice(end + 1)));
  const email = unquoted.slice(start, end);
  const isComment = name.length > 1 && name.startsWith("(") && name.endsWith(")");
  return { name: saneName(isComment ? name.slice(1, -1) : name, email), email };
}

/** `Ada Example <ada>` */
function readBogusFrom(from: ByteText): MailAuthor {
  const open = from.indexOf("<");
  const close = open === -1 ? -1 : from.indexOf(">", open);
  if (close === -1) return { name: "", email: "" };
  const email = from.slice(open + 1, close);
  return { name: saneName(trimmedText(from.slice(0, open)), email), email };
}

const trimmedText = (text: ByteText): ByteText => trimmed(text, 0, text.length);

/** Bytes of a name; whoever has a longer one is called by his address. */
const nameBytesMax = 60;

const saneName = (name: ByteText, email: ByteText): ByteText =>
  name === "" || name.length > nameBytesMax || /[@<>]/.test(name) ? email : name;

/** Quotation marks left out, and backslashes in what they or parentheses enclose. */
function withoutQuotes(text: ByteText): ByteText {
  const pieces: string[] = [];
  let inQuotes = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (inQuotes || depth > 0) {
      if (character === "\\") {
        at += 1;
        pieces.push(text[at] ?? "");
        continue;
      }
      if (inQuotes) {
        if (character === '"') inQuotes = false;
        else pieces.push(character);
        continue;
      }
    } else if (character === '"') {
      inQuotes = true;
      continue;
    }
    if (character === "(") depth += 1;
    if (character === ")" && depth > 0) depth -= 1;
    pieces.push(character);
  }
  return pieces.join("");
}

/** What git takes from both ends of a name or address, and from within (its `crud`): what would break a commit's header. */
function withoutCrud(text: ByteText): ByteText {
  let start = 0;
  let end = text.length;
  while (start < end && isCrud(text.charCodeAt(start))) start += 1;
  while (end > start && isCrud(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end).replace(/[\n<>]/g, "");
}

const isCrud = (code: number): boolean => code <= 32 || ".,:;<>\"\\'".includes(String.fromCharCode(code));
