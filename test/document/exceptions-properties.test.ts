import { expect, test } from "vitest";
import type { DocumentFormat, ListedException } from "../../src/core/document/document.ts";
import { readExceptions } from "../../src/core/document/exceptions.ts";
import { fieldNames } from "../../src/core/document/fields.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import * as fc from "../random-cases.ts";
import { rstSoup } from "./rst-documents.ts";

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const words = (of: readonly string[]) => fc.subarray([...of], { minLength: 1 }).map((chosen) => chosen.join(", "));
const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
const dayText = day.map((moment) => moment.toISOString().slice(0, 10));
const prose = fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(" "));

/** A field by name with a value that can be read, or nearly: one in ten is any text. */
const values = {
  Covers: words(["code", "tests", "docs", "comments"]),
  Change: words(["rename", "move", "scripted", "docs"]),
  Paths: words(["src/", "`docs/**`", "a.{c,h}", "x\\*y"]),
  "Not paths": words(["pc-bios/", "*.png"]),
  "At most": fc
    .tuple(fc.nat(999), words(["added lines", "files"]))
    .map(([count]) => `${count} added lines and 3 files`),
  Tool: prose,
  Who: fc.constantFrom("anyone", "maintainers", "contributors with 5 earlier commits"),
  Needs: words(["justification", "second opinion"]),
  Judgement: fc.array(prose, { minLength: 1, maxLength: 3 }).map((conditions) => conditions.join("; ")),
  Agreed: dayText.map((text) => `${text} <1@example.org>`),
  Until: fc
    .tuple(dayText, fc.boolean())
    .map(([text, grace]) => (grace ? `${text}; posted before may land until ${text}` : text)),
  Withdrawn: fc.tuple(dayText, prose).map(([text, reason]) => `${text} ${reason}`),
};
const field = fc.oneof(
  ...Object.entries(values).map(([name, value]) =>
    fc.tuple(fc.constant(name), fc.oneof({ arbitrary: value, weight: 9 }, prose)),
  ),
);
const entry = fc.record({ title: prose, id: word, fields: fc.array(field, { maxLength: 6 }), folds: fc.boolean() });
type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never;

const folded = (value: string, folds: boolean): string => (folds ? value.replace(" ", "\n   ") : value);

const asRst = (entries: readonly Entry[]): string =>
  ["Exceptions\n==========\n"]
    .concat(
      entries.map(({ title, id, fields, folds }) => {
        const lines = fields.map(([name, value]) => `:${name}: ${folded(value, folds)}`);
        return `${title}\n${"-".repeat(title.length)}\n\n:Exception: ${id}\n${lines.join("\n")}\n\nProse.\n`;
      }),
    )
    .join("\n");

const asMarkdown = (entries: readonly Entry[]): string =>
  ["# Exceptions\n"]
    .concat(
      entries.map(({ title, id, fields, folds }) => {
        const lines = fields.map(([name, value]) => `- **${name}:** ${folded(value, folds)}`);
        return `## ${title}\n\n- **Exception:** ${id}\n${lines.join("\n")}\n\nProse.\n`;
      }),
    )
    .join("\n");

const read = (text: string, format: DocumentFormat) =>
  readExceptions(readDocument({ name: "policy", text }, format).document, "Exceptions");

/** Everything an exception says, without the places. */
const meaning = (exceptions: readonly ListedException[]) =>
  exceptions.map((exception) => ({
    ...exception,
    at: null,
    entry: null,
    fields: exception.fields.map(({ name, value }) => [name, value]),
    problems: exception.problems.map(({ code, text, hint }) => [code, text, hint]),
  }));

test("the same exceptions mean the same in reStructuredText and in Markdown", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      const { exceptions } = read(asRst(entries), "restructuredtext");
      expect(exceptions.length).toBe(entries.length);
      expect(meaning(read(asMarkdown(entries), "markdown").exceptions)).toEqual(meaning(exceptions));
    }),
    { numRuns: 500 },
  );
});

const anyLine = fc.oneof(
  fc.tuple(
    fc.constantFrom(":", "- **", "   ", ""),
    fc.constantFrom(...fieldNames, "Odd"),
    fc.constantFrom(":", ": ", ":** "),
    prose,
  ),
  fc.tuple(fc.string({ unit: "binary", maxLength: 6 })),
  fc.tuple(fc.constantFrom("", "", "## A", "B", "---", "===", "```", "- x", "`", "\\", "{", "\u2028")),
);
const anyBody = fc.array(anyLine, { maxLength: 12 }).map((lines) => lines.map((parts) => parts.join("")).join("\n"));

test("no text throws; spans lie inside; entries follow each other without gap to the list's end", () => {
  const text = fc.oneof(
    anyBody.map((body) => `# Exceptions\n## First\n${body}`),
    anyBody.map((body) => `Exceptions\n===\nFirst\n---\n${body}`),
    rstSoup.map((body) => `Exceptions\n==========\n\n${body}`),
  );
  fc.assert(
    fc.property(text, fc.constantFrom<DocumentFormat>("markdown", "restructuredtext"), (source, format) => {
      const { document } = readDocument({ name: "policy", text: source }, format);
      const { exceptions, problems } = readExceptions(document, "Exceptions");
      for (const { at } of problems) {
        expect(0 <= at.start && at.start <= at.end && at.end <= source.length).toBe(true);
      }
      for (const [index, exception] of exceptions.entries()) {
        expect(exception.entry.end).toBe(exceptions[index + 1]?.entry.start ?? document.headings[0]?.sectionEnd);
        for (const { nameAt, valueAt } of exception.fields) {
          expect(exception.entry.start <= nameAt.start && nameAt.end <= valueAt.start).toBe(true);
          expect(valueAt.start <= valueAt.end && valueAt.end <= exception.entry.end).toBe(true);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
