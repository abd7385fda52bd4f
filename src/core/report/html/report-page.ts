import type { ClauseValue, CommitValue } from "../json-values.ts";
import { counted } from "../layout.ts";
import { opinionWords, relianceHead, relianceWords } from "../reliance-words.ts";
import { type Entry, shortId, subjectCodePointsMax, wholeEntries } from "../report-entries.ts";
import { isBroken, isNotable, type ReportValue } from "../report-value.ts";
import { type Said, saidOf } from "../report-walk.ts";
import { countWords } from "../summary.ts";
import { shown } from "../words.ts";
import { footHtml, headHtml, type Section, sectionHtml } from "./frame.ts";
import { foreign, type Html, html, prose } from "./html.ts";
import { conclusionWord, digestHtml, figuresHtml } from "./summary.ts";
import { tableHtml } from "./table.ts";

/** Commits that the page lists. More would be slow to show, and nobody reads them; the other forms have all. */
const commitsMax = 2000;

export type ReportHtmlOptions = {
  /** Proviso's own. */
  readonly version: string;
};

/** A report as one page that needs nothing else: no script, no other file, nothing from the network. In pieces. */
export function* renderHtmlParts(report: ReportValue, { version }: ReportHtmlOptions): Iterable<string> {
  const before = sectionsBefore(report);
  const after = rulesSection(report);
  const entries = [...before, ...(isBroken(report) ? [] : [commitsEntry]), after];
  yield headHtml({
    title: `Provenance of ${shown(report.subject, 80)}`,
    heading: html`Provenance of ${foreign(report.subject, 80)}`,
    summary: summaryOf(report),
    entries,
  }).html;
  for (const section of before) yield sectionHtml(section).html;
  if (!isBroken(report)) for (const { html: text } of commitsSection(report)) yield text;
  yield sectionHtml(after).html;
  yield footHtml(
    html`Written by Proviso ${version}. The same as data: <code>proviso check --format json</code>, <code>csv</code> or <code>sarif</code>.`,
  ).html;
}

const commitsEntry = { id: "commits", title: "Commits with something to say" };

/** Which policy, and what came of it. */
export function summaryOf({ conclusion, counts, policy, problems }: ReportValue): Html {
  const words = isBroken({ problems })
    ? "Nothing was judged, since the policy has problems."
    : countWords(counts).join("; ");
  return html`<p>Judged by ${foreign(policy.source)} ${digestHtml(policy)}.</p>
<div class="conclusion ${conclusion}"><p><span class="word">${conclusionWord[conclusion]}.</span> ${words}</p></div>
${isBroken({ problems }) ? null : figuresHtml({ counts })}`;
}

/** What belongs to no commit: reasons, problems of the policy, and the contribution as a whole. */
export function sectionsBefore(report: ReportValue): readonly Section[] {
  const whole = [...wholeEntries(report)];
  const judgements = isBroken(report) ? [] : [...saidOf(null, report.contribution.judgements, new Set())];
  return [
    ...(whole.length === 0
      ? []
      : [{ id: "reasons", title: "What leaves the whole undecided", body: html`<ul>${whole.map(wholeHtml)}</ul>\n` }]),
    ...(judgements.length === 0
      ? []
      : [
          {
            id: "contribution",
            title: "The contribution as a whole",
            body: html`<ul>${judgements.map(saidHtml)}</ul>\n`,
          },
        ]),
  ];
}

const wholeHtml = ({ weight, what, fix }: Entry): Html =>
  html`<li>${weight}: ${prose(what)}${fix === null ? null : html`<br><span class="quiet">hint: ${prose(fix)}</span>`}</li>
`;

/** Commits with something to say, each with what is to be said of it. In pieces. */
export function* notableCommits({ commits }: Pick<ReportValue, "commits">): Iterable<Html> {
  yield html`<ol class="commits">
`;
  const said = new Set<string>();
  let listed = 0;
  let left = 0;
  for (const commit of commits) {
    if (!isNotable(commit)) continue;
    if (listed === commitsMax) left += 1;
    else {
      listed += 1;
      yield commitHtml(commit, said);
    }
  }
  yield html`</ol>
${listed === 0 ? html`<p>There is nothing to say of any commit.</p>\n` : null}${
  left === 0
    ? null
    : html`<p>There is something to say of ${counted(left, "more commit")}; the other forms list all.</p>\n`
}`;
}

function* commitsSection(report: ReportValue): Iterable<Html> {
  yield html`<section aria-labelledby="commits"><h2 id="commits">${commitsEntry.title}</h2>
`;
  yield* notableCommits(report);
  yield html`</section>
`;
}

/** One commit, with what is to be said of it; `said`: what was said before and need not be again. */
export function commitHtml(commit: CommitValue, said: Set<string>): Html {
  const { id, subject, author, conclusion, damage, judgements } = commit;
  const damaged = damage === null ? null : html`<li>cannot be read whole: ${prose(shown(damage))}</li>`;
  const day = author.date?.slice(0, 10) ?? null;
  return html`<li><code class="id" title="${shown(id ?? "", 1000)}">${shortId(id)}</code> <span class="subject">${foreign(subject, subjectCodePointsMax)}</span>
<div class="quiet"><span class="state">${conclusion}</span>, ${foreign(author.name, 80)}${day === null ? null : html`, <time datetime="${day}">${day}</time>`}</div>
<ul>${damaged}${[...saidOf(commit, judgements, said)].map(saidHtml)}</ul></li>
`;
}

function saidHtml(one: Said): Html {
  if (one.kind === "met")
    return html`<li><code>${shown(one.rule)}</code> met ${prose(relianceWords(one.reliance))}</li>`;
  if (one.kind === "open") {
    const { evidence, secondOpinion } = one.reliance;
    const conditions = evidence.conditions.map(
      ({ state, text, why }) => html`<li><strong>${state}</strong> ${foreign(text)}: ${prose(shown(why))}</li>`,
    );
    const opinion =
      secondOpinion === null ? null : html`<li>second opinion: ${prose(opinionWords(secondOpinion))}</li>`;
    return html`<li>${prose(relianceHead(one.reliance))}:<ul>${conditions}${opinion}</ul></li>`;
  }
  const { entry, mark, place } = one;
  const aside = (label: string, text: string | null): Html | null =>
    text === null ? null : html`<br><span class="quiet">${label}: ${prose(text)}</span>`;
  return html`<li><code>${shown(entry.rule)}</code>${place === "" ? null : html` (${foreign(place)})`}: ${mark}${prose(entry.what)}${aside("why", entry.why)}${aside("fix", entry.fix)}</li>`;
}

/** What each rule came to, with the line that it rests on. */
function rulesSection({ rules, clauses }: ReportValue): Section {
  const rows = Object.entries(rules).map(([id, { met, unmet, undecided, warned, notApplicable }]) => [
    html`<code>${shown(id)}</code>${aboutHtml(clauses.filter(({ rule }) => rule === id))}`,
    met,
    unmet,
    undecided,
    warned,
    notApplicable,
  ]);
  const titles = ["Rule", "Met", "Unmet", "Undecided", "Warned", "Not applicable"];
  const table = {
    id: "table-rules",
    caption: "How often each outcome came up. A warning changes no conclusion.",
    titles,
    rows,
  };
  return {
    id: "rules",
    title: "Rule by rule",
    body: rows.length === 0 ? html`<p>The policy has no rule.</p>\n` : tableHtml(table),
  };
}

const aboutHtml = (clauses: readonly ClauseValue[]): Html =>
  html`${clauses.map(({ policyLine: { source, line } }) => html`<span class="about">${foreign(source)}:${line}</span>`)}`;
