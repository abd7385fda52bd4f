import { foreign, html } from "../core/report/html/html.ts";
import type { JudgementRow, Part } from "../core/service/views.ts";
import { contributionPath, exceptionPath } from "./links.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { commitHtml, momentHtml, momentText, named, outcomeHtml, repositoryHtml } from "./words.ts";

const columns: readonly Column<JudgementRow>[] = [
  {
    key: "commit",
    title: "Commit",
    value: ({ commit }) => commit,
    cell: ({ repository, commit, subject }) => html`${commitHtml(repository, commit)} ${foreign(subject, 100)}`,
  },
  { key: "subject", title: "Subject", value: ({ subject }) => subject },
  { key: "author", title: "By", value: ({ author }) => author, cell: ({ author }) => foreign(author, 80) },
  {
    key: "repository",
    title: "Repository",
    value: (row) => row.repository,
    cell: (row) => repositoryHtml(row.repository),
  },
  {
    key: "rule",
    title: "Rule",
    value: ({ rule }) => rule,
    cell: ({ rule }) => html`<code>${foreign(rule, 80)}</code>`,
  },
  { key: "outcome", title: "Outcome", value: ({ outcome }) => outcome, cell: ({ outcome }) => outcomeHtml(outcome) },
  {
    key: "exception",
    title: "Exception",
    value: ({ exception }) => exception,
    cell: ({ repository, exception }) =>
      exception === null
        ? html``
        : html`<a href="${exceptionPath(repository, exception)}"><code>${named(exception, 60)}</code></a>`,
  },
  {
    key: "contribution",
    title: "Judged in",
    value: ({ contribution }) => contribution,
    cell: ({ repository, contribution }) =>
      contribution === null
        ? html`the history`
        : html`<a href="${contributionPath(repository, contribution)}">#${contribution}</a>`,
  },
  {
    key: "committed",
    title: "Committed",
    value: ({ committedAt }) => momentText(committedAt),
    cell: ({ committedAt }) => momentHtml(committedAt),
  },
];

/** Judgements as the index has them, each with the way to its commit. */
export const judgementRowsTable = (of: {
  readonly id: string;
  readonly caption: string;
  readonly part: Part<JudgementRow>;
  readonly none: string;
  readonly without?: readonly string[];
}): DataTable =>
  dataTable({
    id: of.id,
    caption: of.caption,
    columns,
    rows: of.part.rows,
    next: of.part.next,
    none: of.none,
    hidden: ["subject", ...(of.without ?? [])],
  });
