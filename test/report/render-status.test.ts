import { describe, expect, test } from "vitest";
import type { Field, ListedException } from "../../src/core/document/document.ts";
import { parseMaintainersFile } from "../../src/core/people/maintainers-file.ts";
import { type Discussion, discussionOf, readThread } from "../../src/core/process/thread/discussion.ts";
import type { Posting } from "../../src/core/process/thread/posting.ts";
import { tagForms } from "../../src/core/process/thread/statements.ts";
import { renderStatus, type ShownStatus, type StatusOptions } from "../../src/core/report/render-status.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { comment, firstMoment, mail } from "../process/thread/postings.ts";
import { heading, listedEntry } from "./sample.ts";

const plain: StatusOptions = { today: "2026-02-01", verbose: false, colour: false, hyperlinks: null, width: null };
const dayThree = firstMoment + 2 * 86_400;

const sections = ["Build", "Lamp", "Docs", "Locks", "Wires"];
const files = [
  "Build\nM: Lin <lin@example.org>\nR: Kim <kim@example.org>\nF: build/\n",
  sections.map((name) => `${name}\nM: Lin <lin@example.org>\nF: ${name}/\n`).join("\n"),
].map((text) => parseMaintainersFile({ name: "MAINTAINERS", text: `Maintainers\n-----------\n\n${text}` }).maintainers);

const discuss = (...postings: readonly Posting[]): Discussion =>
  discussionOf(readThread(postings), {
    exception: "small-fixes",
    forms: tagForms([]),
    identities: {
      canonical: (identity) => identity,
      addressesOf: (login) => (login === "kim" ? ["kim@example.org"] : undefined),
    },
    maintainersAt: (seconds) => {
      const [first, second] = files;
      if (seconds === null || first === undefined || second === undefined) return unknown("its date cannot be read");
      return seconds < dayThree
        ? learned({ maintainers: first, revision: "1".repeat(40) })
        : learned({ maintainers: second, revision: "2".repeat(40) });
    },
  });

const field = (name: string, value: string): Field => ({ name, value, nameAt: heading, valueAt: heading });
const smallFixes = (more: Partial<ListedException> = {}): ListedException =>
  listedEntry("small-fixes", {
    title: "Small fixes",
    fields: [field("Covers", "code")],
    covers: ["code"],
    ...more,
  });

const notListed: ShownStatus["listing"] = { document: "docs/provenance.rst", entry: null, difference: null };
const statusOf = (
  discussion: Discussion,
  more: Partial<Omit<ShownStatus, "discussion">> = {},
  options: Partial<StatusOptions> = {},
): string => renderStatus({ discussion, listing: notListed, problems: [], ...more }, { ...plain, ...options });

const proposal = (fields: string, prose = ""): string => `:Exception: small-fixes\n${fields}\n${prose}`;
const tag = (key: string, who: string): string => `${key}: ${who} <${who}@example.org>\n`;

/** A proposal in two versions, with tags, an objection that is closed and one that is open, a reviewer and somebody who only asks. */
const thread: readonly Posting[] = [
  mail("1", { subject: "[RFC] an exception", text: proposal(":Covers: code\n:At most: 5 added lines\n") }),
  mail("q", { from: "bob", on: 2, answers: ["1"], text: "What for?\n" }),
  mail("n", { from: "lin", on: 2, answers: ["1"], text: tag("Nacked-by", "lin") }),
  mail("2", {
    subject: "[PATCH v2] an exception",
    on: 3,
    answers: ["1"],
    text: proposal(":Covers: docs\n:Needs: justification\n", "Told otherwise.\n"),
  }),
  mail("a", { from: "lin", on: 4, answers: ["2"], text: tag("Acked-by", "lin") + tag("Tested-by", "lin") }),
  mail("k", { from: "kim", on: 1, answers: ["1"], text: "Hm.\n" }),
  mail("x", { from: "eve", on: 5, answers: ["2"], text: `${tag("Nacked-by", "eve")}${tag("Acked-by", "lin")}` }),
];

test("a discussion by mail: what is listed, proposed, said by whom, and objected", () =>
  expect(statusOf(discuss(...thread), { problems: ["mail 9: it has no date"] })).toBe(`\
small-fixes
  document    not listed in docs/provenance.rst
  discussion  7 postings, 5 people, 2026-01-01 to 2026-01-05

versions
  v1  2026-01-01  ada, mail 1: [RFC] an exception
      Exception  small-fixes
      Covers     code
      At most    5 added lines
  v2  2026-01-03  ada, mail 2: [PATCH v2] an exception
      ~ Covers   code → docs
      + Needs    justification
      - At most  5 added lines
      ~ prose

people
  ada <ada@example.org>
      standing  maintains nothing (111111111111)
      proposed  v1, v2
  kim <kim@example.org>
      reviewer  Build (111111111111)
  lin <lin@example.org>
      maintainer                   Build (111111111111)
      maintainer since 2026-01-04  Build, Lamp, Docs, Locks and 1 more (222222222222)
      Nacked-by                    v1
      Acked-by                     v2
      Tested-by                    v2
  eve <eve@example.org>
      standing   maintains nothing (222222222222)
      Nacked-by  v2
  1 person without a tag; -v lists them

objections
  open    eve <eve@example.org>: Nacked-by v2, 2026-01-05 (mail x, line 1)
  closed  lin <lin@example.org>: Nacked-by v1, 2026-01-02 (mail n, line 1); then Acked-by v2, 2026-01-04 (mail a, line 1)

not counted
  mail x, line 2: \`Acked-by: lin <lin@example.org>\` is relayed by eve@example.org

not read
  mail 9: it has no date
`));

test("who asks sees all sections, and everybody who only spoke", () => {
  const text = statusOf(discuss(...thread), {}, { verbose: true });
  expect(text.slice(text.indexOf("\npeople"), text.indexOf("\nobjections"))).toBe(`
people
  ada <ada@example.org>
      standing  maintains nothing (111111111111)
      proposed  v1, v2
      said      2 postings
  kim <kim@example.org>
      reviewer  Build (111111111111)
      said      1 posting
  bob <bob@example.org>
      standing  maintains nothing (111111111111)
      said      1 posting
  lin <lin@example.org>
      maintainer                   Build (111111111111)
      maintainer since 2026-01-04  Build, Lamp, Docs, Locks, Wires (222222222222)
      Nacked-by                    v1
      Acked-by                     v2
      Tested-by                    v2
      said                         2 postings
  eve <eve@example.org>
      standing   maintains nothing (222222222222)
      Nacked-by  v2
      said       1 posting
`);
});

test("nothing was said, nothing is listed, and nobody is known", () => {
  const listing = { document: null, entry: null, difference: null };
  expect(statusOf(discuss(comment(1, null, "Hm.", { date: { written: "?", seconds: null } })), { listing })).toBe(`\
small-fixes
  document    not listed: the policy has no document
  discussion  1 posting, 0 people

people: nobody is known

objections: none by a tag or a command
`);
});

test("a discussion in an issue is by accounts, and by people where the policy knows them", () => {
  const said = [
    comment(1, "ada", proposal(":Covers: code\n:Until: soon\n"), { subject: "an exception" }),
    comment(2, "kim", "/object it is too wide"),
    comment(3, "joe", "/agree", { author: { identity: null, login: "joe" } }),
  ];
  expect(statusOf(discuss(...said))).toBe(`\
small-fixes
  document    not listed in docs/provenance.rst
  discussion  3 postings, 3 people, 2026-01-01 to 2026-01-03

versions
  v1  2026-01-01  @ada, comment 1: an exception
      Exception  small-fixes
      Covers     code
      Until      soon
      error: \`soon\` is no day of the calendar

people
  @ada
      standing  maintains nothing (111111111111)
      proposed  v1
  @kim, kim@example.org
      reviewer  Build (111111111111)
      /object   v1
  @joe
      standing  maintains nothing (222222222222)
      /agree    v1

objections
  open    @kim, kim@example.org: /object v1, 2026-01-02 (comment 2, line 1): "it is too wide"
`);
});

test("people of whom there is nothing to tell are counted, and a standing that is not known is said", () => {
  const undated = { date: { written: "?", seconds: null } };
  const quiet = ["bob", "eve"].map((from) => mail(from, { from, text: "Hm.\n", ...undated }));
  const text = statusOf(discuss(...quiet, mail("a", { from: "lin", text: tag("Acked-by", "lin"), ...undated })));
  expect(text.slice(text.indexOf("  discussion"))).toBe(`\
  discussion  3 postings, 3 people, in 3 threads

people
  lin <lin@example.org>
      standing  not known: its date cannot be read
      Acked-by  to no version
  2 people without a tag; -v lists them

objections: none by a tag or a command
`);
});

test("who maintains a part and reviews another is told as both", () => {
  const standing = learned({ maintains: ["Lamp"], reviews: ["Docs", "Build"] });
  const both = discuss(mail("a", { from: "lin" })).participants.map((one) => ({
    ...one,
    standings: [{ seconds: firstMoment, revision: null, standing }],
  }));
  const discussion = { ...discuss(), participants: both };
  expect(statusOf(discussion)).toContain("\n      maintainer  Lamp; reviewer of Docs, Build\n");
});

test("a long list is cut where nobody asks for all of it", () => {
  const problems = Array.from({ length: 22 }, (_, number) => `mail ${number}: it has no date`);
  const rows = problems.map((problem) => `  ${problem}`);
  const linesOf = (verbose: boolean) => statusOf(discuss(), { problems }, { verbose }).split("\n").slice(8, -1);
  expect(linesOf(false)).toEqual(["not read", ...rows.slice(0, 20), "  and 2 more; -v lists them"]);
  expect(linesOf(true)).toEqual(["not read", ...rows]);
});

test("a narrow terminal: subjects are cut off, and what is long goes on below itself", () => {
  const proposed = mail("1", {
    subject: "a subject of more words than fit",
    text: proposal(`:Covers: ${"code, ".repeat(8)}docs\n`),
  });
  const text = statusOf(discuss(proposed), {}, { width: 60 });
  expect(text.slice(text.indexOf("  discussion"), text.indexOf("\npeople"))).toBe(`\
  discussion  1 posting, 1 person, 2026-01-01

versions
  v1  2026-01-01  ada, mail 1: a subject of more words th…
      Exception  small-fixes
      Covers     code, code, code, code, code, code, code,
                   code, docs
`);
});

describe("what the document says", () => {
  const last = discuss(...thread).versions.at(-1);
  const difference = { fields: [], title: null, proseChanged: false };
  const linesOf = (entry: ListedException, more: Partial<ShownStatus["listing"]> = {}): readonly string[] => {
    const listing = { document: "docs/provenance.rst", entry, difference, ...more };
    const text = statusOf(discuss(...thread), { listing });
    return text.slice(0, text.indexOf("\n  discussion")).split("\n");
  };
  const agreed = { day: "2026-01-10", links: [] };
  const until = { day: "2026-06-30", postedBeforeMayLandUntil: null };
  const withdrawn = { day: "2026-01-20", reason: "", postedBeforeMayLandUntil: null };
  const error = { code: "x", text: "x", at: heading, severity: "error" } as const;

  test.each<readonly [more: Partial<ListedException>, words: string]>([
    [{}, "listed"],
    [{ agreed, until }, "listed, agreed on 2026-01-10, until 2026-06-30"],
    [{ agreed, until: { ...until, day: "2026-01-31" } }, "expired 2026-01-31"],
    [{ agreed, until, withdrawn }, "withdrawn 2026-01-20"],
    [{ problems: [error] }, "unreadable"],
  ])("of an entry with %j", (more, words) => {
    expect(last?.label).toBe("v2");
    expect(linesOf(smallFixes(more))).toEqual([
      "small-fixes: Small fixes",
      `  document    ${words}, docs/provenance.rst:5`,
      "              its conditions are those of v2",
      "              nothing changed",
    ]);
  });

  test("when it was agreed on is no condition, and what it covers is one", () => {
    const since = [{ field: "Agreed", before: null, after: "2026-01-10" }];
    expect(linesOf(smallFixes(), { difference: { ...difference, fields: since } }).slice(2)).toEqual([
      "              its conditions are those of v2",
      "              + Agreed  2026-01-10",
    ]);
    const fields = [...since, { field: "Covers", before: "docs", after: null }];
    const title = { before: "Fixes", after: "Small fixes" };
    expect(linesOf(smallFixes(), { difference: { fields, title, proseChanged: true } }).slice(2)).toEqual([
      "              its conditions are not those of v2",
      "              ~ title   Fixes → Small fixes",
      "              + Agreed  2026-01-10",
      "              - Covers  docs",
      "              ~ prose",
    ]);
    expect(linesOf(smallFixes(), { difference: null })).toHaveLength(2);
    const many = Array.from({ length: 21 }, (_, number) => ({ field: `Field ${number}`, before: null, after: "x" }));
    expect(linesOf(smallFixes(), { difference: { ...difference, fields: many } }).at(-1)).toBe(
      "              and 1 more field; -v lists them",
    );
  });
});
