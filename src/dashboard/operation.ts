import { foreign, type Html, html } from "../core/report/html/html.ts";
import type { DeadJobRow, JobsRow, LogRow, OperationView, Part } from "../core/service/views.ts";
import { type Page, type Person, tokenField } from "./page.ts";
import { dataTable } from "./table.ts";
import { momentHtml, momentText } from "./words.ts";

/** How the service does: its queue, what it could not do, and what forges were not told. */
export const operationPage = ({ jobs, dead, publications }: OperationView, person: Person): Page => ({
  name: "operation",
  part: "operation",
  title: "Operation",
  heading: html`Operation`,
  lead: null,
  sections: [
    {
      id: "dead",
      title: "Given up",
      body: [
        html`<p>Jobs that nobody tries any more. Nothing of them is lost; each can be tried again.</p>\n`,
        deadTable(dead, person),
      ],
    },
    {
      id: "jobs",
      title: "Queue",
      body: [
        dataTable<JobsRow>({
          id: "jobs",
          caption: "Jobs by kind",
          columns: [
            { key: "kind", title: "Kind", value: ({ kind }) => kind, cell: ({ kind }) => html`<code>${kind}</code>` },
            { key: "waiting", title: "Waiting", value: ({ waiting }) => waiting },
            { key: "running", title: "Running", value: ({ running }) => running },
            { key: "dead", title: "Given up", value: (row) => row.dead },
            {
              key: "oldest_waits_ms",
              title: "The oldest waits (seconds)",
              value: ({ oldestWaits }) => oldestWaits,
              cell: ({ oldestWaits }) => Math.round(oldestWaits / 1000),
            },
          ],
          rows: jobs,
          none: "There is no job.",
        }),
      ],
    },
    {
      id: "publications",
      title: "What forges are told",
      body: [
        dataTable<OperationView["publications"][number]>({
          id: "publications",
          caption: "Publications by state",
          columns: [
            { key: "state", title: "State", value: ({ state }) => state },
            { key: "count", title: "How many", value: ({ count }) => count },
          ],
          rows: publications,
          none: "Nothing was to be told.",
        }),
      ],
    },
  ],
});

const deadTable = (dead: readonly DeadJobRow[], person: Person) =>
  dataTable<DeadJobRow>({
    id: "dead",
    caption: "Given up, the latest first",
    columns: [
      {
        key: "kind",
        title: "Job",
        value: ({ kind }) => kind,
        cell: ({ kind, key }) => html`<code>${foreign(kind, 40)}</code> ${foreign(key, 160)}`,
      },
      { key: "id", title: "Number", value: ({ id }) => id },
      { key: "key", title: "Key", value: ({ key }) => key },
      { key: "why", title: "Why", value: ({ why }) => why, cell: ({ why }) => foreign(why, 500) },
      { key: "attempts", title: "Attempts", value: ({ attempts }) => attempts },
      {
        key: "died",
        title: "Given up",
        value: ({ diedAt }) => momentText(diedAt),
        cell: ({ diedAt }) => momentHtml(diedAt),
      },
      { key: "again", title: "Again", value: () => null, cell: (row) => reviveHtml(row, person) },
    ],
    rows: dead,
    none: "No job was given up.",
    hidden: ["id", "key"],
  });

const reviveHtml = ({ id, kind }: DeadJobRow, person: Person): Html =>
  html`<form method="post" action="/operation/revive">${tokenField(person)}<input type="hidden" name="job" value="${id}"><button aria-label="Try again: ${kind}">Try again</button></form>`;

/** What the service did, the latest first. */
export const logPage = (part: Part<LogRow>): Page => ({
  name: "log",
  part: "log",
  title: "Log",
  heading: html`What the service did`,
  lead: html`<p>Entries are appended and never changed; each holds the hash of the one before. <code>proviso verify-log</code> checks an export of them.</p>\n`,
  sections: [
    {
      id: "list",
      title: null,
      body: [
        dataTable<LogRow>({
          id: "log",
          caption: "The latest first",
          columns: [
            {
              key: "sequence",
              title: "Number",
              value: ({ sequence }) => sequence,
              cell: ({ sequence }) => html`${sequence}`,
            },
            {
              key: "at",
              title: "When",
              value: ({ at }) => momentText(at),
              cell: ({ at }) =>
                html`<time datetime="${momentText(at)}">${momentText(at).replace("T", " ").slice(0, 19)}</time>`,
            },
            { key: "actor", title: "Who", value: ({ actor }) => actor, cell: ({ actor }) => foreign(actor, 80) },
            {
              key: "action",
              title: "What",
              value: ({ action }) => action,
              cell: ({ action }) => html`<code>${foreign(action, 60)}</code>`,
            },
            {
              key: "subject",
              title: "Of",
              value: ({ subject }) => subject,
              cell: ({ subject }) => foreign(subject, 200),
            },
            {
              key: "hash",
              title: "Hash",
              value: ({ hash }) => hash,
              cell: ({ hash }) => html`<code title="${hash}">${hash.slice(0, 12)}</code>`,
            },
          ],
          rows: part.rows,
          next: part.next,
          none: "Nothing was done yet.",
        }),
      ],
    },
  ],
});
