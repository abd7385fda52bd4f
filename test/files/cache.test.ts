import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { directoryCache } from "../../src/adapters/files/cache.ts";

let root: string;
let directory: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "proviso-cache-"));
  directory = join(root, "deep", "cache");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const onlyFile = (): string => {
  const [name = "", ...others] = readdirSync(directory);
  expect(others).toEqual([]);
  return join(directory, name);
};

test("what was kept of a text is recalled for that text only", () => {
  const cache = directoryCache(directory);
  expect(cache.recall("one")).toBeUndefined();
  cache.keep("one", { a: [1, null, "x"] });
  expect(cache.recall("one")).toEqual({ a: [1, null, "x"] });
  expect(cache.recall("two")).toBeUndefined();
  expect(directoryCache(directory).recall("one")).toEqual({ a: [1, null, "x"] });
});

test("a file of another text under the same name is not believed", () => {
  const cache = directoryCache(directory);
  cache.keep("one", 1);
  writeFileSync(onlyFile(), JSON.stringify({ text: "two", value: 2 }));
  expect(cache.recall("one")).toBeUndefined();
  cache.keep("one", 3);
  expect(cache.recall("one")).toBe(3);
});

test.each(["", "{", "null", "[]", '{"text":"one"}', '"one"', "\0".repeat(100)])(
  "a damaged file is none: %j",
  (text) => {
    const cache = directoryCache(directory);
    cache.keep("one", 1);
    writeFileSync(onlyFile(), text);
    expect(cache.recall("one")).toBeUndefined();
  },
);

test("a directory that others may write to is not used", () => {
  const cache = directoryCache(directory);
  cache.keep("one", 1);
  chmodSync(directory, 0o777);
  expect(cache.recall("one")).toBeUndefined();
  rmSync(onlyFile());
  cache.keep("one", 1);
  expect(readdirSync(directory)).toEqual([]);
});

test("where nothing can be kept, nothing is said", () => {
  writeFileSync(join(root, "deep"), "a file");
  const cache = directoryCache(directory);
  cache.keep("one", 1);
  expect(cache.recall("one")).toBeUndefined();
  expect(readFileSync(join(root, "deep"), "utf8")).toBe("a file");
});

test("it does not grow without end", () => {
  mkdirSync(directory, { recursive: true });
  const cache = directoryCache(directory);
  for (let number = 0; number < 450; number += 1) cache.keep(`text ${number}`, number);
  expect(cache.recall("text 449")).toBe(449);
  expect(readdirSync(directory).length).toBeLessThanOrEqual(200);
});
