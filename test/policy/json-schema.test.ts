import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { clauseKeys } from "../../src/core/policy/clause-format.ts";
import { policySchema } from "../../src/core/policy/json-schema.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Rule } from "../../src/core/rules/rule.ts";
import * as fc from "../random-cases.ts";
import { toyRules } from "./toy-rules.ts";

const validatorFor = (rules: readonly Rule[]) =>
  new Ajv2020.default({ strict: true, strictRequired: false, allErrors: true }).compile(policySchema(rules));
const validate = validatorFor(catalogue);
const validateToy = validatorFor(toyRules);

/** What a JSON Schema cannot say: what globs and patterns mean, calendars, hosts, and what two places have to do with each other. */
const beyondSchema = new Set(
  [
    "unreadable-glob unreadable-pattern unreadable-date unreadable-address unreadable-person",
    "clause-twice document-needed duplicate-key unreadable-signal unreadable-digest",
  ].flatMap((line) => line.split(" ")),
);

test("no option of a rule takes the name of a key that every clause has", () => {
  const taken = catalogue.flatMap(({ id, options }) => Object.keys(options).map((name) => `${id}.${name}`));
  expect(taken.filter((name) => clauseKeys.includes(name.split(".")[1] ?? ""))).toEqual([]);
});

/** Every key that a schema describes, by its place, with what it says of it. */
function keysOf(
  schema: unknown,
  at = "",
): readonly (readonly [place: string, said: Readonly<Record<string, unknown>>])[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name !== "properties") return keysOf(value, name === "$defs" ? "" : at);
    return Object.entries(value as Readonly<Record<string, Readonly<Record<string, unknown>>>>).flatMap(
      ([key, said]) => [[`${at}.${key}`, said] as const, ...keysOf(said, `${at}.${key}`)],
    );
  });
}

test("an editor is told what every key means, and what stands where an option is left out", () => {
  const keys = keysOf(policySchema(catalogue));
  expect(keys.length).toBeGreaterThan(200);
  const words = keys.map(([place, { description }]) => [place, typeof description === "string" ? description : ""]);
  expect(words.filter(([, description = ""]) => description.length < 8)).toEqual([]);
  const options = catalogue.flatMap(({ options }) => Object.values(options));
  const withDefault = keys.filter(([, said]) => "default" in said).length;
  expect(withDefault).toBeGreaterThanOrEqual(options.filter(({ default: by }) => by !== null).length);
});

test("a default that the schema tells is a value that it accepts", () => {
  for (const { id, options } of catalogue) {
    const given = Object.entries(options).filter(([, { default: by }]) => by !== null);
    const clause = { level: "warn", ...Object.fromEntries(given.map(([name, { default: by }]) => [name, by])) };
    const accepted = validate({ proviso: 1, rules: { [id]: clause } });
    expect({ id, accepted, errors: validate.errors }).toMatchObject({ id, accepted: true });
  }
});

test.each(profiles)("the schema accepts profile $name", ({ text }) => {
  expect(validate(parseYaml(text)), JSON.stringify(validate.errors)).toBe(true);
});

/** One of every key, for the toy rules. */
const whole = {
  proviso: 1,
  document: ["docs/provenance.rst", "AGENTS.md"],
  maintainers: [{ paths: ["src/"], maintainers: ["Ada <ada@example.org>", "@lin"], reviewers: [] }],
  branch: "main",
  from: "2025-06-24",
  ai: {
    stance: "declined",
    because: "#use-of-ai",
    section: ["Use of AI"],
    exceptions: "Exceptions",
    signals: { add: [{ tool: "Robot", class: "agent", address: "robot@example.org" }], off: ["Other"] },
    disclosures: [{ key: "AI-used-for", none: "no", "outside-scope": "research", content: "code" }],
    channels: { part: { in: "section", heading: "AI", none: "no", "outside-scope": "research", content: ".+" } },
    citations: ["AI-exception"],
  },
  people: { ada: "ada@example.org", lin: ["lin@example.org"] },
  classes: { tests: ["t/"], docs: [] },
  coverage: [
    { sentence: "All commits must", under: "Sign-off", digest: "0123456789ab", checked: "plain-rule" },
    { sentence: "They should", checked: ["plain-rule"], attested: "by hand", human: "the rest" },
  ],
  rules: {
    "plain-rule": "require",
    "rich-rule": [
      { level: "warn", word: "a", strict: true, limit: 3, match: "author", keys: ["a"], kinds: ["one"] },
      {
        level: "off",
        because: "#a",
        paths: ["a/"],
        only: ["*.c"],
        value: "^a",
        vocabulary: [{ key: "a", repeat: true }],
      },
    ],
  },
};

describe("the schema refuses", () => {
  const wrong: readonly unknown[] = [
    null,
    [],
    {},
    { ...whole, proviso: 2 },
    { ...whole, proviso: "1" },
    { ...whole, rules: undefined },
    { ...whole, rulez: {} },
    { ...whole, document: "../a.md" },
    { ...whole, document: "/a.md" },
    { ...whole, document: "a//b.md" },
    { ...whole, document: "a/./b.md" },
    { ...whole, document: "a.odt" },
    { ...whole, document: "a\u0000.md" },
    { ...whole, document: [] },
    { ...whole, branch: "--output" },
    { ...whole, from: true },
    { ...whole, from: "a..b" },
    { ...whole, maintainers: { paths: [] } },
    { ...whole, people: { "a b": "a@example.org" } },
    { ...whole, people: { ada: "nobody" } },
    { ...whole, classes: { code: "a" } },
    { ...whole, ai: { stance: "refused" } },
    { ...whole, ai: { because: "heading" } },
    { ...whole, ai: { citations: ["two words"] } },
    { ...whole, ai: { channels: { box: { in: "checkbox" } } } },
    { ...whole, ai: { channels: { part: { in: "section", content: "a" } } } },
    { ...whole, ai: { channels: { label: { in: "label", heading: "AI", content: "a" } } } },
    { ...whole, ai: { channels: { "A box": { in: "checkbox", content: "a" } } } },
    { ...whole, ai: { signals: { add: [{ tool: "A", class: "agent" }] } } },
    {
      ...whole,
      ai: { signals: { add: [{ tool: "A", class: "agent", address: "a@b.c", trailer: "T", pattern: "p" }] } },
    },
    { ...whole, coverage: [{ sentence: "All" }] },
    { ...whole, coverage: [{ human: "x" }] },
    { ...whole, coverage: [{ sentence: "...", human: "x" }] },
    { ...whole, coverage: [{ sentence: "All", checked: [] }] },
    { ...whole, coverage: [{ sentence: "All", human: "x", digest: "xyz" }] },
    { ...whole, rules: { "no-rule": "require" } },
    { ...whole, rules: { "plain-rule": "error" } },
    { ...whole, rules: { "plain-rule": { because: "#a" } } },
    { ...whole, rules: { "plain-rule": { level: "warn", option: 1 } } },
    { ...whole, rules: { "rich-rule": { level: "warn", limit: 11 } } },
    { ...whole, rules: { "rich-rule": { level: "warn", limit: 1.5 } } },
    { ...whole, rules: { "rich-rule": { level: "warn", kinds: ["three"] } } },
    { ...whole, rules: { "rich-rule": { level: "warn", vocabulary: [{ keys: "a" }] } } },
    { ...whole, rules: { "rich-rule": [] } },
    { ...whole, rules: { "plain-rule": { level: "warn", classes: [] } } },
    { ...whole, rules: { "plain-rule": { level: "warn", classes: ["codes"] } } },
    { ...whole, rules: { "plain-rule": { level: "warn", who: "friends" } } },
    { ...whole, rules: { "plain-rule": { level: "warn", since: "August 2026" } } },
    { ...whole, rules: { "plain-rule": { level: "warn", above: -1 } } },
  ];
  test.each(wrong.map((document) => [JSON.stringify(document)] as const))("%s", (text) => {
    expect(validateToy(JSON.parse(text))).toBe(false);
    expect(parsePolicy({ name: "wrong.yaml", text }, toyRules).problems.length).toBeGreaterThan(0);
  });
});

test("parser and schema accept and refuse the same documents, as far as a schema can say", () => {
  expect(validateToy(whole), JSON.stringify(validateToy.errors)).toBe(true);
  const words = [
    "a",
    "",
    "warn",
    "off",
    "#a",
    "a.md",
    "../a.md",
    "Ada <ada@example.org>",
    "ada@example.org",
    "2025-06-24",
    "\u0000",
    "a/b/",
    "-a",
    "é",
  ];
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(...words, true, false, null, 0, 1, 3, 11, -1, 1.5, 1e21),
    fc.string({ maxLength: 5 }),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("level", "because", "paths", "key", "limit", "tool", "address", "x"), scalar, {
      maxKeys: 3,
    }),
  );
  const change = fc.record({
    at: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 }),
    value,
    kind: fc.constantFrom("replace", "remove", "add"),
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const document: unknown = JSON.parse(JSON.stringify(whole));
      for (const one of changes) mutate(document, one.at, one.kind, one.value);
      const text = JSON.stringify(document);
      const { problems } = parsePolicy({ name: "mutated.yaml", text }, toyRules);
      const codes = problems.map(({ code }) => code);
      const isValid = validateToy(document);
      if (isValid) accepted += 1;
      const told = isValid ? codes.filter((code) => !beyondSchema.has(code)) : codes.length > 0;
      expect({ text, told }).toEqual({ text, told: isValid ? [] : true });
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

/** Walks into the document by the numbers, and changes what stands there. */
function mutate(document: unknown, at: readonly number[], kind: string, value: unknown): void {
  let node = document;
  at.forEach((index, depth) => {
    if (typeof node !== "object" || node === null) return;
    const keys = Object.keys(node);
    const key = keys[index % Math.max(1, keys.length)];
    if (key === undefined) return;
    const inner: unknown = Reflect.get(node, key);
    const isLast = depth === at.length - 1 || typeof inner !== "object" || inner === null;
    if (!isLast) {
      node = inner;
      return;
    }
    if (kind === "replace") Reflect.set(node, key, value);
    else if (kind === "add") Reflect.set(node, Array.isArray(node) ? String(node.length) : "added", value);
    else if (Array.isArray(node)) node.splice(Number(key), 1);
    else Reflect.deleteProperty(node, key);
    node = null;
  });
}
