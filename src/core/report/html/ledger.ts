import type { LedgerEntry } from "../../audit/audit.ts";
import type { AuditValue } from "../audit-value.ts";
import { counted, grouped } from "../layout.ts";
import { commitId, foreign, type Html, html } from "./html.ts";
import { tableHtml } from "./table.ts";

/** Exceptions that are shown, and commits under each; the JSON form has all. */
const exceptionsMax = 50;
const entriesMax = 300;

const subjectCodePointsMax = 120;

/** Commits that rely on an exception, or would have to: by exception, the latest first. */
export function ledgerHtml({ ledger }: Pick<AuditValue, "ledger">): Html | null {
  if (ledger.length === 0) return null;
  const byException = new Map<string, LedgerEntry[]>();
  for (const entry of ledger) {
    const known = byException.get(entry.exception);
    if (known === undefined) byException.set(entry.exception, [entry]);
    else known.push(entry);
  }
  const shown = [...byException].slice(0, exceptionsMax);
  const more = byException.size - shown.length;
  return html`<p>An exception is <em>evident</em> where the change itself proves every condition, and <em>judged</em> where people answer for one.</p>
${shown.map(([exception, entries], index) => exceptionHtml(exception, entries, index))}${
  more > 0 ? html`<p>${counted(more, "more exception")} ${more === 1 ? "is" : "are"} in the JSON form.</p>` : null
}`;
}

function exceptionHtml(exception: string, entries: readonly LedgerEntry[], index: number): Html {
  const met = entries.filter(({ outcome }) => outcome === "met");
  const evident = met.filter((entry) => entry.evident).length;
  const sums = [
    [evident, "evident"],
    [met.length - evident, "judged"],
    [entries.filter(({ outcome }) => outcome === "undecided").length, "undecided"],
    [entries.filter(({ outcome }) => outcome === "unmet").length, "unmet"],
  ] as const;
  const told = sums.flatMap(([count, words]) => (count === 0 ? [] : [`${grouped(count)} ${words}`]));
  const latest = entries.slice(-entriesMax).reverse();
  const table = {
    id: `table-exception-${index}`,
    caption:
      latest.length < entries.length
        ? `The latest ${latest.length} of ${entries.length} commits; the JSON form has all`
        : "Commits, the latest first",
    titles: ["Entered", "Commit", "How", "Second opinions", "Conditions"],
    rows: latest.map(rowOf),
  };
  return html`<h3><code>${foreign(exception)}</code></h3>
<p>${counted(entries.length, "commit")}: ${told.join(", ")}.</p>
${tableHtml(table)}`;
}

function rowOf({ entered, id, subject, author, outcome, evident, secondOpinions, conditions }: LedgerEntry) {
  const how = outcome === "met" ? (evident ? "evident" : "judged") : outcome;
  const opinions = secondOpinions.map(
    ({ form, by, verified }) =>
      html`<li>${foreign(form, 60)} from ${foreign(by.name, 80)}${verified ? ", verified" : ""}</li>`,
  );
  return [
    html`<time datetime="${entered.day}">${entered.day}</time>`,
    html`${commitId(id)}<br>${foreign(subject, subjectCodePointsMax)}<br><span class="quiet">${foreign(author.name, 80)}</span>`,
    html`<span class="state">${how}</span>`,
    opinions.length === 0 ? html`none` : html`<ul>${opinions}</ul>`,
    conditions.length === 0 ? html`none` : html`<ul>${conditions.map(conditionHtml)}</ul>`,
  ];
}

const conditionHtml = ({ text, state, why }: LedgerEntry["conditions"][number]): Html =>
  html`<li>${stateWords[state]}: ${foreign(text)} <span class="quiet">(${foreign(why)})</span></li>`;

const stateWords = { holds: "holds", fails: "does not hold", unknown: "not known", judgement: "for people" } as const;
