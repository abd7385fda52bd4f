import { describe, expect, test } from "vitest";
import type { DocumentFormat, ListedException } from "../../src/core/document/document.ts";
import { findHeading, readExceptions } from "../../src/core/document/exceptions.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import { positionAt, spanText } from "../../src/core/text/source.ts";

/** A document with one entry under `Exceptions`, in each format; the lines are those below the entry's heading. */
const inRst = (lines: readonly string[]): string =>
  ["Policy", "======", "", "Exceptions", "----------", "", "Small fixes", "~~~~~~~~~~~", ...lines, ""].join("\n");
const inMarkdown = (lines: readonly string[]): string =>
  ["# Policy", "", "## Exceptions", "", "", "", "### Small fixes", "", ...lines, ""].join("\n");

function list(text: string, format: DocumentFormat = "restructuredtext") {
  const { document, problems } = readDocument({ name: "policy", text }, format);
  expect(problems).toEqual([]);
  return readExceptions(document, "Exceptions");
}

/** Problems as `line:column code: text`, so that a table shows place and words. */
const told = (text: string, format?: DocumentFormat): readonly string[] =>
  list(text, format).problems.map(({ code, text: words, at, severity }) => {
    const { line, column } = positionAt(text, at.start);
    return `${line}:${column} ${severity === "error" ? "" : "warning "}${code}: ${words}`;
  });

/** Everything an exception says, without its places. */
const conditionsOf = (exception: ListedException | undefined) =>
  Object.fromEntries(
    Object.entries(exception ?? {}).filter(([key]) => !["at", "entry", "fields", "problems"].includes(key)),
  );

describe("a complete entry", () => {
  const conditions = {
    id: "small-fixes",
    title: "Small fixes",
    hasFields: true,
    covers: ["code", "tests"],
    change: ["rename", "scripted"],
    paths: ["src/**", "*.{c,h}"],
    notPaths: ["linux-headers/", "pc-bios/"],
    atMost: [
      { count: 400, of: "added lines", notCountingTests: true },
      { count: 3, of: "files", notCountingTests: true },
    ],
    tool: "Coccinelle, any version",
    who: { kind: "contributors", earlierCommits: 5 },
    needs: ["second opinion", "justification"],
    judgements: ["only one way to do it", "the author understands it", "nothing creative"],
    agreed: { day: "2026-01-15", links: ["<20260108.4711@example.org>", "https://example.org/thread"] },
    until: { day: "2027-01-31", postedBeforeMayLandUntil: "2027-03-01" },
    withdrawn: { day: "2026-09-01", reason: "it was too wide", postedBeforeMayLandUntil: null },
  };

  test("reStructuredText", () => {
    const text = inRst([
      ":Exception: small-fixes",
      ":covers: Code, tests",
      ":Change: rename,",
      "   scripted",
      ":Paths: ``src/**``, *.{c,h}",
      ":NOT  PATHS: linux-headers/, pc-bios/",
      ":At most: 400 added lines and 3 files; not counting tests",
      ":Tool: Coccinelle, any version",
      ":Who: contributors with 5 earlier commits",
      ":Needs: second opinion, justification",
      ":Judgement: only one way to do it; the author",
      "   understands it",
      "",
      ":Judgement: nothing creative",
      ":Agreed: 2026-01-15 <20260108.4711@example.org>, `thread <https://example.org/thread>`_",
      ":Until: 2027-01-31; posted before may land until 2027-03-01",
      ":Withdrawn: 2026-09-01 it was too wide",
      "",
      "Prose.",
    ]);
    expect([conditionsOf(list(text).exceptions[0]), told(text)]).toEqual([conditions, []]);
  });

  test("Markdown", () => {
    const text = inMarkdown([
      "- **Exception:** `small-fixes`",
      "- **covers**: Code, tests",
      "- **Change:** rename,",
      "  scripted",
      "- **Paths:** `src/**`, \\*.{c,h}",
      "* __NOT PATHS:__ linux-headers/,",
      "pc-bios/",
      "- **At most:** 400 added lines and 3 files; not counting tests",
      "- **Tool:** Coccinelle, any version",
      "",
      "- **Who:** contributors with 5 earlier commits",
      "- **Needs:** second opinion, justification",
      "- **Judgement:** only one way to do it; the author",
      "",
      "  understands it",
      "- **Judgement:** nothing creative",
      "- **Agreed:** 2026-01-15 `<20260108.4711@example.org>`, [thread](https://example.org/thread)",
      "- **Until:** 2027-01-31; posted before may land until 2027-03-01",
      "- **Withdrawn:** 2026-09-01 it was too wide",
      "",
      "Prose.",
    ]);
    expect([conditionsOf(list(text, "markdown").exceptions[0]), told(text, "markdown")]).toEqual([conditions, []]);
  });
});

test("a heading without fields is a listed exception that people judge", () => {
  const [exception] = list(inRst(["", "Fixes of typing mistakes."])).exceptions;
  expect([exception?.id, exception?.hasFields, exception?.who, exception?.problems]).toEqual([
    "small-fixes",
    false,
    { kind: "anyone" },
    [],
  ]);
});

test("only headings directly under the list's are entries; deeper ones are part of them", () => {
  const text =
    "# P\n## Exceptions\n\nNone but these.\n\n### A\n- **Exception:** a\n#### Deeper\nx\n### B\ny\n## After\n### C\n";
  const { exceptions } = list(text, "markdown");
  expect(exceptions.map(({ id, entry }) => [id, spanText(entry)])).toEqual([
    ["a", "### A\n- **Exception:** a\n#### Deeper\nx\n"],
    ["b", "### B\ny\n"],
  ]);
});

test("a list that says it is empty has no exceptions and no problems", () => {
  const { heading, exceptions, problems } = list("Exceptions\n==========\n\nAny exception will be listed below.\n");
  expect([heading?.title, exceptions, problems]).toEqual(["Exceptions", [], []]);
});

test("without the heading there is no list, and that is told", () => {
  expect(told("Policy\n======\n")).toEqual([
    "1:1 warning no-exceptions-heading: no heading `Exceptions` under which exceptions would be listed",
  ]);
});

describe("what a value says", () => {
  const day = (text: string, until: string | null = null) => ({ day: text, postedBeforeMayLandUntil: until });
  const lines = (count: number, of: string, notCountingTests = false) => ({ count, of, notCountingTests });
  const rows: readonly (readonly [line: string, key: keyof ListedException, value: unknown])[] = [
    ["Who: anyone", "who", { kind: "anyone" }],
    ["Who: Maintainers", "who", { kind: "maintainers" }],
    ["Who: contributors with 1 earlier commit", "who", { kind: "contributors", earlierCommits: 1 }],
    ["Who: contributors with 999999999 earlier commits", "who", { kind: "contributors", earlierCommits: 999_999_999 }],
    ["At most: 1 added line", "atMost", [lines(1, "added lines")]],
    ["At most: 2 Changed lines not counting tests", "atMost", [lines(2, "changed lines", true)]],
    [
      "At most: 3 files, 4 added lines not counting tests and 1 file",
      "atMost",
      [lines(3, "files"), lines(4, "added lines", true), lines(1, "files")],
    ],
    ["At most: 1 file; NOT counting tests", "atMost", [lines(1, "files", true)]],
    ["Tool: `sed`, or \\*awk\\*", "tool", "sed, or *awk*"],
    ["Covers: code, tests, code", "covers", ["code", "tests"]],
    [
      "Agreed: 2026-01-15 https://example.org/a, (https://example.org/b) <c@example.org>",
      "agreed",
      {
        day: "2026-01-15",
        links: ["https://example.org/a", "https://example.org/b", "<c@example.org>"],
      },
    ],
    ["Until: 2027-01-31", "until", day("2027-01-31")],
    ["Until: 2027-01-31; posted before may land until 2027-03-01", "until", day("2027-01-31", "2027-03-01")],
    ["Withdrawn: 2026-09-01 too wide", "withdrawn", { ...day("2026-09-01"), reason: "too wide" }],
    [
      "Withdrawn: 2026-09-01 too wide; posted before may land until 2026-10-01",
      "withdrawn",
      { ...day("2026-09-01", "2026-10-01"), reason: "too wide" },
    ],
  ];

  test.each(rows)("%s", (line, key, value) => {
    const { exceptions, problems } = list(inRst([":Exception: small-fixes", `:${line}`]));
    expect(exceptions[0]?.[key]).toEqual(value);
    expect(problems).toEqual([]);
  });
});

describe("what is wrong with a field is told at its place", () => {
  const table: readonly (readonly [line: string, ...problems: readonly string[]])[] = [
    [":Exeption: x", "10:2 unknown-field: `Exeption` is no field of an exception"],
    [":Covers: code, cod", "10:16 unknown-word: `cod` is no word for `Covers`"],
    [":Change: tests,, docs", "10:10 empty-value: an item of `Change` is empty"],
    [":Tool:", "10:2 empty-value: the field `Tool` is empty"],
    [":Exception: other", "10:2 repeated-field: the field `Exception` stands more than once"],
    [":Paths: a//b", "10:9 unreadable-glob: `a//b` is no path glob: a path of a repository has no empty component"],
    [":Paths: `a, b", "10:9 unreadable-value: ``a, b` has a back-tick or brace without its partner"],
    [":At most: a few lines", "10:11 unreadable-limit: `a few lines` is no limit of size"],
    [":At most: 1,000 added lines", "10:11 unreadable-limit: `1` is no limit of size"],
    [":At most: 5 files; roughly", "10:11 unreadable-limit: `roughly` is no limit of size"],
    [":Who: friends", "10:7 unreadable-who: `friends` does not say who may rely on the exception"],
    [":Until: 2027-02-30", "10:9 unreadable-date: `2027-02-30` is no day of the calendar"],
    [":Until: soon; posted before may land until later", "10:9 unreadable-date: `later` is no day of the calendar"],
    [":Withdrawn: last week", "10:13 unreadable-date: `last` is no day of the calendar"],
    [":Withdrawn: 2026-01-01", "10:13 warning withdrawn-without-reason: no reason stands with the withdrawal"],
    [":Agreed: 2026-01-01 by all", "10:10 warning agreed-without-link: `2026-01-01 by all` links to no discussion"],
    [
      "Tool:x",
      "10:1 field-list-broken: `Tool:x` follows a field without a blank line: a field's value goes on over indented lines",
    ],
    [":Needs: \u001b[2J", "10:9 unknown-word: `\u001b[2J` is no word for `Needs`"],
  ];
  for (const [line, first, ...more] of table) {
    test(line, () => expect(told(inRst([":Exception: small-fixes", line])).slice(0, 1)).toEqual([first, ...more]));
  }

  test("all at once, in order", () => {
    const codes = list(inRst([":Who: x", ":Until: y", ":Covers: z", ":Bad: w"])).problems.map(({ code }) => code);
    expect(codes).toEqual(["no-id", "unreadable-who", "unreadable-date", "unknown-word", "unknown-field"]);
  });

  test.each([
    [":Exception: a b", "write lower-case letters and digits, joined by single hyphens"],
    [":Needs: nothing", "known are `justification`, `second opinion`, `disclosure`, `script`"],
    [
      ":At most: few",
      "write `N added lines`, `N changed lines` or `N files`, and after a semicolon `not counting tests`",
    ],
    [":Who: friends", "write `anyone`, `maintainers` or `contributors with N earlier commits`"],
    [":Until: soon", "write `YYYY-MM-DD`"],
  ])("with what to write: %s", (line, hint) => {
    const { problems } = list(inRst([line]));
    expect(problems.flatMap((problem) => problem.hint ?? [])).toContain(hint);
  });

  test("with the word that was probably meant", () => {
    const { problems } = list(inRst([":Exeption: x", ":Change: renames"]));
    expect(problems.map(({ hint }) => hint).filter((hint) => hint?.startsWith("did"))).toEqual([
      "did you mean `Exception`?",
      "did you mean `rename`?",
    ]);
  });
});

describe("an id", () => {
  for (const id of ["Small fixes", "small_fixes", "-x", "x-", "a--b", "x".repeat(101)]) {
    test(`cannot be \`${id.slice(0, 20)}\`, the heading's slug stands in`, () => {
      const { exceptions, problems } = list(inRst([`:Exception: ${id}`]));
      expect([exceptions[0]?.id, problems[0]?.code]).toEqual(["small-fixes", "unreadable-id"]);
    });
  }

  test("listed twice is a problem of both entries", () => {
    const { exceptions } = list("# Exceptions\n## A\n- **Exception:** b\n## B\ntext\n## C\n", "markdown");
    expect(exceptions.map(({ id, problems }) => [id, problems.map(({ code }) => code)])).toEqual([
      ["b", ["repeated-id"]],
      ["b", ["repeated-id"]],
      ["c", []],
    ]);
  });
});

describe("a line that looks like a field but is not read as one is told", () => {
  const rst: readonly (readonly string[])[] = [
    ["Prose first.", "", ":Until: 2027-01-31"],
    [":Exception: a", "", "Prose.", "", ":Until: 2027-01-31"],
    [":Exception: a", "", "Until: 2027-01-31"],
    ["   :Until: 2027-01-31"],
    [":Exception: a", "", "- **Until:** 2027-01-31"],
    [":Exception: a", "", "* Until: 2027-01-31"],
    [":Exception: a", "", "1. Until: 2027-01-31"],
    [":Exception: a", "", "#. Until: 2027-01-31"],
    [":Exception: a", "", "a) Until: 2027-01-31"],
    [":Exception: a", "", "(1) Until: 2027-01-31"],
    [":Exception: a", "", "\u2022 Until: 2027-01-31"],
    [":Exception: a", "", "\u2013 **Until (the last day)**: 2027-01-31"],
    [":Exception: a", "", "*Until*: 2027-01-31"],
    [":Exception: a", "", "| ``Not paths``: x"],
    [":Exception: a", ":Judgement: it is small", "   :Until: 2027-01-31"],
    [":Exception: a", ":Judgement: it is small", "", "   - Until: 2027-01-31"],
  ];
  for (const lines of rst) {
    test(lines.join(" | "), () =>
      expect(list(inRst(lines)).problems.map(({ code }) => code)).toEqual(["field-misplaced"]),
    );
  }

  const markdown: readonly (readonly string[])[] = [
    ["Prose first.", "", "- **Until:** 2027-01-31"],
    ["- **Exception:** a", "", "**Until**: 2027-01-31"],
    ["- **Exception:** a", "", "- Until: 2027-01-31"],
    ["<!--", "- **Until:** 2027-01-31", "-->"],
    ["- **Exception:** a", "", "- [ ] **Until:** 2027-01-31"],
    ["- **Exception:** a", "- **Covers:** code", "", "1. **Until:** 2027-01-31"],
    ["- **Exception:** a", "", "> - **Withdrawn:** 2026-01-31"],
    ["- **Exception:** a", "", "*Until:* 2027-01-31"],
    ["- **Exception:** a", "", "~~**Until:** 2027-01-31~~"],
    ["- **Exception:** a", "", "- [-] **Until:** 2027-01-31"],
    ["- **Exception:** a", "", "&nbsp;**Until:** 2027-01-31"],
    ["- **Exception:** a", "", "\u26a0\ufe0f **Until**\uff1a 2027-01-31"],
    ["- **Exception:** a", "", '<span class="x">Until</span>: 2027-01-31'],
    ["- **Exception:** a", "", "[**Until:**](x) 2027-01-31"],
    ["- **Exception:** a", "", "- \\**Until:** 2027-01-31"],
    ["- **Exception:** a", "", "-**Not  paths :** x"],
    ["- **Exception:** a", "", "<b>Until</b>: 2027-01-31"],
    ["- **Exception:** a", "- **Judgement:** it is small", "    - **Until:** 2027-01-31"],
    ["- **Exception:** a", "- **Judgement:** it is small", "", "    > Until: 2027-01-31"],
  ];
  for (const lines of markdown) {
    test(lines.join(" | "), () =>
      expect(list(inMarkdown(lines), "markdown").problems.map(({ code }) => code)).toEqual(["field-misplaced"]),
    );
  }

  test.each<[problems: number, format: DocumentFormat, lines: readonly string[]]>([
    [0, "markdown", ["- **Exception:** a", "- **Judgement:** x", "", "  ```", "  * Tool: x", "  ```"]],
    [1, "markdown", ["- **Exception:** a", "- **Judgement:** x", "", "  ```", "  * Tool: x"]],
    [
      1,
      "markdown",
      ["- **Exception:** a", "- **Judgement:** x", "  - ```", "    x", "    ```", "  - Until: x", "  - ```", "    ```"],
    ],
    [
      0,
      "restructuredtext",
      [":Exception: a", ":Judgement: x", "   as in::", "", "      - Tool: x", "      :Who: y", ""],
    ],
    [1, "restructuredtext", [":Exception: a", ":Judgement: x", "   as in::", "", "      - x", "", "   - Until: x"]],
    [1, "restructuredtext", [":Exception: a", ":Judgement: x", "   as in::", "      - Until: x"]],
    [0, "restructuredtext", [":Exception: a", ":Judgement: x", "", "   .. code-block:: yaml", "", "      - tool: x"]],
  ])("%d in an example within a value, %s: %j", (problems, format, lines) => {
    const { problems: found } = list(format === "markdown" ? inMarkdown(lines) : inRst(lines), format);
    expect(found.filter(({ code }) => code === "field-misplaced")).toHaveLength(problems);
  });

  test("but not in an example", () => {
    expect(told(inRst(["An example::", "", "   x", "   :Until: 2027-01-31"]))).toEqual([]);
    expect(told(inMarkdown(["Text", "", "```", "- **Until:** 2027-01-31", "```"]), "markdown")).toEqual([]);
  });

  test("a bullet without a bold name among fields", () => {
    expect(told(inMarkdown(["- **Exception:** a", "- Until 2027-01-31"]), "markdown")).toEqual([
      "10:1 field-list-broken: `- Until 2027-01-31` stands among fields but has no bold name",
    ]);
  });
});

describe("which heading lists the exceptions of a section", () => {
  const listed = (text: string): readonly string[] => {
    const { document } = readDocument({ name: "policy.md", text }, "markdown");
    const { exceptions, problems } = readExceptions(document, "Exceptions", findHeading(document, ["AI"]));
    return [...exceptions.map(({ id }) => id), ...problems.map(({ code }) => code)];
  };
  const signOffs = "## Sign-offs\n### Exceptions\n#### Bots\n";
  test.each([
    ["one inside", `${signOffs}## AI\n### Exceptions\n#### Tests\n`, ["tests"]],
    ["one beside", `# Policy\n${signOffs}## AI\n## Exceptions\n### Tests\n`, ["tests"]],
    ["one beside, further out", `# Policy\n${signOffs}## AI\n# Exceptions\n## Tests\n`, ["tests"]],
    ["only another section's", `${signOffs}## AI\n`, ["no-exceptions-heading"]],
    ["another section's, below", `## AI\n${signOffs}`, ["no-exceptions-heading"]],
    ["two inside", "## AI\n### Exceptions\n#### Tests\n### Exceptions\n", ["tests", "ambiguous-exceptions-heading"]],
    ["two beside", "# Exceptions\n# AI\n# Exceptions\n## Tests\n", ["ambiguous-exceptions-heading"]],
    ["two, and no section", `${signOffs}# Exceptions\n`, ["bots", "ambiguous-exceptions-heading"]],
  ])("%s", (_where, text, expected) => expect(listed(text)).toEqual(expected));
});

describe("findHeading", () => {
  const text = "# Coding\n## Exceptions\n# Use of  *AI* content\n## Exceptions\n";
  const { document } = readDocument({ name: "policy.md", text }, "markdown");
  const section = findHeading(document, ["Nothing", "use of AI content"]);

  test("compares without regard to case, blanks and markup", () => expect(section?.title).toBe("Use of AI content"));
  test("finds nothing where nothing is", () => expect(findHeading(document, ["Use of"])).toBeUndefined());
  test("takes the first, or the first within a section", () => {
    const starts = [findHeading(document, ["exceptions"]), findHeading(document, ["exceptions"], section)];
    expect(starts.map((heading) => heading?.start)).toEqual([text.indexOf("## E"), text.lastIndexOf("## E")]);
  });
});
