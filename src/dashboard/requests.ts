import { foreign, html } from "../core/report/html/html.ts";
import type { Part, RequestRow } from "../core/service/views.ts";
import { titleHtml } from "./contributions.ts";
import { requestPath } from "./links.ts";
import type { Page } from "./page.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { momentHtml, momentText, repositoryHtml, stateHtml } from "./words.ts";

const columns: readonly Column<RequestRow>[] = [
  {
    key: "reference",
    title: "Request",
    value: ({ reference }) => reference,
    cell: ({ repository, reference, title }) =>
      html`<a href="${requestPath(repository, reference)}"><span class="number">${foreign(reference, 40)}</span> ${titleHtml(title)}</a>`,
  },
  { key: "title", title: "Title", value: ({ title }) => title },
  {
    key: "repository",
    title: "Repository",
    value: (row) => row.repository,
    cell: (row) => repositoryHtml(row.repository),
  },
  { key: "author", title: "By", value: ({ author }) => author, cell: ({ author }) => foreign(author, 60) },
  {
    key: "state",
    title: "State",
    value: ({ state }) => state,
    cell: ({ state }) =>
      stateHtml(state === "open" ? "open" : "quiet", state === "open" ? "under discussion" : "closed"),
  },
  {
    key: "updated",
    title: "Changed",
    value: ({ updatedAt }) => momentText(updatedAt),
    cell: ({ updatedAt }) => momentHtml(updatedAt),
  },
];

/** Requests for exceptions, without columns that say the same in every row. */
export const requestsTable = (part: Part<RequestRow>, without: readonly string[] = []): DataTable =>
  dataTable({
    id: "requests",
    caption: "Requests, the latest changed first",
    columns,
    rows: part.rows,
    next: part.next,
    none: "Nobody asks for an exception.",
    hidden: ["title", ...without],
  });

/** What is asked for, and where it is discussed. */
export const requestsPage = (part: Part<RequestRow>): Page => ({
  name: "requests",
  part: "requests",
  title: "Requests",
  heading: html`Requests for exceptions`,
  lead: html`<p>Projects discuss a request where they discuss everything. Nothing is granted here: an exception exists when the document lists it.</p>
`,
  sections: [{ id: "list", title: null, body: [requestsTable(part)] }],
});
