import type { Heading, PolicyDocument } from "../document/document.ts";
import { clip } from "../text/neutralise.ts";
import { spanOf } from "../text/source.ts";
import { headingFor } from "./because.ts";
import type { Clause, Policy, Quotation } from "./policy.ts";

/** The longest line that is quoted, in code points. */
const lineLengthMax = 160;

/** What a clause may be found to rest on. */
export type QuotedPolicy = {
  readonly document: PolicyDocument | null;
  readonly section: Heading | undefined;
  readonly exceptions: Heading | null;
};

/** The section that states the position says why these; the other rules rest on what `because:` names. */
const aboutPosition = new Set(["ai-content-permitted", "ai-signal-disclosed"]);

/**
 * Finds the document's own words behind a clause: the heading that `because:` names; else, for the rules that plainly rest
 * on them, the heading of the section in force or of the exceptions. Null where the document says nothing of it that we know.
 */
export function createQuoter(policy: QuotedPolicy): Policy["quotationFor"] {
  const known = new Map<Clause, Quotation | null>();
  return (clause) => {
    const found = known.get(clause);
    if (found !== undefined) return found;
    const quotation = quotationOf(clause, policy);
    known.set(clause, quotation);
    return quotation;
  };
}

function quotationOf({ because, rule }: Clause, { document, section, exceptions }: QuotedPolicy): Quotation | null {
  if (document === null) return null;
  if (because !== null) {
    const heading = headingFor(document, because);
    return heading === undefined ? null : quote(document, heading);
  }
  if (rule.id === "ai-exception-listed" && exceptions !== null) return quote(document, exceptions);
  return section !== undefined && aboutPosition.has(rule.id) ? quote(document, section) : null;
}

/** The heading and the first sentence of prose in its section, on one line; the heading alone where there is none. */
function quote({ source, headings }: PolicyDocument, heading: Heading): Quotation {
  const inner = headings.filter(({ start }) => start >= heading.bodyStart && start < heading.sectionEnd);
  let best: Prose | undefined;
  for (let start = heading.bodyStart; start < heading.sectionEnd && best === undefined; ) {
    const title = inner[0];
    if (title !== undefined && start >= title.start) {
      start = title.bodyStart;
      inner.shift();
      continue;
    }
    const end = Math.min(inner[0]?.start ?? heading.sectionEnd, heading.sectionEnd);
    best = firstProse(source.text, start, end);
    start = end;
  }
  if (best === undefined) return { heading: heading.title, line: "", at: heading.at };
  return { heading: heading.title, line: clip(best.words, lineLengthMax), at: spanOf(source, best.start, best.end) };
}

type Prose = { readonly words: string; readonly start: number; readonly end: number };

/** The first paragraph that says something, up to the end of its first sentence. Reads no further than a quotation needs. */
function firstProse(text: string, from: number, to: number): Prose | undefined {
  let prose: Prose | undefined;
  for (let start = from; start < to; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 || newline > to ? to : newline;
    const line = text.slice(start, end);
    const words = plainWords(line);
    const at = start + Math.max(0, line.search(/\S/));
    start = end + 1;
    if (prose === undefined) {
      // A lead-in such as `TL;DR:` says nothing by itself.
      if (isProse(line, words) && !/^[^.]{0,40}:$/.test(words))
        prose = { words, start: at, end: at + line.trim().length };
    } else if (!isProse(line, words)) return prose;
    else prose = { words: `${prose.words} ${words}`, start: prose.start, end: at + line.trim().length };
    if (prose === undefined) continue;
    const sentence = /[.!?](?=\s)/.exec(prose.words);
    if (sentence !== null) return { ...prose, words: prose.words.slice(0, sentence.index + 1) };
    if (prose.words.length > 4 * lineLengthMax) return prose;
  }
  return prose;
}

/** A line without list markers and emphasis. */
const plainWords = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[-*+>]|\d{1,3}[.)])\s+/, "")
    .replace(/\*\*|``/g, "");

/** Something is said, not in a directive, comment, target or field of reStructuredText, nor a comment or fence of Markdown. */
const isProse = (line: string, words: string): boolean =>
  /[\p{L}\p{N}]/u.test(words) && !/^(?:\.\.(?:\s|$)|:[^:\s][^:]*:|<!--|```|~~~)/.test(line.trim());
