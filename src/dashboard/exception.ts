import { shortObjectId } from "../core/commit/object-id.ts";
import { commitId, foreign, type Html, html, outside, prose } from "../core/report/html/html.ts";
import { counted, grouped } from "../core/report/layout.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { eventWords, isPageAddress } from "../core/report/register-words.ts";
import { exposureSchema } from "../core/report/schemas/exposure-schema.ts";
import { registerSchema } from "../core/report/schemas/register-schema.ts";
import { shown } from "../core/report/words.ts";
import type { ExposureView, JudgementRow, Part, RegisterView, RepositoryKey } from "../core/service/views.ts";
import { changeSection } from "./change-form.ts";
import { conditionsHtml } from "./conditions.ts";
import { judgementRowsTable } from "./judgement-rows.ts";
import { ofRepository } from "./links.ts";
import type { Page, PageSection, Person } from "./page.ts";
import type { SavedExposure, SavedRegister, SavedRegisterEntry } from "./saved-values.ts";
import { dataTable } from "./table.ts";
import { commitHtml, exceptionStateHtml, momentHtml, named, shortName } from "./words.ts";

export type ExceptionParts = {
  readonly register: RegisterView;
  readonly exception: string;
  /** Judgements that name it. */
  readonly ledger: Part<JudgementRow>;
  readonly exposure: ExposureView | null;
  /** Whoever may ask for a change of the document; null: nobody here. */
  readonly person: Person | null;
};

/** One exception: state, conditions, history, ledger, exposure. Null: the register does not have it, or cannot be read. */
export function exceptionPage(parts: ExceptionParts): Page | null {
  const { register, exception } = parts;
  const read = readSaved<SavedRegister>(register.text, registerSchema);
  if (!read.ok) return unreadable(parts, read.why);
  const entry = read.value.exceptions.find(({ id }) => id === exception);
  return entry === undefined ? null : entryPage(entry, read.value, parts);
}

const trailOf = (repository: RepositoryKey): NonNullable<Page["trail"]> => [
  { path: "/exceptions", words: html`Exceptions` },
  { path: ofRepository(repository), words: named(shortName(repository), 120) },
];

const unreadable = ({ register: { repository }, exception }: ExceptionParts, why: string): Page => ({
  name: "exception",
  part: "exceptions",
  title: exception,
  heading: html`<code>${foreign(exception, 80)}</code>`,
  trail: trailOf(repository),
  lead: html`<p>The saved register ${prose(shown(why, 500))}, so that nothing of it is shown. It is read anew with the next change of the branch.</p>
`,
  sections: [],
});

function entryPage(entry: SavedRegisterEntry, register: SavedRegister, parts: ExceptionParts): Page {
  const { repository, revision, takenAt } = parts.register;
  const { ledger, exposure, person } = parts;
  const gaps = [...(register.incomplete === null ? [] : [register.incomplete]), ...register.unread.map(unreadWords)];
  return {
    name: "exception",
    part: "exceptions",
    title: `${entry.id}: ${entry.title}`,
    heading: html`${foreign(entry.title, 160)}`,
    trail: trailOf(repository),
    lead: html`<p><code>${foreign(entry.id, 80)}</code>: ${exceptionStateHtml(entry)}${endWords(entry)}. ${agreedHtml(entry)}</p>
<p class="quiet"><code>${foreign(entry.source, 200)}:${entry.line}</code> at ${commitId(revision)}, read ${momentHtml(takenAt)}.</p>
${gaps.length === 0 ? null : html`<p>What is not known:</p><ul>${gaps.slice(0, gapsMax).map((gap) => html`<li>${foreign(gap, 300)}</li>`)}</ul>\n`}`,
    sections: [
      { id: "conditions", title: "Conditions", body: [conditionsHtml(entry)] },
      { id: "history", title: "History", body: [historyHtml(entry, repository)] },
      {
        id: "ledger",
        title: "Ledger",
        body: [
          judgementRowsTable({
            id: "ledger",
            caption: "Commits that rely on it, or would have to; the latest judged first",
            part: ledger,
            none: "No commit relies on it.",
            without: ["repository", "exception"],
          }),
        ],
      },
      exposureSection(exposure, repository),
      ...(person === null || !entry.isListed ? [] : [changeSection(repository, entry.id, person)]),
    ],
    facts: { repository, revision, entry },
  };
}

const gapsMax = 10;

const unreadWords = ({ commit, why }: SavedRegister["unread"][number]): string =>
  `the document at ${shortObjectId(commit)} could not be read: ${why}`;

function endWords({ state, until, withdrawn }: SavedRegisterEntry): Html | null {
  if (withdrawn !== null) return html` on ${withdrawn.day}: ${foreign(withdrawn.reason, 500)}`;
  if (until === null) return null;
  return state === "expired" ? html` on ${until.day}` : html` until ${until.day}`;
}

function agreedHtml({ agreed }: SavedRegisterEntry): Html | null {
  if (agreed === null) return html`<span class="quiet">The document does not say where it was agreed.</span>`;
  const links = agreed.links.map(
    (link, index) =>
      html`${index === 0 ? " in " : ", "}${isPageAddress(link) ? outside(link) : html`<code>${foreign(link, 200)}</code>`}`,
  );
  return html`Agreed on ${agreed.day}${links}.`;
}

/** Characters of a day. */
const dayLength = 10;

const historyHtml = ({ history }: SavedRegisterEntry, repository: RepositoryKey): Html =>
  html`<ol class="timeline">${history.map(
    ({ kind, day, commit, changed }) =>
      html`<li><time datetime="${day}">${shown(day, dayLength)}</time> <span class="quiet">${commitHtml(repository, commit)}</span> ${prose(
        shown(eventWords(kind === "changed" ? { kind, day, id: commit, changed } : { kind, day, id: commit }), 500),
      )}</li>`,
  )}</ol>
`;

function exposureSection(exposure: ExposureView | null, repository: RepositoryKey): PageSection {
  const head = { id: "exposure", title: "Exposure" };
  if (exposure === null)
    return { ...head, body: [html`<p class="none">Nobody has measured yet what of it is alive.</p>\n`] };
  const read = readSaved<SavedExposure>(exposure.text, exposureSchema);
  if (!read.ok)
    return {
      ...head,
      body: [html`<p>What was measured ${prose(shown(read.why, 500))}, so that it is not shown.</p>\n`],
    };
  return { ...head, body: exposureBody(read.value, exposure.madeAt, repository) };
}

function exposureBody(exposure: SavedExposure, madeAt: number, repository: RepositoryKey): PageSection["body"] {
  const { total, reverts, revision, undetermined, directories, commits } = exposure;
  const told = (
    [
      [reverts.clean, "clean"],
      [reverts.conflict, "in conflict"],
      [reverts.nothingLeft, "with nothing left to revert"],
      [reverts.merge, "merges"],
      [reverts.notReached, "not reached"],
      [reverts.unknown, "not known"],
    ] as const
  ).flatMap(([count, words]) => (count === 0 ? [] : [`${grouped(count)} ${words}`]));
  const lead = html`<p>${grouped(total.alive)} of ${counted(total.added, "line")} alive at <code title="${revision.id}">${foreign(revision.name, 80)}</code>, measured ${momentHtml(madeAt)}. Reverts of ${counted(commits.length, "commit")}: ${told.length === 0 ? "none" : told.join(", ")}.</p>
${undetermined.length === 0 ? null : html`<ul>${undetermined.slice(0, gapsMax).map((why) => html`<li>not determined: ${foreign(why, 500)}</li>`)}</ul>\n`}`;
  type Directory = SavedExposure["directories"][number];
  type Commit = SavedExposure["commits"][number];
  return [
    lead,
    dataTable<Directory>({
      id: "directories",
      caption: "Lines, by directory",
      columns: [
        {
          key: "path",
          title: "Directory",
          value: ({ path }) => path,
          cell: ({ path }) => html`<code>${foreign(path, 200)}</code>`,
        },
        { key: "alive", title: "Alive", value: ({ alive }) => alive },
        { key: "added", title: "Added", value: ({ added }) => added },
      ],
      rows: directories,
      none: "No line was added.",
    }),
    dataTable<Commit>({
      id: "reverts",
      caption: "What comes of reverting, the newest first",
      columns: [
        {
          key: "commit",
          title: "Commit",
          value: ({ id }) => id,
          cell: ({ id, subject }) => html`${commitHtml(repository, id)} ${foreign(subject, 100)}`,
        },
        { key: "subject", title: "Subject", value: ({ subject }) => subject },
        { key: "alive", title: "Alive", value: ({ alive }) => alive },
        { key: "added", title: "Added", value: ({ added }) => added },
        {
          key: "revert",
          title: "Revert",
          value: ({ revert }) => revert.outcome,
          cell: ({ revert }) => foreign(revert.outcome.replace("-", " "), 60),
        },
      ],
      rows: commits.slice(0, commitsMax),
      none: "No commit relies on it.",
      hidden: ["subject"],
    }),
  ];
}

/** Commits of an exposure that are listed; more have a part of the ledger each. */
const commitsMax = 500;
