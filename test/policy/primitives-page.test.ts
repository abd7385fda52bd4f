import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { clauseKeys } from "../../src/core/policy/clause-format.ts";
import { policySchema } from "../../src/core/policy/json-schema.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const page = readFileSync(`${docs}primitives.md`, "utf8");
const rows = page.split("\n").filter((line) => /^\| P\d+ \|/.test(line));

type Schema = { readonly properties?: { readonly [key: string]: Schema }; readonly anyOf?: readonly Schema[] };

/** Is it a key of `proviso.yaml`, by dotted name? */
function isSetting([first = "", ...rest]: readonly string[], schema: Schema): boolean {
  const inner = schema.properties?.[first];
  if (inner === undefined) return (schema.anyOf ?? []).some((one) => isSetting([first, ...rest], one));
  return rest.length === 0 || isSetting(rest, inner);
}

/** Is it a rule, or an option of one, or a key of every clause? */
function isOfRules([id = "", option, ...more]: readonly string[]): boolean {
  const rule = catalogue.find((one) => one.id === id);
  if (rule === undefined) return clauseKeys.includes(id) && option === undefined;
  return more.length === 0 && (option === undefined || option in rule.options || clauseKeys.includes(option));
}

const fields = ["Covers", "At most", "Who", "Needs", "Until", "Withdrawn", "Judgement"];
/** Of records that a rule's option is a list of. */
const ofRecords = ["names"];
const values = ["require", "warn", "off", "none", "proviso.yaml"];

test("every primitive has its row, in order", () => {
  expect(rows.map((row) => row.split("|")[1]?.trim())).toEqual(Array.from({ length: 28 }, (_, at) => `P${at + 1}`));
});

test.each(rows.map((row) => [row.split("|")[1]?.trim(), row]))(
  "%s names nothing that does not exist",
  (_id, row = "") => {
    const named = [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const schema = policySchema(catalogue) as Schema;
    const unknown = named.filter((name) => {
      const parts = name.split(".");
      return !(
        [...fields, ...ofRecords].includes(name) ||
        values.includes(name) ||
        isOfRules(parts) ||
        isSetting(parts, schema)
      );
    });
    expect(unknown).toEqual([]);
    const links = [...row.matchAll(/\]\(([^)#]+)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => !existsSync(`${docs}${target}`))).toEqual([]);
    expect(row).toMatch(/checked|attested|human/);
  },
);
