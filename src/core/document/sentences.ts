import { type Span, spanOf } from "../text/source.ts";
import type { Heading, PolicyDocument } from "./document.ts";
import { normativeWordsIn } from "./normative-words.ts";
import type { Paragraph } from "./prose.ts";
import { markdownParagraphs } from "./prose-markdown.ts";
import { rstParagraphs } from "./prose-rst.ts";
import { sentenceEnds } from "./sentence-ends.ts";
import type { Visible } from "./visible.ts";
import { visibleMarkdown } from "./visible-markdown.ts";
import { visibleRst } from "./visible-rst.ts";

/** A sentence of a policy document. */
export type Sentence = {
  /** From its first to its last visible character. */
  readonly at: Span;
  /** As a reader sees it, on one line: markup stripped, white space folded, accents composed (NFC). */
  readonly text: string;
  /** Its words, as they are written, without punctuation. */
  readonly words: readonly string[];
  /** The innermost heading it stands under; null before the first. */
  readonly heading: Heading | null;
  /** The words that make it one that asks, forbids or recommends; none: it does not. */
  readonly normative: readonly string[];
};

/**
 * The sentences of a document's prose, in order. An item of a list under a sentence that asks for something and ends in a
 * colon ("Contributors must:") asks for it as well. Takes time proportional to the text; nothing throws.
 */
export function sentencesOf(document: PolicyDocument): readonly Sentence[] {
  const { source, format, headings } = document;
  const isMarkdown = format === "markdown";
  const paragraphs = isMarkdown ? markdownParagraphs(source) : rstParagraphs(source, headings);
  const headingAt = headingFinder(headings);
  const read = paragraphs.map((paragraph) => {
    const { raw, offsets } = joined(paragraph, source.text);
    const visible = isMarkdown ? visibleMarkdown(raw) : visibleRst(raw);
    return sentencesIn(visible).map(({ from, to }): Sentence => {
      const start = offsets[visible.offsets[from] ?? 0] ?? 0;
      const end = (offsets[visible.offsets[to - 1] ?? 0] ?? start) + 1;
      const text = visible.text.slice(from, to).normalize("NFC");
      const normative = normativeWordsIn(withoutLiterals(visible, from, to));
      return {
        at: spanOf(source, start, Math.max(start, end)),
        text,
        words: wordsOf(text),
        heading: headingAt(start),
        normative,
      };
    });
  });
  return withItems(paragraphs, read).flat();
}

/** The words of a text as anchors and sentences are compared by: letters and digits with what joins them, accents composed. */
export const wordsOf = (text: string): readonly string[] =>
  text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+(?:['\u2019_./@:+-]+[\p{L}\p{M}\p{N}]+)*/gu) ?? [];

/** A paragraph's lines as one text, and where each of its units stands in the source. */
function joined({ lines }: Paragraph, text: string): { raw: string; offsets: readonly number[] } {
  const offsets: number[] = [];
  const parts: string[] = [];
  for (const [start, end] of lines) {
    parts.push(text.slice(start, end));
    for (let at = start; at < end; at += 1) offsets.push(at);
    offsets.push(Math.max(start, end - 1));
  }
  return { raw: parts.join("\n"), offsets };
}

/** The stretches of sentences in what is visible, without blanks at their ends; those without a word are none. */
function sentencesIn(visible: Visible): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let start = 0;
  for (const end of sentenceEnds(visible)) {
    let [from, to] = [start, end];
    while (from < to && visible.text[from] === " ") from += 1;
    while (to > from && visible.text[to - 1] === " ") to -= 1;
    if (/[\p{L}\p{N}]/u.test(visible.text.slice(from, to))) found.push({ from, to });
    start = end;
  }
  return found;
}

/** Code and addresses are no words: a bar in their place keeps their neighbours apart. */
function withoutLiterals({ text, literal }: Visible, from: number, to: number): string {
  let kept = "";
  for (let at = from; at < to; at += 1) kept += literal[at] === 1 ? "|" : (text[at] ?? "");
  return kept;
}

/** Offsets must rise from call to call. */
function headingFinder(headings: readonly Heading[]): (offset: number) => Heading | null {
  let next = 0;
  return (offset) => {
    while ((headings[next]?.start ?? Number.POSITIVE_INFINITY) <= offset) next += 1;
    return headings[next - 1] ?? null;
  };
}

/** Gives the items of a list the words of the sentence that leads to them. */
function withItems(
  paragraphs: readonly Paragraph[],
  read: readonly (readonly Sentence[])[],
): readonly (readonly Sentence[])[] {
  const result = [...read];
  let leading: { readonly words: readonly string[]; readonly depth: number; marker: number | null } | null = null;
  for (const [index, paragraph] of paragraphs.entries()) {
    const sentences = read[index] ?? [];
    const { depth, marker } = paragraph;
    if (leading !== null) {
      const begins: boolean =
        marker !== null && (leading.marker === null ? marker >= leading.depth : marker === leading.marker);
      const inside: boolean = leading.marker !== null && (marker ?? depth) > leading.marker;
      if (begins) {
        leading.marker = marker;
        const { words } = leading;
        result[index] = sentences.map((one, place) =>
          place === 0 && one.normative.length === 0 ? { ...one, normative: words } : one,
        );
      } else if (!inside) leading = null;
    }
    const last = sentences.at(-1);
    // A list inside an item goes on with the list that the item is of.
    if (leading === null && last !== undefined && last.normative.length > 0 && last.text.endsWith(":"))
      leading = { words: last.normative, depth, marker: null };
  }
  return result;
}
