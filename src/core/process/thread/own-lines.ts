import { hiddenBehind } from "../../mail/hidden-lines.ts";
import { isQuoted, type LinesOfText, linesOfMail, type OwnLine } from "../../mail/own-lines.ts";
import type { Posting } from "./posting.ts";

/**
 * The lines of a posting that are its author's own words: without those quoted by `>`, without the signature, and without a mail that a
 * program put below them. On a forge also without code in fences and without what stands in HTML comments, which nobody sees.
 */
export const ownLines = (posting: WithText): readonly OwnLine[] => linesOf(posting).own;

type WithText = Pick<Posting, "channel" | "text" | "partLines">;

/** As `ownLines`, and what is doubtful. Linear. */
export const linesOf = ({ channel, text, partLines }: WithText): LinesOfText =>
  channel === "mail" ? linesOfMail(text, partLines) : { own: linesOfComment(text), doubtful: [] };

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
