import type { Posting } from "./posting.ts";

/** A line that its author wrote himself; `number` counts from 1. */
export type OwnLine = { readonly number: number; readonly text: string };

/**
 * The lines of a posting that are its author's own words: without those quoted by `>`, without the signature, and without a mail that a
 * program put below them. On a forge also without code in fences and without what stands in HTML comments, which nobody sees.
 */
export function ownLines({ channel, text }: Pick<Posting, "channel" | "text">): readonly OwnLine[] {
  const own: OwnLine[] = [];
  let hidden: Hidden = null;
  for (const [index, line] of text.split("\n").entries()) {
    if (channel === "mail" && endsOwnWords(line)) break;
    const before = hidden;
    if (channel === "issue") hidden = hiddenAfter(line, before);
    const isHidden = before !== null || (hidden !== null && "fence" in hidden);
    if (!isHidden && !/^[ \t]*>/.test(line)) own.push({ number: index + 1, text: line });
  }
  return own;
}

/** What stands in each fence of a comment, where people show what a document is to say. Quoted lines of it are left empty. */
export function fencedTexts(text: string): readonly string[] {
  const texts: string[][] = [];
  let hidden: Hidden = null;
  for (const line of text.split("\n")) {
    const after = hiddenAfter(line, hidden);
    if (after !== null && "fence" in after) {
      if (hidden !== after) texts.push([]);
      else texts.at(-1)?.push(/^[ \t]*>/.test(line) ? "" : line);
    }
    hidden = after;
  }
  return texts.map((lines) => `${lines.join("\n")}\n`);
}

/** RFC 3676, 4.3, and the lines above a mail that programs put below an answer without quoting it. */
const endsOwnWords = (line: string): boolean =>
  line === "-- " || /^-{2,}[ ]?(?:Original|Forwarded) (?:Message|message)[ ]?-{2,}[ ]*$/.test(line);

/** What the lines that follow stand in, if that hides them. */
type Hidden = { readonly fence: string } | { readonly comment: true } | null;

function hiddenAfter(line: string, hidden: Hidden): Hidden {
  if (hidden !== null && "fence" in hidden) {
    const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
    return closing.startsWith(hidden.fence) ? null : hidden;
  }
  const fence = hidden === null ? /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] : undefined;
  if (fence !== undefined) return { fence };
  const opens = line.lastIndexOf("<!--");
  const closes = line.lastIndexOf("-->");
  if (hidden !== null) return closes === -1 ? hidden : opens > closes ? hidden : null;
  return opens > closes ? { comment: true } : null;
}
