import type { EntrySimulation, Simulation } from "../core/process/simulation.ts";
import type { VerdictChange } from "../core/process/simulation-verdicts.ts";
import { foreign, html, prose } from "../core/report/html/html.ts";
import { counted } from "../core/report/layout.ts";
import { renderSimulationParts } from "../core/report/render-simulation.ts";
import { shown } from "../core/report/words.ts";
import type { RepositoryKey } from "../core/service/views.ts";
import { choiceHtml } from "./contributions.ts";
import { linesHtml } from "./lines.ts";
import { ofRepository } from "./links.ts";
import { type Page, type PageSection, type Person, tokenField } from "./page.ts";
import { type Column, dataTable } from "./table.ts";
import { commitHtml, named, shortName } from "./words.ts";

/** What somebody drafted, as the form sent it. */
export type Drafted = { readonly format: string; readonly text: string };

export const draftFormats = [
  ["rst", "the document or entries of it, in reStructuredText"],
  ["md", "the document or entries of it, in Markdown"],
  ["yaml", "a whole proviso.yaml"],
] as const;

/** The largest draft that is simulated here, in bytes of UTF-8. */
export const draftBytesMax = 256 * 1024;

/** The form for a draft, and what it would change once there is one. */
export function simulationPage(of: {
  readonly repository: RepositoryKey;
  readonly person: Person;
  readonly drafted: Drafted | null;
  readonly simulation: Simulation | null;
  /** Why there is none; null: there is, or nobody asked yet. */
  readonly why: string | null;
}): Page {
  const { repository, person, drafted, simulation, why } = of;
  return {
    name: "simulation",
    part: "repositories",
    title: `Simulation for ${shortName(repository)}`,
    heading: html`What a draft would change`,
    trail: [
      { path: "/repositories", words: html`Repositories` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
    lead: html`<p>Past commits are judged by the policy as it is and as the draft would have it. Nothing is kept, and nothing changes.</p>
${why === null ? null : html`<p role="alert" class="notice">${prose(shown(why, 1000))}</p>\n`}`,
    sections: [
      ...(simulation === null ? [] : simulationSections(simulation, repository)),
      { id: "draft", title: "Draft", body: [formHtml(repository, person, drafted)] },
    ],
    facts: { repository, draft: simulation?.draft ?? null, counts: simulation?.counts ?? null },
  };
}

const formHtml = (repository: RepositoryKey, person: Person, drafted: Drafted | null) =>
  html`<form method="post" action="${ofRepository(repository, "simulation")}">${tokenField(person)}
<div class="field"><label>The draft is ${choiceHtml("kind", draftFormats, drafted?.format ?? "rst")}</label></div>
<div class="field"><label for="draft-text">Draft</label><textarea id="draft-text" name="draft" rows="18" required spellcheck="false">${linesHtml(drafted?.text ?? "")}</textarea>
<p class="quiet">An entry alone is taken as if it were listed. At most ${draftBytesMax / 1024} KiB, over the newest 1,000 commits that are no merges.</p></div>
<button class="main">Simulate</button></form>
`;

const entryColumns: readonly Column<EntrySimulation>[] = [
  {
    key: "exception",
    title: "Exception",
    value: ({ id }) => id,
    cell: ({ id }) => html`<code>${foreign(id, 80)}</code>`,
  },
  { key: "what", title: "What of it", value: ({ what }) => what },
  ...(
    [
      ["evident", "Evident"],
      ["judgement", "Left to judgement"],
      ["not", "Not covered"],
      ["unknown", "Not known"],
    ] as const
  ).map(
    ([kind, title]): Column<EntrySimulation> => ({
      key: kind,
      title,
      value: ({ commits, after }) =>
        commits.filter((commit) => (after === null ? commit.before : commit.after)?.kind === kind).length,
    }),
  ),
  { key: "skipped", title: "Why not decided", value: ({ skipped }) => skipped },
];

/** Commits that are listed; the text below has more of each. */
const changesMax = 500;

function simulationSections(simulation: Simulation, repository: RepositoryKey): readonly PageSection[] {
  const { entries, changes, counts } = simulation;
  const text = [...renderSimulationParts(simulation, { colour: false, hyperlinks: null, width: 100, all: false })].join(
    "",
  );
  const changeColumns: readonly Column<VerdictChange>[] = [
    {
      key: "commit",
      title: "Commit",
      value: ({ id }) => id,
      cell: ({ id, subject }) => html`${commitHtml(repository, id)} ${foreign(subject, 100)}`,
    },
    { key: "subject", title: "Subject", value: ({ subject }) => subject },
    { key: "before", title: "Before", value: ({ before }) => before },
    { key: "after", title: "After", value: ({ after }) => after },
    { key: "rules", title: "Rules", value: ({ rules }) => rules.map(({ rule }) => rule).join("; ") },
  ];
  return [
    {
      id: "entries",
      title: "Exceptions",
      body: [
        dataTable({
          id: "entries",
          caption: "What each would cover, had each commit declared AI use",
          columns: entryColumns,
          rows: entries,
          none: "The draft leaves all conditions of the listed exceptions as they are.",
        }),
      ],
    },
    {
      id: "changes",
      title: "Verdicts",
      body: [
        html`<p>${counted(counts.commits, "commit")} looked at; ${counted(changes.length, "verdict")} would be another.</p>\n`,
        dataTable({
          id: "changes",
          caption: "Commits of which something else would be said",
          columns: changeColumns,
          rows: changes.slice(0, changesMax),
          none: "Nothing would change.",
          hidden: ["subject"],
        }),
      ],
    },
    {
      id: "whole",
      title: "In words",
      body: [html`<pre tabindex="0" role="region" aria-label="The simulation in words">${linesHtml(text)}</pre>\n`],
    },
  ];
}
