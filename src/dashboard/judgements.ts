import { lineWords } from "../core/report/basis.ts";
import { foreign, type Html, html, prose } from "../core/report/html/html.ts";
import type { ClauseValue, CommitValue, JudgementValue } from "../core/report/json-values.ts";
import { relianceWords } from "../core/report/reliance-words.ts";
import { relianceOf } from "../core/report/report-value.ts";
import { shownSentence } from "../core/report/words.ts";
import type { RepositoryKey } from "../core/service/views.ts";
import { type Column, type DataTable, dataTable } from "./table.ts";
import { commitHtml, outcomeHtml } from "./words.ts";

/** A judgement, and of what: null is the contribution as a whole. */
type Row = { readonly commit: CommitValue | null; readonly judgement: JudgementValue };

/** Rows of one part: a long series has tens of thousands. */
const rowsMax = 200;

/**
 * Every judgement of a report, with the line of the policy that it rests on.
 *
 * @param after the number of the row from which to go on
 */
export function judgementsTable(of: {
  readonly key: RepositoryKey;
  readonly whole: readonly JudgementValue[];
  readonly commits: Iterable<CommitValue>;
  readonly clauses: readonly ClauseValue[];
  readonly after: string | null;
}): DataTable {
  const { key, whole, commits, clauses, after } = of;
  const all: Row[] = whole.map((judgement) => ({ commit: null, judgement }));
  for (const commit of commits) for (const judgement of commit.judgements) all.push({ commit, judgement });
  const start = /^\d{1,9}$/.test(after ?? "") ? Number(after) : 0;
  const rows = all.slice(start, start + rowsMax);
  return dataTable({
    id: "judgements",
    caption: "Every judgement, and the line of the policy that it rests on",
    columns: columnsOf(key, clauses),
    rows,
    next: start + rowsMax < all.length ? String(start + rowsMax) : null,
    none: "Nothing was judged.",
    hidden: ["subject"],
  });
}

const columnsOf = (key: RepositoryKey, clauses: readonly ClauseValue[]): readonly Column<Row>[] => [
  {
    key: "commit",
    title: "Commit",
    value: ({ commit }) => commit?.id ?? null,
    cell: ({ commit }) => (commit === null ? html`as a whole` : commitCell(key, commit)),
  },
  { key: "subject", title: "Subject", value: ({ commit }) => commit?.subject ?? null },
  {
    key: "rule",
    title: "Rule",
    value: ({ judgement }) => judgement.rule,
    cell: ({ judgement: { rule, level } }) =>
      html`<code>${foreign(rule)}</code>${level === "warn" ? html` <span class="quiet">(warns)</span>` : null}`,
  },
  {
    key: "outcome",
    title: "Outcome",
    value: ({ judgement }) => judgement.outcome,
    cell: ({ judgement }) => outcomeHtml(judgement.outcome),
  },
  {
    key: "because",
    title: "Because",
    value: ({ judgement }) => becauseWords(judgement),
    cell: ({ judgement }) => becauseHtml(judgement),
  },
  {
    key: "policy",
    title: "Line of the policy",
    value: ({ judgement }) => lineOf(judgement, clauses).words,
    cell: ({ judgement }) => {
      const { words, text } = lineOf(judgement, clauses);
      return html`<code>${foreign(words, 120)}</code>${text === "" ? null : html`<span class="about">${foreign(text, 160)}</span>`}`;
    },
  },
];

const commitCell = (key: RepositoryKey, { id, subject }: CommitValue): Html =>
  html`${id !== null && /^[0-9a-f]{40,64}$/.test(id) ? commitHtml(key, id) : foreign(id ?? "", 60)} ${foreign(subject, 80)}`;

function becauseWords({ findings, because }: JudgementValue): string {
  return findings.length > 0 ? findings.map(({ text }) => text).join("; ") : (because ?? "");
}

function becauseHtml(judgement: JudgementValue): Html {
  const { findings, because } = judgement;
  const reliance = relianceOf(judgement);
  if (findings.length > 0)
    return html`${findings.slice(0, findingsMax).map(({ text }) => html`<div>${prose(shownSentence(text))}</div>`)}`;
  if (reliance !== null) return prose(relianceWords(reliance));
  return prose(shownSentence(because ?? ""));
}

/** Findings of one judgement that a row shows. */
const findingsMax = 5;

/** The line that a finding names, else the one that its clause rests on. */
function lineOf(
  { findings: [first], clause }: JudgementValue,
  clauses: readonly ClauseValue[],
): { readonly words: string; readonly text: string } {
  const line = first?.policyLine ?? (clause === undefined ? undefined : clauses[clause]?.policyLine);
  return line === undefined ? { words: "", text: "" } : { words: lineWords(line), text: line.quoted ? line.text : "" };
}
