import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileAnswer } from "../../scripts/mutation/exchange.ts";
import { coreSources, everyMutant, instrumentOnly, type Mutant, sample } from "../../scripts/mutation/mutants.ts";
import { planOf } from "../../scripts/mutation/reach.ts";
import { openResults, type Result, summary } from "../../scripts/mutation/results.ts";

let root = "";
const one = "export const isLong = (text: string): boolean => text.length > 3 && text !== 'never';\n";
const twice = "export const both = (a: number): boolean => a > 1 || a > 1;\n";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "proviso-mutants-"));
  mkdirSync(join(root, "src/core/text"), { recursive: true });
  writeFileSync(join(root, "src/core/text/one.ts"), one);
  writeFileSync(join(root, "src/core/text/twice.ts"), twice);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const all = (): Promise<readonly Mutant[]> => everyMutant(root, coreSources(root));

describe("mutants", () => {
  test("each has a key of its own, and says what it alters", async () => {
    const mutants = await all();
    expect(new Set(mutants.map(({ key }) => key)).size).toBe(mutants.length);
    const told = mutants.map(({ original, replacement }) => `${original} -> ${replacement}`);
    expect(told).toContain("text.length > 3 -> text.length >= 3");
    expect(told.filter((text) => text === "a > 1 -> a >= 1")).toHaveLength(2);
  });

  test("a sample is the same whenever its seed is, and holds the smaller one", async () => {
    const mutants = await all();
    const keys = (seed: number, size: number) => sample(mutants, seed, size).map(({ key }) => key);
    expect(keys(1, 6)).toEqual(keys(1, 6));
    expect(keys(1, 12).slice(0, 6)).toEqual(keys(1, 6));
    expect(keys(1, 12)).not.toEqual(keys(2, 12));
  });

  test("a line more above leaves a key as it was", async () => {
    const before = await all();
    writeFileSync(join(root, "src/core/text/one.ts"), `// A line.\n${one}`);
    const after = await all();
    writeFileSync(join(root, "src/core/text/one.ts"), one);
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  });

  test("only those that are wanted stand in the sources, of equal ones the one that was chosen", async () => {
    const equal = (await all()).filter(({ original, replacement }) => original === "a > 1" && replacement === "a >= 1");
    for (const wanted of equal) {
      const { mutants, sources } = await instrumentOnly(root, [wanted]);
      expect(mutants.map(({ key, place }) => [key, place])).toEqual([[wanted.key, wanted.place]]);
      const text = sources.get("src/core/text/twice.ts") ?? "";
      const switches = [...text.matchAll(/stryMutAct_9fa48\("(\d+)"\)/g)].map(([, id]) => id);
      expect(switches).toEqual([mutants[0]?.id]);
    }
    expect(equal).toHaveLength(2);
  });
});

describe("what is run for a mutant", () => {
  const mutant = { id: "7", file: "src/core/text/glob.ts" } as Mutant;
  const file = (name: string, durations: { readonly [test: string]: number }, outside = false): FileAnswer => {
    const hits = Object.fromEntries(Object.keys(durations).map((id) => [id, { "7": 2 }]));
    return { file: name, milliseconds: 1, durations, reached: { outside: outside ? { "7": 1 } : {}, tests: hits } };
  };
  const plan = (files: readonly FileAnswer[], most = 60_000) => planOf(mutant, { digest: "", files }, most);

  test("the likeliest first, then the quickest; never a test that takes long", () => {
    const files = [
      file("test/report/a.test.ts", { a: 1 }),
      file("test/text/b.test.ts", { b: 9, long: 30_000 }),
      file("test/text/c.test.ts", { c: 3 }),
      file("test/text/glob.test.ts", { g: 100 }),
      file("test/text/long.test.ts", { long: 30_000 }),
    ];
    const { tests, milliseconds, hits } = plan(files);
    expect(tests.map(({ file: name }) => name.split("/").at(-1))).toEqual([
      "glob.test.ts",
      "c.test.ts",
      "b.test.ts",
      "a.test.ts",
    ]);
    expect(tests[2]?.tests).toEqual(["b"]);
    expect([milliseconds, hits]).toEqual([113, 2 + 2 + 4 + 2]);
  });

  test("what would take too long is left, and counted", () => {
    const files = ["a", "b", "c", "d", "e"].map((name) => file(`test/text/${name}.test.ts`, { [name]: 10 }));
    expect(plan(files, 15)).toMatchObject({ milliseconds: 30, left: 2 });
  });

  test("nothing, where no test comes by", () => {
    const none = { ...file("test/text/a.test.ts", {}), reached: { outside: {}, tests: { a: { "8": 1 } } } };
    expect(plan([none])).toMatchObject({ tests: [], hits: 0 });
  });
});

test("results are there again after a run that was ended, and add up", () => {
  const path = join(root, "results.jsonl");
  const result = (key: string, fate: Result["fate"]): Result => ({
    key,
    file: "src/core/text/one.ts",
    line: 1,
    mutator: "EqualityOperator",
    original: "a\n  b",
    replacement: "c",
    fate,
    by: null,
    message: null,
    testFiles: 1,
    left: 0,
    milliseconds: 1,
  });
  const given = [result("1", "killed"), result("2", "endless"), result("3", "survived"), result("4", "not reached")];
  const results = openResults(path);
  for (const one of given) results.add(one);
  const again = openResults(path);
  expect(again.of("2")).toEqual(given[1]);
  again.keep(({ fate }) => fate === "killed");
  expect(openResults(path).of("3")).toBeNull();
  expect(summary(given)).toContain("| all | 4 | 1 | 1 | 1 | 1 | 50.0 % |");
  expect(summary(given)).toContain("src/core/text/one.ts:1: survived: a b -> c");
});
