import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { contentsOf } from "./site/navigation.ts";
import { readSite } from "./site/pages.ts";
import { searchIndex, searchScript } from "./site/search-page.ts";
import { siteStyle } from "./site/style.ts";
import { pageHtml } from "./site/template.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Pages that are not part of the contents. */
const apart = ["search"];

/** Scripts of the page of the search; the first is MiniSearch's own. */
const searchScripts = ["assets/minisearch.js", "assets/search-index.js", "assets/search.js"];

/** Writes the documentation site into an empty or a missing folder, and gives the number of its pages. */
export async function writeSite(folder: string): Promise<number> {
  const { pages, lost } = await readSite(root);
  if (lost.length > 0) throw new Error(`links that lead nowhere: ${lost.join(", ")}`);
  const listed = pages.filter(({ path }) => !apart.includes(path));
  const titles = new Map(pages.map(({ path, rendered }) => [path, rendered.title]));
  const contents = contentsOf(listed.map(({ path }) => path));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const page of pages) {
    const scripts = page.path === "search" ? searchScripts : [];
    write(`${page.path}.html`, pageHtml(page, { contents, titles }, scripts));
  }
  write("assets/site.css", siteStyle);
  write("assets/search.js", searchScript);
  write("assets/search-index.js", searchIndex(listed));
  const miniSearch = join(dirname(createRequire(import.meta.url).resolve("minisearch")), "../umd/index.js");
  write("assets/minisearch.js", readFileSync(miniSearch, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  for (const name of readdirSync(join(root, "schemas")))
    cpSync(join(root, "schemas", name), join(folder, "schemas", name));
  return pages.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = process.argv[2] ?? join(root, "site");
  rmSync(folder, { recursive: true, force: true });
  const count = await writeSite(folder);
  console.log(`${count} pages in ${folder}`);
}
