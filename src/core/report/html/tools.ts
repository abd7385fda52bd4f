import type { ToolUse } from "../../audit/audit.ts";
import type { AuditValue } from "../audit-value.ts";
import type { DrawChart } from "../chart.ts";
import { counted } from "../layout.ts";
import { toolsChart } from "./audit-series.ts";
import { figureHtml } from "./figure.ts";
import { commitId, foreign, type Html, html } from "./html.ts";
import { tableHtml } from "./table.ts";

/** Rows that are shown of tools, and of subsystems; the JSON form has all. */
const rowsMax = 100;

const classWords = {
  agent: "coding agent",
  "ai-signoff": "coding agent that signs off",
  "review-bot": "reviewer",
  bot: "automation, no AI",
} as const;

/** Tools by their exact identities, over time. */
export function toolsHtml({ tools }: Pick<AuditValue, "tools">, draw: DrawChart): Html | null {
  const chart = toolsChart(tools);
  if (chart === null) return null;
  const table = {
    id: "table-tools",
    caption: "Tools, and where their identities stand",
    titles: ["Tool", "Kind", "Where", "Commits", "First", "Last"],
    rows: tools
      .slice(0, rowsMax)
      .map(({ tool, class: kind, role, commits, first, last }) => [
        foreign(tool, 80),
        classWords[kind],
        foreign(role, 80),
        commits,
        useHtml(first),
        useHtml(last),
      ]),
  };
  return html`<p>Only an exact address or footer counts. Ordinary automation, such as a forge’s web page, is no use of AI.</p>
${figureHtml(chart, draw)}${tableHtml(table)}${moreHtml(tools.length, "combination")}`;
}

const useHtml = ({ day, id }: ToolUse["first"]): Html =>
  html`<time datetime="${day}">${day}</time> <span class="quiet">${commitId(id)}</span>`;

/** Parts of the project. */
export function subsystemsHtml({ subsystems }: Pick<AuditValue, "subsystems">): Html | null {
  if (subsystems.length === 0) return null;
  const rows = subsystems
    .slice(0, rowsMax)
    .map(({ name, commits, failed, undecided, warned, independent, signable }) => [
      foreign(name, 100),
      commits,
      failed,
      undecided,
      warned,
      signable === 0 ? "" : `${((independent / signable) * 100).toFixed(1)} %`,
    ]);
  const titles = ["Subsystem", "Commits", "Failed", "Undecided", "Warned", "Signed off by somebody else"];
  const caption = "Commits that touch it";
  return html`${tableHtml({ id: "table-subsystems", caption, titles, rows })}${moreHtml(subsystems.length, "subsystem")}`;
}

const moreHtml = (count: number, noun: string): Html | null =>
  count > rowsMax ? html`<p>${counted(count - rowsMax, `more ${noun}`)} in the JSON form.</p>` : null;
