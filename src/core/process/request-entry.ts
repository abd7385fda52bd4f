import type { Field, Heading, ListedException, PolicyDocument } from "../document/document.ts";
import { readEntry } from "../document/exception-entry.ts";
import { fieldNamed, quoted } from "../document/fields.ts";
import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { spanOf, spanText } from "../text/source.ts";
import { type RequestedField, requestedFieldNames } from "./request.ts";
import type { RequestFormat } from "./request-form.ts";
import { unguardedTitle } from "./request-guard.ts";

/** The entry that a request proposes: its id and fields as written, and as the document's own reader has it. */
export type ReadProposal = {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly RequestedField[];
  /** Null where the request has no such section. */
  readonly listed: ListedException | null;
  readonly problems: readonly Problem[];
};

/** Reads the entry under its own heading, or, where a form was filled in, directly under that of the section. */
export function readProposed(
  document: PolicyDocument,
  section: Heading | undefined,
  format: RequestFormat,
): ReadProposal {
  if (section === undefined) return { id: "", title: "", fields: [], listed: null, problems: [] };
  const inside = document.headings.filter(({ start }) => start >= section.bodyStart && start < section.sectionEnd);
  const [own, ...others] = inside.filter(({ level }) => level === inside[0]?.level);
  const listed = readEntry(document, own ?? section);
  const requested: RequestedField[] = [];
  const problems = [
    ...otherEntries(others),
    ...textBeside(listed, own ?? section),
    ...listed.problems.filter(counts(listed)),
  ];
  for (const field of listed.fields) {
    const name = requestedFieldNames.find((one) => one === fieldNamed(field.name));
    if (name !== undefined) requested.push({ name, value: field.value });
    else if (isTooEarly(field)) problems.push(tooEarly(field));
  }
  const id = listed.fields.find(({ name }) => fieldNamed(name) === "Exception")?.value ?? "";
  const title = own === undefined ? "" : unguardedTitle(spanText(own.at), format);
  return {
    id,
    title,
    fields: requested,
    listed,
    problems: problems.sort((one, other) => one.at.start - other.at.start),
  };
}

/** In a form an empty field is one that nobody wants, and whether there is an id is for lint to say. */
const counts =
  ({ fields }: ListedException) =>
  ({ code, at }: Problem): boolean => {
    const isEmptyField = fields.some(({ value, nameAt }) => value === "" && nameAt.start === at.start);
    return code !== "no-id" && !(code === "empty-value" && isEmptyField);
  };

/** Nobody has agreed on what is only asked for, nor withdrawn it. */
export const isTooEarly = ({ name, value }: Field): boolean =>
  value !== "" && (fieldNamed(name) === "Agreed" || fieldNamed(name) === "Withdrawn");

export const tooEarly = ({ name, nameAt }: Field): Problem =>
  errorAt(
    "field-too-early",
    `${quoted(name)} is no field of a request`,
    nameAt,
    "it is filled in when people have agreed",
  );

const otherEntries = (others: readonly Heading[]): readonly Problem[] =>
  others.map(({ title, at }) => {
    const text = `${quoted(title)} is a second entry, and a request is for one`;
    return errorAt("second-entry", text, at, "write a request of its own for it");
  });

/** What stands under the fields is nobody's: the entry's prose is made of the sections. */
function textBeside({ fields, entry, at }: ListedException, heading: Heading): readonly Problem[] {
  const from = fields.at(-1)?.valueAt.end ?? heading.bodyStart;
  const rest = at.source.text.slice(from, entry.end);
  const start = rest.search(/\S/);
  if (start === -1) return [];
  const line = /^[^\n\r]*/.exec(rest.slice(start))?.[0] ?? "";
  const text = `${quoted(line)} is left out: the text of the entry is made of the scenario and of how to recognise it`;
  return [warningAt("text-left-out", text, spanOf(at.source, from + start, from + start + line.length))];
}
