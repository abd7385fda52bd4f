import { posix } from "node:path";
import { type Html, html, trusted } from "../../src/core/report/html/html.ts";
import type { Rendered } from "./markdown.ts";
import type { Group } from "./navigation.ts";

/** A page of the site: its place without `.html`, and what is on it. */
export type SitePage = { readonly path: string; readonly rendered: Rendered };

/** The address of a page or a file of the site, as a link from another page. */
export const linkFrom = (from: string, to: string): string => posix.relative(posix.dirname(from), to) || "./";

type Surroundings = { readonly contents: readonly Group[]; readonly titles: ReadonlyMap<string, string> };

/** Headings of a page from which on it has a list of them. */
const listedFrom = 3;

/** A whole page. It has no script: all of it is there when it arrives. */
export function pageHtml(
  { path, rendered }: SitePage,
  surroundings: Surroundings,
  scripts: readonly string[] = [],
): string {
  const to = (target: string): string => linkFrom(path, target);
  const title = path === "index" ? "Proviso" : `${rendered.title} · Proviso`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${to("assets/site.css")}">
<link rel="icon" href="data:,">
${scripts.map((script) => html`<script src="${to(script)}" defer></script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="${to("index.html")}">Proviso</a>
<form class="search" role="search" action="${to("search.html")}" method="get">
<label class="unseen" for="q">Search</label><input type="search" id="q" name="q" placeholder="Search" autocomplete="off"><button>Search</button>
</form>
<a class="to-contents" href="#contents">Contents</a>
</header>
<div class="columns">
<main id="main" tabindex="-1">
${withList(rendered)}
${neighbours(path, surroundings)}
</main>
${contentsHtml(path, surroundings)}
</div>
</body>
</html>
`.html;
}

/** The page with the list of its headings below its title. */
function withList(rendered: Rendered): Html {
  const [title = "", ...rest] = rendered.html.split(/(?<=<\/h1>\n)/);
  return html`${trusted(title)}${onThisPage(rendered)}${trusted(rest.join(""))}`;
}

function onThisPage({ headings }: Rendered): Html | null {
  const listed = headings.filter(({ level }) => level === 2);
  if (listed.length < listedFrom) return null;
  return html`<details class="on-this-page"><summary>On this page</summary><ul>
${listed.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>\n`)}</ul></details>`;
}

/** All pages, by groups; that of this page is open. */
function contentsHtml(path: string, { contents, titles }: Surroundings): Html {
  const item = (page: string): Html => {
    const current = page === path ? html` aria-current="page"` : null;
    return html`<li><a href="${linkFrom(path, `${page}.html`)}"${current}>${titles.get(page) ?? page}</a></li>\n`;
  };
  const group = ({ title, pages }: Group): Html => {
    const open = pages.includes(path) || (path === "index" && pages.length < 8) ? html` open` : null;
    return html`<details${open}><summary>${title}</summary><ul>\n${pages.map(item)}</ul></details>\n`;
  };
  return html`<nav id="contents" class="contents" aria-label="Contents">
${contents.map(group)}</nav>`;
}

/** The pages before and behind this one, in the order of the contents. */
function neighbours(path: string, { contents, titles }: Surroundings): Html | null {
  const order = contents.flatMap(({ pages }) => pages);
  const index = order.indexOf(path);
  if (index === -1) return null;
  const link = (page: string | undefined, words: string): Html | null =>
    page === undefined
      ? null
      : html`<a class="${words}" href="${linkFrom(path, `${page}.html`)}">${titles.get(page) ?? page}</a>`;
  return html`<nav class="neighbours" aria-label="Pages before and behind">${link(order[index - 1], "before")}${link(order[index + 1], "behind")}</nav>`;
}
