import { isWellFormedAddress } from "../commit/identities.ts";
import { dayOf, daysSince1970 } from "../text/day.ts";

/** RFC 5322, 2.1.1: columns that a line of a header should not exceed. */
const columnsMax = 76;

/** Characters of a word, encoded or not, so that one has room behind a field's name. RFC 2047, 2, allows an encoded word 75. */
const wordMax = 64;

const octets = new TextEncoder();

/**
 * A field of free text, such as the subject. Whatever the text holds, it is one field: nothing in it ends a line. Words at
 * its beginning that need no encoding stay as they are, so that everybody sees a prefix.
 */
export function textField(name: string, text: string): string {
  const words = text.split(" ");
  const first = words.findIndex((word) => !isPlain(word));
  if (first === -1) return folded(name, words);
  return folded(name, [...words.slice(0, first), ...encodedWords(words.slice(first).join(" "))]);
}

/**
 * A foreign text as it may stand in a field: what ends a line, controls something or is half a character is a blank, since whoever decodes the
 * field may write it anew without looking.
 */
export const fieldText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();

/**
 * Can mail be sent there by every server? The address is one of ASCII: others need a mail program that agrees on them with its server. It
 * holds nothing that a reader could take for an encoded word, and decode to more than an address.
 */
export const isMailAddress = (email: string): boolean =>
  /^[\x21-\x7e]+$/.test(email) && !email.includes("=?") && isWellFormedAddress(email);

/** A field of Message-Ids, `<…>` each (RFC 5322, 3.6.4). Whoever gives them has looked that they hold no blank and nothing but printable ASCII. */
export const idsField = (name: string, ids: readonly string[]): string => folded(name, ids);

const days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The field of the moment at which a mail is written, in UTC (RFC 5322, 3.3). */
export function dateField(seconds: number): string {
  const { weekday, date, month, year, clock } = calendarOf(seconds);
  return `Date: ${weekday}, ${date} ${month} ${year} ${clock} +0000`;
}

/** The same as C's `asctime` writes it, which is what the line before a mail of an mbox has. */
export function asctimeOf(seconds: number): string {
  const { weekday, date, month, year, clock } = calendarOf(seconds);
  return `${weekday} ${month} ${String(date).padStart(2, " ")} ${clock} ${year}`;
}

function calendarOf(seconds: number) {
  const day = dayOf(seconds);
  const [year = "", month = "", date = ""] = day.split("-");
  const second = seconds - daysSince1970(day) * 86_400;
  const parts = [second / 3600, (second / 60) % 60, second % 60];
  return {
    weekday: days[((daysSince1970(day) % 7) + 7) % 7] ?? "",
    date: Number(date),
    month: months[Number(month) - 1] ?? "",
    year,
    clock: parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":"),
  };
}

/** A field of addresses, each with its name where it has one. The addresses are well-formed ones of ASCII. */
export function addressField(
  name: string,
  people: readonly { readonly name: string; readonly email: string }[],
): string {
  const words = people.flatMap((person, index) => {
    const end = index === people.length - 1 ? "" : ",";
    return person.name === "" ? [person.email + end] : [...phrase(person.name), `<${person.email}>${end}`];
  });
  return folded(name, words);
}

/** Printable ASCII that no reader takes for an encoded word, and that fits on a line. Of an empty word its blanks would be lost. */
const isPlain = (word: string): boolean =>
  /^[\x21-\x7e]+$/.test(word) && !word.includes("=?") && word.length <= wordMax;

/** A name as it stands before an address: as it is, in quotes, or encoded. */
function phrase(name: string): readonly string[] {
  if (!name.split(" ").every(isPlain)) return encodedWords(name);
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/.test(name)) return name.split(" ");
  return `"${name.replace(/[\\"]/g, "\\$&")}"`.split(" ");
}

/**
 * A text as words encoded by RFC 2047, which a reader joins without the blanks between them. No character is torn apart
 * (section 5), and what may stand for itself is what section 5 (3) allows in a name before an address.
 */
function encodedWords(text: string): readonly string[] {
  const [start, end] = ["=?UTF-8?Q?", "?="];
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    const encoded = encodedCharacter(character);
    if (start.length + word.length + encoded.length + end.length > wordMax) {
      words.push(word);
      word = "";
    }
    word += encoded;
  }
  return [...words, word].map((part) => start + part + end);
}

function encodedCharacter(character: string): string {
  if (/^[A-Za-z0-9!*+/-]$/.test(character)) return character;
  if (character === " ") return "_";
  return Array.from(octets.encode(character), (octet) => `=${octet.toString(16).toUpperCase().padStart(2, "0")}`).join(
    "",
  );
}

/** Words in as many lines as it takes; one that goes on begins with a blank. */
function folded(name: string, words: readonly string[]): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of words) {
    if (line.length + 1 + word.length > columnsMax && line !== `${name}:`) {
      lines.push(line);
      line = "";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\n");
}
