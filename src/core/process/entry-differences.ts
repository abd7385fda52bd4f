import type { Field, ListedException } from "../document/document.ts";
import { plainValue } from "../document/field-pieces.ts";
import { type FieldName, fieldNamed } from "../document/fields.ts";
import { append } from "../text/long-lists.ts";

/** How a field differs from one version of an entry to another; null: the entry has no such field. */
export type FieldDifference = {
  /** As documents write it, or as the entry does where it is no field of ours. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** How two versions of an entry differ. */
export type EntryDifference = {
  readonly fields: readonly FieldDifference[];
  /** Null where it is the same, or where one of them has none. */
  readonly title: { readonly before: string; readonly after: string } | null;
  readonly proseChanged: boolean;
};

/** An entry with what is compared of it. `title` is null where it has no heading of its own. */
export type ComparedEntry = {
  readonly fields: readonly Field[];
  readonly title: string | null;
  /** White space folded. */
  readonly prose: string;
};

/** Fields that say what became of an exception, not what it allows. They come when it is listed, and later. */
export const courseFields: readonly FieldName[] = ["Agreed", "Withdrawn"];

/** What differs, field by field: as they stand in the later version, then those that it lacks. Markup and case of names do not count. */
export function entryDifference(before: ComparedEntry, after: ComparedEntry): EntryDifference {
  const [earlier, later] = [valuesByName(before.fields), valuesByName(after.fields)];
  const fields: FieldDifference[] = [];
  for (const name of new Set([...later.keys(), ...earlier.keys()]))
    append(fields, valueDifferences(name, earlier.get(name) ?? [], later.get(name) ?? []));
  const titles = { before: before.title, after: after.title };
  return {
    fields,
    title:
      titles.before !== null && titles.after !== null && titles.before !== titles.after
        ? { before: titles.before, after: titles.after }
        : null,
    proseChanged: before.prose !== after.prose,
  };
}

/** Is there nothing to say? */
export const isSame = ({ fields, title, proseChanged }: EntryDifference): boolean =>
  fields.length === 0 && title === null && !proseChanged;

function valuesByName(fields: readonly Field[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const field of fields) {
    const name = fieldNamed(field.name) ?? field.name.replace(/\s+/g, " ").trim();
    const known = values.get(name);
    if (known === undefined) values.set(name, [plainValue(field)]);
    else known.push(plainValue(field));
  }
  return values;
}

/** A field may stand several times (*Judgement*): equal values are paired first, and what is left in order. */
function valueDifferences(
  field: string,
  before: readonly string[],
  after: readonly string[],
): readonly FieldDifference[] {
  const [gone, come] = [without(before, after), without(after, before)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    field,
    before: gone[index] ?? null,
    after: come[index] ?? null,
  }));
}

/** What is left of some values once others are taken from them, each as often as it is there. */
function without(values: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return values.filter((value) => {
    const left = counts.get(value) ?? 0;
    counts.set(value, left - 1);
    return left <= 0;
  });
}

/** An entry of a document, or one that is proposed, as it is compared. */
export const compared = ({ fields }: ListedException, title: string | null, prose: string): ComparedEntry => ({
  fields,
  title,
  prose,
});
