import MarkdownIt, { type Token } from "markdown-it";
import { slugOf } from "../../src/core/document/sections.ts";

/** A heading of a page: its anchor, its words, and how deep it stands. */
export type Heading = { readonly id: string; readonly text: string; readonly level: number };

/** A part of a page that the search finds: what stands under one heading. */
export type Part = { readonly heading: Heading | null; readonly text: string };

export type Rendered = {
  readonly html: string;
  readonly title: string;
  readonly headings: readonly Heading[];
  readonly parts: readonly Part[];
};

/** Where a link of a page leads on the site; null: nowhere, so that it becomes text. */
export type Resolve = (address: string) => string | null;

/** A page of Markdown as HTML. HTML in it stays text: pages quote what strangers wrote. */
export function renderMarkdown(text: string, resolve: Resolve): Rendered {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const escape = parser.utils.escapeHtml;
  const tokens = withoutComments(parser.parse(text, {}));
  const headings = nameHeadings(tokens);
  for (const token of tokens) if (token.type === "inline") resolveLinks(token.children ?? [], resolve);
  emptyHeadersAreCells(tokens);
  alignByClass(tokens);
  parser.renderer.rules["fence"] = (all, index) => codeBlock(all[index]?.content ?? "", all[index]?.info ?? "", escape);
  parser.renderer.rules["code_block"] = (all, index) => codeBlock(all[index]?.content ?? "", "", escape);
  // What is wider than the window can be scrolled, and with a keyboard, too.
  parser.renderer.rules["table_open"] = () =>
    `<div class="wide" tabindex="0" role="group" aria-label="Table"><table>\n`;
  parser.renderer.rules["table_close"] = () => "</table></div>\n";
  return {
    html: parser.renderer.render(tokens, parser.options, {}),
    title: headings.find(({ level }) => level === 1)?.text ?? "",
    headings,
    parts: partsOf(tokens, headings),
  };
}

/** Comments of a page, such as who wrote it, are for whoever edits it. */
const withoutComments = (tokens: readonly Token[]): Token[] => {
  const isComment = (index: number): boolean =>
    tokens[index]?.type === "paragraph_open" && /^<!--[^]*-->$/.test(tokens[index + 1]?.content ?? "");
  return tokens.filter((_, index) => ![0, 1, 2].some((back) => isComment(index - back)));
};

/** The words of an inline token, without its marks. */
const wordsOf = (token: Token | undefined): string =>
  (token?.children ?? []).map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");

/** Gives each heading the anchor that forges give it, and links it to itself. */
function nameHeadings(tokens: readonly Token[]): readonly Heading[] {
  const seen = new Map<string, number>();
  return tokens.flatMap((token, index) => {
    if (token.type !== "heading_open") return [];
    const text = wordsOf(tokens[index + 1]);
    const slug = slugOf(text);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    const id = before === 0 ? slug : `${slug}-${before}`;
    token.attrSet("id", id);
    return [{ id, text, level: Number(token.tag.slice(1)) }];
  });
}

function resolveLinks(tokens: readonly Token[], resolve: Resolve): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.type === "link_open") {
      open.push(token);
      const address = resolve(String(token.attrGet("href") ?? ""));
      if (address === null) becomeText(token);
      else token.attrSet("href", address);
      if (address !== null && /^https?:/.test(address)) token.attrSet("rel", "noreferrer");
    } else if (token.type === "link_close" && open.pop()?.tag === "span") {
      token.tag = "span";
    }
  }
}

/** A link that leads nowhere on the site keeps its words. */
function becomeText(token: Token): void {
  token.tag = "span";
  token.attrs = [];
}

/** A header cell without words heads nothing. */
function emptyHeadersAreCells(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type !== "th_open" || wordsOf(tokens[index + 1]) !== "") return;
    token.tag = "td";
    const close = tokens[index + 2];
    if (close !== undefined) close.tag = "td";
  });
}

/** Columns of numbers are aligned by a class: the site takes no style from within a page. What is aligned otherwise is not. */
function alignByClass(tokens: readonly Token[]): void {
  for (const token of tokens) {
    const style = token.attrGet("style");
    if (style === null || (token.type !== "th_open" && token.type !== "td_open")) continue;
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
    if (style === "text-align:right") token.attrJoin("class", "n");
  }
}

function codeBlock(content: string, info: string, escape: (text: string) => string): string {
  const [language = "", ...attributes] = info.trim().split(/\s+/);
  const lines = escape(content).split("\n");
  const isSession = language === "console";
  const code = isSession ? lines.map((line) => (line.startsWith("$ ") ? `<b>${line}</b>` : line)) : lines;
  const block = `<pre tabindex="0"><code>${code.join("\n")}</code></pre>\n`;
  const caption = language === "commit" || language === "mail" ? attributes.join(" ") : "";
  if (caption === "") return block;
  return `<figure class="example"><figcaption><code>${escape(caption)}</code></figcaption>${block}</figure>\n`;
}

/** The text under each heading, for the search. */
function partsOf(tokens: readonly Token[], headings: readonly Heading[]): readonly Part[] {
  const parts: { heading: Heading | null; words: string[] }[] = [{ heading: null, words: [] }];
  let index = 0;
  let isHeading = false;
  for (const token of tokens) {
    if (token.type === "heading_open") {
      parts.push({ heading: headings[index] ?? null, words: [] });
      index += 1;
      isHeading = true;
    } else if (token.type === "heading_close") isHeading = false;
    else if (token.type === "inline" && !isHeading) parts.at(-1)?.words.push(wordsOf(token));
    else if (token.type === "fence" || token.type === "code_block") parts.at(-1)?.words.push(token.content);
  }
  return parts.map(({ heading, words }) => ({ heading, text: words.join(" ").replaceAll(/\s+/g, " ").trim() }));
}
