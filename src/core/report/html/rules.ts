import { catalogue } from "../../rules/catalogue.ts";
import type { AuditValue } from "../audit-value.ts";
import type { DrawChart } from "../chart.ts";
import { counted } from "../layout.ts";
import { foundFirst, type NamedRule, rulesChart } from "./audit-series.ts";
import { figureHtml } from "./figure.ts";
import { foreign, type Html, html } from "./html.ts";
import { foldedTable, type Table, tableHtml, withoutZeros } from "./table.ts";

const summaries: ReadonlyMap<string, string> = new Map(catalogue.map(({ id, summary }) => [id, summary]));

/** What each rule found, with what it asks for in a sentence. */
export function rulesHtml(report: Pick<AuditValue, "rules">, draw: DrawChart): Html | null {
  const rules = Object.entries(report.rules);
  if (rules.length === 0) return null;
  const found = foundFirst(rules);
  const quiet = rules.filter((rule) => !found.includes(rule));
  const chart = rulesChart(rules);
  const nothing = html`<p>No rule found anything.</p>
`;
  const table = tableOf("table-rules", "How often each outcome came up. A warning changes no conclusion.", found);
  const others = tableOf("table-quiet-rules", "Rules of the policy that found nothing", quiet);
  return html`${chart === null ? nothing : figureHtml(chart, draw)}${found.length === 0 ? null : tableHtml(table)}${
    quiet.length === 0 ? null : foldedTable(others, counted(quiet.length, "rule") + " that found nothing")
  }`;
}

function tableOf(id: string, caption: string, rules: readonly NamedRule[]): Table {
  const columns = withoutZeros(rules, ruleColumns, 1);
  return {
    id,
    caption,
    titles: ["Rule, and what holds when it is met", ...columns.map(([title]) => title)],
    rows: rules.map((rule) => [
      html`<code>${foreign(rule[0])}</code><span class="about">${summaries.get(rule[0]) ?? ""}</span>`,
      ...columns.map(([, of]) => of(rule)),
    ]),
  };
}

const ruleColumns: readonly (readonly [title: string, of: (rule: NamedRule) => number])[] = [
  ["Met", ([, counts]) => counts.met],
  ["Unmet", ([, counts]) => counts.unmet],
  ["Undecided", ([, counts]) => counts.undecided],
  ["Warned", ([, counts]) => counts.warned],
  ["Not applicable", ([, counts]) => counts.notApplicable],
];
