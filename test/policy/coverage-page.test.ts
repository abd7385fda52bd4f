import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { normativeWords } from "../../src/core/document/normative-words.ts";
import { policySchema } from "../../src/core/policy/json-schema.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/coverage.md", import.meta.url)), "utf8");
const section = (heading: string): string => page.split("\n## ").find((part) => part.startsWith(heading)) ?? "";

test("docs/coverage.md lists the words by which a sentence is listed, and no other", () => {
  const [, , list = ""] = section("Which sentences").split("\n\n");
  expect([...list.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word.replace(/\s+/g, " "))).toEqual([
    ...normativeWords,
  ]);
});

test("docs/coverage.md has a row for every key of an entry, and an entry that is read", () => {
  const schema = policySchema(catalogue) as { properties: { coverage: { items: { properties: object } } } };
  const rows = [...section("What the policy says").matchAll(/^\| `([a-z]+)` \|/gm)].map(([, key]) => key);
  expect(rows).toEqual(Object.keys(schema.properties.coverage.items.properties));
  const [, example = ""] = /^```yaml\n([^`]*)```/m.exec(page) ?? [];
  const text = `proviso: 1\ndocument: a.md\nrules: {}\n${example}`;
  const { settings, problems } = parsePolicy({ name: "page", text }, catalogue);
  expect([problems, settings.coverage.length]).toEqual([[], 1]);
});
