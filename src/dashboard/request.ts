import { foreign, type Html, html, outside, prose } from "../core/report/html/html.ts";
import { counted } from "../core/report/layout.ts";
import { readSaved } from "../core/report/read-saved.ts";
import { statusSchema } from "../core/report/schemas/status-schema.ts";
import { shown } from "../core/report/words.ts";
import type { RequestView } from "../core/service/views.ts";
import { titleHtml } from "./contributions.ts";
import { exceptionPath, ofRepository, requestPath } from "./links.ts";
import { type Page, type PageSection, type Person, tokenField } from "./page.ts";
import type { SavedStatus } from "./saved-values.ts";
import { dataTable } from "./table.ts";
import { momentHtml, named, shortName, stateHtml } from "./words.ts";

/**
 * A request for an exception, and its discussion as it was read last.
 *
 * @param asker whoever may have it read again; null: nobody here
 */
export function requestPage(view: RequestView, asker: Person | null): Page {
  const { repository, reference, title, author, state, updatedAt, url } = view;
  const read = view.status === null ? null : readSaved<SavedStatus>(view.status, statusSchema);
  return {
    name: "request",
    part: "requests",
    title,
    heading: html`<span class="number">${foreign(reference, 60)}</span> ${titleHtml(title)}`,
    trail: [
      { path: "/requests", words: html`Requests` },
      { path: ofRepository(repository), words: named(shortName(repository), 120) },
    ],
    lead: html`<dl class="facts"><dt>State</dt><dd>${stateHtml(state === "open" ? "open" : "quiet", state === "open" ? "under discussion" : "closed")}</dd>
<dt>By</dt><dd>${foreign(author, 80)}</dd><dt>Changed</dt><dd>${momentHtml(updatedAt)}</dd>
<dt>Discussed at</dt><dd>${url === null ? html`no address is known` : outside(url)}</dd></dl>
${whyNotRead(view, read)}${asker === null ? null : againForm(view, asker)}`,
    sections: read?.ok === true ? statusSections(read.value, view) : [],
    facts: { repository, reference, title, author, state, url, readAt: view.readAt, why: view.why },
  };
}

function whyNotRead(
  { why, readAt }: RequestView,
  read: { readonly ok: boolean; readonly why?: string } | null,
): Html | null {
  if (readAt === null) return html`<p class="none">The discussion was not read yet.</p>\n`;
  if (read === null)
    return html`<p>The discussion could not be read ${momentHtml(readAt)}: ${prose(shown(why ?? "", 500))}.</p>\n`;
  return read.ok
    ? html`<p class="quiet">The discussion as it was read ${momentHtml(readAt)}.</p>\n`
    : html`<p>The saved discussion ${prose(shown(read.why ?? "", 500))}, so that nothing of it is shown.</p>\n`;
}

const againForm = ({ repository, reference }: RequestView, asker: Person): Html =>
  html`<form method="post" action="${requestPath(repository, reference)}/read">${tokenField(asker)}<button>Read it again</button></form>
`;

function statusSections(status: SavedStatus, { repository }: RequestView): readonly PageSection[] {
  const { document, exception, thread, problems } = status;
  const listed = document.state !== "not-listed";
  const words = listed
    ? html`<p>The document lists it: <a href="${exceptionPath(repository, exception)}"><code>${named(exception, 80)}</code></a>, ${document.state}.</p>\n`
    : html`<p>The document does not list <code>${foreign(exception, 80)}</code>, so nothing can rely on it.</p>\n`;
  const wrong =
    problems.length === 0
      ? null
      : html`<ul>${problems.slice(0, listMax).map((one) => html`<li>not read: ${foreign(one, 500)}</li>`)}</ul>\n`;
  return [
    { id: "outcome", title: "What the document says", body: [words] },
    {
      id: "discussion",
      title: "Discussion",
      body: [
        html`<p>${counted(thread.postings, "posting")}, ${status.people.length === 1 ? "1 person" : `${status.people.length} people`}, ${counted(status.open, "open objection")}.</p>\n${wrong}`,
        objectionsHtml(status),
        peopleTable(status),
      ],
    },
    { id: "versions", title: "What is asked for", body: [versionsHtml(status)] },
    ...(status.uncounted.length === 0
      ? []
      : [{ id: "uncounted", title: "What does not count", body: [uncountedHtml(status)] }]),
  ];
}

/** Items of a list that a page shows. */
const listMax = 100;

const personWords = ({ name, email, login }: { name: string; email: string | null; login: string | null }): string =>
  name.trim() !== "" ? name : (email ?? (login === null ? "somebody" : `@${login}`));

function objectionsHtml({ objections }: SavedStatus): Html {
  if (objections.length === 0) return html`<p>Nobody objects by a tag or a command.</p>\n`;
  return html`<ul>${objections
    .slice(0, listMax)
    .map(
      ({ raised, closed }) =>
        html`<li>${closed === null ? stateHtml("bad", "open") : stateHtml("good", "closed")} ${foreign(personWords(raised.by), 80)}: ${foreign(raised.form, 60)}${
          raised.reason === null ? null : html` “${foreign(raised.reason, 500)}”`
        } <span class="quiet">${foreign(raised.place, 120)}</span></li>`,
    )}</ul>
`;
}

type Someone = SavedStatus["people"][number];

const peopleTable = ({ people }: SavedStatus) =>
  dataTable<Someone>({
    id: "people",
    caption: "Who took part, in the order in which they first spoke",
    columns: [
      { key: "person", title: "Person", value: personWords, cell: (one) => foreign(personWords(one), 80) },
      { key: "postings", title: "Postings", value: ({ postings }) => postings },
      {
        key: "said",
        title: "Said",
        value: ({ said }) =>
          said.map(({ form, version }) => `${form}${version === null ? "" : ` to ${version}`}`).join("; "),
      },
      { key: "maintains", title: "Maintains", value: maintainsWords },
    ],
    rows: people.slice(0, listMax),
    none: "Nobody spoke.",
  });

function maintainsWords({ standings }: Someone): string {
  const last = standings.at(-1);
  if (last === undefined) return "nothing";
  if (last.maintains === null) return `not known: ${last.why ?? ""}`;
  return last.maintains.length === 0 ? "nothing" : last.maintains.slice(0, 8).join("; ");
}

const versionsHtml = ({ versions }: SavedStatus): Html =>
  html`${[...versions]
    .reverse()
    .slice(0, listMax)
    .map(
      ({
        label,
        by,
        title,
        date,
        fields,
      }) => html`<h3>${foreign(label, 20)}${title === null ? null : html`: ${foreign(title, 160)}`}</h3>
<p class="quiet">${foreign(personWords(by), 80)}${date.seconds === null ? null : html`, ${momentHtml(date.seconds * 1000)}`}</p>
<dl class="facts">${fields.slice(0, listMax).map(({ name, value }) => html`<dt>${foreign(name, 60)}</dt><dd>${foreign(value, 2000)}</dd>`)}</dl>
`,
    )}${versions.length === 0 ? html`<p>No version of an entry was posted.</p>\n` : null}`;

const uncountedHtml = ({ uncounted }: SavedStatus): Html =>
  html`<ul>${uncounted
    .slice(0, listMax)
    .map(
      ({ place, line, text, why }) =>
        html`<li>${foreign(place, 120)}, line ${line}: <code>${foreign(text, 200)}</code> ${foreign(why, 300)}</li>`,
    )}</ul>
`;
