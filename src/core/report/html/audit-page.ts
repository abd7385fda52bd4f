import type { AuditValue } from "../audit-value.ts";
import type { DrawChart } from "../chart.ts";
import { shown } from "../words.ts";
import { commitParts } from "./commits.ts";
import { patterns } from "./figure.ts";
import { footHtml, headHtml, type Section, sectionHtml } from "./frame.ts";
import { foreign, type Html, html } from "./html.ts";
import { ledgerHtml } from "./ledger.ts";
import { milestonesHtml } from "./milestones.ts";
import { aiUseHtml, independenceHtml, undisclosedHtml, yearsHtml } from "./periods.ts";
import { rulesHtml } from "./rules.ts";
import { reasonsHtml, summaryHtml, unjudgedHtml } from "./summary.ts";
import { subsystemsHtml, toolsHtml } from "./tools.ts";

export type AuditHtmlOptions = {
  readonly draw: DrawChart;
  /** Proviso's own. */
  readonly version: string;
};

/** The audit as one page that needs nothing else: no script, no other file, nothing from the network. In pieces. */
export function* renderAuditHtmlParts(report: AuditValue, options: AuditHtmlOptions): Iterable<string> {
  const sections = auditSections(report, options.draw);
  yield headHtml({
    title: `Provenance audit of ${shown(report.revision.name, 80)}`,
    heading: html`Provenance audit of ${foreign(report.revision.name, 80)}`,
    summary: summaryHtml(report),
    entries: [...sections, { id: "commits", title: commitsTitle }],
    before: patterns,
  }).html;
  for (const section of sections) yield sectionHtml(section).html;
  yield html`<section aria-labelledby="commits"><h2 id="commits">${commitsTitle}</h2>
`.html;
  for (const { html: text } of commitParts(report.commits)) yield text;
  yield html`</section>
`.html;
  yield footHtml(html`Written by Proviso ${options.version} of commit <code>${report.revision.id}</code>. The same findings as data:
<code>proviso audit --format json</code>, <code>csv</code> or <code>sarif</code>.`).html;
}

const commitsTitle = "Commits with something to say";

/** What there is to say of an audit, its commits aside, each under a heading of its own. */
export function auditSections(report: AuditValue, draw: DrawChart): readonly Section[] {
  const all: readonly (readonly [id: string, title: string, body: Html | null])[] = [
    ["reasons", "What leaves the whole undecided", reasonsHtml(report)],
    ["unjudged", "Commits that cannot be judged", unjudgedHtml(report)],
    ["milestones", "How the policy came about", milestonesHtml(report.milestones)],
    ["years", "Year by year", yearsHtml(report, draw)],
    ["rules", "Rule by rule", rulesHtml(report, draw)],
    ["independence", "Signed off by a second person", independenceHtml(report, draw)],
    ["ledger", "Exceptions that were relied on", ledgerHtml(report)],
    ["ai-use", "Use of AI", report.counts.commits === 0 ? null : aiUseHtml(report, draw)],
    ["undisclosed", "Use of AI that is not disclosed", undisclosedHtml(report)],
    ["tools", "Tools by their exact identities", toolsHtml(report, draw)],
    ["subsystems", "Subsystem by subsystem", subsystemsHtml(report)],
  ];
  return all.flatMap(([id, title, body]) => (body === null ? [] : [{ id, title, body }]));
}
