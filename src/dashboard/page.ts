import { foreign, type Html, html, trusted } from "../core/report/html/html.ts";
import { jsonText } from "../core/report/json.ts";
import { shown } from "../core/report/words.ts";
import { type Address, addressText } from "./links.ts";
import type { Role } from "./routes.ts";
import { type DataTable, formLinks, tableCsv, tablePart, tableValue } from "./table.ts";

/** What a page has to show, in any of its forms. */
export type Page = {
  /** What it is, for programs: `contributions`. */
  readonly name: string;
  /** The entry of the pages' list that it belongs to. */
  readonly part: PartName | null;
  /** For the browser's title bar; foreign text in it is neutralised later. */
  readonly title: string;
  readonly heading: Html;
  /** The pages above it. */
  readonly trail?: readonly { readonly path: string; readonly words: Html }[];
  /** Below the heading. */
  readonly lead: Html | null;
  readonly sections: readonly PageSection[];
  /** Tables that the page has in another form, such as a chart, and that are to be had as data. */
  readonly dataOnly?: readonly DataTable[];
  /** What of its contents is in no table, for JSON. */
  readonly facts?: { readonly [name: string]: unknown };
};

/** A section without a title follows the heading directly. */
export type PageSection = {
  readonly id: string;
  readonly title: string | null;
  readonly body: readonly (Html | DataTable)[];
};

/** Whoever reads, as pages show it; null: nobody who logged in. */
export type Person = {
  readonly name: string;
  readonly roles: readonly Role[];
  /** What each form sends back, so that no other page can send it. */
  readonly formToken: string;
};

/** What stands around every page. */
export type Surroundings = {
  readonly address: Address;
  readonly person: Person | null;
  /** Is there a way to log in? */
  readonly hasLogIn: boolean;
  /** What is said above all, once, such as what was just done; null: nothing. */
  readonly notice: string | null;
  /** Proviso's own version. */
  readonly version: string;
};

export type PartName =
  | "start"
  | "contributions"
  | "exceptions"
  | "requests"
  | "repositories"
  | "audits"
  | "operation"
  | "log";

const parts: readonly {
  readonly name: PartName;
  readonly path: string;
  readonly words: string;
  readonly isForOperators?: boolean;
}[] = [
  { name: "start", path: "/", words: "Start" },
  { name: "contributions", path: "/contributions", words: "Contributions" },
  { name: "exceptions", path: "/exceptions", words: "Exceptions" },
  { name: "requests", path: "/requests", words: "Requests" },
  { name: "repositories", path: "/repositories", words: "Repositories" },
  { name: "audits", path: "/audits", words: "Audits" },
  { name: "operation", path: "/operation", words: "Operation", isForOperators: true },
  { name: "log", path: "/log", words: "Log", isForOperators: true },
];

/** The page as HTML. Nothing is loaded but our own style sheet and script, and without the script all of it works. */
export function pageHtml(page: Page, around: Surroundings): string {
  const { title, heading, trail = [], lead, sections } = page;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${shown(title, 120)} – Proviso</title>
<link rel="stylesheet" href="/assets/style.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="/assets/script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${topHtml(page, around)}
<main id="main" tabindex="-1">
${around.notice === null ? null : html`<p class="notice" role="status">${around.notice}</p>\n`}${trailHtml(trail)}<h1>${heading}</h1>
${lead}${contentsHtml(sections)}${sections.map((one) => sectionHtml(one, around.address))}${dataHtml(page, around.address)}</main>
<footer><p>${footText(page, around)}</p></footer>
</body>
</html>
`.html;
}

function topHtml({ part }: Page, { address, person, hasLogIn }: Surroundings): Html {
  const isOperator = person?.roles.includes("operator") ?? false;
  const shownParts = parts.filter(({ isForOperators = false }) => !isForOperators || isOperator);
  const words = address.path === "/search" ? (address.query["q"] ?? "") : "";
  return html`<header class="top">
<a class="brand" href="/">Proviso</a>
<nav aria-label="Pages"><ul>${shownParts.map(
    ({ name, path, words: text }) =>
      html`<li><a href="${path}"${name === part ? trusted(' aria-current="page"') : null}>${text}</a></li>`,
  )}</ul></nav>
<form class="search" role="search" action="/search"><label class="unseen" for="q">Search commits, rules, exceptions, contributions</label><input type="search" id="q" name="q" value="${shown(words, 200)}" placeholder="Search" autocomplete="off"><button>Search</button></form>
<div class="who">${person === null ? (hasLogIn ? logInLink(address) : null) : personHtml(person)}</div>
</header>`;
}

const logInLink = (address: Address): Html =>
  html`<a href="${addressText({ path: "/log-in", query: { to: address.path.startsWith("/log-in") ? null : addressText(address) } })}">Log in</a>`;

const personHtml = (person: Person): Html =>
  html`<span>${foreign(person.name, 60)}</span> <form method="post" action="/log-out">${tokenField(person)}<button class="plain">Log out</button></form>`;

/** The name of the field that every form has, and that a route asks for before it does anything. */
export const tokenName = "token";

export const tokenField = ({ formToken }: Person): Html =>
  html`<input type="hidden" name="${tokenName}" value="${formToken}">`;

const trailHtml = (trail: NonNullable<Page["trail"]>): Html | null =>
  trail.length === 0
    ? null
    : html`<nav class="trail" aria-label="Above this page"><ol>${trail.map(({ path, words }) => html`<li><a href="${path}">${words}</a></li>`)}</ol></nav>
`;

/** Sections from which on a page has a list of them. */
const contentsFrom = 4;

function contentsHtml(sections: Page["sections"]): Html | null {
  const titled = sections.filter(({ title }) => title !== null);
  return titled.length < contentsFrom
    ? null
    : html`<nav class="contents" aria-label="On this page"><ul>${titled.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`;
}

const sectionHtml = ({ id, title, body }: PageSection, address: Address): Html => {
  const inside = body.map((one) => ("html" in one ? one : tablePart(one, address)));
  return title === null
    ? html`<div id="${id}">${inside}</div>\n`
    : html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${inside}</section>\n`;
};

/** The ways to tables that stand on the page as something else. */
const dataHtml = ({ dataOnly = [] }: Page, address: Address): Html | null =>
  dataOnly.length === 0
    ? null
    : html`<section aria-labelledby="data"><h2 id="data">As data</h2>
<ul class="plain">${dataOnly.map((table) => html`<li>${table.caption}: <span class="forms-in-line">${formLinks(table, address)}</span></li>`)}</ul></section>
`;

function footText(page: Page, { version, address }: Surroundings): Html {
  const hasTable = tablesOf(page).length > 0;
  const json = addressText({ path: address.path, query: { ...address.query, format: "json" } });
  const whole = hasTable ? html` This page as <a href="${json}">JSON</a>.` : null;
  return html`Proviso ${version}. The policy document decides; these pages show what was judged by it.${whole}`;
}

const tablesOf = ({ sections, dataOnly = [] }: Page): readonly DataTable[] => [
  ...sections.flatMap(({ body }) => body.flatMap((one) => ("html" in one ? [] : [one]))),
  ...dataOnly,
];

/** The version of the pages' JSON. Keys may be added under the same number. */
export const pageJsonVersion = 1;

/** The page as JSON: its facts and its tables, or the one table that was asked for; null: it has none of that name. */
export function pageJson(page: Page, address: Address, asked: string | null): string | null {
  const { name, facts = {} } = page;
  const tables = tablesOf(page).filter(({ id }) => asked === null || id === asked);
  if (asked !== null && tables.length === 0) return null;
  const own = { ...address, query: { ...address.query, format: "json" } };
  const values = Object.fromEntries(tables.map((table) => [table.id, tableValue(table, own)]));
  return `${jsonText({ dashboard: pageJsonVersion, page: name, ...(asked === null ? { facts } : {}), tables: values })}\n`;
}

/** One table of the page as CSV, the first where none is named; null: it has none, or none of that name. */
export function pageCsv(page: Page, asked: string | null): string | null {
  const table = tablesOf(page).find(({ id }) => asked === null || id === asked);
  return table === undefined ? null : tableCsv(table);
}
