import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteOffset } from "../../src/core/document/byte-offset.ts";
import { documentLengthMax, formatOf, readDocument } from "../../src/core/document/read-document.ts";

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

test("what cannot be told from a document's parts is not lost: carriage returns and a byte order mark count as bytes", () => {
  const source = { name: "policy.md", text: "\ufeff# Żółw 🐢\r\n## B\r\n" };
  const { document } = readDocument(source, "markdown");
  const bytes = Buffer.from(source.text, "utf8");
  const titles = document.headings.map(({ at }) =>
    bytes.subarray(byteOffset(source, at.start), byteOffset(source, at.end)).toString("utf8"),
  );
  expect(titles).toEqual(["Żółw 🐢", "B"]);
});

test("byte offsets are those of the UTF-8 file", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (parts) => {
      const text = parts.join("");
      let offset = 0;
      for (const part of parts) {
        const before = Buffer.byteLength(text.slice(0, offset), "utf8");
        expect(byteOffset({ name: "x", text }, offset)).toBe(before);
        offset += part.length;
      }
    }),
  );
});
