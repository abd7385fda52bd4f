import { shortObjectId } from "../core/commit/object-id.ts";
import { foreign, html } from "../core/report/html/html.ts";
import { commitHtml as notableCommit } from "../core/report/html/report-page.ts";
import type { CommitValue } from "../core/report/json-values.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { commitProperties, judgementShapes, record, type Schema, secondOpinion } from "../core/report/schema-parts.ts";
import type { CommitView } from "../core/service/views.ts";
import { judgementRowsTable } from "./judgement-rows.ts";
import { judgementsTable } from "./judgements.ts";
import { contributionPath, ofRepository } from "./links.ts";
import type { Page } from "./page.ts";
import { conclusionHtml, momentHtml, named, shortName } from "./words.ts";

/** A commit as a report has it. */
const commitSchema: Schema = { ...record(commitProperties), $defs: { secondOpinion, ...judgementShapes() } };

/** One commit: what was judged of it, and the lines of the policy that this rests on. */
export function commitPage(view: CommitView, after: string | null): Page {
  const { repository, commit, subject, author, conclusion, contribution, committedAt, judgedAt, detail } = view;
  const read = detail === null ? null : readSaved<CommitValue>(detail, commitSchema);
  const value = read?.ok === true ? read.value : null;
  const judgedIn =
    contribution === null
      ? html`the <a href="${ofRepository(repository, "audit")}">audit</a> of the history`
      : html`contribution <a href="${contributionPath(repository, contribution)}">#${contribution}</a>`;
  const body =
    value === null
      ? [
          judgementRowsTable({
            id: "judgements",
            caption: "What was found; what did not apply is left out",
            part: { rows: view.judgements, next: null },
            none: "Nothing was found.",
            without: ["commit", "author", "repository", "contribution", "committed"],
          }),
        ]
      : [
          html`<ol class="commits">${notableCommit(value, new Set())}</ol>\n`,
          judgementsTable({ key: repository, whole: [], commits: [value], clauses: [], after }),
        ];
  return {
    name: "commit",
    part: "repositories",
    title: `${shortObjectId(commit)} ${subject}`,
    heading: html`<code>${shortObjectId(commit)}</code> ${foreign(subject, 160)}`,
    trail: [
      { path: "/repositories", words: html`Repositories` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
    lead: html`<dl class="facts"><dt>Conclusion</dt><dd>${conclusionHtml(conclusion)}</dd><dt>Commit</dt><dd><code>${commit}</code></dd>
<dt>Author</dt><dd>${foreign(author, 200)}</dd><dt>Committed</dt><dd>${momentHtml(committedAt)}</dd>
<dt>Judged</dt><dd>${momentHtml(judgedAt)}, in ${judgedIn}</dd></dl>
${read?.ok === false ? html`<p>What was saved of it ${foreign(read.why, 300)}, so only the index is shown.</p>\n` : null}`,
    sections: [{ id: "judged", title: "Judgements", body }],
    facts: { repository, commit, subject, author, conclusion, contribution },
  };
}
