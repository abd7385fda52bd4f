import { errorAt, type Problem } from "../problem/problem.ts";
import { spanOf } from "../text/source.ts";
import {
  artefacts,
  changeKinds,
  type Field,
  type Heading,
  type ListedException,
  needs,
  type PolicyDocument,
} from "./document.ts";
import { plainValue } from "./field-pieces.ts";
import {
  type ReportProblem,
  readAgreed,
  readGlobs,
  readId,
  readItems,
  readLimits,
  readUntil,
  readWho,
  readWithdrawn,
  readWords,
  suggestion,
} from "./field-values.ts";
import { type FieldName, fieldNamed, fieldNames, quoted } from "./fields.ts";
import { readMarkdownFields } from "./fields-markdown.ts";
import { readRstFields } from "./fields-rst.ts";

/** One entry of the list. A heading without fields is an exception too: its id is the slug, and people judge it. */
export function readEntry(document: PolicyDocument, heading: Heading): ListedException {
  const { source, format } = document;
  const readFields = format === "markdown" ? readMarkdownFields : readRstFields;
  const block = readFields(source, heading.bodyStart, heading.sectionEnd);
  const problems: Problem[] = [...block.problems];
  const report: ReportProblem = (problem) => void problems.push(problem);
  const named = namedFields(block.fields, report);
  const read = <Value>(
    name: FieldName,
    reader: (field: Field, report: ReportProblem) => Value,
    absent: Value,
  ): Value => {
    const [field] = named.get(name) ?? [];
    return field === undefined ? absent : reader({ ...field, value: plainValue(field) }, report);
  };
  const hasFields = block.fields.length > 0;
  if (hasFields && !named.has("Exception")) {
    const hint = `add the field \`Exception\`, for example with ${quoted(heading.slug)}`;
    report(errorAt("no-id", "an exception with fields has no id", heading.at, hint));
  }
  return {
    id: read("Exception", (field) => readId(field, heading.slug, report), heading.slug),
    title: heading.title,
    hasFields,
    at: heading.at,
    entry: spanOf(source, heading.start, heading.sectionEnd),
    fields: block.fields,
    covers: read("Covers", (field) => readWords(field, artefacts, report), []),
    change: read("Change", (field) => readWords(field, changeKinds, report), []),
    paths: read("Paths", readGlobs, []),
    notPaths: read("Not paths", readGlobs, []),
    atMost: read("At most", readLimits, []),
    tool: read<string | null>("Tool", ({ value }) => (value === "" ? null : value), null),
    who: read("Who", readWho, { kind: "anyone" }),
    needs: read("Needs", (field) => readWords(field, needs, report), []),
    judgements: (named.get("Judgement") ?? []).flatMap((field) => conditions(field, report)),
    agreed: read("Agreed", readAgreed, null),
    until: read("Until", readUntil, null),
    withdrawn: read("Withdrawn", readWithdrawn, null),
    problems: problems.sort((left, right) => left.at.start - right.at.start),
  };
}

const conditions = (field: Field, report: ReportProblem): readonly string[] =>
  readItems(field, report, ";").map(({ text }) => text);

/** Fields by the name they mean. Unknown, repeated (but `Judgement`) and empty ones are problems. */
function namedFields(fields: readonly Field[], report: ReportProblem): ReadonlyMap<FieldName, readonly Field[]> {
  const named = new Map<FieldName, Field[]>();
  for (const field of fields) {
    const name = fieldNamed(field.name);
    if (name === undefined) {
      const hint = suggestion(field.name, fieldNames);
      report(errorAt("unknown-field", `${quoted(field.name)} is no field of an exception`, field.nameAt, hint));
      continue;
    }
    const earlier = named.get(name) ?? [];
    if (field.value === "") {
      report(errorAt("empty-value", `the field ${quoted(field.name)} is empty`, field.nameAt));
    } else if (earlier.length > 0 && name !== "Judgement") {
      report(errorAt("repeated-field", `the field ${quoted(field.name)} stands more than once`, field.nameAt));
    } else if (earlier.length > 0) earlier.push(field);
    else named.set(name, [field]);
  }
  return named;
}
