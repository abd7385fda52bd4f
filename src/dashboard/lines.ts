import { type Html, html } from "../core/report/html/html.ts";

/** A text of several lines as it stands in a field or a block: line ends and tabs stay, and everything else that acts is neutralised. */
export const linesHtml = (text: string): Html =>
  html`${text.split(/\r?\n/).map((line, index) => html`${index === 0 ? null : html`\n`}${tabbed(line)}`)}`;

const tabbed = (line: string): Html =>
  html`${line.split("\t").map((part, index) => html`${index === 0 ? null : html`\t`}${part}`)}`;
