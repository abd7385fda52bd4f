import { commitId, foreign, type Html, html, outside, prose } from "../core/report/html/html.ts";
import { notableCommits, sectionsBefore, summaryOf } from "../core/report/html/report-page.ts";
import { conclusionWord } from "../core/report/html/summary.ts";
import { readReport } from "../core/report/read-report.ts";
import { entriesOf } from "../core/report/report-entries.ts";
import { isBroken, type ReportValue } from "../core/report/report-value.ts";
import { shown, shownSentence } from "../core/report/words.ts";
import type { ConclusionRow, ContributionView } from "../core/service/views.ts";
import { titleHtml } from "./contributions.ts";
import { judgementsTable } from "./judgements.ts";
import { linesHtml } from "./lines.ts";
import { contributionPath, ofRepository } from "./links.ts";
import { type Page, type PageSection, type Person, tokenField } from "./page.ts";
import { dataTable } from "./table.ts";
import {
  conclusionHtml,
  contributionStateWords,
  decidersHtml,
  momentHtml,
  momentText,
  named,
  shortName,
} from "./words.ts";

/** Who reads the page. `unsaid`: why the forge did not say what he may do; null: it did, or was not asked. */
type Who = { readonly person: Person | null; readonly mayJudgeAgain: boolean; readonly unsaid: string | null };

/** One contribution: what it came to, who can decide, what to do, and every judgement with its line of the policy. */
export function contributionPage(view: ContributionView, who: Who, after: string | null): Page {
  const { repository, number, title } = view;
  const read = view.report === null ? null : readReport(view.report);
  const report = read?.ok === true ? read.report : null;
  return {
    name: "contribution",
    part: "contributions",
    title: `#${number} ${title}`,
    heading: html`<span class="number">#${number}</span> ${titleHtml(title)}`,
    trail: [
      { path: "/contributions", words: html`Contributions` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
    lead: html`${factsHtml(view)}${summaryHtml(view, report)}${
      read?.ok === false
        ? html`<p>The saved report ${prose(shown(read.why, 500))}, so that nothing of it is shown.</p>`
        : null
    }`,
    sections: [
      ...todoSections(view, report, who),
      ...(report === null ? [] : reportSections(view, report, after)),
      ...(view.conclusions.length > 1 ? [historySection(view.conclusions)] : []),
    ],
    facts: {
      repository,
      number,
      title,
      author: view.author,
      state: view.state,
      head: view.head,
      base: view.base,
      conclusion: view.conclusion,
      why: view.why,
      deciders: view.deciders,
      url: view.url,
      publication: view.publication,
    },
  };
}

function factsHtml(view: ContributionView): Html {
  const facts: readonly (readonly [string, Html])[] = [
    ["State", html`${contributionStateWords[view.state]}, wants to enter <code>${foreign(view.base, 80)}</code>`],
    ["By", foreign(view.author, 80)],
    ["Head", commitId(view.head)],
    ["Judged", view.judgedAt === null ? html`not yet` : momentHtml(view.judgedAt)],
    ["At the forge", view.url === null ? html`no address is known` : outside(view.url)],
    ...(view.publication === null ? [] : [["Told there", publicationHtml(view)] as const]),
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

function publicationHtml({ publication }: ContributionView): Html {
  if (publication === null) return html``;
  const { state, attempts, lastError } = publication;
  const words = {
    due: "not yet; it is about to be",
    "maybe-sent": "perhaps; it is looked up before anything is sent again",
    sent: "yes",
    refused: "no: the forge refuses it",
    obsolete: "no: a newer head took its place",
  }[state];
  const tried = attempts > 1 ? ` (${attempts} attempts)` : "";
  return html`${words}${tried}${lastError === null ? null : html` <span class="quiet">${foreign(lastError, 300)}</span>`}`;
}

/** Where there is no report, the sentence that the service kept. */
function summaryHtml({ conclusion, why }: ContributionView, report: ReportValue | null): Html {
  if (report !== null) return summaryOf(report);
  if (conclusion === null) return html`<p>It was not judged yet; it waits in the queue.</p>\n`;
  const word = conclusion === "could-not" ? "It could not be judged" : conclusionWord[conclusion];
  return html`<div class="conclusion ${conclusion}"><p><span class="word">${word}.</span> ${prose(shown(why, 500))}</p></div>
`;
}

/** Fixes that are listed; the report below has all. */
const fixesMax = 12;

function todoSections(
  view: ContributionView,
  report: ReportValue | null,
  { person, mayJudgeAgain, unsaid }: Who,
): readonly PageSection[] {
  const { conclusion, deciders, isMine, why } = view;
  const again = mayJudgeAgain && person !== null ? judgeAgainHtml(view, person) : unsaidHtml(unsaid);
  if (conclusion === null || conclusion === "pass")
    return again === null ? [] : [{ id: "again", title: null, body: [again] }];
  const fixes = report === null ? [] : fixesOf(report);
  const decides =
    conclusion === "undecided"
      ? html`<p>${isMine ? html`<strong>You can decide this.</strong> ` : null}Who can decide: ${decidersHtml(deciders)}.</p>
<p>${prose(shown(why, 500))}</p>
`
      : null;
  const list =
    fixes.length === 0
      ? null
      : html`<ul>${fixes.slice(0, fixesMax).map((fix) => html`<li>${prose(shownSentence(fix))}</li>`)}${
          fixes.length > fixesMax ? html`<li>and ${fixes.length - fixesMax} more below</li>` : null
        }</ul>
`;
  const retry =
    conclusion === "could-not"
      ? html`<p>Nothing was judged, and nothing passes by that. It is judged again as soon as what stood in the way is gone.</p>\n`
      : null;
  const ask = conclusion === "undecided" ? [askSection(view)] : [];
  return [{ id: "to-do", title: "What to do", body: [html`${decides}${retry}${list}${again}`] }, ...ask];
}

const judgeAgainHtml = ({ repository, number }: ContributionView, person: Person): Html =>
  html`<form method="post" action="${contributionPath(repository, number)}/judge">${tokenField(person)}<button>Judge again</button> <span class="quiet">by the policy and the facts of now</span></form>
`;

const unsaidHtml = (unsaid: string | null): Html | null =>
  unsaid === null
    ? null
    : html`<p class="quiet">Whether you may have it judged again is not known: ${prose(shown(unsaid, 300))}.</p>\n`;

/** What is to be done, each once. */
function fixesOf(report: ReportValue): readonly string[] {
  const fixes = new Set<string>();
  for (const { fix, weight } of entriesOf(report)) if (fix !== null && weight !== "warning") fixes.add(fix);
  return [...fixes];
}

/** A tag is asked for, in words to be copied: only the tag itself, at the forge or by mail, counts. */
function askSection({ deciders, number, title, url }: ContributionView): PageSection {
  const to = deciders.length === 0 ? "" : `${deciders.slice(0, 6).join(", ")}: `;
  const about = `#${number} (${title.trim()})`;
  const text = `${to}could you look at ${about}? What is open is for another maintainer to judge. If you agree, say so with a tag of your own (Reviewed-by or Acked-by), or approve the present head.${
    url === null ? "" : `\n${url}`
  }\n`;
  return {
    id: "ask",
    title: "Ask for a second opinion",
    body: [
      html`<p>No button here can decide it. A maintainer who did not write it says so where the project discusses; these words ask for it.</p>
<p><label for="ask-text" class="unseen">Words that ask for a second opinion</label><textarea id="ask-text" rows="4" readonly data-copy>${linesHtml(text)}</textarea></p>
`,
    ],
  };
}

function reportSections(view: ContributionView, report: ReportValue, after: string | null): readonly PageSection[] {
  const before = sectionsBefore(report).map(({ id, title, body }) => ({ id, title, body: [body] }));
  if (isBroken(report)) return before;
  const table = judgementsTable({
    key: view.repository,
    whole: report.contribution.judgements,
    commits: report.commits,
    clauses: report.clauses,
    after,
  });
  return [
    ...before,
    { id: "commits", title: "Commits with something to say", body: [html`${[...notableCommits(report)]}`] },
    { id: "every", title: "Every judgement", body: [table] },
  ];
}

const historySection = (conclusions: readonly ConclusionRow[]): PageSection => ({
  id: "earlier",
  title: "Earlier conclusions",
  body: [
    dataTable({
      id: "conclusions",
      caption: "Of all heads and policies, the newest first",
      columns: [
        {
          key: "judged",
          title: "Judged",
          value: ({ judgedAt }: ConclusionRow) => momentText(judgedAt),
          cell: ({ judgedAt }: ConclusionRow) => momentHtml(judgedAt),
        },
        {
          key: "conclusion",
          title: "Conclusion",
          value: ({ conclusion }: ConclusionRow) => conclusion,
          cell: ({ conclusion }: ConclusionRow) => conclusionHtml(conclusion),
        },
        {
          key: "head",
          title: "Head",
          value: ({ head }: ConclusionRow) => head,
          cell: ({ head }: ConclusionRow) => commitId(head),
        },
        {
          key: "policy",
          title: "Policy (SHA-256)",
          value: ({ policyDigest }: ConclusionRow) => policyDigest,
          cell: ({ policyDigest }: ConclusionRow) =>
            html`<code title="${policyDigest}">${policyDigest.slice(0, 12)}</code>`,
        },
        {
          key: "obsolete",
          title: "Now",
          value: ({ isObsolete }: ConclusionRow) => (isObsolete ? "replaced" : "holds"),
        },
      ],
      rows: conclusions,
      none: "None.",
    }),
  ],
});
