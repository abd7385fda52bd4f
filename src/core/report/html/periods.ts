import type { Period, PeriodCounts } from "../../audit/audit.ts";
import type { AuditValue } from "../audit-value.ts";
import type { DrawChart, SharesChart } from "../chart.ts";
import { counted } from "../layout.ts";
import { aiUseChart, conclusionsChart, independenceChart, independentShare, percent } from "./audit-series.ts";
import { figureHtml } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { foldedTable, type Table, type TableCell, tableHtml, withoutZeros } from "./table.ts";

type Column = readonly [title: string, of: (period: Period) => number];

const column = (title: string, of: (counts: PeriodCounts) => number): Column => [title, ({ counts }) => of(counts)];

const yearColumns: readonly Column[] = [
  column("Commits", ({ commits }) => commits),
  column("Passed", ({ passed }) => passed),
  column("Under an exception", ({ passedUnderException }) => passedUnderException),
  column("Undecided", ({ undecided }) => undecided),
  column("Failed", ({ failed }) => failed),
  column("Nothing to judge", ({ notApplicable }) => notApplicable),
  column("Warned", ({ warned }) => warned),
  column("AI use", ({ aiUse }) => aiUse),
  column("Undisclosed", ({ undisclosed }) => undisclosed),
  column("Before the policy", ({ beforePolicy }) => beforePolicy),
];

/** Year by year: a chart of the conclusions, and the numbers. */
export function yearsHtml({ years }: Pick<AuditValue, "years">, draw: DrawChart): Html | null {
  if (years.length === 0) return null;
  const columns = withoutZeros(years, yearColumns, 2);
  const chart = conclusionsChart(years);
  const table = {
    id: "table-years",
    caption: "Commits by the year (UTC) in which they entered",
    titles: ["Year", ...columns.map(([title]) => title)],
    rows: years.map((year) => [year.name, ...columns.map(([, of]) => of(year))]),
  };
  return html`${chart === null ? null : figureHtml(chart, draw)}${tableHtml(table)}`;
}

/** Who signed off: somebody other than the authors, or only they. */
export function independenceHtml({ years }: Pick<AuditValue, "years">, draw: DrawChart): Html | null {
  const chart = independenceChart(years);
  if (chart === null) return null;
  const rows = years.flatMap(({ name, counts }): readonly TableCell[][] => {
    const share = independentShare(counts);
    const { independent, own, unclear, unsigned } = counts.signed;
    return share === null ? [] : [[name, html`${percent(share)}`, independent, own, unclear, unsigned]];
  });
  const titles = ["Year", "Share", "Somebody else", "Authors only", "Unclear", "Nobody"];
  return html`<p>A second person who signs a commit off has at least handled it. Merges are left out: one person makes them, and they carry
the work of others. <em>Unclear</em> is a name of an author with an address that nothing connects with that author.</p>
${sharesHtml(chart, { id: "table-independence", caption: "Commits by who signed them off", titles, rows }, draw)}`;
}

/** Commits with AI use, month by month. */
export function aiUseHtml(
  { months, counts, window }: Pick<AuditValue, "months" | "counts" | "window">,
  draw: DrawChart,
): Html {
  const threshold =
    window === null
      ? null
      : { share: window.percent / 100, name: `the policy's limit for ${counted(window.weeks, "week")}` };
  const chart = aiUseChart(months, threshold);
  if (chart === null)
    return html`<p>No commit declares the use of AI, and none bears the exact identity of a coding agent.</p>
`;
  const rows = months
    .filter(({ counts: { aiUse, undisclosed } }) => aiUse + undisclosed > 0)
    .map(({ name, counts: { commits, aiUse, undisclosed } }) => [
      name,
      commits,
      aiUse,
      percent(aiUse / Math.max(commits, 1)),
      undisclosed,
    ]);
  const titles = ["Month", "Commits", "AI use", "Share", "Undisclosed"];
  return html`<p>${counted(counts.aiUse, "commit")} ${counts.aiUse === 1 ? "declares" : "declare"} the use of AI or ${counts.aiUse === 1 ? "bears" : "bear"} the exact identity of a coding agent. Style is
never taken for a sign.</p>
${sharesHtml(chart, { id: "table-ai-use", caption: "Months with AI use", titles, rows }, draw)}`;
}

/** A single share is a figure and no line: the table says it, unless there is a limit to see it by. */
const sharesHtml = (chart: SharesChart, table: Table, draw: DrawChart): Html =>
  chart.points.length < 2 && chart.threshold === null
    ? tableHtml(table)
    : html`${figureHtml(chart, draw)}${foldedTable(table)}`;

/** Commits with an agent's identity and no word about it. */
export function undisclosedHtml({ years, counts: { undisclosed } }: Pick<AuditValue, "years" | "counts">): Html | null {
  if (undisclosed === 0) return null;
  const rows = years
    .filter(({ counts }) => counts.undisclosed > 0)
    .map(({ name, counts }) => [name, counts.undisclosed]);
  return html`<p>${counted(undisclosed, "commit")} ${undisclosed === 1 ? "bears" : "bear"} the exact identity of a coding agent, and the message does not say
that one was used.</p>
${tableHtml({ id: "table-undisclosed", caption: "Undisclosed, by year", titles: ["Year", "Commits"], rows })}`;
}
