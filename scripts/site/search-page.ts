import MiniSearch from "minisearch";
import type { SitePage } from "./template.ts";

/** What the search keeps of a part of a page. */
type Found = {
  readonly id: number;
  readonly page: string;
  readonly title: string;
  readonly address: string;
  readonly text: string;
};

/** How the index is made, and, in the browser, read again: both must be told the same. */
const settings = { fields: ["title", "page", "text"], storeFields: ["title", "page", "address", "text"] };

/** Characters of a part that are searched; the longest are tables and examples of many screens. */
const partCharactersMax = 6000;

/** The index of all pages, as a script that a browser loads when it searches: so it can be read from a disk as well as from a server. */
export function searchIndex(pages: readonly SitePage[]): string {
  const index = new MiniSearch<Found>(settings);
  let id = 0;
  for (const { path, rendered } of pages) {
    for (const { heading, text } of rendered.parts) {
      if (heading === null && text === "") continue;
      const anchor = heading === null || heading.level === 1 ? "" : `#${heading.id}`;
      const title = heading?.text ?? rendered.title;
      const part = text.slice(0, partCharactersMax);
      index.add({ id, page: rendered.title, title, address: `${path}.html${anchor}`, text: part });
      id += 1;
    }
  }
  return `window.provisoSearch = ${JSON.stringify({ settings, index: JSON.stringify(index) })};\n`;
}

/** The page of the search: what stands there until the script has something to show. */
export const searchMarkdown = `# Search

What you look for, by words of its page. Without JavaScript the [contents](#contents) have every page.
`;

/** What runs on that page, and on no other. It makes text, never HTML. */
export const searchScript = `"use strict";
(() => {
  const field = document.getElementById("q");
  const main = document.getElementById("main");
  const shown = document.createElement("div");
  const status = document.createElement("p");
  const list = document.createElement("ol");
  status.setAttribute("role", "status");
  list.className = "found";
  shown.append(status, list);
  main.querySelector("h1").nextElementSibling.replaceWith(shown);
  const { settings, index } = window.provisoSearch;
  const search = MiniSearch.loadJSON(index, settings);
  const options = { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), combineWith: "AND", boost: { title: 4, page: 2 } };
  const most = 40;

  function excerpt(text, terms) {
    const low = text.toLowerCase();
    const at = Math.max(0, Math.min(...terms.map((term) => low.indexOf(term)).filter((one) => one >= 0).concat(text.length)));
    const start = at === text.length ? 0 : Math.max(0, at - 60);
    const paragraph = document.createElement("p");
    const part = text.slice(start, start + 220);
    paragraph.append(start > 0 ? "…" : "");
    let done = 0;
    const lowPart = part.toLowerCase();
    while (done < part.length) {
      const next = terms.map((term) => [lowPart.indexOf(term, done), term.length]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
      if (next === undefined) break;
      const mark = document.createElement("mark");
      mark.append(part.slice(next[0], next[0] + next[1]));
      paragraph.append(part.slice(done, next[0]), mark);
      done = next[0] + next[1];
    }
    paragraph.append(part.slice(done), start + 220 < text.length ? "…" : "");
    return paragraph;
  }

  function show() {
    const words = field.value.trim();
    const found = words === "" ? [] : search.search(words, options);
    list.replaceChildren(...found.slice(0, most).map(({ title, page, address, text, terms }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      link.append(title);
      item.append(link);
      if (page !== title) {
        const where = document.createElement("p");
        where.className = "where";
        where.append(page);
        item.append(where);
      }
      item.append(excerpt(text, terms));
      return item;
    }));
    const more = found.length > most ? ", of which the first " + most + " are shown" : "";
    status.textContent = words === "" ? "Type what you look for." : found.length === 0 ? "Nothing found." : found.length + " found" + more + ".";
  }

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
  field.focus();
})();
`;
