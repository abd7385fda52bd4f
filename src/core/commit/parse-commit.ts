import { unknown } from "../text/learned.ts";
import { decodeText, decodeUtf8 } from "./decode.ts";
import type { CommitFacts } from "./facts.ts";
import { encodingOf, parseHeader } from "./header.ts";
import type { Signature } from "./identity.ts";
import { isBlankLine, nextLine, trimmedEnd } from "./lines.ts";
import { shortObjectId } from "./object-id.ts";
import { squashedCommits, squashTrailers } from "./squash.ts";
import { parseTrailers } from "./trailers.ts";

/** Bytes of a message that are read; what follows is cut off and `damage` says so. */
export const messageBytesMax = 1 << 20;

/** Bytes of a commit's header that are read, tags and signatures in it included. */
export const headerBytesMax = 1 << 20;

/**
 * The facts in a commit object.
 *
 * @param id the full object id
 * @param bytes the object as `git cat-file commit` gives it: header lines, an empty line, the message
 * @returns always facts: what cannot be read is empty, and `damage` says what it was
 */
export function parseCommit(id: string, bytes: Uint8Array): CommitFacts {
  const { headerText, text, damages } = splitCommit(bytes);
  const header = parseHeader(headerText);
  return factsOf({
    id,
    name: `commit ${shortObjectId(id)}`,
    parents: header.parents,
    author: header.author,
    committer: header.committer,
    text,
    damages: damages.length === 0 ? header.damages : [...header.damages, ...damages],
  });
}

type Parts = { readonly headerText: string; readonly text: string; readonly damages: readonly string[] };

/** Nearly every commit is short and UTF-8, and is decoded in one go. */
function splitCommit(bytes: Uint8Array): Parts {
  const whole = bytes.length <= messageBytesMax ? decodeUtf8(bytes) : undefined;
  if (whole === undefined) return splitBytes(bytes);
  const end = whole.startsWith("\n") ? 0 : whole.indexOf("\n\n") + 1;
  if (end === 0 && !whole.startsWith("\n")) return { headerText: whole, text: "", damages: noDamage };
  return { headerText: whole.slice(0, end), text: whole.slice(end + 1), damages: noDamage };
}

/** Splits first and decodes each part for itself: a name in Latin-1 must not spoil a message in UTF-8. */
function splitBytes(bytes: Uint8Array): Parts {
  const end = headerEnd(bytes);
  const damages: string[] = [];
  if (end > headerBytesMax) damages.push(`the header is longer than ${headerBytesMax} bytes; the rest was not read`);
  const header = bytes.subarray(0, Math.min(end, headerBytesMax));
  const encoding = encodingOf(decodeText(header));
  const message = bytes.subarray(end + 1);
  if (message.length > messageBytesMax)
    damages.push(`the message is longer than ${messageBytesMax} bytes; the rest was not read`);
  const text = decodeText(message.subarray(0, wholeCharacters(message, messageBytesMax)), encoding);
  return { headerText: decodeLines(header, encoding), text, damages };
}

/** The offset of the empty line after the header, or the length. */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes[0] === lineFeed) return 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) {
    if (bytes[at + 1] === lineFeed) return at + 1;
  }
  return bytes.length;
}

/** Author and committer may be written in different encodings, so each line is decoded for itself. */
function decodeLines(header: Uint8Array, encoding: string | undefined): string {
  const lines: string[] = [];
  for (let start = 0; start < header.length; ) {
    const feed = header.indexOf(lineFeed, start);
    const end = feed === -1 ? header.length : feed;
    lines.push(decodeText(header.subarray(start, end), encoding));
    start = end + 1;
  }
  return lines.join("\n");
}

/** The greatest length up to `limit` that does not cut a UTF-8 character in two. */
function wholeCharacters(bytes: Uint8Array, limit: number): number {
  if (bytes.length <= limit) return bytes.length;
  for (let end = limit; end > limit - 4; end -= 1) {
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return limit;
}

const lineFeed = 10;
const noDamage: readonly string[] = Object.freeze([]);

/** What a commit, a patch mail or a message about to be made say of themselves. */
export type CommitText = {
  readonly id: string | null;
  /** What to call the message, for people. */
  readonly name: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly text: string;
  readonly damages: readonly string[];
};

/** Facts from a message and its header, however they came. A NUL byte ends the message, as it does for git. */
export function factsOf({ id, name, parents, author, committer, text, damages }: CommitText): CommitFacts {
  const nul = text.indexOf("\0");
  const message = nul === -1 ? text : text.slice(0, nul);
  const allDamages =
    nul === -1 ? damages : [...damages, "a NUL byte ends the message early; git shows nothing below it"];
  const subject = subjectOf(message);
  const squashed = squashedCommits(message, subject);
  return {
    id,
    parents,
    author,
    committer,
    message: { name, text: message },
    subject,
    trailers: squashed.length === 0 ? parseTrailers(message) : squashTrailers(message, squashed),
    kind: parents.length > 1 ? "merge" : squashed.length > 0 ? "squash" : "written",
    damage: allDamages.length === 0 ? null : allDamages.join("; "),
    changes: notAskedFor,
    authorIsBot: notAskedFor,
    signatureVerified: notAskedFor,
    authorIsMember: notAskedFor,
  };
}

/** One value for every fact that nobody asked for, since there are four in each commit. */
const notAskedFor = Object.freeze(unknown("not asked for"));

/** The first paragraph as one line, as `git log --format=%s` shows it. */
function subjectOf(message: string): string {
  let line = 0;
  while (line < message.length && isBlankLine(message, line)) line = nextLine(message, line, message.length);
  const parts: string[] = [];
  while (line < message.length && !isBlankLine(message, line)) {
    const next = nextLine(message, line, message.length);
    parts.push(message.slice(line, trimmedEnd(message, line, next)));
    line = next;
  }
  return parts.length === 1 ? (parts[0] ?? "") : parts.join(" ");
}
