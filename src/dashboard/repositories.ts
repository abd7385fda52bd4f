import { foreign, html } from "../core/report/html/html.ts";
import { shown } from "../core/report/words.ts";
import type { ContributionRow, ExceptionRow, Part, RepositoryRow, RequestRow } from "../core/service/views.ts";
import { contributionsTable } from "./contributions.ts";
import { exceptionsTable } from "./exceptions.ts";
import { addressText, ofRepository } from "./links.ts";
import type { Page } from "./page.ts";
import { requestsTable } from "./requests.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { momentHtml, momentText, named, repositoryHtml, repositoryStateHtml, shortName } from "./words.ts";

const columns: readonly Column<RepositoryRow>[] = [
  { key: "repository", title: "Repository", value: ({ key }) => key, cell: ({ key }) => repositoryHtml(key) },
  {
    key: "branch",
    title: "Branch",
    value: ({ branch }) => branch,
    cell: ({ branch }) => html`<code>${foreign(branch, 60)}</code>`,
  },
  { key: "state", title: "State", value: ({ state }) => state, cell: ({ state }) => repositoryStateHtml(state) },
  { key: "open", title: "Open", value: ({ open }) => open },
  { key: "undecided", title: "Undecided", value: ({ undecided }) => undecided },
  { key: "failing", title: "Failing", value: ({ failing }) => failing },
  {
    key: "audit_failing",
    title: "Failing in the audit",
    value: ({ audit }) => audit?.failing ?? null,
  },
  {
    key: "audit_made",
    title: "Audited",
    value: ({ audit }) => (audit === null ? null : momentText(audit.madeAt)),
    cell: ({ audit }) => momentHtml(audit?.madeAt ?? null),
  },
];

export const repositoriesTable = (part: Part<RepositoryRow>): DataTable =>
  dataTable({
    id: "repositories",
    caption: "Repositories by name, with their open contributions and latest audits",
    columns,
    rows: part.rows,
    next: part.next,
    none: "No repository is as asked for.",
  });

/** All repositories that the reader may see. */
export const repositoriesPage = (part: Part<RepositoryRow>, words: string): Page => ({
  name: "repositories",
  part: "repositories",
  title: "Repositories",
  heading: html`Repositories`,
  lead: html`<form class="filter" action="/repositories"><label>Name contains <input name="words" value="${shown(words, 200)}"></label><button>Show</button></form>
`,
  sections: [{ id: "list", title: null, body: [repositoriesTable(part)] }],
});

/** One repository: what waits in it, its exceptions and requests, and the ways to its audit and policy. */
export function repositoryPage(
  row: RepositoryRow,
  lists: {
    readonly contributions: Part<ContributionRow>;
    readonly exceptions: Part<ExceptionRow>;
    readonly requests: Part<RequestRow>;
  },
): Page {
  const { key, branch, state, isPrivate, audit } = row;
  const judgements = addressText({ path: "/search", query: { repository: key, outcome: "unmet" } });
  return {
    name: "repository",
    part: "repositories",
    title: shortName(key),
    heading: named(shortName(key), 120),
    trail: [{ path: "/repositories", words: html`Repositories` }],
    lead: html`<dl class="facts"><dt>State</dt><dd>${repositoryStateHtml(state)}${isPrivate ? " private" : null}</dd>
<dt>Known as</dt><dd><code>${foreign(key, 200)}</code></dd>
<dt>Branch</dt><dd><code>${foreign(branch, 80)}</code></dd>
<dt>Audited</dt><dd>${audit === null ? html`not yet` : html`<a href="${ofRepository(key, "audit")}">${momentHtml(audit.madeAt)}</a>: ${audit.failing} failing, ${audit.undecided} undecided`}</dd></dl>
<ul class="plain"><li><a href="${ofRepository(key, "audit")}">The audit of its history</a></li>
<li><a href="${ofRepository(key, "policy")}">Its policy, sentence by sentence</a></li>
<li><a href="${ofRepository(key, "simulation")}">What a draft of the policy would change</a></li>
<li><a href="${judgements}">Judgements that fail</a></li></ul>
`,
    sections: [
      {
        id: "open-contributions",
        title: "Open contributions",
        body: [
          contributionsTable({
            id: "contributions",
            caption: "Open contributions, the latest changed first",
            part: { ...lists.contributions, next: null },
            none: "No contribution is open.",
            without: ["repository", "state"],
          }),
          ...(lists.contributions.next === null
            ? []
            : [
                html`<p><a href="${addressText({ path: "/contributions", query: { repository: key } })}">All of them</a></p>\n`,
              ]),
        ],
      },
      {
        id: "listed-exceptions",
        title: "Exceptions",
        body: [exceptionsTable({ ...lists.exceptions, next: null }, ["repository"])],
      },
      {
        id: "seen-requests",
        title: "Requests for exceptions",
        body: [requestsTable({ ...lists.requests, next: null }, ["repository"])],
      },
    ],
    facts: row,
  };
}
