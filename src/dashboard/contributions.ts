import { foreign, type Html, html } from "../core/report/html/html.ts";
import { shown } from "../core/report/words.ts";
import type { ContributionRow, Part } from "../core/service/views.ts";
import { contributionPath } from "./links.ts";
import type { Page } from "./page.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import {
  conclusionHtml,
  conclusionWords,
  contributionStateWords,
  decidersHtml,
  momentHtml,
  momentText,
  repositoryHtml,
} from "./words.ts";

const titleCodePointsMax = 140;

const number: Column<ContributionRow> = {
  key: "number",
  title: "Contribution",
  value: ({ number: value }) => value,
  cell: (row) =>
    html`<a href="${contributionPath(row.repository, row.number)}"><span class="number">#${row.number}</span> ${titleHtml(row.title)}</a>`,
};

/** A title without a letter is named so, or a link would have no name. */
export const titleHtml = (title: string): Html =>
  title.trim() === "" ? html`(no title)` : foreign(title, titleCodePointsMax);

const columns: readonly Column<ContributionRow>[] = [
  number,
  {
    key: "repository",
    title: "Repository",
    value: (row) => row.repository,
    cell: (row) => repositoryHtml(row.repository),
  },
  {
    key: "conclusion",
    title: "Conclusion",
    value: ({ conclusion }) => conclusion ?? "not-judged",
    cell: ({ conclusion }) => conclusionHtml(conclusion),
  },
  {
    key: "deciders",
    title: "Who can decide",
    value: ({ deciders }) => deciders.join("; "),
    cell: ({ conclusion, deciders }) => (conclusion === "undecided" ? decidersHtml(deciders) : html``),
  },
  { key: "author", title: "By", value: ({ author }) => author, cell: ({ author }) => foreign(author, 60) },
  { key: "state", title: "State", value: ({ state }) => state, cell: ({ state }) => contributionStateWords[state] },
  {
    key: "updated",
    title: "Changed",
    value: ({ updatedAt }) => momentText(updatedAt),
    cell: ({ updatedAt }) => momentHtml(updatedAt),
  },
];

/** What pages show and programs get beside. */
const more: readonly Column<ContributionRow>[] = [
  { key: "title", title: "Title", value: ({ title }) => title },
  { key: "head", title: "Head", value: ({ head }) => head },
  { key: "base", title: "Base", value: ({ base }) => base },
  { key: "judged", title: "Judged", value: ({ judgedAt }) => (judgedAt === null ? null : momentText(judgedAt)) },
];

/** A list of contributions, with or without their repository. */
export function contributionsTable(of: {
  readonly id: string;
  readonly caption: string;
  readonly part: Part<ContributionRow>;
  readonly none: string;
  readonly without?: readonly string[];
}): DataTable {
  const { id, caption, part, none, without = [] } = of;
  const hidden = [...more.map(({ key }) => key), ...without];
  return dataTable({ id, caption, columns: [...columns, ...more], rows: part.rows, next: part.next, none, hidden });
}

/** What is chosen on the page of all contributions, as its address has it. */
export type ContributionsAsked = {
  readonly conclusion: string;
  readonly state: string;
  readonly isMine: boolean;
  readonly words: string;
  readonly repository: string;
};

/** Contributions, with what can be chosen among them. */
export function contributionsPage(part: Part<ContributionRow>, asked: ContributionsAsked, isKnown: boolean): Page {
  return {
    name: "contributions",
    part: "contributions",
    title: "Contributions",
    heading: html`Contributions`,
    lead: filterHtml(asked, isKnown),
    sections: [
      {
        id: "list",
        title: null,
        body: [
          contributionsTable({
            id: "contributions",
            caption: "Contributions, the latest changed first",
            part,
            none: "No contribution is as asked for.",
          }),
        ],
      },
    ],
  };
}

const conclusionChoices = [
  ["", "any"],
  ["waiting", "waiting for people or facts"],
  ["undecided", conclusionWords.undecided],
  ["could-not", conclusionWords["could-not"]],
  ["fail", conclusionWords.fail],
  ["pass", conclusionWords.pass],
] as const;

const stateChoices = [
  ["open", "open"],
  ["merged", "merged"],
  ["closed", "closed"],
  ["any", "any"],
] as const;

function filterHtml({ conclusion, state, isMine, words, repository }: ContributionsAsked, isKnown: boolean): Html {
  return html`<form class="filter" action="/contributions">
<label>Conclusion ${choiceHtml("conclusion", conclusionChoices, conclusion)}</label>
<label>State ${choiceHtml("state", stateChoices, state)}</label>
<label>Title contains <input name="words" value="${shown(words, 200)}"></label>
<label>Repository <input name="repository" value="${shown(repository, 300)}"></label>
${isKnown ? html`<label class="check"><input type="checkbox" name="mine" value="yes"${isMine ? html` checked` : null}> mine to decide</label>` : null}
<button>Show</button>
</form>
`;
}

/** A field with a choice of words, of which one may be chosen already. */
export const choiceHtml = (
  name: string,
  choices: readonly (readonly [value: string, words: string])[],
  chosen: string,
): Html =>
  html`<select name="${name}">${choices.map(
    ([value, words]) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${words}</option>`,
  )}</select>`;
