/**
 * Lists, changes and withdraws an entry under every heading of real documents, in memory, and sees that nothing else changes:
 * `node scripts/locked-node.mjs scripts/field-documents.ts FILE…`. Counts go to standard output, refusals with their reason.
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { formatOf, readDocument } from "../src/core/document/read-document.ts";
import { parsePolicy } from "../src/core/policy/parse-policy.ts";
import { addEntry } from "../src/core/process/add-entry.ts";
import { recordAgreement, withdrawEntry } from "../src/core/process/change-entry.ts";
import type { EditedDocument, EditGround } from "../src/core/process/document-edit.ts";
import type { ProposedEntry } from "../src/core/process/proposed-entry.ts";
import { catalogue } from "../src/core/rules/catalogue.ts";

const entry: ProposedEntry = {
  title: "Uniform changes of this trial",
  fields: [
    { name: "Exception", value: "uniform-changes-of-this-trial" },
    { name: "Covers", value: "code, tests" },
    { name: "Not paths", value: "linux-headers/, *.bin" },
    { name: "Judgement", value: "there is only one sensible way to write `it_` (or *nearly* one)" },
  ],
  prose: "The same edit in many places.",
};
const id = "uniform-changes-of-this-trial";

const counts = { documents: 0, problems: 0, headings: 0, edits: 0, refused: 0, wrong: 0 };

const settingsFor = (title: string) =>
  parsePolicy(
    { name: "proviso.yaml", text: `proviso: 1\nai:\n  stance: declined\n  exceptions: ${JSON.stringify(title)}\n` },
    catalogue,
  ).settings;

/** The edited ground; null when the edit was refused, or took a byte that is not its own. */
function made(before: EditGround, edited: EditedDocument, what: string): EditGround | null {
  if (!edited.ok) {
    counts.refused += 1;
    console.log(`${before.document.source.name}: ${what}: ${edited.problems[0].text}`);
    return null;
  }
  const { start, end, text } = edited.edit;
  const [old, now] = [before.document.source.text, edited.document.source.text];
  const isOwn = now === old.slice(0, start) + text + old.slice(end) && end - start <= old.length;
  counts[isOwn ? "edits" : "wrong"] += 1;
  return isOwn ? { ...before, document: edited.document } : null;
}

for (const path of process.argv.slice(2)) {
  const format = formatOf(path);
  if (format === undefined) continue;
  const source = { name: basename(path), text: readFileSync(path, "utf8") };
  const { document, problems } = readDocument(source, format);
  counts.documents += 1;
  for (const { text, severity } of problems) {
    counts.problems += 1;
    console.log(`${source.name}: ${severity}: ${text}`);
  }
  for (const { title } of document.headings) {
    counts.headings += 1;
    const ground = { document, settings: settingsFor(title) };
    const listed = made(ground, addEntry(ground, entry), `listing under ${JSON.stringify(title)}`);
    if (listed === null) continue;
    const agreed = made(
      listed,
      recordAgreement(listed, id, { day: "2026-01-15", links: ["<1@example.org>"], replace: false }),
      "agreement",
    );
    if (agreed === null) continue;
    const out = made(
      agreed,
      withdrawEntry(agreed, id, { day: "2026-02-15", reason: "nobody could check it", landsUntil: null }),
      "withdrawal",
    );
    if (out === null || out.document.headings.length !== document.headings.length + 1) counts.wrong += 1;
  }
}
console.log(JSON.stringify(counts));
