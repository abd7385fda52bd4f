import { describe, expect, test } from "vitest";
import { documentLengthMax, formatOf, readDocument } from "../../src/core/document/read-document.ts";
import { spanText } from "../../src/core/text/source.ts";

describe("formatOf", () => {
  const table: readonly (readonly [path: string, format: string | undefined])[] = [
    ["docs/devel/code-provenance.rst", "restructuredtext"],
    ["SubmittingPatches.txt", "restructuredtext"],
    ["CONTRIBUTING.md", "markdown"],
    ["README.MARKDOWN", "markdown"],
    ["docs.md/README", undefined],
    ["policy.adoc", undefined],
    ["md", undefined],
    ["x.constructor", undefined],
  ];
  for (const [path, format] of table) test(path, () => expect(formatOf(path)).toBe(format));
});

test("a document beyond the limit is not read, and that is an error", () => {
  for (const format of ["markdown", "restructuredtext"] as const) {
    const { document, problems } = readDocument(
      { name: "policy", text: "# A\n=\n".padEnd(documentLengthMax + 1) },
      format,
    );
    expect([document.headings, problems.map(({ code, severity }) => [code, severity])]).toEqual([
      [],
      [["document-too-long", "error"]],
    ]);
  }
});

test("what cannot be told from a document's parts is not lost: carriage returns and a byte order mark stay where they are", () => {
  const source = { name: "policy.md", text: "\ufeff# Żółw 🐢\r\n## B\r\n" };
  const { document } = readDocument(source, "markdown");
  const titles = document.headings.map(({ at }) => spanText(at));
  expect(titles).toEqual(["Żółw 🐢", "B"]);
});
