import { expect, test } from "vitest";
import type { DocumentFormat } from "../../src/core/document/document.ts";
import { plainValue } from "../../src/core/document/field-pieces.ts";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { addEntry } from "../../src/core/process/add-entry.ts";
import { recordAgreement, withdrawEntry } from "../../src/core/process/change-entry.ts";
import type { EditedDocument, EditGround } from "../../src/core/process/document-edit.ts";
import { rstDocument, rstSoup } from "../document/rst-documents.ts";
import * as fc from "../random-cases.ts";
import { ground } from "./ground.ts";

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const foreign = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 24 }),
  fc.constantFrom(
    "a_ *b* `c`",
    "- x",
    "# y",
    ":z: w",
    "1. one",
    "```",
    "..",
    "<a>",
    "===",
    "\u2028",
    "x  y",
    "{a,b}",
    "\\",
    "::",
  ),
);
const format = fc.constantFrom<DocumentFormat>("markdown", "restructuredtext");
const lineEnd = fc.constantFrom("\n", "\r\n");

/** A document with a list: before and behind it anything. */
const document = fc
  .tuple(format, fc.oneof(rstDocument, rstSoup), fc.oneof(rstDocument, rstSoup, fc.constant("")), fc.nat(2), lineEnd)
  .map(([as, above, below, entries, end]) => {
    const heading = (title: string, level: number): string =>
      as === "markdown" ? `${"#".repeat(level)} ${title}` : `${title}\n${(level === 1 ? "%" : "$").repeat(40)}`;
    const field = (name: string, value: string): string =>
      as === "markdown" ? `- **${name}:** ${value}` : `:${name}: ${value}`;
    const entry = (number: number): string =>
      `${heading(`Entry ${number}`, 2)}\n\n${field("Exception", `entry-${number}`)}\n${field("Covers", "code")}\n\nText.\n`;
    const listed = Array.from({ length: entries }, (_, number) => entry(number)).join("\n");
    const text = `${above}\n\n${heading("Exceptions", 1)}\n\n${listed}\n${below}`;
    return ground(text.replace(/\r?\n/g, end), as);
  });

const proposed = fc.record({
  title: foreign,
  fields: fc.tuple(word, foreign, foreign, foreign).map(([id, judgement, tool, paths]) => [
    { name: "Exception" as const, value: `${id}-new` },
    { name: "Judgement" as const, value: judgement },
    { name: "Tool" as const, value: tool },
    { name: "Paths" as const, value: paths },
  ]),
  prose: fc.array(foreign, { maxLength: 3 }).map((lines) => lines.join("\n")),
});

/** Entries by id, each with its values as a reader sees them. */
const valuesIn = ({ document, settings }: EditGround): ReadonlyMap<string, readonly string[]> =>
  new Map(listedExceptions(document, settings).exceptions.map(({ id, fields }) => [id, fields.map(plainValue)]));

function expectOnlyItsOwn(before: EditGround, edited: Extract<EditedDocument, { ok: true }>, id: string): void {
  const { start, end, text } = edited.edit;
  const [old, now] = [before.document.source.text, edited.document.source.text];
  expect(now.slice(0, start)).toBe(old.slice(0, start));
  expect(now.slice(start + text.length)).toBe(old.slice(end));
  const others = (of: EditGround): unknown => [...valuesIn(of)].filter(([one]) => one !== id);
  expect(others({ ...before, document: edited.document })).toEqual(others(before));
}

const plain = (value: string): string => value.trim().replace(/\s+/g, " ");

test("an entry is listed with what was asked for, and nothing else of the document changes; or it is refused", () => {
  let listed = 0;
  fc.assert(
    fc.property(document, proposed, (on, entry) => {
      const edited = addEntry(on, entry);
      if (!edited.ok) return;
      listed += 1;
      const id = entry.fields[0]?.value ?? "";
      expect(edited.edit.end).toBe(edited.edit.start);
      expectOnlyItsOwn(on, edited, id);
      const values = valuesIn({ ...on, document: edited.document }).get(id);
      expect(values).toEqual(entry.fields.map(({ value }) => plain(value)));
    }),
    { numRuns: 2_000 },
  );
  // A test in which everything is refused would prove nothing.
  expect(listed).toBeGreaterThan(200);
});

test("a change of an entry leaves everything else as it is; or it is refused", () => {
  let changed = 0;
  fc.assert(
    fc.property(document, foreign, fc.boolean(), (on, words, withdraws) => {
      const edited = withdraws
        ? withdrawEntry(on, "entry-0", { day: "2026-05-01", reason: words, landsUntil: null })
        : recordAgreement(on, "entry-0", { day: "2026-05-01", links: [`<${words}@example.org>`], replace: false });
      if (!edited.ok) return;
      changed += 1;
      expectOnlyItsOwn(on, edited, "entry-0");
      expect(valuesIn({ ...on, document: edited.document }).get("entry-0")).toHaveLength(3);
    }),
    { numRuns: 2_000 },
  );
  expect(changed).toBeGreaterThan(200);
});
