import type { DocumentFormat, Field, Heading, ListedException, PolicyDocument } from "../document/document.ts";
import { type FieldName, quoted } from "../document/fields.ts";
import { linesOfRst } from "../document/lines.ts";
import { adornmentOf, columnWidth } from "../document/rst-lines.ts";
import { largest } from "../text/long-lists.ts";
import { beginsWithLetter, wrapped } from "./wrapped.ts";
import { escaped, writtenValue } from "./written-value.ts";

/** How a document writes its entries. Each part gives lines without their ends. */
export type EntryStyle = {
  readonly lineEnd: "\n" | "\r\n";
  /** Empty lines above a heading and below it. */
  readonly above: number;
  readonly below: number;
  readonly heading: (title: string) => readonly string[];
  readonly field: (name: FieldName, value: string) => readonly string[];
};

/** Columns that a line of ours takes at most, where its words allow it. */
export const columnsMax = 79;

/** The marks of an underline that documents use, outermost first as most do; a mark that the document has not used is deeper. */
const adornments = ["#", "*", "=", "-", "~", "^", '"', "'", "+", "."];

/** How an entry is to look: like those that stand there already, else as the document's other headings suggest; or why it cannot. */
export function entryStyle(
  document: PolicyDocument,
  list: Heading,
  entries: readonly ListedException[],
): { readonly ok: true; readonly style: EntryStyle } | { readonly ok: false; readonly why: string } {
  const { source, format } = document;
  const lineEnd = /\r\n/.test(source.text) ? "\r\n" : "\n";
  const starts = new Set(entries.map(({ at }) => at.start));
  const siblings = document.headings.filter(({ at }) => starts.has(at.start));
  // Where entries are not all of one level, the last is the one that another can stand beside.
  const sibling = siblings.at(-1);
  const heading =
    format === "markdown" ? markdownHeading(document, list, sibling) : rstHeading(document, list, sibling);
  if (heading === null) return { ok: false, why: `no heading can stand below ${quoted(list.title)}` };
  const [withFields] = entries.filter(({ fields }) => fields.length > 0);
  const field = fieldStyle(format, withFields?.fields ?? []);
  const below = withFields === undefined ? 1 : emptyLinesBelow(withFields, siblings);
  return { ok: true, style: { lineEnd, above: emptyLinesAbove(document, list), below, heading, field } };
}

function markdownHeading(
  { source }: PolicyDocument,
  list: Heading,
  sibling: Heading | undefined,
): EntryStyle["heading"] | null {
  const own = (heading: Heading): string => source.text.slice(heading.start, heading.bodyStart).trim();
  const model = sibling === undefined ? "" : own(sibling);
  const underline = /\n *(=|-)+ *$/.exec(model)?.[1];
  if (underline !== undefined)
    return (title) => [escapedTitle(title), underline.repeat(Math.max(3, columnWidth(title)))];
  const marks =
    /^#+/.exec(model)?.[0] ?? `#${/^#+/.exec(own(list))?.[0] ?? (/\n *=+ *$/.test(own(list)) ? "#" : "##")}`;
  const closing = / #+$/.test(model) ? ` ${marks}` : "";
  return marks.length > 6 ? null : (title) => [`${marks} ${escapedTitle(title)}${closing}`];
}

/** A number sign at the end of a Markdown title would close it. */
const escapedTitle = (title: string): string => escaped(title, "markdown").replace(/(#+)$/, "\\$1");

function rstHeading(
  document: PolicyDocument,
  list: Heading,
  sibling: Heading | undefined,
): EntryStyle["heading"] | null {
  const { headings } = document;
  const model = sibling ?? headings.find(({ level }) => level === list.level + 1);
  const used = headings.map((heading) => adornment(document, heading));
  const unused = (): string | undefined => {
    const deepest = largest([-1, ...used.map(({ mark }) => adornments.indexOf(mark))]);
    const free = (mark: string): boolean => !used.some((one) => one.mark === mark);
    return adornments.find((mark, index) => index > deepest && free(mark)) ?? adornments.find(free);
  };
  const mark = model === undefined ? unused() : adornment(document, model).mark;
  if (mark === undefined) return null;
  const overlined = model !== undefined && adornment(document, model).overlined;
  return (title) => {
    const written = escaped(title, "restructuredtext");
    // docutils takes an adornment of fewer than four marks for text, if it is shorter than the title.
    const line = mark.repeat(Math.max(columnWidth(written), 4));
    return overlined ? [line, written, line] : [written, line];
  };
}

function adornment({ source }: PolicyDocument, { start, bodyStart }: Heading): { mark: string; overlined: boolean } {
  const lines = linesOfRst(source.text, start, bodyStart);
  return { mark: adornmentOf(lines.at(-1)) ?? "", overlined: adornmentOf(lines[0]) !== undefined && lines.length > 2 };
}

/** Between what stands above a heading and the heading; most documents leave one line. */
function emptyLinesAbove({ source, headings }: PolicyDocument, list: Heading): number {
  const [model = list] = headings.filter(({ start }) => start > (headings[0]?.start ?? 0));
  const before = source.text.slice(0, model.start);
  const ends = /(?:\r?\n[ \t]*)*$/.exec(before.slice(-200))?.[0].match(/\n/g)?.length ?? 0;
  return Math.min(Math.max(ends - 1, 1), 3);
}

function emptyLinesBelow({ at, fields: [first] }: ListedException, siblings: readonly Heading[]): number {
  const heading = siblings.find((one) => one.at.start === at.start);
  if (heading === undefined || first === undefined) return 1;
  const between = at.source.text.slice(heading.bodyStart, first.nameAt.start);
  return Math.min(between.match(/\n/g)?.length ?? 0, 3);
}

/** As the fields given are written; without any, as docs/exceptions.md writes them. */
export function fieldStyle(format: DocumentFormat, fields: readonly Field[]): EntryStyle["field"] {
  const { opening, closing } = marksOf(format, fields[0]);
  const column = alignedColumn(fields);
  const indent = "  ";
  return (name, value) => {
    const start = `${opening}${name}${closing}`.trimEnd();
    const label = column === null ? `${start} ` : start.padEnd(Math.max(column, start.length + 1));
    return wrapped(`${label}${writtenValue(name, value, format)}`, {
      columns: columnsMax,
      indent,
      mayBegin: beginsWithLetter,
    });
  };
}

const usual: { readonly [format in DocumentFormat]: { readonly opening: string; readonly closing: string } } = {
  restructuredtext: { opening: ":", closing: ":" },
  markdown: { opening: "- **", closing: ":**" },
};

function marksOf(
  format: DocumentFormat,
  field: Field | undefined,
): { readonly opening: string; readonly closing: string } {
  if (field === undefined || format === "restructuredtext") return usual[format];
  const { text } = field.nameAt.source;
  const opening = /[-+*][ \t]+(?:\*\*|__)$/.exec(
    text.slice(Math.max(0, field.nameAt.start - 12), field.nameAt.start),
  )?.[0];
  const closing = /^(?::(?:\*\*|__)|(?:\*\*|__):)/.exec(text.slice(field.nameAt.end, field.nameAt.end + 3))?.[0];
  return opening === undefined || closing === undefined ? usual[format] : { opening, closing };
}

/** The column at which all values stand, where names of different lengths were padded to it. */
function alignedColumn(fields: readonly Field[]): number | null {
  const places = fields.map(({ nameAt, valueAt }) => {
    const lineStart = nameAt.source.text.lastIndexOf("\n", nameAt.start) + 1;
    return { column: valueAt.start - lineStart, length: nameAt.end - nameAt.start };
  });
  const [first, ...others] = places;
  if (first === undefined || !others.some(({ length }) => length !== first.length)) return null;
  return others.every(({ column }) => column === first.column) ? first.column : null;
}
