import { type Html, html } from "../core/report/html/html.ts";
import { shown } from "../core/report/words.ts";
import { catalogue } from "../core/rules/catalogue.ts";
import type { ContributionRow, JudgementRow, Part, RepositoryRow } from "../core/service/views.ts";
import { choiceHtml, contributionsTable } from "./contributions.ts";
import { judgementRowsTable } from "./judgement-rows.ts";
import type { Page, PageSection } from "./page.ts";
import { repositoriesTable } from "./repositories.ts";

/** What was asked for, as the address has it. `why`: a question that no index answers, in a sentence. */
export type SearchAsked = {
  readonly q: string;
  readonly repository: string;
  readonly rule: string;
  readonly outcome: string;
  readonly exception: string;
  readonly commit: string;
  readonly why: string | null;
};

/** What was found; null: it was not looked for. */
export type Found = {
  readonly judgements: Part<JudgementRow> | null;
  readonly contributions: Part<ContributionRow> | null;
  readonly repositories: Part<RepositoryRow> | null;
};

/** Commits by what was found of them, and whatever a few words name. */
export function searchPage(asked: SearchAsked, found: Found): Page {
  const sections: PageSection[] = [];
  if (found.repositories !== null && found.repositories.rows.length > 0)
    sections.push({
      id: "repositories-found",
      title: "Repositories",
      body: [repositoriesTable({ ...found.repositories, next: null })],
    });
  if (found.contributions !== null && found.contributions.rows.length > 0)
    sections.push({
      id: "contributions-found",
      title: "Contributions",
      body: [
        contributionsTable({
          id: "contributions",
          caption: "Contributions, the latest changed first",
          part: { ...found.contributions, next: null },
          none: "",
        }),
      ],
    });
  if (found.judgements !== null)
    sections.push({
      id: "judgements-found",
      title: "Judgements",
      body: [
        judgementRowsTable({
          id: "judgements",
          caption: "Judgements, the latest judged first",
          part: found.judgements,
          none: "No judgement is as asked for.",
        }),
      ],
    });
  return {
    name: "search",
    part: null,
    title: asked.q === "" ? "Search" : `Search: ${asked.q}`,
    heading: html`Search`,
    lead: formHtml(asked),
    sections,
  };
}

const ruleChoices = [["", "any"], ...[...catalogue].map(({ id }) => [id, id] as const)] as const;

const outcomeChoices = [
  ["", "any"],
  ["unmet", "unmet"],
  ["undecided", "undecided"],
  ["met", "met"],
] as const;

function formHtml(asked: SearchAsked): Html {
  const { repository, rule, outcome, exception, commit, why } = asked;
  const field = (name: string, words: string, value: string): Html =>
    html`<label>${words} <input name="${name}" value="${shown(value, 300)}"></label>\n`;
  return html`<p class="quiet">The field above takes words: a commit id, the number of a contribution (<code>#12</code>), a rule, an exception, a name of a repository. Here judgements are asked for by what is known of them.</p>
<form class="filter" action="/search">
<label>Rule ${choiceHtml("rule", ruleChoices, rule)}</label>
<label>Outcome ${choiceHtml("outcome", outcomeChoices, outcome)}</label>
${field("exception", "Exception", exception)}${field("commit", "Commit id", commit)}${field("repository", "Repository", repository)}<button>Show</button></form>
${why === null ? null : html`<p role="status">${shown(why, 300)}</p>\n`}`;
}
