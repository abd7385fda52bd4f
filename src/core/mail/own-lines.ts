import { endsOwnWords } from "./other-mail.ts";

/** A line that its author wrote himself; `number` counts from 1. */
export type OwnLine = { readonly number: number; readonly text: string };

/** Lines by whose they are. */
export type LinesOfText = {
  readonly own: readonly OwnLine[];
  /** What stands, unquoted, below something that looks like the top of another mail: perhaps the author's own, perhaps not. */
  readonly doubtful: readonly OwnLine[];
};

/**
 * The lines of a mail that are its sender's own words: without those quoted by `>`, without the signature, and without a mail that a
 * program put below them. A part of a mail begins anew. Linear.
 *
 * @param partLines - where parts begin, but for the first: their lines, from 1
 */
export function linesOfMail(text: string, partLines: readonly number[] = []): LinesOfText {
  const own: OwnLine[] = [];
  const doubtful: OwnLine[] = [];
  const lines = text.split("\n");
  const starts = new Set(partLines);
  let state: "own" | "signature" | "other mail" = "own";
  for (const [index, line] of lines.entries()) {
    if (starts.has(index + 1)) state = "own";
    // What is quoted begins neither a signature nor another mail.
    if (isQuoted(line)) continue;
    if (state === "own" && line === signature) state = "signature";
    if (state === "own" && endsOwnWords(lines, index)) state = "other mail";
    if (state !== "signature") (state === "own" ? own : doubtful).push({ number: index + 1, text: line });
  }
  return { own, doubtful };
}

/** RFC 3676, 4.3. */
const signature = "-- ";

/** Does a line stand in a quotation, as mail programs mark one (RFC 3676, 4.5), also behind blanks? */
export const isQuoted = (line: string): boolean => /^[ \t]*>/.test(line);
