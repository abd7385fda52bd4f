import type { ExceptionList, Field, ListedException, PolicyDocument } from "../document/document.ts";
import { plainValue } from "../document/field-pieces.ts";
import { type FieldName, fieldNamed, quoted } from "../document/fields.ts";
import { readDocument } from "../document/read-document.ts";
import { listedExceptions } from "../policy/listed-exceptions.ts";
import type { PolicySettings } from "../policy/policy.ts";
import { errorAt, type Problem } from "../problem/problem.ts";
import { folded } from "../text/folded.ts";
import { type Span, spanOf } from "../text/source.ts";
import { endOfContent } from "./end-of-section.ts";

/** The document that is to be edited, and the settings by which its list of exceptions is found. */
export type EditGround = { readonly document: PolicyDocument; readonly settings: PolicySettings };

/** What takes the place of a stretch of the document: UTF-16 offsets, end exclusive. All other characters stay. */
export type DocumentEdit = { readonly start: number; readonly end: number; readonly text: string };

/** The document with the edit made, or why it was not. */
export type EditedDocument =
  | { readonly ok: true; readonly edit: DocumentEdit; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** What the edit is to come to: the entry of this id has these values, as a reader sees them. */
export type Expected = {
  readonly id: string;
  readonly title: string;
  readonly values: readonly { readonly name: FieldName; readonly value: string }[];
};

export const refused = (code: string, text: string, at: Span, hint?: string): EditedDocument => ({
  ok: false,
  problems: [errorAt(code, text, at, hint)],
});

/**
 * Makes an edit if it comes to what it is meant to, and to nothing else: the edited document is read anew, and its headings, its other
 * entries and the entry's own fields are compared. So no value, however odd, can change how the rest is read.
 */
export function makeEdit({ document, settings }: EditGround, edit: DocumentEdit, expected: Expected): EditedDocument {
  const { name, text } = document.source;
  const source = { name, text: text.slice(0, edit.start) + edit.text + text.slice(edit.end) };
  const read = readDocument(source, document.format);
  const [before, after] = [listedExceptions(document, settings), listedExceptions(read.document, settings)];
  const why = unexpected({ document, list: before }, { document: read.document, list: after }, expected);
  if (why === null) return { ok: true, edit, document: read.document };
  const hint = "nothing was changed; use plainer words, or edit the document by hand";
  return refused(
    "reads-otherwise",
    `the edit was not made, since ${why}`,
    spanOf(document.source, edit.start, edit.end),
    hint,
  );
}

type Read = { readonly document: PolicyDocument; readonly list: ExceptionList };

/** What the edit would come to that nobody asked for; null: nothing. */
function unexpected(before: Read, after: Read, { id, title, values }: Expected): string | null {
  const entries = after.list.exceptions.filter((one) => one.id === id);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return `the document would not list ${quoted(id)} exactly once`;
  if (folded(entry.title) !== folded(title)) return `the title would be read as ${quoted(entry.title)}`;
  const wrong = entry.problems.find(({ severity }) => severity === "error");
  if (wrong !== undefined) return wrong.text;
  for (const { name, value } of values) {
    const fields = entry.fields.filter((field) => fieldNamed(field.name) === name);
    const has = fields.some((field) => sameWords(plainValue(field), value));
    if (!has) return `\`${name}\` would not be read as ${quoted(value)}`;
  }
  if (entry.fields.length !== expectedFields(before, id, values))
    return "the entry would have other fields than those that were asked for";
  return othersChanged(before, after, id);
}

/** As many fields as the entry had, and the new ones. A name may stand more than once: each `Judgement` is one. */
function expectedFields({ list }: Read, id: string, values: Expected["values"]): number {
  const names = (list.exceptions.find((one) => one.id === id)?.fields ?? []).map(({ name }) => fieldNamed(name));
  const kept = names.filter((name) => !values.some((value) => value.name === name));
  return kept.length + values.length;
}

function othersChanged(before: Read, after: Read, id: string): string | null {
  const headings = ({ document, list }: Read): string => {
    const own = list.exceptions.find((one) => one.id === id)?.at.start;
    return JSON.stringify(
      document.headings.filter(({ at }) => at.start !== own).map(({ title, level }) => [level, title]),
    );
  };
  if (headings(before) !== headings(after)) return "other headings of the document would be read otherwise";
  const others = ({ list }: Read): readonly ListedException[] => list.exceptions.filter((one) => one.id !== id);
  const [were, are] = [others(before), others(after)];
  const changed = were.find((one, index) => {
    const now = are[index];
    return now === undefined || ownText(one, before.document) !== ownText(now, after.document);
  });
  if (changed !== undefined || were.length !== are.length)
    return `the entry ${quoted(changed?.id ?? "")} would be read otherwise`;
  return null;
}

/** An entry's own text. Empty lines at its end, and what points at the next heading, belong to whatever comes behind it. */
const ownText = (entry: ListedException, { format }: PolicyDocument): string => {
  const { source, start, end } = entry.entry;
  return source.text.slice(start, endOfContent(source.text, format, start, end)).trimEnd();
};

const sameWords = (one: string, other: string): boolean => words(one) === words(other);
const words = (text: string): string => text.trim().replace(/\s+/g, " ");

/** The one entry of an id; else why there is none that could be edited. */
export function entryOf(
  { document, settings }: EditGround,
  id: string,
): { readonly ok: true; readonly entry: ListedException } | Extract<EditedDocument, { ok: false }> {
  const { exceptions } = listedExceptions(document, settings);
  const found = exceptions.filter((one) => one.id === id);
  const [entry, other] = found;
  const fail = (code: string, text: string, at: Span, hint?: string): Extract<EditedDocument, { ok: false }> => ({
    ok: false,
    problems: [errorAt(code, text, at, hint)],
  });
  if (entry === undefined) {
    const listed = exceptions.map((one) => `\`${one.id}\``).join(", ");
    const hint = listed === "" ? "it lists none" : `it lists ${listed}`;
    return fail("entry-absent", `the document does not list ${quoted(id)}`, spanOf(document.source, 0, 0), hint);
  }
  if (other !== undefined)
    return fail(
      "repeated-id",
      `the id ${quoted(id)} is listed more than once, so nobody can tell which is meant`,
      other.at,
    );
  const [wrong] = entry.problems.filter(({ severity }) => severity === "error");
  return wrong === undefined ? { ok: true, entry } : { ok: false, problems: [wrong] };
}

/** The field of a name, if the entry has it. */
export const fieldOf = ({ fields }: ListedException, name: FieldName): Field | undefined =>
  fields.find((field) => fieldNamed(field.name) === name);
