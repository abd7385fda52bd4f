import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { publishedSchemas } from "../../scripts/write-schemas.ts";

const folder = new URL("../../schemas/", import.meta.url);

test("every file of schemas is one that the source gives", () => {
  const names = Object.keys(publishedSchemas).map((name) => `${name}.schema.json`);
  expect(readdirSync(folder).sort()).toEqual(names);
});

test.each(Object.entries(publishedSchemas))("the published schema %s is the one of the source", (name, text) => {
  expect(readFileSync(new URL(`${name}.schema.json`, folder), "utf8"), "run `npm run schemas`").toBe(text);
});
