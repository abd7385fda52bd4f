import type { AuditedCommitValue } from "../audit-value.ts";
import { basisWords } from "../basis.ts";
import type { FindingValue, JudgementValue } from "../json-values.ts";
import { counted, grouped } from "../layout.ts";
import type { LazyList } from "../lazy-list.ts";
import { isOpen } from "../report-value.ts";
import { shown } from "../words.ts";
import { commitId, foreign, type Html, html, prose } from "./html.ts";

/** Commits that the page lists. More would be slow to show, and nobody reads them; the JSON and CSV forms have all. */
export const commitsShownMax = 2000;

/** Findings shown of one commit; the rest is counted. */
const findingsMax = 20;

const subjectCodePointsMax = 160;
const findingCodePointsMax = 600;

/** Commits with something to say, the latest first, folded by year. In pieces, a commit each. */
export function* commitParts(commits: LazyList<AuditedCommitValue>): Iterable<Html> {
  if (commits.length === 0) {
    yield html`<p>There is nothing to say of any commit.</p>
`;
    return;
  }
  const latest = Array.from(commits.slice(-commitsShownMax)).reverse();
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

function byYear(commits: readonly AuditedCommitValue[]): readonly (readonly [string, readonly AuditedCommitValue[]])[] {
  const years = new Map<string, AuditedCommitValue[]>();
  for (const commit of commits) {
    const year = commit.entered.day.slice(0, 4);
    const known = years.get(year);
    if (known === undefined) years.set(year, [commit]);
    else known.push(commit);
  }
  return [...years];
}

function commitHtml(commit: AuditedCommitValue, said: Set<string>): Html {
  const { id, subject, author, entered, conclusion, damage, judgements } = commit;
  const relies = judgements.some(({ outcome, exception }) => outcome === "met" && exception !== null);
  const state = conclusion !== "pass" ? stateWords[conclusion] : relies ? "passes under an exception" : "warned";
  const lines = judgements.flatMap((judgement) => judgementLines(judgement, said));
  const shownLines = lines.slice(0, findingsMax);
  const more = lines.length - shownLines.length;
  return html`<li>${id === null ? null : commitId(id)} <span class="subject">${foreign(subject, subjectCodePointsMax)}</span>
<div class="quiet"><span class="state">${state}</span>, <time datetime="${entered.day}">${entered.day}</time>, ${foreign(author.name, 80)}</div>
<ul>${damage === null ? null : html`<li>it cannot be read whole: ${prose(shown(damage, findingCodePointsMax))}</li>`}${shownLines}${
    more > 0 ? html`<li>and ${counted(more, "more finding")}</li>` : null
  }</ul></li>
`;
}

const stateWords = { fail: "fails", undecided: "undecided" } as const;

function judgementLines(judgement: JudgementValue, said: Set<string>): readonly Html[] {
  const { exception, evidence, findings } = judgement;
  const rule = html`<code>${shown(judgement.rule)}</code>`;
  if (isOpen(judgement))
    return findings.slice(0, findingsMax + 1).map((finding) => findingLine(rule, judgement, finding, said));
  if (exception === null || evidence === null) return [];
  const how = evidence.evident ? "evident" : "judged by people";
  return [html`<li>${rule}: met under <code>${foreign(exception)}</code>, ${how}</li>`];
}

/** Whose line says so is said once in each year's list. */
function findingLine(
  rule: Html,
  { level, outcome }: JudgementValue,
  { text, path, policyLine }: FindingValue,
  said: Set<string>,
): Html {
  const mark = level === "warn" ? "warning: " : outcome === "undecided" ? "undecided: " : "";
  const why = basisWords(policyLine);
  const isNew = !said.has(why);
  said.add(why);
  const place = path === null ? null : html` (<code>${foreign(path)}</code>)`;
  const basis = isNew ? html`<br><span class="quiet">${shown(why, findingCodePointsMax)}</span>` : null;
  return html`<li>${rule}: ${mark}${prose(shown(text, findingCodePointsMax))}${place}${basis}</li>`;
}
