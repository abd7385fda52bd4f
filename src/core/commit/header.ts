import type { Moment, Signature } from "./identity.ts";
import { isSpace, trimmed } from "./lines.ts";

/** What the header of a commit object says; what cannot be read is empty and named in `damages`. */
export type Header = {
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly damages: readonly string[];
};

/**
 * Reads the header lines of a commit object, without the empty line that ends them. Signatures, embedded tags and
 * other lines are skipped, folded ones with them. Of two author or committer lines the first counts, and `damages`
 * says that there are more.
 */
export function parseHeader(header: string): Header {
  const parents: string[] = [];
  const found: Record<Role, string | undefined> = { author: undefined, committer: undefined };
  const damages: string[] = [];
  for (let start = 0; start < header.length; ) {
    const feed = header.indexOf("\n", start);
    const end = feed === -1 ? header.length : feed;
    const role = roleAt(header, start);
    if (role !== undefined) {
      if (found[role] === undefined) found[role] = header.slice(start + role.length + 1, end);
      else addOnce(damages, `the header has more than one ${role} line`);
    } else if (header.startsWith("parent ", start)) {
      const parent = header.slice(start + "parent ".length, end);
      if (isObjectId(parent)) parents.push(parent);
      else addOnce(damages, "a parent line of the header is no object id");
    }
    start = end + 1;
  }
  if (header.includes("\0")) damages.push("the header holds a NUL byte");
  const author = readSignature("author", found.author, damages);
  const committer = readSignature("committer", found.committer, damages);
  return { parents, author, committer, damages };
}

/** The value of the `encoding` line, which must be known before the header can be decoded; undefined without one. */
export function encodingOf(header: string): string | undefined {
  const at = header.startsWith("encoding ") ? 0 : header.indexOf("\nencoding ") + 1;
  if (at === 0 && !header.startsWith("encoding ")) return undefined;
  const end = header.indexOf("\n", at);
  return header.slice(at + "encoding ".length, end === -1 ? header.length : end);
}

type Role = "author" | "committer";

function roleAt(header: string, start: number): Role | undefined {
  const first = header[start];
  if (first === "a" && header.startsWith("author ", start)) return "author";
  return first === "c" && header.startsWith("committer ", start) ? "committer" : undefined;
}

/**
 * SHA-1 or SHA-256, in full. Digits of a hash are random, so a branch for each mispredicts: with a table and without
 * branches this takes a third of the time that comparisons or a regular expression take.
 */
function isObjectId(text: string): boolean {
  if (text.length !== 40 && text.length !== 64) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) digits += hexDigits[Math.min(text.charCodeAt(at), 127)] ?? 0;
  return digits === text.length;
}

/** By ASCII code: 1 for the digits of git's object ids. */
const hexDigits = Uint8Array.from({ length: 128 }, (_, code) =>
  "0123456789abcdef".includes(String.fromCharCode(code)) ? 1 : 0,
);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const addOnce = (damages: string[], damage: string): void => {
  if (!damages.includes(damage)) damages.push(damage);
};

const noMoment: Moment = Object.freeze({ seconds: 0, offsetMinutes: 0 });

/** `Name <address> seconds ±hhmm`, as git splits it: the first `<`, the first `>` after it, the date after the last. */
function readSignature(role: Role, line: string | undefined, damages: string[]): Signature {
  const open = line?.indexOf("<") ?? -1;
  const close = open === -1 ? -1 : (line?.indexOf(">", open) ?? -1);
  if (line === undefined || close === -1) {
    damages.push(
      line === undefined ? `the header has no ${role} line` : `the ${role} line of the header has no address`,
    );
    return { name: "", email: "", at: noMoment };
  }
  // Nearly always the first is the last, and looking back for it costs thrice as much.
  const last = line.indexOf(">", close + 1) === -1 ? close : line.lastIndexOf(">");
  const at = readMoment(line, last + 1);
  if (at === undefined) damages.push(`the ${role} line of the header has no readable date`);
  return { name: trimmed(line, 0, open), email: line.slice(open + 1, close), at: at ?? noMoment };
}

/** Digits that a date and an offset may have: more would not be exact, or would be no time on earth. */
const secondsDigitsMax = 15;
const offsetDigitsMax = 7;

function readMoment(line: string, start: number): Moment | undefined {
  const secondsStart = skipSpace(line, start);
  const secondsEnd = skipDigits(line, secondsStart);
  const sign = skipSpace(line, secondsEnd);
  const offsetEnd = skipDigits(line, sign + 1);
  const digits = secondsEnd - secondsStart;
  const offsetDigits = offsetEnd - sign - 1;
  const signed = line[sign] === "+" || line[sign] === "-";
  if (digits < 1 || digits > secondsDigitsMax) return undefined;
  if (!signed || offsetDigits < 1 || offsetDigits > offsetDigitsMax) return undefined;
  const offset = numberIn(line, sign + 1, offsetEnd);
  const minutes = Math.trunc(offset / 100) * 60 + (offset % 100);
  return {
    seconds: numberIn(line, secondsStart, secondsEnd),
    offsetMinutes: line[sign] === "-" && minutes > 0 ? -minutes : minutes,
  };
}

/** The number that the digits in a stretch make; exact, since there are no more than `secondsDigitsMax`. */
function numberIn(line: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + line.charCodeAt(at) - 48;
  return number;
}

function skipSpace(line: string, start: number): number {
  let at = start;
  while (at < line.length && isSpace(line.charCodeAt(at))) at += 1;
  return at;
}

function skipDigits(line: string, start: number): number {
  let at = start;
  while (at < line.length && isDigit(line.charCodeAt(at))) at += 1;
  return at;
}
