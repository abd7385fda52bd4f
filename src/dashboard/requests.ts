import { foreign, html } from "../core/report/html/html.ts";
import type { Part, RequestRow } from "../core/service/views.ts";
import { titleHtml } from "./contributions.ts";
import { exceptionPath, requestPath } from "./links.ts";
import type { Page } from "./page.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { momentHtml, momentText, named, repositoryHtml, stateHtml } from "./words.ts";

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
    key: "exception",
    title: "Exception",
    value: ({ exception }) => exception,
    cell: ({ repository, exception, listing }) =>
      exception === null
        ? notRead
        : listing === null || listing === "not-listed"
          ? html`<code>${foreign(exception, 80)}</code>`
          : html`<a href="${exceptionPath(repository, exception)}"><code>${named(exception, 80)}</code></a>`,
  },
  {
    key: "objections",
    title: "Open objections",
    value: ({ open }) => open,
    cell: ({ open }) => (open === null ? notRead : open),
  },
  {
    key: "document",
    title: "The document",
    value: ({ listing }) => listing,
    cell: ({ listing }) => (listing === null ? notRead : listing === "not-listed" ? "does not list it" : listing),
  },
  {
    key: "updated",
    title: "Changed",
    value: ({ updatedAt }) => momentText(updatedAt),
    cell: ({ updatedAt }) => momentHtml(updatedAt),
  },
];

const notRead = html`<span class="quiet">not known</span>`;

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
  lead: html`<p>Projects discuss a request where they discuss everything. Issues whose own text proposes an entry are found by themselves; mails are not read here. Nothing is granted: an exception exists when the document lists it.</p>
`,
  sections: [{ id: "list", title: null, body: [requestsTable(part)] }],
});
