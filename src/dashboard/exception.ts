import { shortObjectId } from "../core/commit/object-id.ts";
import { commitId, foreign, type Html, html, outside, prose } from "../core/report/html/html.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { eventWords, isPageAddress } from "../core/report/register-words.ts";
import { registerSchema } from "../core/report/schemas/register-schema.ts";
import { shown } from "../core/report/words.ts";
import type { ExposureView, JudgementRow, Part, RegisterView, RepositoryKey } from "../core/service/views.ts";
import { changeSection } from "./change-form.ts";
import { conditionsHtml } from "./conditions.ts";
import { exposurePart } from "./exposure.ts";
import { judgementRowsTable } from "./judgement-rows.ts";
import { ofRepository } from "./links.ts";
import type { Page, Person } from "./page.ts";
import type { SavedRegister, SavedRegisterEntry } from "./saved-values.ts";
import { commitHtml, exceptionStateHtml, momentHtml, named, shortName } from "./words.ts";

export type ExceptionParts = {
  readonly register: RegisterView;
  readonly exception: string;
  /** Judgements that name it. */
  readonly ledger: Part<JudgementRow>;
  readonly exposure: ExposureView | null;
  /** Whoever may ask for a change of the document; null: nobody here. */
  readonly person: Person | null;
  /** Whoever may have its exposure measured now; null: nobody here. */
  readonly measurer: Person | null;
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
  const { ledger, exposure, person, measurer } = parts;
  const exposed = exposurePart(exposure, { repository, exception: entry.id, measurer });
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
      exposed.section,
      ...(person === null || !entry.isListed ? [] : [changeSection(repository, entry.id, person)]),
    ],
    facts: { repository, revision, entry, exposure: exposed.facts },
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
