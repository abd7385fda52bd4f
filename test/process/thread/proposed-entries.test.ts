import { describe, expect, test } from "vitest";
import { patchedTexts } from "../../../src/core/process/thread/patch-text.ts";
import { entriesIn, entriesMax, proposalLengthMax } from "../../../src/core/process/thread/proposed-entries.ts";
import * as fc from "../../random-cases.ts";
import { comment, mail } from "./postings.ts";

const told = (posting: Parameters<typeof entriesIn>[0]) => {
  const { entries, problems } = entriesIn(posting);
  return [
    ...entries.map(({ entry, titled, prose }) => [
      titled ? entry.title : null,
      ...entry.fields.map(({ name, value }) => `${name}=${value}`),
      prose,
    ]),
    ...problems,
  ];
};

const rst = `Uniform changes
"""""""""""""""

:Exception: uniform-changes
:Covers: code,
  tests

The same edit
in many places.
`;
const markdown = `### Uniform changes

- **Exception:** uniform-changes
- **Covers**: code,
  tests

The same edit
in many places.
`;
const read = ["Uniform changes", "Exception=uniform-changes", "Covers=code, tests", "The same edit in many places."];

const added = (text: string): string => text.replace(/\n$/, "").replace(/^/gm, "+");
const lineCount = (text: string): number => text.split("\n").length - 1;

/** A patch that adds a text between others. */
const patch = (
  path: string,
  text: string,
  before = "Exceptions\n~~~~~~~~~~\n\n",
  after = "\nOthers\n~~~~~~\n",
): string =>
  `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n` +
  `@@ -1,${lineCount(before + after)} +1,${lineCount(before + text + after)} @@ Exceptions\n` +
  `${before.replace(/^(?=[^])/gm, " ").replace(/ $/, "")}${added(text)}\n${after.replace(/^(?=[^])/gm, " ").replace(/ $/, "")}-- \n2.39.5\n`;

describe("a proposed entry is read as the document reads its own", () => {
  test.each<readonly [string, string, readonly unknown[]]>([
    ["in words", `Hello,\n\n${rst}`, [read]],
    ["in Markdown", `Hello,\n\n${markdown}`, [read]],
    ["in a patch", `Why.\n---\n x | 9 +\n\n${patch("docs/p.rst", rst)}`, [read]],
    ["in a patch to a Markdown document", patch("docs/p.md", markdown, "## Exceptions\n\n"), [read]],
    ["in a patch without a name", patch("p", rst).replace(/^(?:diff|---|\+\+\+).*\n/gm, ""), [read]],
    ["with carriage returns", patch("docs/p.rst", rst).replaceAll("\n", "\r\n"), [read]],
    ["above tags", `${rst}\nSigned-off-by: Ada <ada@example.org>\n`, [read]],
    ["below tags", `Acked-by: Ada <ada@example.org>\n\n${rst}`, [read]],
    ["above a diffstat", `${rst}---\n x | 2 +\n`, [read]],
    ["above a signature", `${rst}-- \nAda\n`, [read]],
    ["above another section", `${rst}\nAnother\n"""""""\n\ntext\n`, [read]],
    [
      "without a heading",
      "I suggest:\n\n:Exception: a-b\n:Covers: code\n\nfine?\n",
      [[null, "Exception=a-b", "Covers=code", "fine?"]],
    ],
    ["with another field first", ":Covers: code\n:Exception: a-b\n", [[null, "Covers=code", "Exception=a-b", ""]]],
    ["with prose above the block", "Title\n=====\n\nprose\n\n:Exception: a-b\n", [[null, "Exception=a-b", ""]]],
    ["right at the start", "\n:Covers: code\n:Exception: a-b\n", [[null, "Covers=code", "Exception=a-b", ""]]],
    ["below something indented", "  x\n:Exception: a-b\n", [[null, "Exception=a-b", ""]]],
    [
      "in the other format's form",
      patch("docs/p.md", ":Exception: a-b\n", "x\n\n", "\n"),
      ["has a field `Exception` in a form that the document's reader takes for none"],
    ],
    [
      "two",
      `${rst}\n${rst.replaceAll("uniform", "other").replace("Uniform", "Other")}`,
      [read, expect.arrayContaining(["Exception=other-changes"])],
    ],
    [
      "above a patch, with words that only contain what ends one",
      `${rst}so it is ---\nsaid in a diff --git a b, Not-Signed-off-by: nobody\ndiff --git a/x b/x\n`,
      [
        [
          ...read.slice(0, -1),
          "The same edit in many places. so it is --- said in a diff --git a b, Not-Signed-off-by: nobody",
        ],
      ],
    ],
    [
      "twice in a patch, between what stands there already",
      patch(
        "docs/p.rst",
        ":Exception: a-b\n\n",
        "Exceptions\n~~~~~~~~~~\n\n",
        "Others\n~~~~~~\n\n:Exception: kept\n\nWords.\n\n+:Exception: c-d\n+\n+More.\n",
      ).replace(/^ \+/gm, "+"),
      [
        ["Exceptions", "Exception=a-b", ""],
        [null, "Exception=c-d", "More."],
      ],
    ],
    ["quoted", `> ${rst.replaceAll("\n", "\n> ")}`, []],
    ["quoted fields with an answer between", "> :Exception: a\n\nno\n\n> :Covers: code\n", []],
    ["indented", rst.replace(/^/gm, "    "), []],
    ["kept by a patch, not added", patch("docs/p.rst", "x\n", rst, "\n"), []],
    ["taken away by a patch", "@@ -1,2 +1,1 @@\n-:Exception: a-b\n x\n", []],
    ["with an id that is none", ":Exception: A B\n", ["proposes an entry, and `A B` is no id of an exception"]],
    ["no entry", "An :Exception: is a field.\n", []],
  ])("%s", (_, text, wanted) => {
    expect(told(mail("1", { text }))).toEqual(wanted);
  });

  test("in a patch that is attached", () => {
    expect(told(mail("1", { patches: [patch("docs/p.rst", rst)] }))).toEqual([read]);
  });

  test("in a fence of a comment, but not in one of a mail", () => {
    const text = `I propose\n\n\`\`\`rst\n${rst}\`\`\`\n\nand more.\n`;
    expect(told(comment(1, "ada", text))).toEqual([read]);
    const quotedFence = text.replace(/^/gm, "> ");
    expect(told(comment(1, "ada", quotedFence))).toEqual([]);
  });

  test("and its place is told by the name of the file, of the mail, or as the patch", () => {
    const nameOf = (text: string): string | undefined =>
      entriesIn(mail("1", { text })).entries[0]?.entry.at.source.name;
    expect(nameOf(patch("docs/p.rst", rst))).toBe("docs/p.rst");
    expect(nameOf(patch("p", rst).replace(/^(?:diff|---|\+\+\+).*\n/gm, ""))).toBe("the patch");
    expect(nameOf(rst)).toBe("mail 1");
  });

  test("with what is wrong with it", () => {
    const [one] = entriesIn(mail("1", { text: ":Exception: a\n:Covers: cod\n" })).entries;
    expect(one?.entry.problems.map(({ code }) => code)).toEqual(["unknown-word"]);
  });

  test("with two ids, as one entry with that problem", () => {
    const { entries } = entriesIn(mail("1", { text: ":Exception: a\n:Exception: b\n" }));
    expect(entries.map(({ entry }) => [entry.id, entry.problems.map(({ code }) => code)])).toEqual([
      ["a", ["repeated-field"]],
    ]);
  });

  test("too many, or in a text that is too long, are said", () => {
    const many = Array.from({ length: entriesMax + 1 }, (_, index) => `prose\n\n:Exception: e${index}\n\n`).join("");
    expect(told(mail("1", { text: many })).at(-1)).toBe(`proposes more than ${entriesMax} entries`);
    const head = ":Exception: a\n";
    const whole = `${head}${"x".repeat(proposalLengthMax - head.length)}`;
    expect(entriesIn(mail("1", { text: whole }))).toMatchObject({ entries: [{ entry: { id: "a" } }], problems: [] });
    const long = `${whole}x`;
    expect(told(mail("1", { text: long }))).toEqual([expect.stringContaining("no proposal was looked for")]);
  });

  test("whatever the text is, nothing is thrown", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "Title",
        "=====",
        ":Exception: a",
        "+:Exception: b",
        "- **Exception:** c",
        "@@ -1,3 +1,9 @@",
        "+++ b/x.md",
        "",
        "```",
        " x",
        "> y",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.boolean(), (lines, isMail) => {
        const text = lines.join("\n");
        const { entries } = entriesIn(isMail ? mail("1", { text }) : comment(1, "ada", text));
        for (const { entry } of entries)
          expect(entry.fields.some(({ name }) => name.toLowerCase() === "exception")).toBe(true);
      }),
    );
  });
});

test("a hunk goes on behind the mark of a file that ended without a line feed", () => {
  const hunk = "+++ b/f\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+three\n";
  expect(patchedTexts(hunk).map(({ text, added }) => [text, added])).toEqual([
    ["one\nthree\n", [{ start: 4, end: 10 }]],
  ]);
});

test("what a hunk leaves is what its numbers say", () => {
  const kind = fc.constantFrom(" ", "+", "-");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(kind, fc.constantFrom("a", "", "--- x", "+++ y", "@@ -1 +1 @@")), { minLength: 1 }),
      (lines) => {
        const count = (...signs: readonly string[]): number => lines.filter(([sign]) => signs.includes(sign)).length;
        const body = lines.map(([sign, text]) => `${sign}${text}\n`).join("");
        const [hunk, ...others] = patchedTexts(
          `+++ b/f\n@@ -1,${count(" ", "-")} +1,${count(" ", "+")} @@\n${body}behind\n`,
        );
        expect(others).toEqual([]);
        expect(hunk?.text).toBe(lines.flatMap(([sign, text]) => (sign === "-" ? [] : [`${text}\n`])).join(""));
        const of = (signs: string): string =>
          lines.flatMap(([sign, text]) => (signs.includes(sign) ? [`${text}\n`] : [])).join("");
        expect(hunk?.added.map(({ start, end }) => hunk.text.slice(start, end)).join("")).toBe(of("+"));
      },
    ),
  );
});

test("places that cannot be read are looked at no oftener than entries", () => {
  const text = ":Exception: BAD ID\n\nText.\n\n".repeat(8_000);
  const { entries, problems } = entriesIn(mail("1", { text }));
  expect(entries).toEqual([]);
  expect(problems).toHaveLength(entriesMax + 1);
  expect(problems.at(-1)).toBe(`proposes more than ${entriesMax} entries`);
});
