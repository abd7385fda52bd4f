import { foreign, html } from "../core/report/html/html.ts";
import type { RepositoryKey } from "../core/service/views.ts";
import { unshowableIn } from "../core/text/neutralise.ts";
import { choiceHtml } from "./contributions.ts";
import { linesHtml } from "./lines.ts";
import { exceptionPath } from "./links.ts";
import { type Page, type PageSection, type Person, tokenField } from "./page.ts";

/** What may be asked for: each is a change of the document, which somebody else agrees to. */
export const changeKinds = ["withdraw", "renew", "record-agreement"] as const;
export type ChangeKind = (typeof changeKinds)[number];

const changeWords = [
  ["withdraw", "withdraw it: needs a reason, and the day from which on"],
  ["renew", "renew it: needs the day until which"],
  ["record-agreement", "record where it was agreed: needs the day, and the address or Message-Id of the discussion"],
] as const satisfies readonly (readonly [ChangeKind, string])[];

/** Asks for a change of the document. What comes of it is a patch to be sent; nothing changes here. */
export const changeSection = (repository: RepositoryKey, exception: string, person: Person): PageSection => ({
  id: "change",
  title: "Propose a change of the document",
  body: [
    html`<form method="post" action="${exceptionPath(repository, exception)}/change">${tokenField(person)}
<p>This writes the change for you to send as the project takes changes. Only the document grants and ends exceptions.</p>
<div class="field"><label>Change ${choiceHtml("kind", changeWords, "withdraw")}</label></div>
<div class="field"><label for="change-day">Day</label><input id="change-day" name="day" type="date" required></div>
<div class="field"><label for="change-words">Reason, or where it was agreed</label><input id="change-words" name="words" size="60" maxlength="1000"></div>
<button class="main">Write the change</button></form>
`,
  ],
});

/** The change that was asked for, as a patch and as what stands in the document then. */
export function changePage(of: {
  readonly repository: RepositoryKey;
  readonly exception: string;
  readonly path: string;
  readonly message: string;
  readonly edit: string;
  /** The same by the command line, in a clone. */
  readonly command: string;
  readonly document: string;
  readonly notes: readonly string[];
}): Page {
  const { repository, exception, path, message, edit, command, document, notes } = of;
  return {
    name: "change",
    part: "exceptions",
    title: `Change of ${exception}`,
    heading: html`A change of <code>${foreign(exception, 80)}</code>`,
    trail: [{ path: exceptionPath(repository, exception), words: foreign(exception, 80) }],
    lead: html`<p>Nothing was changed. Send this as the project takes changes: a commit of <code>${foreign(path, 200)}</code> with this message, or a pull request.</p>
${notes.length === 0 ? null : html`<ul>${notes.slice(0, 10).map((note) => html`<li>${foreign(note, 500)}</li>`)}</ul>\n`}`,
    sections: [
      {
        id: "edit",
        title: "What changes",
        body: [html`<pre tabindex="0" role="region" aria-label="What changes" data-copy>${linesHtml(edit)}</pre>\n`],
      },
      {
        id: "message",
        title: "Commit message",
        body: [
          html`<pre tabindex="0" role="region" aria-label="Commit message" data-copy>${linesHtml(message)}</pre>\n`,
        ],
      },
      {
        id: "command",
        title: "The same in a clone",
        body: [html`<pre tabindex="0" role="region" aria-label="The same in a clone" data-copy>${command}</pre>\n`],
      },
      {
        id: "document",
        title: "The document then",
        // What cannot be shown as it is must not be copied as it is shown.
        body:
          unshowableIn(document) === undefined
            ? [
                html`<p><label for="document-text" class="unseen">The document</label><textarea id="document-text" rows="20" readonly data-copy>${linesHtml(document)}</textarea></p>\n`,
              ]
            : [
                html`<p>It holds characters that a page cannot show as they are, so make the change in a clone, by the command above.</p>\n`,
              ],
      },
    ],
    facts: { repository, exception, path, message, edit },
  };
}
