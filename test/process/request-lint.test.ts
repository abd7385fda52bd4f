import { describe, expect, test } from "vitest";
import { readExceptions } from "../../src/core/document/exceptions.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import { createRequest, type ExceptionRequest, type RequestedField } from "../../src/core/process/request.ts";
import { type ListingHistory, lintRequest } from "../../src/core/process/request-lint.ts";
import { readRequest } from "../../src/core/process/request-read.ts";
import { writeRequest } from "../../src/core/process/request-write.ts";
import { positionAt } from "../../src/core/text/source.ts";
import { wholeRequest } from "./requests.ts";

const listing = `# Exceptions

## Small fixes

- **Exception:** small-fixes
- **Covers:** docs

## Scaffolding

- **Exception:** test-scaffolding
- **Withdrawn:** 2026-06-30 it proved nothing
`;
const listed = readExceptions(
  readDocument({ name: "doc.md", text: listing }, "markdown").document,
  "Exceptions",
).exceptions;
const gone = { id: "a".repeat(40), day: "2026-05-01" };
const history: ListingHistory = { listed, takenOut: new Map([["old-habits", gone]]), incomplete: null };
const today = "2026-07-01";

/** `line severity code: text` for each problem of a text. */
function problemsOf(text: string, known: ListingHistory = history): readonly string[] {
  return lintRequest(readRequest({ name: "request.md", text }), known, today).map(
    ({ at, severity, code, text: words }) => `${positionAt(text, at.start).line} ${severity} ${code}: ${words}`,
  );
}

const written = (request: Partial<ExceptionRequest>): string =>
  writeRequest(createRequest({ ...wholeRequest, ...request }), { format: "markdown", headed: true, asForm: false });
const field = (name: RequestedField["name"], value: string): Partial<ExceptionRequest> => ({
  fields: [...wholeRequest.fields, { name, value }],
});

test("a whole request is met with silence, in either format", () => {
  expect(problemsOf(written({}))).toEqual([]);
  expect(problemsOf(writeRequest(wholeRequest, { format: "plain", headed: false, asForm: false }))).toEqual([]);
});

test.each<[what: string, request: Partial<ExceptionRequest>, problem: string]>([
  ["an empty section", { risks: "" }, "23 error section-empty: the section `Risks` is empty"],
  [
    "a placeholder",
    { benefit: "TODO" },
    "11 error section-placeholder: `TODO` stands for the text of `Benefit`, which is not written yet",
  ],
  [
    "a comment alone",
    { benefit: "<!-- later -->" },
    "11 error section-placeholder: `<!-- later -->` stands for the text of `Benefit`, which is not written yet",
  ],
  [
    "a thin section",
    { benefit: "It is nice." },
    "11 warning section-thin: the section `Benefit` says no more than `It is nice.`",
  ],
  ["no title", { title: "" }, "27 error title-missing: the entry has no title"],
  [
    "a listed title",
    { title: "Small  Fixes" },
    "29 error title-listed: the title `Small Fixes` is that of the listed exception `small-fixes`",
  ],
  ["no id", { id: "" }, "29 error id-missing: the entry has no id"],
  [
    "an id with capitals",
    { id: "Uniform-Renames" },
    "31 error unreadable-id: `Uniform-Renames` is no id of an exception",
  ],
  [
    "an id with blanks",
    { id: "uniform renames" },
    "31 error unreadable-id: `uniform renames` is no id of an exception",
  ],
  [
    "an id of one word",
    { id: "renames" },
    "29 warning single-word-id: `renames` is a single word, so that `exception renames` in a message could mean anything else",
  ],
  ["a listed id", { id: "small-fixes" }, "31 error id-listed: `small-fixes` is listed already"],
  ["a withdrawn id", { id: "test-scaffolding" }, "31 error id-listed: `test-scaffolding` was withdrawn on 2026-06-30"],
  [
    "an id of an entry that is gone",
    { id: "old-habits" },
    "31 error id-used-before: `old-habits` was listed before and taken out by aaaaaaaaaaaa on 2026-05-01",
  ],
  [
    "an unknown word",
    { fields: [{ name: "Covers", value: "cod" }] },
    "32 error unknown-word: `cod` is no word for `Covers`",
  ],
  [
    "a glob that cannot be read",
    field("Paths", "`[a`"),
    "34 error unreadable-glob: `[a` is no path glob: a `[` has no closing `]`",
  ],
  [
    "a size that cannot be read",
    field("At most", "a few lines"),
    "34 error unreadable-limit: `a few lines` is no limit of size",
  ],
  [
    "an end that is no day",
    field("Until", "2026-02-30"),
    "34 error unreadable-date: `2026-02-30` is no day of the calendar",
  ],
  [
    "an end that is past",
    field("Until", "2026-06-30"),
    "34 error ended-before: the entry would end on 2026-06-30, which is past",
  ],
  ["a field twice", field("Covers", "docs"), "34 error repeated-field: the field `Covers` stands more than once"],
  [
    "a condition in words",
    field("Judgement", "it reads well"),
    "29 warning judgement-needed: only people can decide whether `uniform-renames` covers a commit: `it reads well`",
  ],
  [
    "a tool",
    field("Tool", "Some model"),
    "29 warning judgement-needed: only people can decide whether `uniform-renames` covers a commit: `Tool: Some model`",
  ],
  [
    "no condition",
    { fields: [] },
    "29 warning judgement-needed: only people can decide whether `uniform-renames` covers a commit: all that its text says",
  ],
  [
    "a series by its mark",
    { scenario: "As was done in [PATCH v2 0/7] of last week." },
    "5 warning about-one-series: `[PATCH v2 0/7]` names one series, and an exception is for all changes of a kind",
  ],
  [
    "a series by a commit",
    { scenario: "As was done in commit 1234567 of last week." },
    "5 warning about-one-series: `commit 1234567` names one series, and an exception is for all changes of a kind",
  ],
  [
    "a series by a pull request",
    { risks: "Those that we saw at https://example.org/a/b/pull/12 and nothing else." },
    "25 warning about-one-series: `/pull/12` names one series, and an exception is for all changes of a kind",
  ],
  [
    "a series in the title",
    { title: "What pull request #12 does" },
    "29 warning about-one-series: `pull request #12` names one series, and an exception is for all changes of a kind",
  ],
  [
    "a tool whose name begins as another's",
    { technique: "With GitHub Copilot coding agent, word by word, on the whole tree." },
    "9 warning tool-named: `GitHub Copilot coding agent` is named, but the exception is not about a tool",
  ],
  [
    "a tool by the way",
    { technique: "With GitHub Copilot, word by word, on the whole tree." },
    "9 warning tool-named: `GitHub Copilot` is named, but the exception is not about a tool",
  ],
])("%s", (_, request, problem) => {
  expect(problemsOf(written(request))).toEqual(problem === "" ? [] : [problem]);
});

test("what to do is said", () => {
  const hintOf = (request: Partial<ExceptionRequest>): string | undefined =>
    lintRequest(readRequest({ name: "request.md", text: written(request) }), history, today)[0]?.hint;
  expect([
    hintOf({ title: "" }),
    hintOf({ title: "Small fixes" }),
    hintOf({ id: "" }),
    hintOf({ id: "small-fixes" }),
    hintOf({ risks: "" }),
  ]).toMatchInlineSnapshot(`
    [
      "say in a few words what the document is to call it",
      "give it a title of its own: an exception can be cited by its title",
      "write lower-case words joined by hyphens, which commits can cite, such as \`uniform-changes\`",
      "choose another id: one that was listed is never used for another exception, and old commits cite it",
      "What could go wrong, and how would it be noticed or undone?",
    ]
  `);
});

test.each([
  ["a version of a format", "Files of version v2 are turned into version v3 of the format."],
  ["a word that is also a tool", "The Cursor is moved, and Claude from next door agrees with it."],
  ["a short number in hexadecimal", "The constant deadbeef becomes a named one, commit by commit."],
])("%s is nothing to remark on", (_, scenario) => expect(problemsOf(written({ scenario }))).toEqual([]));

test("a tool may be named where the exception is about one", () => {
  const request = {
    technique: "With GitHub Copilot, word by word, on the whole tree.",
    ...field("Tool", "GitHub Copilot"),
  };
  expect(problemsOf(written(request)).map((problem) => problem.split(":")[0])).toEqual(["29 warning judgement-needed"]);
});

test("what nobody knows is said, and what is known all the same", () => {
  const known: ListingHistory = { ...history, incomplete: "this clone is shallow" };
  expect(problemsOf(written({}), known)).toEqual([
    "31 warning history-not-known: whether `uniform-renames` was listed before is not known for all of the document's history: this clone is shallow",
  ]);
  expect(problemsOf(written({ id: "old-habits" }), known)).toEqual([
    "31 error id-used-before: `old-habits` was listed before and taken out by aaaaaaaaaaaa on 2026-05-01",
  ]);
});

describe("a text that nobody here wrote", () => {
  const whole = written({});
  test.each<[what: string, text: string, problems: readonly string[]]>([
    [
      "nothing",
      "",
      ["1 error no-request: no heading of a request stands here, such as `Scenario` or `Proposed entry`"],
    ],
    [
      "another page",
      "# Hello\n\nWorld\n",
      ["1 error no-request: no heading of a request stands here, such as `Scenario` or `Proposed entry`"],
    ],
    [
      "a section that is missing",
      whole.replace("## Benefit", "### Benefits"),
      ["1 error section-missing: the section `Benefit` is missing"],
    ],
    [
      "a section of its own",
      whole.replace("## Risks", "## Riks"),
      [
        "1 error section-missing: the section `Risks` is missing",
        "23 warning unknown-section: `Riks` is no section of a request, so its text is left out",
      ],
    ],
    [
      "a section twice",
      `${whole}\n## Risks\n\nMore of them.\n`,
      ["35 error repeated-section: the section `Risks` stands more than once, and only the first is read"],
    ],
    [
      "a section twice, the second underlined",
      `${whole}\nRisks\n-----\n\nMore of them.\n`,
      ["35 error repeated-section: the section `Risks` stands more than once, and only the first is read"],
    ],
    [
      "two entries",
      `${whole}\n### Another\n\n- **Exception:** another-one\n`,
      ["35 error second-entry: `Another` is a second entry, and a request is for one"],
    ],
    [
      "text beside the entry",
      `${whole}\nMore of it.\n`,
      [
        "35 warning text-left-out: `More of it.` is left out: the text of the entry is made of the scenario and of how to recognise it",
      ],
    ],
    [
      "a field that comes later",
      `${whole}- **Agreed:** 2026-06-01 <1@example.org>\n`,
      ["34 error field-too-early: `Agreed` is no field of a request"],
    ],
    [
      "an unknown field",
      `${whole}- **Cover:** docs\n`,
      ["34 error unknown-field: `Cover` is no field of an exception"],
    ],
    [
      "a mail that is encoded by a field in two lines",
      `Subject: x\nContent-Transfer-Encoding:\n quoted-printable\n\na=3Db\n`,
      ["2 error encoded-mail: the body of the mail is encoded (quoted-printable), so it is not read"],
    ],
    [
      "a mail with several parts",
      `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n`,
      ["2 error encoded-mail: the body of the mail has several parts, so it is not read"],
    ],
    [
      "an encoded mail",
      `Subject: x\nContent-Transfer-Encoding: base64\n\nIyBF\n`,
      ["2 error encoded-mail: the body of the mail is encoded (base64), so it is not read"],
    ],
  ])("%s", (_, text, problems) => expect(problemsOf(text)).toEqual(problems));

  test("a form that nobody filled in lacks everything, and nothing else is said", () => {
    for (const format of ["markdown", "plain"] as const) {
      const form = writeRequest(createRequest({}), { format, headed: true, asForm: true });
      expect(problemsOf(form).map((problem) => problem.split(" ")[2])).toEqual([
        ...Array.from({ length: 6 }, () => "section-empty:"),
        "title-missing:",
        "id-missing:",
      ]);
    }
  });

  test("a title behind the colon of a form is that of the entry", () => {
    const form = writeRequest(createRequest({}), { format: "markdown", headed: true, asForm: true });
    const { request } = readRequest({ name: "form", text: form.replace("request:", "request: Uniform renames") });
    expect(request).toEqual(createRequest({ title: "Uniform renames" }));
  });

  test("the header of a mail is passed over, and places stay", () => {
    const mail = `From nobody\nSubject: [RFC] x\nTo: a@example.org,\n b@example.org\n\n${written({ risks: "" })}`;
    expect(problemsOf(mail)).toEqual(["28 error section-empty: the section `Risks` is empty"]);
  });
});
