import { shortObjectId } from "../../commit/object-id.ts";
import { plainValue } from "../../document/field-pieces.ts";
import type { Register, RegisterEntry } from "../../process/register.ts";
import { counted } from "../layout.ts";
import { agreementOf, eventWords, type RegisterOf, registerState } from "../register-words.ts";
import { footHtml, headHtml, type Section, sectionHtml } from "./frame.ts";
import { commitId, foreign, type Html, html, outside, prose } from "./html.ts";
import { tableHtml } from "./table.ts";

/** Code points of a field's value that are shown. */
const valueMax = 2_000;

/** The register as one page that needs nothing else, for a project's documentation. Links lead only where the document's own do. */
export function renderRegisterHtml(register: Register, of: RegisterOf, version: string): string {
  const sections = register.entries.map((one, index) => entrySection(one, index, of.today));
  const unknown = unknownSection(register, of);
  const all = unknown === null ? sections : [...sections, unknown];
  const head = headHtml({
    title: `Exceptions of ${of.document}`,
    heading: html`Exceptions`,
    summary: html`<p>What <code>${of.document}</code> lists, and listed, ${of.revision === "" ? html`before there is a commit` : html`up to commit ${commitId(of.revision)}`}: ${counted(
      register.entries.length,
      "exception",
    )}. Only the document grants an exception; this page shows its history.</p>
${overview(register, of.today)}`,
    entries: all,
  });
  const foot = footHtml(
    html`Written by Proviso ${version} of commit <code>${of.revision}</code>. The same as data: <code>proviso exception list --format json</code>.`,
  );
  return [head, ...all.map(sectionHtml), foot].map(({ html: text }) => text).join("");
}

function overview({ entries }: Register, today: string): Html {
  if (entries.length === 0) return html`<p>No exception is listed.</p>`;
  return tableHtml({
    id: "overview",
    caption: "All of them, in the document's order",
    titles: ["Exception", "Title", "State", "Agreed"],
    rows: entries.map((one) => [
      html`<code>${foreign(one.id)}</code>`,
      html`${foreign(one.entry.title)}`,
      registerState(one, today),
      agreementOf(one.entry).day ?? "",
    ]),
  });
}

function entrySection(one: RegisterEntry, index: number, today: string): Section {
  const { entry, events, id } = one;
  const { day, links } = agreementOf(entry);
  const agreed =
    day === null
      ? null
      : html` Agreed on <time datetime="${day}">${day}</time>${links.map(
          ({ text, isAddress }, at) =>
            html`${at === 0 ? " in " : ", "}${isAddress ? outside(text) : html`<code>${foreign(text)}</code>`}`,
        )}.`;
  const fields = entry.fields.map(
    (field) => html`<li>${foreign(field.name, 60)}: ${foreign(plainValue(field), valueMax)}</li>`,
  );
  const history = events.map(
    (event) =>
      html`<li><time datetime="${event.day}">${event.day}</time> <span class="quiet">${commitId(event.id)}</span> ${prose(eventWords(event))}</li>`,
  );
  return {
    id: `exception-${index}`,
    title: entry.title,
    body: html`<p><code>${foreign(id)}</code>: <span class="state">${registerState(one, today)}</span>.${agreed ?? html``}</p>
${fields.length === 0 ? html`<p>It has no fields, so people judge all of it.</p>` : html`<ul>${fields}</ul>`}
<ol class="timeline">${history}</ol>
`,
  };
}

function unknownSection({ unread }: Register, { incomplete }: RegisterOf): Section | null {
  const reasons = [
    ...(incomplete === null ? [] : [incomplete]),
    ...unread.map(({ id, why }) => `the document at ${shortObjectId(id)} could not be read: ${why}`),
  ];
  if (reasons.length === 0) return null;
  const body = html`<ul>${reasons.map((text) => html`<li>${foreign(text, 500)}</li>`)}</ul>`;
  return { id: "unknown", title: "What is not known", body };
}
