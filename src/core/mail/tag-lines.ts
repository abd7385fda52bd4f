import type { Trailer } from "../commit/facts.ts";
import { parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { hiddenBehind } from "./hidden-lines.ts";
import { linesOfMail, type OwnLine } from "./own-lines.ts";
import { foldedValue, isFollowed, tagLine } from "./tag-line.ts";

/** A line of a mail in the form of a trailer with an address. */
export type TagInText = {
  /** As it stands there; its offsets are into the text. */
  readonly trailer: Trailer;
  readonly identity: Identity;
  /** Why it is not its sender's word, whoever that is: the rest of a sentence that begins with the tag. Null: it may be. */
  readonly why: string | null;
};

/** Tags of one mail that are read. */
export const tagLinesMax = 100;

/** The tags that stand in the text of a mail outside quotes, in order. Linear in the text. */
export function tagLinesIn(text: string): readonly TagInText[] {
  // Most answers give none, and need not be read line by line.
  if (!mayHoldTag(text)) return none;
  const { own, doubtful } = linesOfMail(text);
  let places: LinePlaces | null = null;
  const tags: TagInText[] = [];
  const read = (lines: readonly OwnLine[], elsewhere: string | null): void => {
    for (let index = 0; index < lines.length && tags.length < tagLinesMax; index += 1) {
      const { number, text: line } = lines[index] as OwnLine;
      const found = tagAt(lines, index);
      if (found === null) continue;
      places ??= { offsets: offsetsOfLines(text), setApart: linesSetApart(text) };
      const { offsets, setApart } = places;
      const start = offsets[number - 1] ?? 0;
      const trailer = { key: found.key, value: found.value, start, end: start + line.length };
      tags.push({ trailer, identity: found.identity, why: elsewhere ?? setApart(number) ?? found.why });
    }
  };
  read(own, null);
  read(doubtful, "stands in another mail, or below it");
  return tags.sort((one, other) => one.trailer.start - other.trailer.start);
}

const none: readonly TagInText[] = Object.freeze([]);

/** Is there a line, not quoted, that begins with a key of two words and a colon? Looks at each line's first letters only. */
function mayHoldTag(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    // A mark of quotation, and what else no key begins with: in an answer, most lines.
    if (text.charCodeAt(at) !== quotation) {
      mayBeTag.lastIndex = at;
      if (mayBeTag.test(text)) return true;
    }
    const feed = text.indexOf("\n", at);
    if (feed === -1) return false;
    at = feed + 1;
  }
  return false;
}

const quotation = 62;
const mayBeTag = /[ \t]{0,20}[a-z][a-z0-9]*-[a-z0-9-]+[ \t]*:/iy;

type LinePlaces = {
  /** Where each line begins. */
  readonly offsets: readonly number[];
  readonly setApart: (number: number) => string | null;
};

type FoundTag = {
  readonly key: string;
  readonly value: string;
  readonly identity: Identity;
  readonly why: string | null;
};

function tagAt(lines: readonly OwnLine[], index: number): FoundTag | null {
  const line = lines[index];
  const indent = /^[ \t]{0,20}/.exec(line?.text ?? "")?.[0].length ?? 0;
  const tag = line === undefined ? null : tagLine(line.text.slice(indent));
  if (tag === null || !isTagKey(tag.key)) return null;
  const value = foldedValue(lines, index, indent + tag.valueAt);
  const identity = parseIdentity(value);
  if (identity === undefined) return null;
  const why =
    indent > 0
      ? "is indented, as no trailer is"
      : isFollowed(value)
        ? "has more behind the address, which may say something else"
        : null;
  return { key: tag.key, value, identity, why };
}

/** Two words at least; headers of mails that people paste are none. */
const isTagKey = (key: string): boolean =>
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/i.test(key) && !/^(?:x-|list-|resent-|reply-to$|mail-|return-path$)/i.test(key);

/** Where each line of a text begins. */
function offsetsOfLines(text: string): readonly number[] {
  const offsets = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) offsets.push(at + 1);
  return offsets;
}

/**
 * Why a line is no word to the series: it shows code, or it belongs to a patch that the answer carries, whose message has tags of its own. What
 * stands above a line `---` is such a message, unless scissors say where it begins.
 */
function linesSetApart(text: string): (number: number) => string | null {
  // Most answers show neither code nor a patch, which is seen at once.
  if (!setsLinesApart.some((mark) => text.includes(mark))) return nothingSetApart;
  const lines = text.split("\n");
  const fenced = hiddenBehind(lines).map((hidden) => hidden !== null && "fence" in hidden);
  const diff = lines.findIndex((line, index) => isDiffStart(line, lines[index + 1] ?? ""));
  const scissors = diff === -1 ? -1 : lines.findIndex((line, index) => index < diff && scissorsLine.test(line));
  const divider = diff === -1 ? -1 : lines.findIndex((line, index) => index < diff && line.trimEnd() === "---");
  const patchStart = diff === -1 ? lines.length : scissors !== -1 ? scissors : divider !== -1 ? 0 : diff;
  return (number) => {
    if (number - 1 >= patchStart) return "stands in a patch";
    return fenced[number - 1] === true || fenced[number - 2] === true ? "stands in code" : null;
  };
}

const nothingSetApart = (): null => null;

/** Without one of these there is neither a fence nor the beginning of a diff. */
const setsLinesApart = ["```", "~~~", "diff --git ", "Index: ", "+++ "] as const;

const isDiffStart = (line: string, next: string): boolean =>
  line.startsWith("diff --git ") || line.startsWith("Index: ") || (line.startsWith("--- ") && next.startsWith("+++ "));

const scissorsLine = /^[ \t]*-[- ]{0,80}(?:>8|8<|>%|%<)[- >8<%]{0,80}$/;
