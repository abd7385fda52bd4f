import { describe, expect, test } from "vitest";
import type { DocumentFormat } from "../../src/core/document/document.ts";
import { normativeWords, normativeWordsIn } from "../../src/core/document/normative-words.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import { sentencesOf, wordsOf } from "../../src/core/document/sentences.ts";
import * as fc from "../random-cases.ts";
import { rstDocument, rstSoup } from "./rst-documents.ts";

const read = (text: string, format: DocumentFormat) =>
  sentencesOf(readDocument({ name: "document", text }, format).document);

type Case = readonly [name: string, document: string, sentences: readonly string[]];

const rst: readonly Case[] = [
  ["sentences go on over lines", "One must\ngo on. Two\nends.\n", ["One must go on.", "Two ends."]],
  ["a title is no sentence", "Title must\n==========\n\nText.\n\n====\nOver\n====\n\nMore.\n", ["Text.", "More."]],
  [
    "items of lists",
    " * One must.\n   Two.\n * Three\n\n#. Four\n\n(a) Five\n    goes on\n",
    ["One must.", "Two.", "Three", "Four", "Five goes on"],
  ],
  ["a number that begins no list is text", "1. Introduction\nfollows.\n", ["1.", "Introduction follows."]],
  ["terms and their definitions", "term\n   Its definition.\n", ["term", "Its definition."]],
  ["a quote", "Text.\n\n   Quoted must.\n", ["Text.", "Quoted must."]],
  [
    "an admonition, with text on its line or below",
    ".. note:: It must\n   hold.\n\n.. warning::\n   :class: x\n\n   Care.\n",
    ["It must hold.", "Care."],
  ],
  ["settings of a directive right below its text", ".. note:: Text\n   :class: must\n\n   More.\n", ["Text", "More."]],
  [
    "a directive that nobody knows is read",
    ".. project-rule:: must\n\n   It shall hold.\n",
    ["must", "It shall hold."],
  ],
  ["code", ".. code-block:: c\n\n   int must;\n\n.. code::\n\n   x\n\nText.\n", ["Text."]],
  ["a literal block", "Such as this::\n\n   it must\n\n   and so on\n\nText.\n", ["Such as this:", "Text."]],
  ["a literal block in an item", " * done via ``x``::\n\n    it must\n\n * next\n", ["done via x:", "next"]],
  ["a quoted literal block", "Mail::\n\n> it must\n> go\n\nText.\n", ["Mail:", "Text."]],
  ["what only looks like one", "List::\n\nText must.\n", ["List:", "Text must."]],
  ["comments", ".. it must\n   not\n\n..\n   nor this\n\nText.\n", ["Text."]],
  [
    "a target, and the quote below it",
    ".. _x:\n\n   Quoted.\n\n.. _y: https://example.org/\n   must\n\nText.\n",
    ["Quoted.", "Text."],
  ],
  ["a comment that ends a word as a target does", ".. as name__ says\n\n   it must\n\nText.\n", ["Text."]],
  ["a target without a name", "__ https://example.org/\n\n.. __: x\n\n   Quoted.\n\nText.\n", ["Quoted.", "Text."]],
  ["a footnote", ".. [1] A note must\n   hold.\n", ["A note must hold."]],
  ["a substitution", ".. |x| replace:: must\n\nText.\n", ["Text."]],
  ["fields", ":Author: must\n    go on\n:Date: 2\n", ["must go on", "2"]],
  ["a session", ">>> must\n1\n\nText.\n", ["Text."]],
  ["lines of a line block", "| One\n| must\n", ["One", "must"]],
  ["a transition", "One.\n\n--------\n\nTwo.\n", ["One.", "Two."]],
  [
    "a grid table",
    "+-----+-----+\n| a   | It  |\n|     | must|\n+=====+=====+\n| c   | d   |\n+-----+-----+\n",
    ["a", "It must", "c", "d"],
  ],
  [
    "a simple table",
    "===  =====\na    It\n     must\n===  =====\nc    d\n\ne    f\n===  =====\n\nText.\n",
    ["a", "It must", "c", "d", "e", "f", "Text."],
  ],
  [
    "a simple table right above a text",
    "===  =====\na    b\n===  =====\nc    d\n===  =====\nText goes on.\n",
    ["a", "b", "c", "d", "Text goes on."],
  ],
  ["tabs", "\tIt must.\n\n*\tItem\n\tgoes on.\n", ["It must.", "Item goes on."]],
  [
    "markup",
    "**It** `must\n<https://example.org/>`__ *hold*, as :ref:`said <there>`, ``x_y`` and name_ \\* and\\ so.\n",
    ["It must hold, as said, x_y and name * andso."],
  ],
  ["stars of names", "Files such as *.c must.\n", ["Files such as *.c must."]],
];

const markdown: readonly Case[] = [
  ["sentences go on over lines", "One must\ngo on. Two\nends.\n", ["One must go on.", "Two ends."]],
  ["a title is no sentence", "# Title must\n\nText.\n\nUnder\n-----\n\nMore.\n", ["Text.", "More."]],
  [
    "items of lists",
    "- One must.\n  Two.\n- Three\n\n1. Four\n   - Five\nlazy\n",
    ["One must.", "Two.", "Three", "Four", "Five lazy"],
  ],
  ["quotes and alerts", "> Quoted\n> must.\n\n> [!NOTE]\n> Care.\n", ["Quoted must.", "Care."]],
  ["a quote behind a blank line, which goes on with no item", "> - One\n\n>     must\n", ["One"]],
  ["a quote without a blank", ">Quoted\n>must.\n", ["Quoted must."]],
  ["code in a quote, and what is too little for it", ">     must\n\n>    Text.\n", ["Text."]],
  [
    "an item that begins with code, and one that is far off",
    "-     must\n\nText.\n\n-    One\n     must.\n",
    ["Text.", "One must."],
  ],
  ["a bracket that nothing opened", "It](x) must][y].\n", ["It](x) must][y]."]],
  [
    "addresses, and what only looks like one",
    "See <https://example.org/a_b_c>, <x@example.org> and <b>not</b> <b:>.\n",
    ["See https://example.org/a_b_c, x@example.org and not ."],
  ],
  ["code", "```\nmust\n```\n\n    must\n\nText `must`.\n", ["Text must."]],
  ["HTML and its comments", "<!-- must -->\n\n<div>\nmust\n</div>\n\nText<!-- must --> <b>more</b>.\n", ["Text more."]],
  ["definitions of targets", "[a]: https://example.org/\n[b]: x\nText.\n", ["Text."]],
  ["front matter", "---\ntitle: must\n---\n\nText.\n", ["Text."]],
  ["a table", "| a | It must |\n|---|:--|\n| c \\| d | e |\n", ["a", "It must", "c | d", "e"]],
  ["bars above a rule without a dash are text", "| a | b |\n| : | : |\n", ["| a | b | | : | : |"]],
  ["bars without a rule are text", "a | b\nc\n", ["a | b c"]],
  [
    "markup",
    '**It** [must](https://example.org/(x) "t") _hold_, ![so](y) ``a ` b`` &amp; [z][1] \\* snake_case 2 * 3.\n',
    ["It must hold, so a ` b & z * snake_case 2 * 3."],
  ],
  ["tabs", "-\tOne\n\tmust.\n", ["One must."]],
];

describe.each([
  ["restructuredtext", rst],
  ["markdown", markdown],
] as const)("prose of %s", (format, cases) => {
  test.each(cases)("%s", (_, document, sentences) => {
    expect(read(document, format).map(({ text }) => text)).toEqual(sentences);
  });
});

const ends: readonly (readonly [string, readonly string[]])[] = [
  ["Use a tool, e.g. sed or i.e. Perl. Then stop.", ["Use a tool, e.g. sed or i.e. Perl.", "Then stop."]],
  ["See Mr. Smith, J. Doe et al. They know.", ["See Mr. Smith, J. Doe et al.", "They know."]],
  ["Version 1.2 is out. so it goes on.", ["Version 1.2 is out. so it goes on."]],
  ['He said "no." It ended! Did it? (Yes.) Good…', ['He said "no."', "It ended!", "Did it?", "(Yes.)", "Good…"]],
  ["Sign it. `git commit` helps.", ["Sign it.", "git commit helps."]],
  ["See https://example.org/a.b?c. Then stop.", ["See https://example.org/a.b?c.", "Then stop."]],
  ["One thing. 2 more. “Quoted.” *Strong.* End", ["One thing.", "2 more.", "“Quoted.”", "Strong.", "End"]],
  ["This is A. I sign. So do I. Good.", ["This is A. I sign.", "So do I.", "Good."]],
  ["それは必要です。次の文。", ["それは必要です。", "次の文。"]],
  ["It is a node. 5 are left.", ["It is a node.", "5 are left."]],
  ["See No. 5. Say no. Or yes.", ["See No. 5.", "Say no.", "Or yes."]],
  ["... . !!", []],
];
test.each(ends)("%s", (text, sentences) => expect(read(text, "markdown").map((one) => one.text)).toEqual(sentences));

const normative: readonly (readonly [string, readonly string[]])[] = [
  ["It must, and MUST NOT.", ["must"]],
  ["They may not, and need to.", ["may not", "need to"]],
  ["They may now need it.", []],
  ["It mustn’t be a must-have.", ["mustn't"]],
  ["Mustard is expected; declined, though.", ["expected", "declined"]],
  ["Not\nallowed, not  permitted.", ["not allowed", "not permitted"]],
  ["The `required` word of https://example.org/must counts for nothing.", []],
];
test.each(normative)("what makes %j ask for something", (text, words) =>
  expect(read(text, "markdown").map((one) => one.normative)).toEqual([words]),
);

test("each of the words is found in any case, and in nothing longer", () => {
  for (const word of normativeWords) {
    expect(normativeWordsIn(`It ${word.toUpperCase()}.`)).toContain(word);
    expect(normativeWordsIn(`It x${word}x.`)).not.toContain(word);
  }
});

describe("a list under a sentence that asks and ends in a colon asks, too", () => {
  const asking = (text: string, format: DocumentFormat) =>
    read(text, format).flatMap((one) => (one.normative.length > 0 ? [one.text] : []));
  test.each(["restructuredtext", "markdown"] as const)("%s", (format) => {
    const list = "- sign off. Or so.\n\n  Or else.\n\n- be kind\n\n";
    expect(asking(`Contributors must:\n\n${list}Text.\n\n- item\n`, format)).toEqual([
      "Contributors must:",
      "sign off.",
      "be kind",
    ]);
    expect(asking("They must:\n\n- sign:\n\n  - by name\n\n- be kind\n", format)).toEqual([
      "They must:",
      "sign:",
      "be kind",
    ]);
    expect(asking(`Contributors can:\n\n${list}`, format)).toEqual([]);
    expect(asking(`They must:\n\nText.\n\n${list}`, format)).toEqual(["They must:"]);
  });
});

test("a sentence knows its place, its innermost heading and its words", () => {
  const text = "First.\n\n# One\n\n## Two\n\n- **You** must\n  `do` it.\n\n# Three\n\nLast.\n";
  const sentences = read(text, "markdown");
  expect(sentences.map(({ heading }) => heading?.title ?? null)).toEqual([null, "Two", "Three"]);
  expect(sentences.map(({ at }) => text.slice(at.start, at.end))).toEqual([
    "First.",
    "You** must\n  `do` it.",
    "Last.",
  ]);
  expect(sentences[1]?.words).toEqual(["You", "must", "do", "it"]);
  expect(wordsOf("It's a `Signed-off-by:` line, e.g. (a)!")).toEqual([
    "It's",
    "a",
    "Signed-off-by",
    "line",
    "e.g",
    "a",
  ]);
});

const word = fc.constantFrom(
  "must",
  "sign",
  "e.g.",
  "`x`",
  "``y``",
  "**z**",
  "[a](b)",
  "`t <u>`_",
  "<i>",
  "*",
  "_",
  "\\",
  "1.",
  "\u00e9",
  "e\u0301",
  "😀",
);
const soup = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "  ", "- ", "> ", "| ", ".. ", ":a: ", "\t", "===", "+---+"),
      fc.array(word, { maxLength: 6 }),
    ),
    { maxLength: 14 },
  )
  .map((lines) => lines.map(([start, words]) => start + words.join(" ")).join("\n"));

test("no text throws; spans rise, lie inside and hold the sentence's letters", () => {
  const text = fc.oneof(soup, rstSoup, rstDocument, fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(text, fc.constantFrom<DocumentFormat>("markdown", "restructuredtext"), (source, format) => {
      let last = -1;
      for (const { at, text: shown, words } of read(source, format)) {
        expect(at.start > last && at.start < at.end && at.end <= source.length).toBe(true);
        last = at.start;
        const letters = source.slice(at.start, at.end).normalize("NFC");
        // Entities are the one thing that reads otherwise than it is written.
        for (const one of words)
          if (!source.includes("&")) for (const letter of one.match(/\p{L}/gu) ?? []) expect(letters).toContain(letter);
        expect(shown).toBe(shown.trim());
        expect(/[\n\t]| {2}/.test(shown)).toBe(false);
      }
    }),
    { numRuns: 3000 },
  );
});

test("what is hostile is read in one go, however much of it there is", () => {
  const many = 20_000;
  for (const unit of [
    "[](",
    "`",
    "``` `` ",
    "* ",
    "- ",
    "<a",
    "<!--",
    "![",
    "](x",
    "_a",
    ":a:",
    "|a",
    "a|",
    "> ",
    "`a <",
    "\\",
    "http://",
    "e.g. ",
    "A. ",
    ".. ",
    "+-+\n",
    "= =\n",
    "((",
    "must ",
  ]) {
    for (const format of ["markdown", "restructuredtext"] as const) {
      for (const start of ["", "a\n|-|\n", "- "])
        expect(read(start + unit.repeat(many / unit.length), format)).toBeInstanceOf(Array);
    }
  }
});
