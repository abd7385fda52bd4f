import { shortObjectId } from "../../commit/object-id.ts";
import { neutralise } from "../../text/neutralise.ts";
import { isPageAddress } from "../register-words.ts";
import { shown } from "../words.ts";

/** Text that is HTML already. Made only here, and of drawn charts. */
export type Html = { readonly html: string };

export type HtmlValue = string | number | Html | readonly Html[] | null;

/** A template of HTML: what is put in is neutralised and escaped, unless it is HTML itself. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => ({
  html: strings.map((text, index) => text + valueText(values[index] ?? null)).join(""),
});

/** HTML from elsewhere, which answers for it. */
export const trusted = (text: string): Html => ({ html: text });

function valueText(value: HtmlValue): string {
  if (value === null) return "";
  if (typeof value === "string") return escaped(neutralise(value));
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map(({ html: text }) => text).join("");
}

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** What a stranger wrote, clipped and kept apart, so that its direction of writing changes nothing around it. */
export const foreign = (text: string, codePointsMax?: number): Html => html`<bdi>${shown(text, codePointsMax)}</bdi>`;

/** A sentence of ours that quotes in back-ticks. */
export function prose(text: string): Html {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code><bdi>${part}</bdi></code>`))}`;
}

/** A commit's id as people read it; the whole stands in the title. */
export const commitId = (id: string): Html => html`<code class="id" title="${id}">${shortObjectId(id)}</code>`;

/** A link out of the page, where the text is certainly an address of a page; else the text, and no link. */
export const outside = (address: string, words: Html = foreign(address)): Html =>
  isPageAddress(address) ? html`<a href="${address}" rel="noreferrer nofollow">${words}</a>` : words;
