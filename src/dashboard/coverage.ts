import type { Coverage, CoverageKind, CoveredSentence } from "../core/policy/coverage.ts";
import type { Policy } from "../core/policy/policy.ts";
import { foreign, type Html, html } from "../core/report/html/html.ts";
import { counted } from "../core/report/layout.ts";
import { placeOf } from "../core/report/places.ts";
import { coverageKinds, coverageWords } from "../core/report/render-coverage.ts";
import type { RepositoryKey } from "../core/service/views.ts";
import { ofRepository } from "./links.ts";
import type { Page } from "./page.ts";
import { type Column, dataTable } from "./table.ts";
import { type Mark, named, shortName, stateHtml } from "./words.ts";

const marks: { readonly [Kind in CoverageKind]: Mark } = {
  checked: "good",
  "checked-in-part": "good",
  attested: "quiet",
  judged: "quiet",
  unmatched: "bad",
};

/** Sentences that the page lists; a policy document has some dozens. */
const sentencesMax = 1_000;

/** Who sees to each sentence of a policy's document. `policy` is the one in force at the branch. */
export function coveragePage(repository: RepositoryKey, policy: Policy, coverage: Coverage): Page {
  const { sentences, rulesWithoutSentence, problems } = coverage;
  const left = rulesWithoutSentence ?? [];
  return {
    ...headOf(repository),
    lead: html`<p>Read from ${foreign(policy.origin.name, 200)} <span class="quiet">(SHA-256 <code title="${policy.digest}">${policy.digest.slice(0, 12)}</code>)</span>. ${sumsHtml(coverage)}</p>
${left.length === 0 ? null : html`<p>No sentence asks for ${left.map((id, index) => html`${index === 0 ? "" : ", "}<code>${id}</code>`)}.</p>\n`}${
  problems.length === 0
    ? null
    : html`<ul>${problems.slice(0, 20).map(({ text, severity }) => html`<li>${severity}: ${foreign(text, 500)}</li>`)}</ul>\n`
}`,
    sections: [
      {
        id: "sentences",
        title: null,
        body: [
          dataTable({
            id: "sentences",
            caption: "Sentences that ask for something, in the order of the document",
            columns,
            rows: sentences.slice(0, sentencesMax),
            none: "The document asks for nothing.",
          }),
        ],
      },
    ],
    facts: { repository, policy: { source: policy.origin.name, digest: policy.digest } },
  };
}

/** The same page where there is nothing to cover, in a sentence. */
export const noCoveragePage = (repository: RepositoryKey, why: string): Page => ({
  ...headOf(repository),
  lead: html`<p>${foreign(why, 500)}</p>\n`,
  sections: [],
  facts: { repository, why },
});

const headOf = (repository: RepositoryKey) =>
  ({
    name: "policy",
    part: "repositories",
    title: `Policy of ${shortName(repository)}`,
    heading: html`The policy, sentence by sentence`,
    trail: [
      { path: "/repositories", words: html`Repositories` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
  }) as const;

function sumsHtml({ sentences }: Coverage): Html {
  const told = coverageKinds.flatMap((kind) => {
    const count = sentences.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [`${count} ${coverageWords[kind]}`];
  });
  return html`${counted(sentences.length, "sentence")}: ${told.join(", ")}.`;
}

const columns: readonly Column<CoveredSentence>[] = [
  {
    key: "sentence",
    title: "Sentence",
    value: ({ sentence }) => sentence.text,
    cell: ({ sentence }) => foreign(sentence.text, 600),
  },
  {
    key: "kind",
    title: "Who sees to it",
    value: ({ kind }) => kind,
    cell: ({ kind }) => stateHtml(marks[kind], coverageWords[kind]),
  },
  {
    key: "rules",
    title: "Rules",
    value: ({ clauses }) => clauses.map(({ rule }) => rule.id).join("; "),
    cell: ({ clauses }) =>
      html`${clauses.map(({ rule }, index) => html`${index === 0 ? "" : ", "}<code>${rule.id}</code>`)}`,
  },
  {
    key: "people",
    title: "By people",
    value: ({ anchor }) => anchor?.attested ?? anchor?.human ?? null,
  },
  {
    key: "line",
    title: "Line",
    value: ({ sentence }) => `${sentence.at.source.name}:${placeOf(sentence.at).line}`,
    cell: ({ sentence }) => html`<code>${foreign(sentence.at.source.name, 120)}:${placeOf(sentence.at).line}</code>`,
  },
];
