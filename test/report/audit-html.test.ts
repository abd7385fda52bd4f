import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createCharts } from "../../src/adapters/charts/plot.ts";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { auditValue } from "../../src/core/report/audit-value.ts";
import type { Chart, DrawChart } from "../../src/core/report/chart.ts";
import { renderAuditHtmlParts } from "../../src/core/report/html/audit-page.ts";
import { rulesChart, toolsChart } from "../../src/core/report/html/audit-series.ts";
import { commitsShownMax } from "../../src/core/report/html/commits.ts";
import { prose } from "../../src/core/report/html/html.ts";
import { allOf, readPage } from "../page.ts";
import { auditedOf, auditOf, countedOf, emptyAudit, hostileAudit, ledgerEntry, missing } from "./audit-sample.ts";

const { draw } = createCharts();
const partsOf = (report: AuditReport): readonly string[] => [
  ...renderAuditHtmlParts(auditValue(report), { draw, version: "0.1.0" }),
];
const pageOf = (report: AuditReport) => {
  const text = partsOf(report).join("");
  return { text, page: readPage(text) };
};

const reports = [
  ["with everything", auditOf()],
  ["with nothing", emptyAudit()],
  ["hostile", hostileAudit()],
] as const;

describe.each(reports)("a page %s", (_name, report) => {
  const { text, page } = pageOf(report);
  const all = (selector: string) => allOf(page, selector);

  test("needs nothing else and runs nothing", () => {
    const policy = page.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:;/);
    expect(all("script, link, img, iframe, object, base, form, foreignObject")).toEqual([]);
    const attributes = all("*").flatMap((element) => Array.from(element.attributes));
    expect(attributes.filter(({ name }) => /^on|^srcdoc$|^src$|^action$/.test(name))).toEqual([]);
    expect(attributes.filter(({ name, value }) => name.endsWith("href") && !/^#[a-z-]+$/.test(value))).toEqual([]);
    expect(all("style")).toHaveLength(1);
    expect(page.querySelector("style")?.textContent).not.toMatch(/@import|url\(|<\//);
  });

  test("shows nothing that acts", () => {
    expect(text.match(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu) ?? []).toEqual([]);
  });

  test("has its landmarks, its headings in order, and every id once", () => {
    expect(["header", "nav", "main", "footer"].map((name) => all(`body > ${name}`).length)).toEqual([1, 1, 1, 1]);
    const levels = all("h1, h2, h3, h4").map(({ localName }) => Number(localName.slice(1)));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const ids = all("[id]").map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of all("nav a")) expect(ids).toContain(link.getAttribute("href")?.slice(1));
    for (const named of all("[aria-labelledby]"))
      for (const id of named.getAttribute("aria-labelledby")?.split(" ") ?? []) expect(ids).toContain(id);
  });

  test("tables have captions and scopes; charts have names, descriptions and a table", () => {
    for (const table of all("table")) {
      expect(table.querySelector("caption")?.textContent).not.toBe("");
      expect(allOf(table, "th:not([scope])")).toEqual([]);
      const widths = allOf(table, "tr").map(({ children }) => children.length);
      expect(new Set(widths).size).toBe(1);
    }
    for (const figure of all("figure")) {
      const svgs = allOf(figure, ".chart > svg");
      expect(svgs.map((svg) => svg.getAttribute("role"))).toEqual(["img", "img"]);
      for (const svg of svgs) expect(allOf(svg, ":scope > title, :scope > desc")).toHaveLength(2);
      expect(figure.closest("section")?.querySelector("table")).not.toBeNull();
    }
  });
});

test("every section there is, and none that has nothing to say", () => {
  const titles = (report: AuditReport) => allOf(pageOf(report).page, "h2").map(({ textContent }) => textContent);
  expect(titles(auditOf({ reasons: ["history is cut"] }))).toEqual([
    "What leaves the whole undecided",
    "Commits that cannot be judged",
    "How the policy came about",
    "Year by year",
    "Rule by rule",
    "Signed off by a second person",
    "Exceptions that were relied on",
    "Use of AI",
    "Use of AI that is not disclosed",
    "Tools by their exact identities",
    "Subsystem by subsystem",
    "Commits with something to say",
  ]);
  expect(titles(emptyAudit())).toEqual(["Commits with something to say"]);
});

test("what a person sees of an audit with everything", async () => {
  const { text } = pageOf(auditOf({ reasons: ["history is cut"] }));
  const page = readPage(text.replaceAll("<br>", " / "));
  const lines = allOf(page, "header p, nav a, h1, h2, h3, main p, main li, main summary, tr, figcaption, footer").map(
    (element) => {
      const cells = allOf(element, "th, td").map(({ textContent }) => textContent.trim());
      const inner = element.querySelector("ul, ol")?.textContent ?? "";
      const own = cells.length > 0 ? cells.join(" | ") : element.textContent.replace(inner, "").replace(/\s+/g, " ");
      const state =
        element.localName === "summary" ? ` (${element.closest("details[open]") === null ? "closed" : "open"})` : "";
      return `${element.localName}${state} ${own.trim()}\n`;
    },
  );
  await expect(lines.join("")).toMatchFileSnapshot(fileURLToPath(new URL("pages/audit.txt", import.meta.url)));
});

const plainText = (report: AuditReport): string =>
  (pageOf(report).page.querySelector("body")?.textContent ?? "").replaceAll(/\s+/g, " ");

test("the summary says what was judged, by what, and what came of it", () => {
  const text = plainText(auditOf());
  expect(text).toContain("the history of main (commit aaaaaaaaaaaa)");
  expect(text).toContain("It looks at 50 commits. Each is judged by the policy that was in force when it entered");
  expect(text).toContain("The policy is now that of proviso.yaml at 2b0e4ecd94");
  expect(text).toContain(
    "Fail. 1 of 50 commits does not keep the policy that it is judged by. 4 commits wait for a person",
  );
  expect(plainText(emptyAudit())).toContain("Pass. There was nothing to judge.");
  expect(plainText(emptyAudit())).toContain("At that commit the project has no policy.");
});

test("commits that cannot be judged are listed, and those left out are counted", () => {
  const text = plainText(auditOf());
  expect(text).toContain(
    "proviso.yaml had vanished when the commit entered: 111111111111 2026-01-04222222222222 2026-01-05",
  );
  expect(text).toContain("and 1 more");
});

test("a single share is said, not drawn, unless there is a limit to see it by", () => {
  const { years, months, ...usual } = auditOf();
  const figuresOf = (report: AuditReport): readonly number[] =>
    ["independence", "ai-use"].map(
      (id) => allOf(pageOf(report).page, `section[aria-labelledby="${id}"] figure`).length,
    );
  const tablesOpen = (report: AuditReport): readonly number[] =>
    ["independence", "ai-use"].map(
      (id) => allOf(pageOf(report).page, `section[aria-labelledby="${id}"] > .wide table`).length,
    );
  const one: AuditReport = { ...usual, years: years.slice(1), months: months.slice(1) };
  expect([figuresOf(one), tablesOpen(one)]).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(figuresOf({ ...one, window: { weeks: 4, percent: 10 } })).toEqual([0, 1]);
  expect([figuresOf(auditOf()), tablesOpen(auditOf())]).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

test("the ledger, the timeline and the commits say what they are of", () => {
  const text = plainText(auditOf());
  expect(text).toContain("2 commits: 1 evident, 1 undecided.");
  expect(text).toContain("Acked-by from Lin");
  expect(text).toContain("holds: Change: rename (every entry is R100)");
  expect(text).toContain(
    "From the startproviso.yaml appears 2025-06-24 bbbbbbbbbbbbAI-derived content is declined from here on",
  );
  expect(text).toContain("fails, 2025-07-01, Ada sign-off-present: no tag Signed-off-by");
  expect(text).toContain('docs/provenance.rst:3, Sign-off: "Every commit is certified by its author."');
});

test("rules of which none found anything are listed, and the page says so", () => {
  const counts = { met: 3, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 };
  const rules = [{ id: "sign-off-present", counts, years: new Map([["2026", counts]]) }];
  expect(plainText(auditOf({ ...countedOf({ commits: 3, passed: 3 }), rules }))).toContain(
    "Rule by rule No rule found anything. 1 rule that found nothing",
  );
});

test("charts are described to whoever does not see them, and a tool's days stand in their order", () => {
  const { rules, tools } = auditValue(auditOf());
  expect(rulesChart(Object.entries(rules))).toEqual({
    kind: "rows",
    id: "chart-rules",
    title: "Findings by rule",
    unit: "findings",
    description: "3 rules with findings, the most of sign-off-present.",
    categories: ["sign-off-present", "ai-content-permitted", "sign-off-order"],
    series: [
      { name: "unmet", tone: "failed", values: [1, 0, 0] },
      { name: "undecided", tone: "undecided", values: [0, 1, 0] },
      { name: "warned", tone: "warned", values: [0, 0, 1] },
    ],
  });
  const [tool] = tools;
  const turned = tools.map((one) => ({ ...one, first: one.last, last: one.first }));
  const span = { name: "claude-code, Co-authored-by: 3 commits", from: "2025-07-01", to: "2026-01-03" };
  expect(tool?.first.day).toBe(span.from);
  for (const some of [tools, turned]) expect(toolsChart(some)?.spans).toEqual([span]);
});

test("a threshold of the policy is a line of the chart", () => {
  const drawn: Chart[] = [];
  const draw: DrawChart = (chart) => {
    drawn.push(chart);
    return "";
  };
  const report = auditValue(auditOf({ window: { weeks: 6, percent: 25 } }));
  expect([...renderAuditHtmlParts(report, { draw, version: "0.1.0" })].join("")).toContain('id="table-ai-use"');
  const limits = drawn.flatMap((chart) => (chart.kind === "shares" ? [chart.threshold] : []));
  expect(limits).toContainEqual({ share: 0.25, name: "the policy's limit for 6 weeks" });
});

test("what a baseline knows decides nothing, and the page says how much that is", () => {
  const stale = [{ commit: "a".repeat(40), rule: "sign-off-present" }];
  const { text } = pageOf(
    auditOf({
      conclusion: "fail",
      baseline: { known: 7, failed: 1, undecided: 0, stale, knownCommits: [], accepted: [] },
    }),
  );
  expect(text).toContain("7 commits with known findings are left out, and one entry of it answers to nothing any more");
});

test("a long list is cut, and the page says so", () => {
  const commits = Array.from({ length: commitsShownMax + 500 }, (_, number) =>
    auditedOf(`commit ${number}`, [missing]),
  );
  const ledger = Array.from({ length: 1000 }, () => ledgerEntry);
  const { text, page } = pageOf(auditOf({ commits, ledger }));
  expect(allOf(page, "ol.commits > li")).toHaveLength(commitsShownMax);
  expect(text).toContain("These are the latest 2,000 of 2,500");
  expect(text).toContain("The latest 300 of 1000 commits");
  expect(text).toContain(">commit 2499<");
  expect(text).not.toContain(">commit 499<");
  expect(text.length).toBeLessThan(2_000_000);
});

test("a page comes in pieces", () => {
  expect(Math.max(...partsOf(hostileAudit()).map(({ length }) => length))).toBeLessThan(50_000);
});

test("back-ticks quote, if they come in pairs", () => {
  expect(prose("a `<b>` c").html).toBe("a <code><bdi>&lt;b&gt;</bdi></code> c");
  expect(prose("a `b").html).toBe("a `b");
});
