import { foreign, html } from "../core/report/html/html.ts";
import { grouped } from "../core/report/layout.ts";
import type { ExceptionRow, Part } from "../core/service/views.ts";
import { exceptionPath } from "./links.ts";
import type { Page } from "./page.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { exceptionStateHtml, named, repositoryHtml, tallyText } from "./words.ts";

const columns: readonly Column<ExceptionRow>[] = [
  {
    key: "exception",
    title: "Exception",
    value: ({ exception }) => exception,
    cell: ({ repository, exception }) =>
      html`<a href="${exceptionPath(repository, exception)}"><code>${named(exception, 80)}</code></a>`,
  },
  { key: "title", title: "Title", value: ({ title }) => title, cell: ({ title }) => foreign(title, 120) },
  {
    key: "repository",
    title: "Repository",
    value: (row) => row.repository,
    cell: (row) => repositoryHtml(row.repository),
  },
  {
    key: "state",
    title: "State",
    value: ({ state, isListed }) => (isListed ? state : "taken-out"),
    cell: (row) => exceptionStateHtml(row),
  },
  {
    key: "agreed",
    title: "Agreed",
    value: ({ agreed }) => agreed,
    cell: ({ agreed }) => agreed ?? html`<span class="quiet">not said</span>`,
  },
  {
    key: "until",
    title: "Until",
    value: ({ until }) => until,
    cell: ({ until }) => until ?? html`<span class="quiet">no end</span>`,
  },
  {
    key: "relying",
    title: "Commits that rely on it",
    value: ({ relying }) => relying.count,
    cell: ({ relying }) => (relying.atLeast ? html`${tallyText(relying)}` : relying.count),
  },
  {
    key: "alive",
    title: "Lines alive",
    value: ({ lines }) => lines?.alive ?? null,
    cell: ({ lines }) =>
      lines === null
        ? html`<span class="quiet">not measured</span>`
        : html`${lines.isWhole ? "" : "at least "}${grouped(lines.alive)} of ${grouped(lines.added)}`,
  },
  { key: "added", title: "Lines added", value: ({ lines }) => lines?.added ?? null },
  {
    key: "measured",
    title: "Measured",
    value: ({ lines }) => (lines === null ? null : lines.isWhole ? "whole" : "in part"),
  },
];

/** Exceptions, without columns that say the same in every row. */
export const exceptionsTable = (part: Part<ExceptionRow>, without: readonly string[] = []): DataTable =>
  dataTable({
    id: "exceptions",
    caption: "In the order of the documents that list them",
    columns,
    rows: part.rows,
    next: part.next,
    none: "No document lists an exception, and none ever did.",
    hidden: ["added", "measured", ...without],
  });

/** The register: what the documents of all repositories list, and listed. */
export const exceptionsPage = (part: Part<ExceptionRow>): Page => ({
  name: "exceptions",
  part: "exceptions",
  title: "Exceptions",
  heading: html`Register of exceptions`,
  lead: html`<p>Only a policy document grants an exception. These are read from the documents’ own histories.</p>
`,
  sections: [{ id: "list", title: null, body: [exceptionsTable(part)] }],
});
