import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandNames } from "../../scripts/site/commands-page.ts";
import { renderMarkdown } from "../../scripts/site/markdown.ts";
import { contentsOf } from "../../scripts/site/navigation.ts";
import { readSite } from "../../scripts/site/pages.ts";
import { clauseKeys } from "../../src/core/policy/clause-format.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { allOf, type PageElement, readPage } from "../page.ts";
import { type MadeSite, madeSite } from "./made.ts";

const root = join(import.meta.dirname, "../..");
let site: MadeSite;
let elements: ReadonlyMap<string, PageElement>;

beforeAll(async () => {
  site = await madeSite();
  elements = new Map(site.pages.map((path) => [path, readPage(site.read(path))]));
});
afterAll(() => site.remove());

const textOf = (path: string): string => elements.get(path)?.textContent ?? "";
const hrefs = (page: PageElement): readonly string[] =>
  allOf(page, "[href]").map((one) => one.getAttribute("href") ?? "");

describe("the site has", () => {
  test("every page of docs/", () => {
    const files = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((one) =>
      one.endsWith(".md"),
    );
    const places = files.map((file) =>
      file
        .replace("rules/README.md", "rules/about-these-pages.md")
        .replace(/README\.md$/, "index.md")
        .replace(/md$/, "html"),
    );
    expect(places.length).toBeGreaterThan(90);
    expect(places.filter((path) => !site.pages.includes(path))).toEqual([]);
  });

  test("every rule, with its options, and every example policy, whole", () => {
    const keys = textOf("reference/policy-keys.html");
    for (const { id, summary, options } of catalogue) {
      expect(textOf("rules/index.html")).toContain(summary);
      expect(textOf(`rules/${id}.html`)).toContain(summary);
      for (const name of Object.keys(options)) expect(keys).toContain(name);
    }
    for (const { name, text } of profiles) {
      expect(textOf(`profiles/${name}.html`)).toContain(
        text.split("\n").find((line) => line.startsWith("rules:")) ?? "",
      );
    }
  });

  test("the keys of every clause once, and not again at every rule", () => {
    const text = textOf("reference/policy-keys.html");
    for (const key of clauseKeys) expect(text).toContain(key);
    // The policy itself has a key `classes`, too.
    const first = allOf(elements.get("reference/policy-keys.html") ?? null, "td:first-child code");
    expect(first.map(({ textContent }) => textContent).filter((key) => clauseKeys.includes(key ?? ""))).toEqual([
      "classes",
    ]);
  });

  test("a place in the contents for every page, but for the search", () => {
    const paths = site.pages.map((path) => path.replace(/\.html$/, ""));
    const others = contentsOf(paths).find(({ title }) => title === "More");
    expect(others?.pages.filter((path) => path !== "search") ?? []).toEqual([]);
  });

  test("every command, and every option that its help shows", async () => {
    const page = elements.get("reference/commands.html") ?? null;
    const titles = new Set(allOf(page, "h2, h3, h4").map(({ textContent }) => textContent));
    const names = await commandNames();
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !titles.has(name))).toEqual([]);
    const shown = textOf("reference/commands.html");
    for (const option of ["--policy-from", "--trust-mail-server", "--skill", "--merge-method"])
      expect(shown).toContain(option);
  });

  test("every key of proviso.yaml that its page names", () => {
    const own = allOf(elements.get("policy.html") ?? null, "td:first-child code").map((one) => one.textContent);
    const made = textOf("reference/policy-keys.html");
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((key) => key !== "rules" && !made.includes(key))).toEqual([]);
  });

  test("named limits, with their values", () => {
    const rows = allOf(elements.get("reference/limits.html") ?? null, "tbody tr");
    expect(rows.length).toBeGreaterThan(250);
    const text = textOf("reference/limits.html");
    expect(text).toContain("4,194,304");
    expect(text).not.toContain("NaN");
  });
});

describe("links", () => {
  test("lead to pages and places that are there", () => {
    const places = new Map(
      [...elements].map(([path, page]) => [path, new Set(allOf(page, "[id]").map(({ id }) => id))]),
    );
    const lost = [...elements].flatMap(([path, page]) =>
      hrefs(page).flatMap((href) => {
        if (/^(?:https?:|mailto:|data:)/.test(href)) return [];
        const [file = "", anchor] = href.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), file);
        if (!existsSync(join(site.folder, target))) return [`${path}: ${href}`];
        return anchor === undefined || places.get(target)?.has(decodeURIComponent(anchor)) ? [] : [`${path}: ${href}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  test("of pages to files that are nowhere stop the making", async () => {
    expect((await readSite(root)).lost).toEqual([]);
  });

  test("bring every page into the contents, once", () => {
    const nav = allOf(elements.get("index.html") ?? null, "#contents a").map((one) => one.getAttribute("href") ?? "");
    expect(new Set(nav).size).toBe(nav.length);
    expect(nav.sort()).toEqual(site.pages.filter((path) => path !== "search.html").sort());
    expect(contentsOf(["tour", "of-tomorrow"]).at(-1)).toEqual({ title: "More", pages: ["of-tomorrow"] });
  });
});

describe("a page", () => {
  test("needs no script, no form of style in itself, and nothing from elsewhere", () => {
    const wrong = [...elements].flatMap(([path, page]) => {
      const scripts = allOf(page, "script").map((one) => one.getAttribute("src") ?? "inline");
      const own = path === "search.html" ? scripts.filter((one) => !one.startsWith("assets/")) : scripts;
      const inline = allOf(page, "[style], style, [onclick]").map(({ localName }) => localName);
      const loaded = allOf(page, "img, iframe, object, link[href^=http]").map(({ localName }) => localName);
      return [...own, ...inline, ...loaded].map((one) => `${path}: ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  test("has one title, and headings that leave out no level", () => {
    for (const [path, page] of elements) {
      const levels = allOf(page, "main :is(h1, h2, h3, h4, h5)").map(({ localName }) => Number(localName.slice(1)));
      expect([path, levels.filter((level) => level === 1).length]).toEqual([path, 1]);
      const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      expect([path, jumps]).toEqual([path, []]);
    }
  });

  test("aligns columns of numbers by a class", () => {
    const { html } = renderMarkdown("| a | b |\n|---|--:|\n| c | 1 |\n", (address) => address);
    expect(html).toContain('<td class="n">1</td>');
    expect(html).not.toContain("style");
  });

  test("leaves out comments, but not in what it quotes", () => {
    const { html } = renderMarkdown("# A\n\n<!-- ours\n-->\n\nb\n\n```\n<!-- theirs -->\n```\n", (address) => address);
    expect(html).not.toContain("ours");
    expect(readPage(html).textContent).toContain("<!-- theirs -->");
  });

  test("quotes HTML as text, and gives equal headings anchors of their own", () => {
    const hostile =
      "# A\n\n## <img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) <script>alert(1)</script>\n\n## B\n\n## B\n";
    const { html, headings, title } = renderMarkdown(hostile, (address) => address);
    expect(title).toBe("A");
    expect(allOf(readPage(html), "script, img, a")).toEqual([]);
    expect(headings.map(({ id }) => id).slice(-2)).toEqual(["b", "b-1"]);
  });
});
