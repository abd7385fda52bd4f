import { foreign, type Html, html } from "../core/report/html/html.ts";
import { counted } from "../core/report/layout.ts";
import type { SavedEntry } from "./saved-values.ts";

/** The conditions of an entry in the document's own words for them, one below another. */
export function conditionsHtml(entry: SavedEntry): Html {
  if (!entry.hasFields) return html`<p>It has no fields, so people judge all of it.</p>\n`;
  const rows = conditionsOf(entry).filter(([, values]) => values.length > 0);
  return html`<dl class="facts">${rows.map(
    ([name, values]) =>
      html`<dt>${name}</dt><dd>${values.map((value, index) => html`${index === 0 ? "" : ", "}${foreign(value, valueCodePointsMax)}`)}</dd>`,
  )}</dl>
`;
}

const valueCodePointsMax = 2_000;

const conditionsOf = (entry: SavedEntry): readonly (readonly [name: string, values: readonly string[]])[] => [
  ["Covers", entry.covers],
  ["Change", entry.change],
  ["Paths", entry.paths],
  ["Not paths", entry.notPaths],
  [
    "At most",
    entry.atMost.map(
      ({ count, of, notCountingTests }) => `${count} ${of}${notCountingTests ? ", not counting tests" : ""}`,
    ),
  ],
  ["Tool", entry.tool === null ? [] : [entry.tool]],
  ["Who", [whoWords(entry)]],
  ["Needs", entry.needs],
  ["Judgement", entry.judgements],
];

function whoWords({ who }: SavedEntry): string {
  return who.kind === "contributors" ? `contributors with ${counted(who.earlierCommits, "earlier commit")}` : who.kind;
}
