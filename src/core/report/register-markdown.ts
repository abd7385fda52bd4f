import { shortObjectId } from "../commit/object-id.ts";
import { plainValue } from "../document/field-pieces.ts";
import type { Register, RegisterEntry } from "../process/register.ts";
import { append } from "../text/long-lists.ts";
import { markdownCode, markdownText } from "./markdown.ts";
import { agreementOf, eventWords, type RegisterOf, registerState } from "./register-words.ts";

/** Code points of a field's value that are shown. */
const valueMax = 2_000;

/** The register as a Markdown page for a project's documentation: same input, same bytes. */
export function renderRegisterMarkdown({ entries, unread }: Register, of: RegisterOf): string {
  const lines = [
    "# Exceptions",
    "",
    `What ${markdownCode(of.document)} lists, and listed, ${of.revision === "" ? "before there is a commit" : `up to commit ${markdownCode(shortObjectId(of.revision))}`}. Only the document grants an exception; this page shows its history.`,
  ];
  if (entries.length === 0) lines.push("", "No exception is listed.");
  else {
    lines.push("", "| Exception | Title | State | Agreed |", "|---|---|---|---|");
    for (const one of entries) lines.push(rowOf(one, of.today));
  }
  for (const one of entries) append(lines, ["", ...entryLines(one, of.today)]);
  const reasons = [
    ...(of.incomplete === null ? [] : [of.incomplete]),
    ...unread.map(({ id, why }) => `the document at ${shortObjectId(id)} could not be read: ${why}`),
  ];
  if (reasons.length > 0)
    append(lines, ["", "## What is not known", "", ...reasons.map((text) => `- ${markdownText(text, 500)}`)]);
  return lines.map((line) => `${line}\n`).join("");
}

function rowOf(one: RegisterEntry, today: string): string {
  const { day } = agreementOf(one.entry);
  const cells = [markdownCode(one.id), markdownText(one.entry.title), registerState(one, today), day ?? ""];
  return `| ${cells.join(" | ")} |`;
}

function entryLines(one: RegisterEntry, today: string): readonly string[] {
  const { entry, events, id } = one;
  const { day, links } = agreementOf(entry);
  const where = links.map(({ text, isAddress }) => (isAddress ? `<${text}>` : markdownCode(text)));
  const fields = entry.fields.map(
    (field) => `- ${markdownText(field.name, 60)}: ${markdownText(plainValue(field), valueMax)}`,
  );
  return [
    `## ${markdownText(entry.title)}`,
    "",
    `${markdownCode(id)}: ${registerState(one, today)}.${day === null ? "" : ` Agreed on ${day}${where.length === 0 ? "" : ` in ${where.join(", ")}`}.`}`,
    ...(fields.length === 0 ? ["", "It has no fields, so people judge all of it."] : ["", ...fields]),
    "",
    "What became of it:",
    "",
    ...events.map((event) => `- ${event.day}: ${eventWords(event)} (${markdownCode(shortObjectId(event.id))})`),
  ];
}
