import type { DocumentFormat } from "../../src/core/document/document.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { EditedDocument, EditGround } from "../../src/core/process/document-edit.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const settings = (title: string) =>
  parsePolicy(
    { name: "proviso.yaml", text: `proviso: 1\nai:\n  stance: declined\n  exceptions: ${title}\n` },
    catalogue,
  ).settings;

/** A document whose exceptions stand under the heading of the title. */
export const ground = (text: string, format: DocumentFormat, title = "Exceptions"): EditGround => ({
  document: readDocument({ name: format === "markdown" ? "policy.md" : "policy.rst", text }, format).document,
  settings: settings(title),
});

/** The edited text, or the codes of what was wrong. */
export const outcome = (edited: EditedDocument): string =>
  edited.ok ? edited.document.source.text : edited.problems.map(({ code }) => code).join(" ");

/** The edited text, or what a person is told: each code, its words, and the hint. */
export const told = (edited: EditedDocument): string =>
  edited.ok
    ? edited.document.source.text
    : edited.problems
        .map(({ code, text, hint }) => `${code}: ${text}${hint === undefined ? "" : `; ${hint}`}`)
        .join("\n");
