/** What begins a block in CommonMark (§4 and §5 of the specification), each asked of a line without its indentation. */

export type Fence = { readonly character: string; readonly length: number };

/** `#` to `######`: the level of an ATX heading. */
export const atxLevel = (text: string): number | undefined => /^#{1,6}(?= |$)/.exec(text)?.[0].length;

/** Three or more back-ticks or tildes; after back-ticks no more back-ticks. */
export function fenceOf(text: string): Fence | undefined {
  const run = /^(?:`{3,}|~{3,})/.exec(text)?.[0];
  if (run === undefined || (run.startsWith("`") && text.includes("`", run.length))) return undefined;
  return { character: run[0] ?? "", length: run.length };
}

/** A run of the same character, at least as long, and nothing else. */
export const closesFence = (fence: Fence, text: string): boolean =>
  text.length >= fence.length && text === fence.character.repeat(text.length);

/** Three or more of `*`, `-` or `_`, blanks between them or not. */
export const isThematicBreak = (text: string): boolean => /^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/.test(text);

/** The level that an underline gives the paragraph above it. */
export const setextLevel = (text: string): number | undefined =>
  /^=+$/.test(text) ? 1 : /^-+$/.test(text) ? 2 : undefined;

/** The marker of a list item, and whether it may end a paragraph (only a bullet or a `1`, and something after it). */
export function listMarker(text: string): { readonly width: number; readonly interrupts: boolean } | undefined {
  const marker = /^(?:[-+*]|(\d{1,9})[.)])(?= |$)/.exec(text);
  if (marker === null) return undefined;
  const width = marker[0].length;
  const counts = marker[1] === undefined || Number(marker[1]) === 1;
  return { width, interrupts: counts && text.length > width };
}

/** How a block of HTML ends: with the line that has the closing text, or before a blank line. */
export type HtmlEnd = { readonly kind: "text"; readonly closing: RegExp } | { readonly kind: "blank line" };

const rawElement = /^<(?:script|pre|style|textarea)(?: |>|$)/i;
const blockElements =
  "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt " +
  "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link " +
  "main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead " +
  "title tr track ul";
const blockElement = new RegExp(`^</?(?:${blockElements.replaceAll(" ", "|")})(?: |/?>|$)`, "i");
const attribute = String.raw` +[A-Za-z_:][A-Za-z0-9_.:-]*(?: *= *(?:[^ "'=<>${"`"}]+|'[^']*'|"[^"]*"))?`;
const loneTag = new RegExp(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${attribute})* */?>|</[A-Za-z][A-Za-z0-9-]* *>)$`);

/** The seven ways in which HTML may start (§4.6); the seventh, any tag alone on its line, cannot end a paragraph. */
export function htmlStart(text: string, inParagraph: boolean): HtmlEnd | undefined {
  if (!text.startsWith("<")) return undefined;
  if (rawElement.test(text)) return { kind: "text", closing: /<\/(?:script|pre|style|textarea)>/i };
  if (text.startsWith("<!--")) return { kind: "text", closing: /-->/ };
  if (text.startsWith("<?")) return { kind: "text", closing: /\?>/ };
  if (/^<![A-Za-z]/.test(text)) return { kind: "text", closing: />/ };
  if (text.startsWith("<![CDATA[")) return { kind: "text", closing: /\]\]>/ };
  if (blockElement.test(text)) return { kind: "blank line" };
  return !inParagraph && loneTag.test(text) ? { kind: "blank line" } : undefined;
}
