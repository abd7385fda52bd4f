import { isUnindented } from "../../commit/claim-reader.ts";
import type { CommitFacts, Trailer } from "../../commit/facts.ts";
import { findDivider } from "../../commit/trailers.ts";

/** Why git does not read a line that is shaped like a tag. */
export type UnreadReason = "indented" | "belowDivider" | "inTitle" | "amongOthers" | "outside";

/**
 * Why git does not take a tag of the lenient reading for a trailer, so that a finding can say what is in the way: that it is
 * indented, stands below a line `---`, in the paragraph that is the title, among too many lines that are no tags, or in a
 * paragraph that is not the last.
 */
export function whyUnread(commit: CommitFacts, tag: Trailer): UnreadReason {
  const { text } = commit.message;
  if (!isUnindented(commit, tag)) return "indented";
  const end = findDivider(text);
  if (tag.start >= end) return "belowDivider";
  if (!emptyLine.test(text.slice(0, tag.start).trimStart())) return "inTitle";
  return emptyLine.test(text.slice(tag.start, end).trimEnd()) ? "outside" : "amongOthers";
}

const emptyLine = /\n[ \t\r]*\n/;
