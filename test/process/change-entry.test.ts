import { describe, expect, test } from "vitest";
import { isProseOnly } from "../../src/core/document/prose-only.ts";
import { listedExceptions } from "../../src/core/policy/listed-exceptions.ts";
import { recordAgreement, renewEntry, withdrawEntry } from "../../src/core/process/change-entry.ts";
import type { EditedDocument, EditGround } from "../../src/core/process/document-edit.ts";
import { ground, outcome } from "./ground.ts";

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
});

test("an entry without fields is withdrawn by its id and the day, below its heading", () => {
  const before = "Exceptions\n==========\n\nUniform changes\n---------------\n\nProse.\n";
  const after =
    "Exceptions\n==========\n\nUniform changes\n---------------\n\n:Exception: uniform-changes\n:Withdrawn: 2026-05-01 nobody could check it\n\nProse.\n";
  expect(outcome(withdraw(ground(before, "restructuredtext")))).toBe(after);
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

/** What is refused, with the code of the problem. */
const refusals: readonly (readonly [name: string, operation: Operation, document: string, code: string])[] = [
  ["what is not listed", withdraw, "# Exceptions\n\n## Other\n", "entry-absent"],
  [
    "what is listed twice",
    withdraw,
    `${withFields("")}\n### Again\n\n- **Exception:** uniform-changes\n`,
    "repeated-id",
  ],
  ["an entry that cannot be read", withdraw, withFields("- **At most:** many\n"), "unreadable-limit"],
  ["what was withdrawn", withdraw, withFields("- **Withdrawn:** 2026-01-01 no\n"), "entry-withdrawn"],
  ["renewing what was withdrawn", renew, withFields("- **Withdrawn:** 2026-01-01 no\n"), "entry-withdrawn"],
  ["renewing what has no end", renew, withFields("- **Covers:** code\n"), "no-end"],
  ["renewing to an earlier day", renew, withFields("- **Until:** 2030-01-01\n"), "not-later"],
  ["renewing what has no fields", renew, markdown(""), "no-end"],
  ["agreement on what was withdrawn", agree, withFields("- **Withdrawn:** 2026-01-01 no\n"), "entry-withdrawn"],
  ["a second agreement", agree, withFields("- **Agreed:** 2026-01-01 <9@example.org>\n"), "agreed-already"],
  [
    "agreement without a link",
    (on) => recordAgreement(on, id, { day: "2026-04-01", links: [], replace: false }),
    withFields(""),
    "no-link",
  ],
  [
    "a link that is none",
    (on) => recordAgreement(on, id, { day: "2026-04-01", links: ["the list"], replace: false }),
    withFields(""),
    "no-link",
  ],
  [
    "a withdrawal without a reason",
    (on) => withdrawEntry(on, id, { day: "2026-05-01", reason: " ", landsUntil: null }),
    withFields(""),
    "no-reason",
  ],
  [
    "grace that ends before the withdrawal",
    (on) => withdrawEntry(on, id, { day: "2026-05-01", reason: "no", landsUntil: "2026-04-01" }),
    withFields(""),
    "days-in-disorder",
  ],
  [
    "a reason that would be read as grace",
    (on) =>
      withdrawEntry(on, id, { day: "2026-05-01", reason: "x; posted before may land until never", landsUntil: null }),
    withFields(""),
    "reads-otherwise",
  ],
];

test.each(refusals)("%s is refused", (_, operation, document, code) => {
  expect(outcome(operation(ground(document, "markdown")))).toBe(code);
});
