import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderCheckstyleParts } from "../../src/core/report/report-checkstyle.ts";
import { renderCsvParts } from "../../src/core/report/report-csv.ts";
import { renderGithubParts } from "../../src/core/report/report-github.ts";
import { renderGitlabParts } from "../../src/core/report/report-gitlab.ts";
import { renderJunitParts } from "../../src/core/report/report-junit.ts";
import { renderMailParts } from "../../src/core/report/report-mail.ts";
import { renderMarkdownParts } from "../../src/core/report/report-markdown.ts";
import { type ReportValue, reportValue } from "../../src/core/report/report-value.ts";
import { renderTextParts } from "../../src/core/report/text.ts";
import { order, reportOf, signOff, unmet, verdictOf } from "./sample.ts";
import { situations } from "./situations.ts";

const forms: { readonly [name: string]: (report: ReportValue) => Iterable<string> } = {
  "text.txt": (report) => renderTextParts(report, { verbose: true, colour: false, hyperlinks: null, width: 60 }),
  "mail.txt": renderMailParts,
  "markdown.md": renderMarkdownParts,
  "csv.csv": renderCsvParts,
  "junit.xml": renderJunitParts,
  "checkstyle.xml": renderCheckstyleParts,
  "github.txt": renderGithubParts,
  "gitlab.json": renderGitlabParts,
};

const missing = { message: "missing", data: {}, at: { kind: "commit" } } as const;

/** Two clauses of one rule, a finding about a path without a reason to show again, and a warning that is undecided. */
const clauses = reportOf([
  verdictOf("two clauses of a rule", [
    { clause: signOff, outcome: unmet(missing, { ...missing, at: { kind: "path", path: "hw/a b.c" } }) },
    { clause: signOff, outcome: unmet({ ...missing, at: { kind: "path", path: "hw/c.c" } }) },
    {
      clause: order,
      outcome: { kind: "undecided", findings: [{ message: "late", data: { signer: "Lin" }, at: { kind: "commit" } }] },
    },
  ]),
]);

const named = ["clean", "everything", "the contribution as a whole", "a broken policy", "a policy with a warning"];
const shownReports: readonly (readonly [string, Report])[] = [
  ...[...situations()].filter(([name]) => named.includes(name)),
  ["clauses", clauses],
];

/** Ids differ by what other tests made before. */
const withoutIds = (text: string): string => text.replaceAll(/\bf3a9c1e0[0-9a-f]{32}\b/g, "ID");

describe("a report, as people and programs read it", () => {
  test.each(Object.entries(forms))("%s", async (file, render) => {
    const texts = shownReports.map(
      ([name, report]) => `=== ${name}\n${withoutIds([...render(reportValue(report))].join(""))}`,
    );
    await expect(texts.join("\n")).toMatchFileSnapshot(fileURLToPath(new URL(`forms/${file}`, import.meta.url)));
  });
});
