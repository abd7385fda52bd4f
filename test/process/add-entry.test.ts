import { describe, expect, test } from "vitest";
import { addEntry } from "../../src/core/process/add-entry.ts";
import type { ProposedEntry } from "../../src/core/process/proposed-entry.ts";
import { ground, outcome } from "./ground.ts";

const entry: ProposedEntry = {
  title: "Uniform changes",
  fields: [
    { name: "Exception", value: "uniform-changes" },
    { name: "Covers", value: "code, tests" },
    { name: "Not paths", value: "linux-headers/, *.bin" },
  ],
  prose: "The same edit in many places.",
};

const rstEntry = (underline: string): string =>
  `Uniform changes\n${underline.repeat(15)}\n\n:Exception: uniform-changes\n:Covers: code, tests\n:Not paths: linux-headers/, \`\`*.bin\`\`\n\nThe same edit in many places.\n`;

const markdownEntry = (marks: string, field = (name: string, value: string) => `- **${name}:** ${value}`): string =>
  `${marks} Uniform changes\n\n${field("Exception", "uniform-changes")}\n${field("Covers", "code, tests")}\n${field("Not paths", "linux-headers/, `*.bin`")}\n\nThe same edit in many places.\n`;

type Case = { readonly name: string; readonly before: string; readonly added: string; readonly after: string };

/** What stands before the new entry, the bytes added, and what stands behind it. */
const rst: readonly Case[] = [
  {
    name: "at the end of the document, below an empty section: the next mark that the document has not used",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n\nNone so far.\n",
    added: `\n${rstEntry("^")}`,
    after: "",
  },
  {
    name: "like the entries that stand there, overlined as they are",
    before:
      "Policy\n======\n\nExceptions\n----------\n\n+++++++\nEarlier\n+++++++\n\n:Exception: earlier-one\n\nText.\n",
    added: `\n+++++++++++++++\n${rstEntry("+")}`,
    after: "",
  },
  {
    name: "with the mark that headings of that level have elsewhere",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n\nNone.\n",
    added: `\n${rstEntry("'")}`,
    after: "\nOther\n~~~~~\n\nDeeper\n''''''\n\nText.\n",
  },
  {
    name: "before a label of the next heading",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n\nNone.\n",
    added: `\n${rstEntry("^")}`,
    after: "\n.. _other:\n\nOther\n~~~~~\n\nText.\n",
  },
  {
    name: "behind an entry that ends in a label of the next heading",
    before: "Policy\n======\n\nExceptions\n----------\n\nEarlier\n^^^^^^^\n\n:Exception: earlier-one\n\nText.\n",
    added: `\n${rstEntry("^")}`,
    after: "\n.. _other:\n\nOther\n-----\n\nText.\n",
  },
  {
    name: "with two empty lines above, where the document leaves two",
    before: "Policy\n======\n\n\nExceptions\n~~~~~~~~~~\n\nNone.\n",
    added: `\n\n${rstEntry("^")}`,
    after: "\n\nOther\n~~~~~\n\nText.\n",
  },
  {
    name: "behind a last line without a line end",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n\nNone.",
    added: `\n\n${rstEntry("^")}`,
    after: "",
  },
  {
    name: "below a heading with nothing under it, apart from what follows",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n",
    added: `\n${rstEntry("^")}\n`,
    after: "Other\n~~~~~\n\nText.\n",
  },
  {
    name: "apart from a heading of one letter that follows",
    before: "Policy\n======\n\nExceptions\n~~~~~~~~~~\n",
    added: `\n${rstEntry("^")}\n`,
    after: "B\n~\n\nText.\n",
  },
];

const markdown: readonly Case[] = [
  {
    name: "one level deeper than the list",
    before: "# Policy\n\n## Exceptions\n\nNone so far.\n",
    added: `\n${markdownEntry("###")}`,
    after: "\n## Other\n",
  },
  {
    name: "with closing marks, bullets and bold names as the entries have them",
    before: "# Policy\n\n## Exceptions ##\n\n### Earlier ###\n\n* __Exception__: earlier-one\n\nText.\n",
    added: `\n${markdownEntry("###", (name, value) => `* __${name}__: ${value}`).replace("changes\n", "changes ###\n")}`,
    after: "",
  },
  {
    name: "before an anchor of the next heading and a line across the page",
    before: "# Policy\n\n## Exceptions\n\nNone.\n",
    added: `\n${markdownEntry("###")}`,
    after: '\n---\n\n<a id="other"></a>\n\n## Other\n\nText.\n',
  },
  {
    name: "behind a line across the page that stands right below text, and so is no heading's",
    before: "# Policy\n\n## Exceptions\n\nNone.\n***\n",
    added: `\n${markdownEntry("###")}`,
    after: "\n## Other\n",
  },
  {
    name: "behind text that begins as a line across the page",
    before: "# Policy\n\n## Exceptions\n\n***None*** so far.\n",
    added: `\n${markdownEntry("###")}`,
    after: "\n## Other\n",
  },
  {
    name: "behind text that ends as a line across the page",
    before: "# Policy\n\n## Exceptions\n\nNone so far. ***\n",
    added: `\n${markdownEntry("###")}`,
    after: "\n## Other\n",
  },
  {
    name: "behind text that ends in an anchor, and before anchors",
    before: '# Policy\n\n## Exceptions\n\n<a id="none"></a> None.\n\nNone <a id="more"></a>\n',
    added: `\n${markdownEntry("###")}`,
    after: '\n<a name="x" />\n\n   <a id="y"> </a>\n\n * * *\n\n- -  -\n\n___\n\n_ _  _\n\n## Other\n',
  },
  {
    name: "beside the last entry, where an earlier one is deeper",
    before: "# Exceptions\n\n### Deep\n\nText.\n\n## Flat\n\nText.\n",
    added: `\n${markdownEntry("##")}`,
    after: "",
  },
  {
    name: "underlined, where entries are",
    before: "Exceptions\n==========\n\nEarlier\n-------\n\n- **Exception:** earlier-one\n",
    added: `\n${markdownEntry("").slice(1).replace("\n", "\n---------------\n")}`,
    after: "",
  },
];

describe.each([
  ["restructuredtext", rst],
  ["markdown", markdown],
] as const)("an entry added to %s", (format, cases) => {
  test.each(cases)("$name", ({ before, added, after }) => {
    expect(outcome(addEntry(ground(before + after, format), entry))).toBe(before + added + after);
  });

  test.each(cases)("and with carriage returns: $name", ({ before, added, after }) => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(outcome(addEntry(ground(crlf(before + after), format), entry))).toBe(crlf(before + added + after));
  });
});

const listed = "# Policy\n\n## Exceptions\n\n### Earlier\n\n- **Exception:** earlier-one\n";
const withFields = (...fields: ProposedEntry["fields"]): ProposedEntry => ({ ...entry, fields });
const id = { name: "Exception", value: "uniform-changes" } as const;

/** Entries that are refused, with the code of the problem. */
const refusals: readonly (readonly [name: string, document: string, entry: ProposedEntry, code: string])[] = [
  ["without an id", listed, withFields(), "no-id"],
  ["without a title", listed, { ...entry, title: " " }, "no-title"],
  ["whose id is listed", listed, withFields({ name: "Exception", value: "earlier-one" }), "entry-listed"],
  [
    "whose id is listed, and no field's first",
    listed,
    withFields({ name: "Covers", value: "code" }, { name: "Exception", value: "earlier-one" }),
    "entry-listed",
  ],
  ["whose title is listed", listed, { ...entry, title: "EARLIER" }, "entry-listed"],
  [
    "whose id was withdrawn",
    `${listed}- **Withdrawn:** 2026-01-01 it was wrong\n`,
    withFields({ name: "Exception", value: "earlier-one" }),
    "entry-listed",
  ],
  ["into a document without a list", "# Policy\n", entry, "no-exceptions-heading"],
  ["into one with two lists", "# Exceptions\n\n# Exceptions\n", entry, "ambiguous-exceptions-heading"],
  ["below the deepest heading", "###### Exceptions\n", entry, "no-deeper-heading"],
  [
    "with a limit that nobody can read",
    listed,
    withFields(id, { name: "At most", value: "some lines" }),
    "reads-otherwise",
  ],
  ["with an id that is none", listed, withFields({ name: "Exception", value: "Uniform Changes" }), "reads-otherwise"],
  ["with prose that has a heading", listed, { ...entry, prose: "Text.\n\n# Exceptions of mine\n" }, "reads-otherwise"],
  ["with prose that looks like a field", listed, { ...entry, prose: "- **Until:** 2030-01-01" }, "reads-otherwise"],
  ["with prose that opens a fence", listed.concat("\n## Next\n"), { ...entry, prose: "```" }, "reads-otherwise"],
  ["with text that turns round what is read", listed, { ...entry, prose: "Text \u202e txet." }, "character-not-shown"],
  ["with an escape code", listed, withFields(id, { name: "Tool", value: "\u001b[31mred" }), "character-not-shown"],
  ["in an unclosed fence", `${listed}\n\`\`\`\ncode\n`, entry, "reads-otherwise"],
];

test("an entry without prose ends with its fields", () => {
  for (const prose of ["", " \n\n"])
    expect(outcome(addEntry(ground("# Exceptions\n", "markdown"), { ...withFields(id), prose }))).toBe(
      "# Exceptions\n\n## Uniform changes\n\n- **Exception:** uniform-changes\n",
    );
});

test("blanks around the prose are left out", () => {
  const padded = { ...entry, prose: `\n \n${entry.prose}\n\n ` };
  expect(outcome(addEntry(ground(listed, "markdown"), padded))).toBe(
    outcome(addEntry(ground(listed, "markdown"), entry)),
  );
});

test.each(refusals)("an entry is refused %s", (_, document, proposed, code) => {
  expect(outcome(addEntry(ground(document, "markdown"), proposed))).toBe(code);
});

test("what looks like markup in a value or a title is written so that a reader sees it as it was given", () => {
  const proposed: ProposedEntry = {
    title: "Changes of `x_` and *y*",
    fields: [id, { name: "Judgement", value: "only *one* way, `a` or b_ | c [d] <e> & f \\ g" }],
    prose: "",
  };
  for (const format of ["markdown", "restructuredtext"] as const) {
    const text = format === "markdown" ? "# Exceptions\n" : "Exceptions\n==========\n";
    const edited = addEntry(ground(text, format), proposed);
    expect(edited.ok).toBe(true);
  }
});

test("long values go on over indented lines, and a word that could begin a list never begins one", () => {
  const value = "word ".repeat(14).concat("- and a hyphen 3. three ", "more ".repeat(20)).trim();
  const edited = addEntry(ground("# Exceptions\n", "markdown"), withFields(id, { name: "Judgement", value }));
  expect(outcome(edited).split("\n").slice(5)).toEqual([
    `- **Judgement:** ${"word ".repeat(12).trim()}`,
    "  word word - and a hyphen 3. three more more more more more more more more",
    "  more more more more more more more more more more more more",
    "",
    "The same edit in many places.",
    "",
  ]);
});
