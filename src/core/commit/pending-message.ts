import type { CommitFacts } from "./facts.ts";
import type { Signature } from "./identity.ts";
import { nextLine, trimmedEnd } from "./lines.ts";
import { factsOf, messageBytesMax } from "./parse-commit.ts";
import { findScissors } from "./trailers.ts";

export type PendingOptions = {
  /** A line that starts with it is a comment; git's `core.commentChar`. */
  readonly commentCharacter?: string;
  /** The commits on which the new one will stand; two or more make it a merge. */
  readonly parents?: readonly string[];
};

/**
 * The facts of a commit about to be made, from the text in the editor or in `.git/COMMIT_EDITMSG`.
 * The message is the text as git will clean it (`git commit --cleanup=strip`, and nothing below the scissors line),
 * so spans point into the cleaned text: it is what the commit will hold, and what line numbers of a report count.
 */
export function parsePendingMessage(
  text: string,
  author: Signature,
  committer: Signature,
  { commentCharacter = "#", parents = [] }: PendingOptions = {},
): CommitFacts {
  const tooLong = text.length > messageBytesMax;
  const damages = tooLong ? [`the message is longer than ${messageBytesMax} characters; the rest was not read`] : [];
  const cleaned = cleanMessage(tooLong ? text.slice(0, messageBytesMax) : text, commentCharacter);
  return factsOf({ id: null, name: "the commit message", parents, author, committer, text: cleaned, damages });
}

/**
 * A message as `git stripspace --strip-comments` leaves it, cut at the scissors line: no comment lines, no blanks at
 * line ends, no empty lines at either end and no two in a row, one line feed at the end.
 */
export function cleanMessage(text: string, commentCharacter = "#"): string {
  const comment = commentCharacter.charCodeAt(0);
  return strippedLines(text, findScissors(text, text.length, comment), comment);
}

/** A message as `git stripspace` leaves it, and `git am`: comments and scissors stay. */
export const stripSpace = (text: string): string => strippedLines(text, text.length, null);

function strippedLines(text: string, end: number, comment: number | null): string {
  const lines: string[] = [];
  let empty = false;
  for (let line = 0; line < end; ) {
    const next = nextLine(text, line, end);
    if (text.charCodeAt(line) !== comment) {
      const content = text.slice(line, trimmedEnd(text, line, next));
      if (content !== "" && empty && lines.length > 0) lines.push("");
      if (content !== "") lines.push(content);
      empty = content === "";
    }
    line = next;
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}
