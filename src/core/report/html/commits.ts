import type { AuditedCommit } from "../../audit/audit.ts";
import type { Judgement } from "../../evaluate/verdict.ts";
import { counted, grouped } from "../layout.ts";
import { shown, wordsOf } from "../words.ts";
import { commitId, foreign, type Html, html, prose } from "./html.ts";

/** Commits that the page lists. More would be slow to show, and nobody reads them; the JSON and CSV forms have all. */
export const commitsShownMax = 2000;

/** Findings shown of one commit; the rest is counted. */
const findingsMax = 20;

const subjectCodePointsMax = 160;
const findingCodePointsMax = 600;

/** Commits with something to say, the latest first, folded by year. In pieces, a commit each. */
export function* commitParts(commits: readonly AuditedCommit[]): Iterable<Html> {
  if (commits.length === 0) {
    yield html`<p>There is nothing to say of any commit.</p>
`;
    return;
  }
  const latest = commits.slice(-commitsShownMax).reverse();
  const more = commits.length - latest.length;
  const rest = html` These are the latest ${grouped(latest.length)} of ${grouped(commits.length)}; <code>proviso audit --format json</code> and
<code>csv</code> list all.`;
  yield html`<p>Commits that fail, are undecided, were warned of, or pass under an exception, the latest first.${more > 0 ? rest : null}</p>
`;
  const years = byYear(latest);
  for (const [index, [year, listed]] of years.entries()) {
    yield html`<details${index === 0 ? html` open` : null}><summary>${year}: ${counted(listed.length, "commit")}</summary>
<ol class="commits">
`;
    const said = new Set<string>();
    for (const commit of listed) yield commitHtml(commit, said);
    yield html`</ol></details>
`;
  }
}

function byYear(commits: readonly AuditedCommit[]): readonly (readonly [string, readonly AuditedCommit[]])[] {
  const years = new Map<string, AuditedCommit[]>();
  for (const commit of commits) {
    const year = commit.entered.day.slice(0, 4);
    const known = years.get(year);
    if (known === undefined) years.set(year, [commit]);
    else known.push(commit);
  }
  return [...years];
}

function commitHtml(audited: AuditedCommit, said: Set<string>): Html {
  const { commit, entered, conclusion, relies, damage, judgements } = audited;
  const state =
    conclusion !== "pass" ? stateWords[conclusion] : relies === null ? "warned" : "passes under an exception";
  const lines = judgements.flatMap((judgement) => judgementLines(audited, judgement, said));
  const shownLines = lines.slice(0, findingsMax);
  const more = lines.length - shownLines.length;
  return html`<li>${commit.id === null ? null : commitId(commit.id)} <span class="subject">${foreign(commit.subject, subjectCodePointsMax)}</span>
<div class="quiet"><span class="state">${state}</span>, <time datetime="${entered.day}">${entered.day}</time>, ${foreign(commit.author.name, 80)}</div>
<ul>${damage === null ? null : html`<li>it cannot be read whole: ${prose(shown(damage, findingCodePointsMax))}</li>`}${shownLines}${
    more > 0 ? html`<li>and ${counted(more, "more finding")}</li>` : null
  }</ul></li>
`;
}

const stateWords = { fail: "fails", undecided: "undecided" } as const;

/** Whose line says so is said once in each year's list. */
function judgementLines(audited: AuditedCommit, judgement: Judgement, said: Set<string>): readonly Html[] {
  const { clause, outcome } = judgement;
  const rule = html`<code>${clause.rule.id}</code>`;
  if (!("findings" in outcome)) {
    const reliance = "reliance" in outcome ? outcome.reliance : undefined;
    if (reliance === undefined) return [];
    const how = reliance.evident ? "evident" : "judged by people";
    return [html`<li>${rule}: met under <code>${foreign(reliance.exception)}</code>, ${how}</li>`];
  }
  const mark = clause.level === "warn" ? "warning: " : outcome.kind === "undecided" ? "undecided: " : "";
  return outcome.findings.slice(0, findingsMax + 1).map((finding) => {
    const { what, why } = wordsOf(judgement, finding, audited.quotationFor);
    const isNew = !said.has(why);
    said.add(why);
    const place = finding.at.kind === "path" ? html` (<code>${foreign(finding.at.path)}</code>)` : null;
    const basis = isNew ? html`<br><span class="quiet">${shown(why, findingCodePointsMax)}</span>` : null;
    return html`<li>${rule}: ${mark}${prose(shown(what, findingCodePointsMax))}${place}${basis}</li>`;
  });
}
