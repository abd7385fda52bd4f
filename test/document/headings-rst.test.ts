import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { readRstHeadings } from "../../src/core/document/headings-rst.ts";
import { spanText } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";
import { rstDocument, rstSoup } from "./rst-documents.ts";

const read = (text: string) => readRstHeadings({ name: "policy.rst", text });

/** Titles as written, each after as many dots as its level is below the first. */
const outline = (text: string): readonly string[] =>
  read(text).headings.map(({ at, level }) => ".".repeat(level - 1) + spanText(at));

const check = (lines: readonly string[], titles: readonly string[]): void =>
  expect(outline(lines.join("\n"))).toEqual(titles);

describe("what is a title", () => {
  const table: readonly (readonly [name: string, lines: readonly string[], titles: readonly string[]])[] = [
    ["underline", ["Title", "====="], ["Title"]],
    ["underline and overline", ["=====", "Title", "====="], ["Title"]],
    ["an inset title", ["=======", " Title", "======="], ["Title"]],
    ["levels by order of style", ["A", "~", "B", "=", "C", "-", "D", "="], ["A", ".B", "..C", ".D"]],
    ["an overline makes another style", ["===", "A", "===", "B", "==="], ["A", ".B"]],
    ["a title after text of a section, without a blank line", ["A", "=", "B", "-", "text"], ["A", ".B"]],
    ["an underline too short, but certain", ["A long title", "===="], ["A long title"]],
    ["an underline too short to be certain", ["A long title", "==="], []],
    ["wide characters count two columns", ["名前", "===", "", "名前", "===="], ["名前"]],
    ["a numbered title", ["1. Introduction", "==============="], ["1. Introduction"]],
    ["a title like an option", ["--all", "====="], ["--all"]],
    ["a title behind an item of a Roman number", ["i. text", "ii. A", "====="], ["ii. A"]],
    ["a title behind an option", ["-a  text", "Title", "====="], ["Title"]],
    ["a title behind a comment", [".. comment", "Title", "====="], ["Title"]],
    ["a carriage return", ["Title\r", "=====\r", "text\r"], ["Title"]],
    ["a byte order mark", ["\ufeffTitle", "====="], ["Title"]],
  ];
  for (const [name, lines, titles] of table) test(name, () => check(lines, titles));
});

describe("what is none", () => {
  const table: readonly (readonly [name: string, lines: readonly string[]])[] = [
    ["indented text", ["  Title", "  ====="]],
    ["the second line of a paragraph", ["text", "Title", "====="]],
    ["a literal block", ["Example::", "", "  Title", "  ====="]],
    ["a quoted literal block", ["Example::", "", "> Title", ">>>>>>>"]],
    ["a quoted literal block of text that only contains a marker", ["See b) for this::", "", "> Title", ">>>>>>>"]],
    ["a directive", [".. code-block:: rst", "", "  Title", "  ====="]],
    ["a comment", ["..", "  Title", "  ====="]],
    ["a list item", ["- Title", "  ====="]],
    ["an enumerated item", ["1. Title", "2. ====="]],
    ["a field", [":Title: x", "  ====="]],
    ["a transition", ["text", "", "-----", "", "text"]],
    ["a simple table", ["===== =====", "Title more", "===== =====", "a     b", "===== ====="]],
    ["a grid table", ["+-----+", "|Title|", "+=====+", "|a    |", "+-----+"]],
    ["a doctest", [">>> title", "====="]],
    ["a line block", ["| Title", "  ====="]],
    ["an option list", ["-a  Title", "    ====="]],
    ["an overline alone", ["=====", "Title", ""]],
    ["an overline that differs", ["=====", "Title", "-----"]],
    ["nothing", [""]],
  ];
  for (const [name, lines] of table) test(name, () => check(lines, []));
});

test("a section ends where the next of its level or a higher one begins", () => {
  const text = "A\n=\n\na\n\n===\nB\n===\n\nb\n\nC\n=\n\nc\n";
  const ends = read(text).headings.map(({ start, bodyStart, sectionEnd }) => [start, bodyStart, sectionEnd]);
  expect(ends).toEqual([
    [0, 4, text.indexOf("C\n=")],
    [text.indexOf("===\nB"), text.indexOf("\nb\n"), text.indexOf("C\n=")],
    [text.indexOf("C\n="), text.indexOf("\nc\n"), text.length],
  ]);
});

test("titles lose their markup, slugs their punctuation", () => {
  const titles = [
    "``git`` *add*",
    "See `the page <https://example.org>`_",
    ":ref:`x` and **y**",
    "a_b c\\*d",
    "Don't!",
  ];
  const { headings } = read(titles.map((title) => `${title}\n${"=".repeat(50)}\n`).join("\n"));
  expect(headings.map(({ title, slug }) => [title, slug])).toEqual([
    ["git add", "git-add"],
    ["See the page", "see-the-page"],
    ["x and y", "x-and-y"],
    ["a_b c*d", "a_b-cd"],
    ["Don't!", "dont"],
  ]);
});

test("a title that skips a level, and text from another file, are told", () => {
  const { problems } = read("A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n\n.. include:: more.rst\n");
  expect(problems.map(({ code, at }) => [code, spanText(at)])).toEqual([
    ["included-text-not-read", ".. include:: more.rst"],
    ["title-level-inconsistent", "E"],
  ]);
});

describe("against tree-sitter's grammar", () => {
  let parser: Parser;
  beforeAll(async () => {
    await Parser.init();
    const grammar = fileURLToPath(import.meta.resolve("tree-sitter-rst/tree-sitter-rst.wasm"));
    parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
  });

  test("the same titles at the same places, in documents of well-formed blocks", () => {
    fc.assert(
      fc.property(rstDocument, (text) => {
        const tree = parser.parse(text);
        const titles = tree?.rootNode.descendantsOfType("title").flatMap((node) => (node === null ? [] : [node]));
        const expected = titles?.map(({ startIndex, endIndex }) => text.slice(startIndex, endIndex).trim());
        tree?.delete();
        expect(read(text).headings.map(({ at }) => spanText(at))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

test("no text throws, spans lie inside, sections nest and do not overlap", () => {
  fc.assert(
    fc.property(fc.oneof(rstSoup, fc.string({ unit: "binary" })), (text) => {
      const { headings, problems } = read(text);
      for (const { at } of problems) expect(at.start).toBeLessThanOrEqual(at.end);
      let last = 0;
      for (const [index, { start, at, bodyStart, sectionEnd, level }] of headings.entries()) {
        const order = [last, start, at.start, at.end, bodyStart, sectionEnd, text.length];
        expect(order).toEqual(order.toSorted((left, right) => left - right));
        const next = headings.slice(index + 1).find((other) => other.level <= level);
        expect(sectionEnd).toBe(next?.start ?? text.length);
        last = bodyStart;
      }
    }),
    { numRuns: 1000 },
  );
});
