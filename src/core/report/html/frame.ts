import { shown } from "../words.ts";
import { auditStyle } from "./audit-style.ts";
import { type Html, html, trusted } from "./html.ts";

/** A part of a page under a heading of its own, to which the list at the page's top leads. */
export type Section = { readonly id: string; readonly title: string; readonly body: Html };

/** Nothing is loaded and nothing runs, even if something got through that should not. */
const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

type Head = {
  /** For the browser's title bar. */
  readonly title: string;
  readonly heading: Html;
  /** Below the heading. */
  readonly summary: Html;
  readonly entries: readonly Pick<Section, "id" | "title">[];
  /** Before the header, such as patterns that charts use. */
  readonly before?: Html;
};

/** A page up to its first section. It needs nothing else: no script, no other file, nothing from the network. */
export const headHtml = ({ title, heading, summary, entries, before = html`` }: Head): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${shown(title, 120)}</title>
<style>${trusted(auditStyle)}</style>
</head>
<body>
${before}<header>
<h1>${heading}</h1>
${summary}</header>
<nav aria-label="On this page"><ul>${entries.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
`;

export const sectionHtml = ({ id, title, body }: Section): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}</section>
`;

/** What ends a page that `headHtml` began. */
export const footHtml = (words: Html): Html => html`</main>
<footer><p>${words}</p></footer>
</body>
</html>
`;
