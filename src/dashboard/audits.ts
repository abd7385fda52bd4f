import type { AuditValue } from "../core/report/audit-value.ts";
import type { DrawChart } from "../core/report/chart.ts";
import { auditSections } from "../core/report/html/audit-page.ts";
import { patterns } from "../core/report/html/figure.ts";
import { commitId, foreign, html, prose } from "../core/report/html/html.ts";
import { summaryHtml } from "../core/report/html/summary.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { auditSchema } from "../core/report/schemas/audit-schema.ts";
import { shown } from "../core/report/words.ts";
import type { AuditRow, AuditView, Part, RepositoryKey } from "../core/service/views.ts";
import { auditTables } from "./audit-tables.ts";
import { addressText, ofRepository } from "./links.ts";
import type { Page, PageSection } from "./page.ts";
import { type Column, dataTable } from "./table.ts";
import { momentHtml, momentText, named, shortName } from "./words.ts";

const columns: readonly Column<AuditRow>[] = [
  {
    key: "repository",
    title: "Repository",
    value: ({ repository }) => repository,
    cell: ({ repository }) =>
      html`<a href="${ofRepository(repository, "audit")}">${named(shortName(repository), 120)}</a>`,
  },
  {
    key: "revision",
    title: "Of",
    value: ({ revision }) => revision,
    cell: ({ revision, tip }) => html`<code>${foreign(revision, 60)}</code> ${commitId(tip)}`,
  },
  { key: "tip", title: "Commit", value: ({ tip }) => tip },
  { key: "commits", title: "Commits", value: ({ commits }) => commits },
  { key: "failing", title: "Failing", value: ({ failing }) => failing },
  { key: "undecided", title: "Undecided", value: ({ undecided }) => undecided },
  { key: "relying", title: "Under an exception", value: ({ relying }) => relying },
  { key: "made", title: "Made", value: ({ madeAt }) => momentText(madeAt), cell: ({ madeAt }) => momentHtml(madeAt) },
];

/** The newest audit of each repository. */
export const auditsPage = (part: Part<AuditRow>): Page => ({
  name: "audits",
  part: "audits",
  title: "Audits",
  heading: html`Audits`,
  lead: html`<p>Each audit judges the whole history of a branch, every commit by the policy that was in force when it entered.</p>\n`,
  sections: [
    {
      id: "list",
      title: null,
      body: [
        dataTable({
          id: "audits",
          caption: "The newest of each repository, the latest made first",
          columns,
          rows: part.rows,
          next: part.next,
          none: "No history was audited yet.",
          hidden: ["tip"],
        }),
      ],
    },
  ],
});

/** One audit: what it came to in words and charts, and the ways to the commits behind each number. */
export function auditPage(view: AuditView, draw: DrawChart): Page {
  const { repository, revision, madeAt } = view;
  const read = readSaved<AuditValue>(view.text, auditSchema);
  const head = {
    name: "audit",
    part: "audits",
    title: `Audit of ${shortName(repository)}`,
    heading: html`Audit of ${named(shortName(repository), 120)}`,
    trail: [
      { path: "/audits", words: html`Audits` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
  } as const;
  if (!read.ok)
    return {
      ...head,
      lead: html`<p>The saved audit of <code>${foreign(revision, 80)}</code> ${prose(shown(read.why, 500))}, so that nothing of it is shown. The next audit replaces it.</p>\n`,
      sections: [],
    };
  const tables = auditTables(read.value);
  return {
    ...head,
    lead: html`${patterns}${summaryHtml(read.value)}<p class="quiet">Made ${momentHtml(madeAt)}.</p>\n`,
    sections: [
      drillSection(read.value, repository),
      ...auditSections(read.value, draw).map(({ id, title, body }) => ({ id, title, body: [body] })),
    ],
    dataOnly: tables,
    facts: {
      repository,
      revision: read.value.revision,
      conclusion: read.value.conclusion,
      counts: read.value.counts,
      policy: read.value.policy,
    },
  };
}

type Drilled = { readonly rule: string; readonly unmet: number; readonly undecided: number; readonly warned: number };

/** From a number to its commits. */
function drillSection({ rules }: AuditValue, repository: RepositoryKey): PageSection {
  const found = Object.entries(rules)
    .map(([rule, { unmet, undecided, warned }]): Drilled => ({ rule, unmet, undecided, warned }))
    .filter(({ unmet, undecided, warned }) => unmet + undecided + warned > 0)
    .sort((one, other) => other.unmet - one.unmet || other.undecided - one.undecided);
  const cell = (rule: string, outcome: string, count: number) =>
    count === 0
      ? html`0`
      : html`<a href="${addressText({ path: "/search", query: { repository, rule, outcome } })}">${count}</a>`;
  return {
    id: "commits-behind",
    title: "The commits behind the numbers",
    body: [
      dataTable<Drilled>({
        id: "rules",
        caption:
          "Rules with something found; each number leads to its commits, and each commit to the line of the policy",
        columns: [
          {
            key: "rule",
            title: "Rule",
            value: ({ rule }) => rule,
            cell: ({ rule }) => html`<code>${foreign(rule, 80)}</code>`,
          },
          {
            key: "unmet",
            title: "Unmet",
            value: ({ unmet }) => unmet,
            cell: ({ rule, unmet }) => cell(rule, "unmet", unmet),
          },
          {
            key: "undecided",
            title: "Undecided",
            value: ({ undecided }) => undecided,
            cell: ({ rule, undecided }) => cell(rule, "undecided", undecided),
          },
          {
            key: "warned",
            title: "Of a rule that warns",
            value: ({ warned }) => warned,
            cell: ({ rule, warned }) => cell(rule, "unmet", warned),
          },
        ],
        rows: found,
        none: "No rule found anything.",
      }),
    ],
  };
}
