import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { artefacts, changeKinds, needs } from "../../src/core/document/document.ts";
import { readExceptions } from "../../src/core/document/exceptions.ts";
import { fieldNames } from "../../src/core/document/fields.ts";
import { readDocument } from "../../src/core/document/read-document.ts";
import { clauseKeys } from "../../src/core/policy/clause-format.ts";
import { policySchema } from "../../src/core/policy/json-schema.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { requestPlaces } from "../../src/core/rules/request/channels.ts";

const pageOf = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), "utf8");
const exceptions = pageOf("exceptions.md");
const policy = pageOf("policy.md");

/** What stands in back-ticks in the first cell of each row. */
const firstCells = (page: string): readonly string[] =>
  [...page.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
const row = (page: string, name: string): string =>
  page.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";

describe("docs/exceptions.md", () => {
  test("has a row for every field", () => expect(firstCells(exceptions)).toEqual([...fieldNames]));

  test.each([
    ["Covers", artefacts],
    ["Change", changeKinds],
    ["Needs", needs],
  ] as const)("has every word of %s", (field, words) => {
    const [, , meaning = ""] = row(exceptions, field).split("|");
    expect([...meaning.matchAll(/`([^`]+)`/g)].map(([, word]) => word)).toEqual([...words]);
  });

  test.each(["rst", "markdown"] as const)("shows an entry in %s that is read as meant", (language) => {
    const [, entry = ""] = new RegExp(`^\`\`\`${language}\\n([^\`]*)\`\`\``, "m").exec(exceptions) ?? [];
    const format = language === "rst" ? "restructuredtext" : "markdown";
    const heading = language === "rst" ? "Exceptions\n==========\n\n" : "## Exceptions\n\n";
    const { document } = readDocument({ name: "page", text: heading + entry }, format);
    const list = readExceptions(document, "Exceptions");
    expect([list.problems, list.exceptions.map(({ id }) => id)]).toEqual([[], ["uniform-changes"]]);
  });
});

type Schema = { readonly properties: { readonly [name: string]: { readonly properties?: object } } };

describe("docs/policy.md", () => {
  test("has a row for every key", () => {
    const { properties } = policySchema(catalogue) as unknown as Schema;
    const rows = (name: string): readonly string[] =>
      name === "ai" || name === "evidence"
        ? Object.keys(properties[name]?.properties ?? {}).map((inner) => `${name}.${inner}`)
        : [name];
    expect(firstCells(policy)).toEqual(Object.keys(properties).flatMap(rows));
  });

  test("names the keys of every clause", () => {
    for (const key of clauseKeys) expect(policy).toContain(`\`${key}\``);
  });

  test("shows clauses that are read", () => {
    const [, rules = ""] = /^```yaml\n([^`]*)```/m.exec(policy) ?? [];
    const { settings, problems } = parsePolicy({ name: "page", text: `proviso: 1\n${rules}` }, catalogue);
    expect([problems, settings.clauses.map(({ level }) => level)]).toEqual([[], ["require", "warn", "require"]]);
  });
});

test("docs/channels.md has a row for every place of a pull request, and its example is read", () => {
  const page = pageOf("channels.md");
  expect([...page.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, place]) => place)).toEqual(["in", ...requestPlaces]);
  const [, example = ""] = /^```yaml\n([^`]*)```/m.exec(page) ?? [];
  const { settings, problems } = parsePolicy({ name: "page", text: `proviso: 1\nrules: {}\n${example}` }, catalogue);
  expect([problems, settings.ai.channels.length]).toEqual([[], 5]);
});

test("the README and the gallery say how many projects have a profile", () => {
  // The plain certificate is no project's.
  const many = `${profiles.length - 1} projects`;
  for (const page of ["../README.md", "../CHANGELOG.md", "profiles/README.md"]) expect(pageOf(page)).toContain(many);
});

test("a rule for which a forge is asked says so on its page, and has a row where it is said what is asked", () => {
  const asking = catalogue.filter(({ asksForge }) => asksForge.length > 0).map(({ id }) => id);
  expect(asking.toSorted()).toEqual(["ai-rate-limit", "ai-unattended", "ai-work-item"]);
  for (const id of asking) {
    expect(pageOf(`rules/${id}.md`)).toContain("(../forges.md#what-rules-ask)");
    expect(pageOf("forges.md")).toContain(`| [${id}](rules/${id}.md) |`);
    expect(pageOf("limits.md")).toContain(`[${id}](rules/${id}.md)`);
  }
});

test("a decision that a page names is the one that it links to", () => {
  const pages = readdirSync(fileURLToPath(new URL("../../docs/", import.meta.url))).filter((name) =>
    name.endsWith(".md"),
  );
  const named = pages.flatMap((name) => [...pageOf(name).matchAll(/\[decision (\d+)\]\(decisions\/(\d+)-/g)]);
  expect(named.filter(([, number, linked]) => number !== linked).map(([text]) => text)).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
  const decisions = readdirSync(fileURLToPath(new URL("../../docs/decisions/", import.meta.url)));
  expect(decisions.filter((name) => !pageOf(`decisions/${name}`).startsWith(`# ${name.slice(0, 4)}: `))).toEqual([]);
});
