import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { checkRulePage } from "../../src/testing/rule-page.ts";

const folder = new URL("../../docs/rules/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");

describe("the page of a rule is its test", () => {
  test("every rule has a page, and every page a rule", () => {
    expect(pages.map((name) => name.slice(0, -".md".length)).sort()).toEqual(catalogue.map(({ id }) => id).sort());
  });

  test.each(catalogue.filter(({ id }) => pages.includes(`${id}.md`)).map((rule) => [rule.id, rule] as const))(
    "%s",
    (id, rule) => {
      const name = `docs/rules/${id}.md`;
      checkRulePage(rule, name, readFileSync(new URL(`${id}.md`, folder), "utf8"));
    },
  );
});

describe("the catalogue", () => {
  test("has every id once, in kebab case", () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
  });

  test.each(catalogue.map((rule) => [rule.id, rule] as const))(
    "%s words its messages as people are told",
    (_id, rule) => {
      expect(rule.summary).toMatch(/^[A-Z].*\.$/);
      for (const [id, { what, fix = "" }] of Object.entries(rule.messages)) {
        for (const words of [what, fix]) {
          expect(words, id).not.toMatch(/\.$|\n|^[A-Z][a-z]+ /);
        }
      }
    },
  );
});
