import type { Problem } from "../problem/problem.ts";
import { folded } from "../text/folded.ts";
import { clip } from "../text/neutralise.ts";
import type { Source, Span } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Field } from "./document.ts";

/** The fields directly under a heading, what is wrong with their form, and where the block ends. No fields: no block. */
export type FieldBlock = {
  readonly fields: readonly Field[];
  readonly problems: readonly Problem[];
  readonly end: number;
};

/** The names of an exception's fields, as people write them; docs/exceptions.md says what each means. */
export const fieldNames = [
  "Exception",
  "Covers",
  "Change",
  "Paths",
  "Not paths",
  "At most",
  "Tool",
  "Who",
  "Needs",
  "Judgement",
  "Agreed",
  "Until",
  "Withdrawn",
] as const;

export type FieldName = (typeof fieldNames)[number];

const namesByKey = new Map<string, FieldName>(fieldNames.map((name) => [folded(name), name]));

/** The field a name means, in whatever case and with whatever blanks it is written. */
export const fieldNamed = (name: string): FieldName | undefined => namesByKey.get(folded(name));

/** What may stand before a name that a reader takes for a field's: marks of lists, quotations, tables, boxes, emphasis and code. */
const marksBefore =
  /^(?:\[[ xX-]\]|\(?(?:\d{1,9}|[a-z]|#)[.)](?=\s)|&nbsp;|<\/?[a-z]{1,10}(?: [^<>]{0,60})?>|[\s>|*_`:+\\~#[•–—-]|\p{Extended_Pictographic}|\ufe0f)*/iu;
const nameSeen = /^([a-z][a-z ]*)(?:\([^()]{0,30}\)|[\s*_`\\~]|<\/[a-z]{1,10}>)*[:：]/i;
/** UTF-16 units in which the name and its colon stand, behind the marks. */
const nameSeenMax = 60;

/**
 * Does a reader see a field's name at the beginning of the line, however it is marked up? Null: no.
 *
 * @returns `marked`: there are marks before it, so it is no sentence that happens to begin so
 */
export function fieldSeen(line: string): { readonly marked: boolean } | null {
  const [before = ""] = marksBefore.exec(line) ?? [];
  const name = nameSeen.exec(line.slice(before.length, before.length + nameSeenMax))?.[1];
  return name === undefined || fieldNamed(name) === undefined ? null : { marked: before.trim() !== "" };
}

/** A field of a name's place and the place of its value; the value is given on one line. */
export function fieldAt(source: Source, nameAt: Span, start: number, end: number): Field {
  const { text } = source;
  const [from, to] = withoutSpace(text, start, end);
  const name = text.slice(nameAt.start, nameAt.end);
  return { name, value: text.slice(from, to).replace(/\s+/g, " "), nameAt, valueAt: spanOf(source, from, to) };
}

/** The stretch without the white space at its ends. */
export function withoutSpace(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] ?? "")) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? "")) to -= 1;
  return [from, to];
}

/** Code points that a problem quotes of the document. */
const quotedMax = 60;

/** Text of the document in back-ticks, on one line and not too long. Renderers neutralise what is left. */
export const quoted = (text: string): string => `\`${clip(text.replace(/\s+/g, " "), quotedMax)}\``;
