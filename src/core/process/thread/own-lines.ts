import { hiddenBehind } from "./hidden-lines.ts";
import { endsOwnWords } from "./other-mail.ts";
import type { Posting } from "./posting.ts";

/** A line that its author wrote himself; `number` counts from 1. */
export type OwnLine = { readonly number: number; readonly text: string };

/** Lines by whose they are. */
export type LinesOfPosting = {
  readonly own: readonly OwnLine[];
  /** What stands, unquoted, below something that looks like the top of another mail: perhaps the author's own, perhaps not. */
  readonly doubtful: readonly OwnLine[];
};

/**
 * The lines of a posting that are its author's own words: without those quoted by `>`, without the signature, and without a mail that a
 * program put below them. On a forge also without code in fences and without what stands in HTML comments, which nobody sees.
 */
export const ownLines = (posting: WithText): readonly OwnLine[] => linesOf(posting).own;

type WithText = Pick<Posting, "channel" | "text" | "partLines">;

/** As `ownLines`, and what is doubtful. A part of a mail begins anew. Linear. */
export const linesOf = (posting: WithText): LinesOfPosting =>
  posting.channel === "mail" ? linesOfMail(posting) : { own: linesOfComment(posting.text), doubtful: [] };

function linesOfMail({ text, partLines }: WithText): LinesOfPosting {
  const own: OwnLine[] = [];
  const doubtful: OwnLine[] = [];
  const lines = text.split("\n");
  const starts = new Set(partLines);
  let state: "own" | "signature" | "other mail" = "own";
  for (const [index, line] of lines.entries()) {
    if (starts.has(index + 1)) state = "own";
    if (state === "own" && line === signature) state = "signature";
    if (state === "own" && endsOwnWords(lines, index)) state = "other mail";
    if (state !== "signature" && !isQuoted(line))
      (state === "own" ? own : doubtful).push({ number: index + 1, text: line });
  }
  return { own, doubtful };
}

/** RFC 3676, 4.3. */
const signature = "-- ";

const isQuoted = (line: string): boolean => /^[ \t]*>/.test(line);

function linesOfComment(text: string): readonly OwnLine[] {
  const lines = text.split("\n");
  const hidden = hiddenBehind(lines);
  return lines.flatMap((line, index) => {
    const [before, after] = [hidden[index - 1] ?? null, hidden[index] ?? null];
    const isHidden = before !== null || (after !== null && "fence" in after);
    return isHidden || isQuoted(line) ? [] : [{ number: index + 1, text: line }];
  });
}

/** What stands in each fence of a comment, where people show what a document is to say. Quoted lines of it are left empty. */
export function fencedTexts(text: string): readonly string[] {
  const texts: string[][] = [];
  const lines = text.split("\n");
  const hidden = hiddenBehind(lines);
  for (const [index, line] of lines.entries()) {
    const [before, after] = [hidden[index - 1] ?? null, hidden[index] ?? null];
    if (after === null || !("fence" in after)) continue;
    if (before !== after) texts.push([]);
    else texts.at(-1)?.push(isQuoted(line) ? "" : line);
  }
  return texts.map((some) => `${some.join("\n")}\n`);
}
