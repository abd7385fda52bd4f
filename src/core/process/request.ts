import { plainValue } from "../document/field-pieces.ts";
import { type FieldName, fieldNames } from "../document/fields.ts";
import { spanOf } from "../text/source.ts";
import type { ProposedEntry } from "./proposed-entry.ts";
import { lineOf, proseOf } from "./request-words.ts";

/** What a request says in prose (docs/exception-requests.md), in the order in which it is read. */
export const sectionNames = ["scenario", "technique", "benefit", "certification", "recognition", "risks"] as const;
export type SectionName = (typeof sectionNames)[number];

/** `Agreed` and `Withdrawn` come later, and the id is the request's own. */
const notRequested = ["Exception", "Agreed", "Withdrawn"] as const satisfies readonly FieldName[];
export type RequestedFieldName = Exclude<FieldName, (typeof notRequested)[number]>;

/** The fields that somebody may propose, in the order in which documents have them. */
export const requestedFieldNames = fieldNames.filter((name): name is RequestedFieldName =>
  notRequested.every((other) => other !== name),
);

export type RequestedField = { readonly name: RequestedFieldName; readonly value: string };

/**
 * What somebody asks for: an exception that the document is to list. Texts are in the form that `createRequest` gives
 * them; empty is what nobody has said yet. A field's value is as the document would have it.
 */
export type ExceptionRequest = { readonly [Name in SectionName]: string } & {
  readonly id: string;
  readonly title: string;
  /** In the order in which they are to stand. Only `Judgement` can mean something twice. */
  readonly fields: readonly RequestedField[];
};

/** Takes whatever somebody typed. What is left out or blank is empty in the request; a field without a value is none. */
export function createRequest(answers: Partial<ExceptionRequest>): ExceptionRequest {
  const prose = (name: SectionName): string => proseOf(answers[name] ?? "");
  return {
    id: lineOf(answers.id ?? ""),
    title: lineOf(answers.title ?? ""),
    scenario: prose("scenario"),
    technique: prose("technique"),
    benefit: prose("benefit"),
    certification: prose("certification"),
    recognition: prose("recognition"),
    risks: prose("risks"),
    fields: (answers.fields ?? [])
      .map(({ name, value }) => ({ name, value: lineOf(value) }))
      .filter(({ value }) => value !== ""),
  };
}

/**
 * The entry that is asked for, with its values as a reader sees them. Its prose is what a reader of the document needs: the
 * scenario, and how one recognises it.
 */
export function proposedEntry({ id, title, fields, scenario, recognition }: ExceptionRequest): ProposedEntry {
  const prose = [scenario, recognition].filter((text) => text !== "").join("\n\n");
  const seen = fields.map(({ name, value }) => ({ name, value: asSeen(name, value) }));
  return { title, fields: [{ name: "Exception", value: id }, ...seen], prose };
}

function asSeen(name: string, value: string): string {
  const at = spanOf({ name, text: value }, 0, value.length);
  return plainValue({ name, value, nameAt: at, valueAt: at });
}
