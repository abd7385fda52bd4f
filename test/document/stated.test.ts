import { expect, test } from "vitest";
import { paragraphsUnder, readStated, statedLengthMax } from "../../src/core/document/stated.ts";
import * as fc from "../random-cases.ts";

const shown = (text: string): readonly string[] =>
  (readStated(text)?.paragraphs ?? []).map((one) => (one.box === "none" ? one.text : `${one.box}: ${one.text}`));

test.each([
  [
    "paragraphs, items and cells",
    "One\ntwo\n\n- three\n\n| a | b |\n|---|---|\n| c | d |\n",
    ["One two", "three", "a", "b", "c", "d"],
  ],
  [
    "boxes, with a browser's line ends",
    "- [x] **Yes**, I did\r\n- [ ] no\r\n* [X] too\r\n",
    ["ticked: Yes, I did", "empty: no", "ticked: too"],
  ],
  [
    "what stands in the item of a box goes with it",
    "- [ ] no\n\n  because\n- after\n",
    ["empty: no", "empty: because", "after"],
  ],
  ["a box in a box speaks for itself", "- [ ] no\n  - [x] yes\n", ["empty: no", "ticked: yes"]],
  ["no box outside a list", "[x] no box\n", ["[x] no box"]],
  [
    "quotations, code, comments and titles are no statement",
    "> quoted\n\n```\ncode\n```\n\n<!-- template -->\n\n# Title\n\n    code\n",
    [],
  ],
  ["a list in a quotation", "> - [x] quoted\n", []],
  ["a quotation in a list", "1. > - [x] quoted\n", []],
  [
    "a cell behind one that has a mark like that of a quotation",
    "| how -> | AI > 0 |\n|---|---|\n| a -> b | yes |\n",
    ["how ->", "AI > 0", "a -> b", "yes"],
  ],
  [
    "what stands between two rules, as no forge has front matter",
    "---\nAI: yes\n\n- [x] yes\n\n---\n",
    ["AI: yes", "ticked: yes"],
  ],
  ["no words that stand for an image", "- [x] ![yes](a.png)\n\nI ![did](b.png) it\n", ["I it"]],
  ["a comment inside a line", "I did <!-- not --> it\n", ["I did it"]],
] as const)("%s", (_name, text, expected) => {
  expect(shown(text)).toEqual(expected);
});

test("a section has what stands below its heading, up to the next of its level", () => {
  const stated = readStated("before\n\n## AI  Use\n\nyes\n\n### More\n\nand\n\n## Other\n\nno\n");
  expect(stated === null ? null : paragraphsUnder(stated, "ai use")?.map(({ text }) => text)).toEqual(["yes", "and"]);
  expect(stated === null ? null : paragraphsUnder(stated, "AI")).toBeNull();
});

test("what is too long or nested too deep is not read, and nothing is made of it", () => {
  expect(readStated("a".repeat(statedLengthMax + 1))).toBeNull();
  expect(readStated(`${"> ".repeat(200)}a\n\n# title\n`)).toBeNull();
});

test.each([
  ["<div><!--\n\n- [x] yes\n\n<p>--></p></div>\n", null],
  ["<p>\nwords <!--\n\n- [x] yes\n", null],
  ['<div title="\n\n- [x] yes\n\n<p>">\n', null],
  ["<!-- a --> <div\n\n- [x] yes\n", null],
  ["<!-- a template\n\nof lines -->\n\n- [x] yes\n", ["ticked: yes"]],
  ["<details><summary>a < b > c</summary>\n\n- [x] yes\n\n</details>\n", ["ticked: yes"]],
  ["<p align='center' title=\"it's > that\">a</p>\n\n- [x] yes\n", ["ticked: yes"]],
  ["<kbd>don't</kbd> \"quote\n\n- [x] yes\n", ["don't \"quote", "ticked: yes"]],
] as const)("nothing is made of what a tag that is left open hides: %j", (text, expected) => {
  expect(readStated(text) === null ? null : shown(text)).toEqual(expected);
});

test("no text throws, and every paragraph begins inside it", () => {
  const piece = fc.constantFrom(
    "- [x] ",
    "- [ ] ",
    "> ",
    "# ",
    "\n",
    "\n\n",
    "  ",
    "a",
    "|",
    "<!--",
    "-->",
    "`",
    "1. ",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      for (const { at } of readStated(text)?.paragraphs ?? []) expect(at >= 0 && at < text.length).toBe(true);
    }),
  );
});

test("paragraphs under headings of one title, however they nest, are those that each of the sections has", () => {
  const lines = fc.constantFrom(
    "# AI",
    "## AI",
    "### AI",
    "# Other",
    "## Other",
    "word",
    "- item",
    "| a | b |\n|---|---|",
  );
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 20 }), (chosen) => {
      const stated = readStated(chosen.join("\n\n"));
      if (stated === null) throw new Error("the text was not read");
      const under = stated.sections.filter(({ title }) => title === "AI");
      const expected = stated.paragraphs.filter(({ at }) => under.some(({ from, to }) => from <= at && at < to));
      expect(paragraphsUnder(stated, "AI") ?? []).toEqual(expected);
    }),
  );
});
