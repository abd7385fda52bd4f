import { expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderHtmlParts } from "../../src/core/report/html/report-page.ts";
import { renderJson } from "../../src/core/report/json.ts";
import { readReport } from "../../src/core/report/read-report.ts";
import { allOf, readPage } from "../page.ts";
import { reportOf } from "./sample.ts";
import { damaged, excepted, failing, forPeople, quiet, situations, unknown, warned } from "./situations.ts";

/** What a person sees: a line for each heading, paragraph, item, row and entry of the contents; ` / ` is another line of the same. */
function seen(report: Report): readonly string[] {
  const read = readReport(renderJson(report));
  if (!read.ok) throw new Error(read.why);
  const page = readPage([...renderHtmlParts(read.report, { version: "0.1.0" })].join("").replaceAll("<br>", " / "));
  return allOf(page, "header p, nav a, h1, h2, main p, main li, tr, footer").map((element) => {
    const cells = allOf(element, "th, td").map(({ textContent }) => textContent.trim());
    const inner = element.querySelector("ul")?.textContent ?? "";
    const own = cells.length > 0 ? cells.join(" | ") : element.textContent.replace(inner, "").replace(/\s+/g, " ");
    return `${element.localName} ${own.trim()}`;
  });
}

const judgedBy = "p Judged by proviso.yaml at 2b0e4ecd94 (SHA-256 of all that it consists of: dddddddddddd).";
const footer = "footer Written by Proviso 0.1.0. The same as data: proviso check --format json, csv or sarif.";

test.each<[string, Report, readonly string[]]>([
  [
    "all that may be said",
    reportOf([failing(), quiet(), forPeople(), unknown(), excepted(), damaged(), warned()], {
      reasons: ["a reason"],
      problems: situations().get("a policy with a warning")?.problems ?? [],
    }),
    [
      "h1 Provenance of main..topic",
      judgedBy,
      "p Fail. 7 commits: 1 failed, 3 undecided, 2 passed, 1 passed under an exception; 2 with warnings",
      "a What leaves the whole undecided",
      "a Commits with something to say",
      "a Rule by rule",
      "h2 What leaves the whole undecided",
      "li warning: proviso.yaml:2:1: there is no key rulez / hint: did you mean rules?",
      "li undecided: a reason",
      "h2 Commits with something to say",
      "li f3a9c1e0f3a9 trailers: accept folded ones fail, Ada, 2026-01-01",
      'li sign-off-present (line 3): signed off by Lin <lin@example.org>, but written by ada@example.org / why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author." / fix: have ada@example.org sign off, or correct the author',
      "li sign-off-order (author): warning: Lin signs before the author / why: proviso.yaml:4, sign-off-order: warn",
      "li f3a9c1e0f3a9 convert them all undecided, Ada, 2026-01-01",
      "li ai-content-permitted (hw/a b.c): undecided: another maintainer must agree / why: proviso.yaml:5, ai-content-permitted: require / fix: ask one of Lin",
      "li exception mechanical-changes (proviso.yaml:2):",
      "li holds Change: rename: every entry is R100",
      "li judgement Judgement: it is boring: for people",
      "li f3a9c1e0f3a9 who knows undecided, Ada, 2026-01-01",
      "li ai-content-permitted: undecided: AI-derived content is declined; nearest is {exception} / fix: see proviso exception list",
      "li f3a9c1e0f3a9 rename them all pass, Ada, 2026-01-01",
      "li ai-content-permitted met under exception mechanical-changes (docs/provenance.rst:7), evident, Acked-by from Lin <lin@example.org>",
      "li f3a9c1e0f3a9 cut off undecided, Ada, 2026-01-01",
      "li cannot be read whole: its message has a NUL byte",
      "li f3a9c1e0f3a9 late pass, Ada, 2026-01-01",
      "li sign-off-order (committer): warning: Lin signs before the author",
      "h2 Rule by rule",
      "tr Rule | Met | Unmet | Undecided | Warned | Not applicable",
      "tr sign-off-presentdocs/provenance.rst:3 | 6 | 1 | 0 | 0 | 0",
      footer,
    ],
  ],
  [
    "neither commits nor rules",
    reportOf([], { rules: new Map() }),
    [
      "h1 Provenance of main..topic",
      judgedBy,
      "p Pass. nothing to judge",
      "a Commits with something to say",
      "a Rule by rule",
      "h2 Commits with something to say",
      "p There is nothing to say of any commit.",
      "h2 Rule by rule",
      "p The policy has no rule.",
      footer,
    ],
  ],
  [
    "nothing to say of any commit",
    reportOf([quiet()]),
    [
      "h1 Provenance of main..topic",
      judgedBy,
      "p Pass. 1 commit: 1 passed",
      "a Commits with something to say",
      "a Rule by rule",
      "h2 Commits with something to say",
      "p There is nothing to say of any commit.",
      "h2 Rule by rule",
      "tr Rule | Met | Unmet | Undecided | Warned | Not applicable",
      "tr sign-off-presentdocs/provenance.rst:3 | 1 | 0 | 0 | 0 | 0",
      footer,
    ],
  ],
  [
    "a policy that cannot be read",
    situations().get("a broken policy") as Report,
    [
      "h1 Provenance of main..topic",
      judgedBy,
      "p Undecided. Nothing was judged, since the policy has problems.",
      "a What leaves the whole undecided",
      "a Rule by rule",
      "h2 What leaves the whole undecided",
      "li error: proviso.yaml:2:1: there is no key rulez / hint: did you mean rules?",
      "li undecided: the policy has a problem",
      "h2 Rule by rule",
      "tr Rule | Met | Unmet | Undecided | Warned | Not applicable",
      "tr sign-off-presentdocs/provenance.rst:3 | 0 | 1 | 0 | 0 | 0",
      footer,
    ],
  ],
  [
    "the contribution as a whole",
    situations().get("the contribution as a whole") as Report,
    [
      "h1 Provenance of main..topic",
      judgedBy,
      "p Fail. 1 commit: 1 passed",
      "a The contribution as a whole",
      "a Commits with something to say",
      "a Rule by rule",
      "h2 The contribution as a whole",
      'li sign-off-present: no tag Signed-off-by / why: docs/provenance.rst:3, Sign-off: "Every commit is certified by its author." / fix: amend with git commit --amend --signoff',
      "h2 Commits with something to say",
      "p There is nothing to say of any commit.",
      "h2 Rule by rule",
      "tr Rule | Met | Unmet | Undecided | Warned | Not applicable",
      "tr sign-off-presentdocs/provenance.rst:3 | 1 | 0 | 0 | 0 | 0",
      footer,
    ],
  ],
])("a page of %s", (_, report, lines) => expect(seen(report)).toEqual(lines));

test("of more commits than a page holds it is said how many there are", () => {
  const lines = seen(reportOf(Array.from({ length: 2002 }, damaged)));
  expect(lines.filter((line) => line.endsWith("cut off undecided, Ada, 2026-01-01"))).toHaveLength(2000);
  expect(lines).toContain("p There is something to say of 2 more commits; the other forms list all.");
});
