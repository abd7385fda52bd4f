import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { readMarkdownHeadings } from "../../src/core/document/headings-markdown.ts";
import { spanText } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const read = (text: string) => readMarkdownHeadings({ name: "policy.md", text });

const outline = (text: string): readonly string[] =>
  read(text).headings.map(({ at, level }) => ".".repeat(level - 1) + spanText(at));

const check = (lines: readonly string[], titles: readonly string[]): void =>
  expect(outline(lines.join("\n"))).toEqual(titles);

describe("what is a heading", () => {
  const table: readonly (readonly [name: string, lines: readonly string[], titles: readonly string[]])[] = [
    ["by number of marks", ["# A", "## B", "### C", "# D"], ["A", ".B", "..C", "D"]],
    ["the outermost found is level 1", ["## A", "### B"], ["A", ".B"]],
    ["closed by marks", ["# A ##", "# B#", "# C \\#"], ["A", "B#", "C \\#"]],
    ["empty", ["#", "##"], ["", "."]],
    ["underlined", ["A", "===", "B", "---"], ["A", ".B"]],
    ["underlined over two lines", ["A", "b", "==="], ["A\nb"]],
    ["behind a definition of a link target", ["[a]: https://example.org", "A", "==="], ["A"]],
    ["indented up to three", ["   # A"], ["A"]],
    ["with tabs", ["#\tA\t"], ["A"]],
    ["with carriage returns", ["A\r", "===\r", "text\r"], ["A"]],
    ["behind a byte order mark", ["\ufeff# A"], ["A"]],
    ["right after a list", ["- item", "# A"], ["A"]],
    ["behind front matter", ["---", "title: x", "---", "# A"], ["A"]],
    ["a thematic break is no front matter", ["---", "", "# A", "---"], ["A"]],
  ];
  for (const [name, lines, titles] of table) test(name, () => check(lines, titles));
});

describe("what is none", () => {
  const table: readonly (readonly [name: string, lines: readonly string[]])[] = [
    ["no blank after the marks", ["#A"]],
    ["seven marks", ["####### A"]],
    ["fenced code", ["```", "# A", "```"]],
    ["a fence that does not end", ["~~~ text", "# A", "```"]],
    ["indented code", ["    # A"]],
    ["a comment", ["<!--", "# A", "-->"]],
    ["an HTML block", ["<div>", "# A", "</div>"]],
    ["a quote", ["> # A"]],
    ["a list item", ["- # A", "  # B"]],
    ["text that goes on with a quote", ["> text", "A", "==="]],
    ["definitions only", ["[a]: https://example.org", "==="]],
    ["the row of a table", ["| a |", "|---|"]],
  ];
  for (const [name, lines] of table) test(name, () => check(lines, []));
});

test("titles lose their markup, slugs their punctuation", () => {
  const titles = [
    "`git` *add*",
    "See [the page](https://example.org)",
    "See [the page](<the page.md> 'its title') and ![a picture](<>)",
    "**x** &amp; _y_",
    "a_b c\\*d",
    "<https://example.org/>",
  ];
  expect(read(titles.map((title) => `# ${title}`).join("\n")).headings.map(({ title, slug }) => [title, slug])).toEqual(
    [
      ["git add", "git-add"],
      ["See the page", "see-the-page"],
      ["See the page and a picture", "see-the-page-and-a-picture"],
      ["x & y", "x--y"],
      ["a_b c*d", "a_b-cd"],
      ["https://example.org/", "httpsexampleorg"],
    ],
  );
});

test("quotes nested beyond the limit are told, and no heading is given", () => {
  const { headings, problems } = read(`# A\n\n${"> ".repeat(101)}x\n`);
  expect([headings, problems.map(({ code, severity }) => [code, severity])]).toEqual([
    [],
    [["nesting-limit", "error"]],
  ]);
});

/** The headings that are children of the document itself, as the reference implementation finds them. */
function reference(tree: Root, text: string): readonly (readonly [string, number])[] {
  const found = tree.children.flatMap((node) => {
    if (node.type !== "heading") return [];
    const start = node.children[0]?.position?.start.offset ?? 0;
    const end = node.children.at(-1)?.position?.end.offset ?? 0;
    return [[text.slice(start, end), node.depth] as const];
  });
  const outermost = Math.min(...found.map(([, depth]) => depth));
  return found.map(([title, depth]) => [title, depth - outermost + 1]);
}

const line = fc.constantFrom(
  "",
  "",
  "Title",
  "more text",
  "# One",
  "## Two ##",
  "#no",
  "###",
  "===",
  "---",
  "--",
  "=",
  "- item",
  "-",
  "* star",
  "1. one",
  "2. two",
  "10) ten",
  "  - nested",
  "   three",
  "> quote",
  ">",
  "> # q",
  "> - x",
  "```",
  "~~~",
  "``` js",
  "<!-- c",
  "-->",
  "<div>",
  "<script>",
  "x</script>",
  "<?php",
  "?>",
  "<!X",
  "<![CDATA[",
  "]]>",
  "***",
  "* * *",
  "[a]: b",
  '[a]: b "t"',
  "[a]:",
  "[a]: <b c>",
  '"title"',
  "[a",
  "]: x",
  "`code`",
  "\\# esc",
  "# a \\#",
  "- # in",
  "|-|",
);
const prefix = fc.constantFrom("", "", "", "", "> ", "- ", "  ", "   ", "1. ");
// Where the reference departs from the specification (docs/decisions/0002 names the cases): text right after indented
// code, and in a quote or item a list marker that could not interrupt a paragraph. Lone tags are not among the lines.
const indentedCode = /^(?: *(?:>|-|1\.) ?)* {4}/m;
const markerInContainer = /^ *(?:>|[-*]|\d+[.)]) *(?:> *)*(?:[-*] *\r?$|(?!1[.)])\d+[.)])/m;
const soup = fc
  .array(fc.tuple(prefix, line, fc.constantFrom("\n", "\n", "\n\n", "\r\n")), { maxLength: 9 })
  .map((lines) => lines.flat().join(""))
  .filter((text) => !indentedCode.test(text) && !markerInContainer.test(text));

test("the same headings as mdast-util-from-markdown, in lines of every kind in any order", () => {
  fc.assert(
    fc.property(soup, (text) => {
      const found = read(text).headings.map(({ at, level }) => [spanText(at), level]);
      expect([text, found]).toEqual([text, reference(fromMarkdown(text), text)]);
    }),
    { numRuns: 3000 },
  );
});

test("no text throws, spans lie inside, sections nest and do not overlap", () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (text) => {
      const { headings } = read(text);
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
