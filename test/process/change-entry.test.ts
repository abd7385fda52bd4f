import { describe, expect, test } from "vitest";
import { isProseOnly } from "../../src/core/document/prose-only.ts";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { recordAgreement, renewEntry, withdrawEntry } from "../../src/core/process/change-entry.ts";
import type { EditedDocument, EditGround } from "../../src/core/process/document-edit.ts";
import { ground, outcome, told } from "./ground.ts";

const rst = (fields: string): string =>
  `Policy\n======\n\nExceptions\n----------\n\nUniform changes\n~~~~~~~~~~~~~~~\n\n${fields}\nProse.\n\nOther\n~~~~~\n\n:Exception: other-one\n\nMore.\n`;
const markdown = (fields: string): string =>
  `# Policy\n\n## Exceptions\n\n### Uniform changes\n\n${fields}\nProse.\n\n### Other\n\n- **Exception:** other-one\n\nMore.\n`;

type Operation = (on: EditGround) => EditedDocument;
const id = "uniform-changes";
const withdraw: Operation = (on) =>
  withdrawEntry(on, id, { day: "2026-05-01", reason: "nobody could check it", landsUntil: null });
const withdrawLater: Operation = (on) =>
  withdrawEntry(on, id, { day: "2026-05-01", reason: "too wide", landsUntil: "2026-06-01" });
const renew: Operation = (on) => renewEntry(on, id, { until: "2028-01-31", landsUntil: null, today: "2026-05-01" });
const agree: Operation = (on) =>
  recordAgreement(on, id, { day: "2026-04-01", links: ["<1.2@example.org>"], replace: false });
const agreeAgain: Operation = (on) =>
  recordAgreement(on, id, { day: "2026-04-02", links: ["https://lists.example.org/a/7"], replace: true });

/** The fields of the entry before and after; everything else of the document must stay. */
const changes: readonly (readonly [name: string, operation: Operation, before: string, after: string])[] = [
  [
    "a withdrawal goes behind the last field",
    withdraw,
    ":Exception: uniform-changes\n:Covers: code,\n   tests\n",
    ":Exception: uniform-changes\n:Covers: code,\n   tests\n:Withdrawn: 2026-05-01 nobody could check it\n",
  ],
  [
    "and says what may still land",
    withdrawLater,
    ":Exception: uniform-changes\n",
    ":Exception: uniform-changes\n:Withdrawn: 2026-05-01 too wide; posted before may land until 2026-06-01\n",
  ],
  [
    "a renewal changes the last day, wherever it stands",
    renew,
    ":Exception: uniform-changes\n:Until: 2027-01-31; posted before may land until\n   2027-03-01\n:Covers: code\n",
    ":Exception: uniform-changes\n:Until: 2028-01-31\n:Covers: code\n",
  ],
  [
    "an agreement is added",
    agree,
    ":Exception: uniform-changes\n",
    ":Exception: uniform-changes\n:Agreed: 2026-04-01 <1.2@example.org>\n",
  ],
  [
    "or takes the place of another",
    agreeAgain,
    ":Exception: uniform-changes\n:Agreed: 2026-01-01 <9@example.org>\n:Covers: code\n",
    ":Exception: uniform-changes\n:Agreed: 2026-04-02 https://lists.example.org/a/7\n:Covers: code\n",
  ],
  [
    "values that stand in a column stay in it",
    agree,
    ":Exception: uniform-changes\n:Covers:    code\n",
    ":Exception: uniform-changes\n:Covers:    code\n:Agreed:    2026-04-01 <1.2@example.org>\n",
  ],
];

const asMarkdown = (fields: string): string => fields.replace(/^:([^:]+):/gm, "- **$1:**");

describe.each([
  ["restructuredtext", rst, (fields: string) => fields],
  ["markdown", markdown, asMarkdown],
] as const)("a change of an entry in %s", (format, document, form) => {
  test.each(changes)("%s", (_, operation, before, after) => {
    expect(outcome(operation(ground(document(form(before)), format)))).toBe(document(form(after)));
  });

  test.each(changes)("with carriage returns: %s", (_, operation, before, after) => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(outcome(operation(ground(crlf(document(form(before))), format)))).toBe(crlf(document(form(after))));
  });
});

test("an entry without fields is withdrawn by its id and the day, below its heading", () => {
  const before = "Exceptions\n==========\n\nUniform changes\n---------------\n\nProse.\n";
  const after =
    "Exceptions\n==========\n\nUniform changes\n---------------\n\n:Exception: uniform-changes\n:Withdrawn: 2026-05-01 nobody could check it\n\nProse.\n";
  expect(outcome(withdraw(ground(before, "restructuredtext")))).toBe(after);
});

test.each([
  ["the last line has no end", "# Exceptions\n\n## Uniform changes", "\n"],
  ["the heading is the last line", "# Exceptions\n\n## Uniform changes\n", ""],
])("an entry without fields is withdrawn where %s", (_, before, lineEnd) => {
  const fields = "- **Exception:** uniform-changes\n- **Withdrawn:** 2026-05-01 nobody could check it\n";
  expect(outcome(withdraw(ground(before, "markdown")))).toBe(`${before}${lineEnd}\n${fields}`);
});

test.each([
  ["in the middle", "\n\nText.\n"],
  ["on the last line", ""],
])("a field %s that is indented, as a list in Markdown may be, has another beside it", (_, below) => {
  const before = `# Exceptions\n\n## Uniform changes\n\n - **Exception:** uniform-changes\n - **Covers:** code${below}`;
  expect(outcome(agree(ground(before, "markdown")))).toBe(
    before.replace("code", "code\n - **Agreed:** 2026-04-01 <1.2@example.org>"),
  );
  const agreed = before.replace("**Covers:** code", "**Agreed:** 2026-01-01 <9@example.org>");
  expect(outcome(agreeAgain(ground(agreed, "markdown")))).toBe(
    agreed.replace("2026-01-01 <9@example.org>", "2026-04-02 https://lists.example.org/a/7"),
  );
});

test("an agreement is recorded with the id, and people still judge an entry that has no other field", () => {
  const before = "# Exceptions\n\n## Uniform changes\n\nProse.\n";
  const on = ground(before, "markdown");
  const edited = agree(on);
  expect(outcome(edited)).toBe(
    "# Exceptions\n\n## Uniform changes\n\n- **Exception:** uniform-changes\n- **Agreed:** 2026-04-01 <1.2@example.org>\n\nProse.\n",
  );
  const [entry] = edited.ok ? listedExceptions(edited.document, on.settings).exceptions : [];
  expect(entry === undefined ? null : isProseOnly(entry)).toBe(true);
});

const withFields = (fields: string): string => markdown(`- **Exception:** uniform-changes\n${fields}`);

/** What is refused, with what a person is told. */
const refusals: readonly (readonly [name: string, operation: Operation, document: string, said: string])[] = [
  [
    "withdrawing what is not listed",
    withdraw,
    "# Exceptions\n\n## Other\n\n## More\n",
    "entry-absent: the document does not list `uniform-changes`; it lists `other`, `more`",
  ],
  [
    "renewing what is not listed",
    renew,
    "# Exceptions\n",
    "entry-absent: the document does not list `uniform-changes`; it lists none",
  ],
  [
    "agreement on what is not listed",
    agree,
    "# Exceptions\n",
    "entry-absent: the document does not list `uniform-changes`; it lists none",
  ],
  [
    "what is listed twice",
    withdraw,
    `${withFields("")}\n### Again\n\n- **Exception:** uniform-changes\n`,
    "repeated-id: the id `uniform-changes` is listed more than once, so nobody can tell which is meant",
  ],
  [
    "an entry that cannot be read",
    withdraw,
    withFields("- **At most:** many\n"),
    "unreadable-limit: `many` is no limit of size",
  ],
  [
    "what was withdrawn",
    withdraw,
    withFields("- **Withdrawn:** 2026-01-01 no\n"),
    "entry-withdrawn: `uniform-changes` was withdrawn already, on 2026-01-01",
  ],
  [
    "renewing what was withdrawn",
    renew,
    withFields("- **Withdrawn:** 2026-01-01 no\n"),
    "entry-withdrawn: `uniform-changes` was withdrawn on 2026-01-01; what is wanted again is asked for again, under another id",
  ],
  [
    "renewing what has no end",
    renew,
    withFields("- **Covers:** code\n"),
    "no-end: `uniform-changes` has no last day, so there is nothing to renew",
  ],
  [
    "renewing what has no fields",
    renew,
    markdown(""),
    "no-end: `uniform-changes` has no last day, so there is nothing to renew",
  ],
  [
    "renewing to the same day",
    renew,
    withFields("- **Until:** 2028-01-31\n"),
    "not-later: `uniform-changes` stands until 2028-01-31 already",
  ],
  [
    "renewing to a later day that is over, too",
    (on) => renewEntry(on, id, { until: "2026-04-30", landsUntil: null, today: "2026-05-01" }),
    withFields("- **Until:** 2026-03-31\n"),
    "not-later: 2026-04-30 is over, so `uniform-changes` would have ended all the same",
  ],
  [
    "renewing with grace that ends before",
    (on) => renewEntry(on, id, { until: "2026-06-02", landsUntil: "2026-06-01", today: "2026-05-01" }),
    withFields("- **Until:** 2026-03-31\n"),
    "days-in-disorder: what was posted before 2026-06-02 cannot land until 2026-06-01",
  ],
  [
    "agreement on what was withdrawn",
    agree,
    withFields("- **Withdrawn:** 2026-01-01 no\n"),
    "entry-withdrawn: `uniform-changes` was withdrawn on 2026-01-01",
  ],
  [
    "a second agreement",
    agree,
    withFields("- **Agreed:** 2026-01-01 <9@example.org>\n"),
    "agreed-already: `uniform-changes` was agreed on 2026-01-01, as it says itself; say that it is to be replaced, if it is another agreement",
  ],
  [
    "a withdrawal without a reason",
    (on) => withdrawEntry(on, id, { day: "2026-05-01", reason: " ", landsUntil: null }),
    withFields(""),
    "no-reason: say why `uniform-changes` is withdrawn",
  ],
  [
    "a reason that nobody sees whole",
    (on) => withdrawEntry(on, id, { day: "2026-05-01", reason: "no \u202e on", landsUntil: null }),
    withFields(""),
    "character-not-shown: the reason has a character that nobody sees; take it out",
  ],
  [
    "grace that ends before the withdrawal",
    (on) => withdrawEntry(on, id, { day: "2026-05-01", reason: "no", landsUntil: "2026-04-30" }),
    withFields(""),
    "days-in-disorder: what was posted before 2026-05-01 cannot land until 2026-04-30",
  ],
  [
    "a reason that would be read as grace",
    (on) =>
      withdrawEntry(on, id, { day: "2026-05-01", reason: "x; posted before may land until never", landsUntil: null }),
    withFields(""),
    "reads-otherwise",
  ],
];

test.each(refusals)("%s is refused", (_, operation, document, said) => {
  expect(told(operation(ground(document, "markdown")))).toContain(said);
});

const noLink = "no-link: an agreement names its discussion: an address of a page, or a Message-Id";

test.each([
  [[], noLink],
  [["the list"], noLink],
  [["<a@example.org> and more"], noLink],
  [["see <a@example.org>"], noLink],
  [["see https://example.org/"], noLink],
  [["https://example.org/ (page 2)"], noLink],
  [["<a@example.org>", "the list"], noLink],
  [["http://example.org/a"], "2026-04-01 http://example.org/a"],
  [["<a@example.org>", "https://example.org/a"], "2026-04-01 <a@example.org> https://example.org/a"],
])("an agreement by %j", (links, said) => {
  const edited = recordAgreement(ground(withFields(""), "markdown"), id, { day: "2026-04-01", links, replace: false });
  expect(told(edited)).toBe(edited.ok ? withFields(`- **Agreed:** ${said}\n`) : said);
});

test("until its last day an entry may be renewed, and land what was posted before", () => {
  const renewed = renewEntry(ground(withFields("- **Until:** 2026-03-31\n"), "markdown"), id, {
    until: "2026-05-01",
    landsUntil: "2026-05-01",
    today: "2026-05-01",
  });
  expect(told(renewed)).toBe(withFields("- **Until:** 2026-05-01; posted before may land until 2026-05-01\n"));
});

test("white space in a reason is one blank", () => {
  const withdrawn = withdrawEntry(ground(withFields(""), "markdown"), id, {
    day: "2026-05-01",
    reason: " too \n  wide\u00a0 ",
    landsUntil: "2026-05-01",
  });
  expect(told(withdrawn)).toBe(
    withFields("- **Withdrawn:** 2026-05-01 too wide; posted before may land until 2026-05-01\n"),
  );
});
