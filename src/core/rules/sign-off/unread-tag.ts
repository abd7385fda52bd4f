import { isUnindented } from "../../commit/claim-reader.ts";
import type { CommitFacts, Trailer } from "../../commit/facts.ts";
import { findDivider, findScissors } from "../../commit/trailers.ts";

/** The offset of the line at which a message ends to git, `---` or scissors, since a patch stands below it; else the length. */
export const endOfMessage = ({ message: { text } }: CommitFacts): number => findScissors(text, findDivider(text), hash);

/** Why git does not read a line that is shaped like a tag. */
export type UnreadReason = "indented" | "belowEnd" | "inTitle" | "amongOthers" | "outside";

/**
 * Why git does not take a tag of the lenient reading for a trailer, so that a finding can say what is in the way: that it is
 * indented, stands below the line at which the message ends to git, in the paragraph that is the title, among too many lines that
 * are no tags, or in a paragraph that is not the last. Reads the whole message, so it is asked once per commit.
 */
export function whyUnread(commit: CommitFacts, tag: Trailer): UnreadReason {
  const { text } = commit.message;
  const end = endOfMessage(commit);
  if (!isUnindented(commit, tag)) return "indented";
  if (tag.start >= end) return "belowEnd";
  if (!emptyLine.test(text.slice(0, tag.start).trimStart())) return "inTitle";
  return emptyLine.test(text.slice(tag.start, end).trimEnd()) ? "outside" : "amongOthers";
}

const emptyLine = /\n[ \t\r]*\n/;

/** The character of comments, with which a scissors line begins. */
const hash = 35;
