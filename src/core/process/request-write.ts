import { fieldNames } from "../document/fields.ts";
import { columnWidth } from "../document/rst-lines.ts";
import { type ExceptionRequest, requestedFieldNames, sectionNames } from "./request.ts";
import {
  entryTitle,
  fieldQuestions,
  fieldRemark,
  fieldsQuestion,
  isRemark,
  type RequestFormat,
  remark,
  requestTitle,
  sectionForms,
  titleQuestion,
} from "./request-form.ts";
import { foldedLine, guarded, guardedTitle } from "./request-guard.ts";

export type WritingOptions = {
  readonly format: RequestFormat;
  /** Whether a heading says what all of it is; a mail and an issue have titles of their own. */
  readonly headed: boolean;
  /** As a form to be filled in: with what is asked for, and with every field that there is. */
  readonly asForm: boolean;
};

/**
 * Writes a request as people read it: a section for each answer, and the entry in the field syntax of the document.
 * `readRequest` gives the same request again, whatever stands in it. Ends in a line feed.
 */
export function writeRequest(request: ExceptionRequest, options: WritingOptions): string {
  const { format, headed, asForm } = options;
  const sections = sectionNames.map((name) => {
    const { title, question } = sectionForms[name];
    const empty = asForm ? [remark(question, format)] : [];
    const body = request[name] === "" ? empty : [guarded(request[name], format)];
    return [heading(title, 2, format), ...body].join("\n\n");
  });
  const top = headed ? [topHeading(request, options)] : [];
  return `${[...top, ...sections, entry(request, options)].join("\n\n")}\n`;
}

/** The marks of Markdown, and the underlines of reStructuredText, by level. */
const underlines: readonly string[] = ["", "=", "-", "~"];

function heading(title: string, level: 1 | 2 | 3, format: RequestFormat): string {
  if (format === "markdown") return `${"#".repeat(level)} ${title}`;
  return `${title}\n${(underlines[level] ?? "").repeat(Math.max(4, columnWidth(title)))}`;
}

function topHeading({ title }: ExceptionRequest, { format, asForm }: WritingOptions): string {
  const whole = title === "" ? requestTitle : `${requestTitle}: ${guardedTitle(title, format)}`;
  const asked = asForm && title === "";
  const line = heading(asked ? `${whole}:` : whole, 1, format);
  return asked ? `${line}\n\n${remark(titleQuestion, format)}` : line;
}

function entry(request: ExceptionRequest, { format, asForm }: WritingOptions): string {
  const { id, title, fields } = request;
  const given = [...(id === "" ? [] : [{ name: "Exception", value: id }]), ...fields];
  const open = ["Exception", ...requestedFieldNames].filter((name) => !given.some((field) => field.name === name));
  // Those of a form stand in their usual order, and what was given in the order in which it was given.
  const all = asForm ? inOrder([...given, ...open.map((name) => ({ name, value: "" }))]) : given;
  const lines = all.map(({ name, value }) => fieldLine(name, value, format));
  const remarks = [fieldsQuestion, ...Object.entries(fieldQuestions).map(fieldRemark)];
  return [
    heading(entryTitle, 2, format),
    ...(asForm ? [remarks.map((text) => remark(text, format)).join("\n")] : []),
    ...(title === "" ? [] : [heading(guardedTitle(title, format), 3, format)]),
    ...(lines.length === 0 ? [] : [lines.join("\n")]),
  ].join("\n\n");
}

type WrittenField = { readonly name: string; readonly value: string };

/** Fields that were given keep their order among themselves; an empty one comes before the first that usually follows it. */
function inOrder(fields: readonly WrittenField[]): readonly WrittenField[] {
  const place = ({ name }: WrittenField): number => fieldNames.findIndex((one) => one === name);
  const ordered = fields.filter(({ value }) => value !== "");
  for (const open of fields.filter(({ value }) => value === "")) {
    const after = ordered.findIndex((field) => place(field) > place(open));
    ordered.splice(after === -1 ? ordered.length : after, 0, open);
  }
  return ordered;
}

function fieldLine(name: string, value: string, format: RequestFormat): string {
  if (format === "markdown") return `- **${name}:** ${value}`.trimEnd();
  const lines = foldedLine(`:${name}: ${value}`).map((line) => line.trimEnd());
  // A line that happens to be a remark of the form would count for nothing.
  return lines.some(isRemark) ? `:${name}: ${value}` : lines.join("\n   ");
}
