import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { commandsPage } from "./commands-page.ts";
import { limitsPage } from "./limits-page.ts";
import { type Resolve, renderMarkdown } from "./markdown.ts";
import { policyKeysPage, rulesPage } from "./policy-pages.ts";
import { searchMarkdown } from "./search-page.ts";
import { linkFrom, type SitePage } from "./template.ts";

/** A page before it is rendered. `source`: its place in the repository, from which its links lead; made pages lie beside where they would be. */
type Source = { readonly path: string; readonly source: string; readonly text: string };

/** Pages of the repository's root that belong to the documentation. */
const rootPages = ["CHANGELOG", "ARCHITECTURE", "STYLE", "CONTRIBUTING"];

/** Pages that are made where no file of docs/ has their place. */
async function madePages(root: string): Promise<readonly Source[]> {
  const made = (path: string, text: string): Source => ({ path, source: `docs/${path}.md`, text });
  return [
    made("reference/commands", await commandsPage()),
    made("reference/policy-keys", policyKeysPage()),
    made("reference/limits", limitsPage(root)),
    made("rules/index", rulesPage()),
    made("search", searchMarkdown),
  ];
}

/** The place of a file of docs/ on the site. A README is the index of its folder, except that of the rules, which says how their pages are written. */
function placeOf(file: string): string {
  const path = file.replace(/^docs\//, "").replace(/\.md$/, "");
  if (path === "rules/README") return "rules/about-these-pages";
  return path.replace(/README$/, "index");
}

/** The list of all decisions. */
function decisionsPage(sources: readonly Source[]): Source {
  const lines = sources
    .filter(({ path }) => path.startsWith("decisions/"))
    .map(({ path, text }) => `- [${/^# (.*)$/m.exec(text)?.[1] ?? path}](${path.slice("decisions/".length)}.md)`);
  const text = `# Decisions\n\nWhy things are as they are, a page each.\n\n${lines.join("\n")}\n`;
  return { path: "decisions/index", source: "docs/decisions/index.md", text };
}

async function sourcesOf(root: string): Promise<readonly Source[]> {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const files = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`)
    .sort();
  const written = files.map((file) => ({ path: placeOf(file), source: file, text: read(file) }));
  const rootOnes = rootPages.map((name) => ({
    path: name.toLowerCase(),
    source: `${name}.md`,
    text: read(`${name}.md`),
  }));
  const taken = new Set(written.map(({ path }) => path));
  const made = [...(await madePages(root)), decisionsPage(written)].filter(({ path }) => !taken.has(path));
  return [...written, ...rootOnes, ...made];
}

/** What a site is made of, and links that could not be followed. */
export type Site = { readonly pages: readonly SitePage[]; readonly lost: readonly string[] };

/** All pages. Links to files of the repository that are on no page become text. */
export async function readSite(root: string): Promise<Site> {
  const sources = await sourcesOf(root);
  const bySource = new Map(sources.map(({ source, path }) => [source, path]));
  const lost: string[] = [];
  const pages = sources.map(({ path, source, text }) => {
    const resolve: Resolve = (address) => {
      if (/^(?:https?:|mailto:|#)/.test(address)) return address;
      const [file = "", anchor] = address.split("#");
      const target = posix.normalize(posix.join(posix.dirname(source), decodeURIComponent(file))).replace(/\/$/, "");
      const page = bySource.get(target) ?? bySource.get(`${target}/README.md`);
      const folder = target.startsWith("docs/") ? `${target.slice("docs/".length)}/index` : "";
      const place = sources.some((one) => one.path === folder) ? folder : page;
      if (place !== undefined) return `${linkFrom(path, `${place}.html`)}${anchor === undefined ? "" : `#${anchor}`}`;
      if (/^schemas\/[\w.]+\.json$/.test(target) && existsSync(join(root, target))) return linkFrom(path, target);
      if (!existsSync(join(root, target))) lost.push(`${source}: ${address}`);
      return null;
    };
    return { path, rendered: renderMarkdown(text, resolve) };
  });
  return { pages, lost };
}
