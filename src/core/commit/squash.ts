import type { Trailer } from "./facts.ts";
import { isBlankLine, nextLine } from "./lines.ts";
import { parseTrailers, type Stretch } from "./trailers.ts";

/**
 * The commits that a forge squashed into one, as stretches of its message; empty unless the message is marked as a
 * squash: the subject ends with the number of the pull or merge request, and the body is either the `* subject`
 * paragraphs of two commits or more, or ends with GitHub's line of dashes before the co-authors.
 */
export function squashedCommits(message: string, subject: string): readonly Stretch[] {
  if (!subject.endsWith(")") || !requestNumber.test(subject.slice(-numberLengthMax))) return [];
  const { starts, dashes } = findMarks(message);
  const end = dashes ?? message.length;
  if (starts.length < 2 && dashes === null) return [];
  const commits = starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
  return commits.length > 0 ? commits : [{ start: 0, end }];
}

/**
 * The trailers of a forge's squash: those of each commit's own final block, then those that the forge appended,
 * each once, in the order of the message. Forges append co-authors behind the sign-offs, so git sees only the former.
 */
export function squashTrailers(message: string, commits: readonly Stretch[]): readonly Trailer[] {
  const found = new Map<number, Trailer>();
  for (const { start, end } of commits) {
    for (const trailer of parseTrailers(message.slice(start, end))) {
      const moved = { ...trailer, start: trailer.start + start, end: trailer.end + start };
      found.set(moved.start, moved);
    }
  }
  for (const trailer of parseTrailers(message)) found.set(trailer.start, trailer);
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** `(#123)` on GitHub and Forgejo, `(!123)` on GitLab. */
const requestNumber = /\([#!][0-9]{1,10}\)$/;
const numberLengthMax = 13;

/** The line that GitHub writes between the squashed messages and the co-authors. */
const dashLine = "---------";

/** Where the `* subject` paragraphs begin, and where the line of dashes stands that co-authors follow. */
function findMarks(message: string): { starts: readonly number[]; dashes: number | null } {
  const starts: number[] = [];
  let dashes: number | null = null;
  let afterBlank = false;
  for (let line = 0; line < message.length; line = nextLine(message, line, message.length)) {
    if (afterBlank && message.startsWith("* ", line)) starts.push(line);
    if (afterBlank && message.startsWith(dashLine, line)) {
      const next = line + dashLine.length;
      dashes = message.slice(next, next + coAuthor.length).toLowerCase() === coAuthor ? line : dashes;
    }
    afterBlank = isBlankLine(message, line);
  }
  return { starts: starts.filter((start) => dashes === null || start < dashes), dashes };
}

const coAuthor = "\n\nco-authored-by:";
