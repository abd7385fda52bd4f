import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { coreFolders } from "../../test/core-folders.ts";
import type { FileAnswer, TestsOfFile } from "./exchange.ts";
import type { Instrumented, Mutant } from "./mutants.ts";
import { createRunner } from "./runner.ts";

/** What each file of tests comes by, and how long it takes. */
export type Reach = { readonly digest: string; readonly files: readonly FileAnswer[] };

/** What is to be run for a mutant, the likeliest and quickest first. */
export type Plan = {
  readonly tests: readonly TestsOfFile[];
  /** What those took without a mutant. */
  readonly milliseconds: number;
  readonly hits: number;
  /** Files of tests that come by and are left out, because the others already take as long as is allowed. */
  readonly left: number;
};

/** Runs all tests once without a mutant, or takes what an earlier run found of the same texts. */
export async function measureReach(
  root: string,
  folder: string,
  keptIn: string,
  now: Instrumented,
  workers: number,
): Promise<Reach> {
  const files = testFiles(root);
  const digest = digestOf(root, files, now);
  const answers: FileAnswer[] = [...keptReach(keptIn, digest)];
  const open = files.filter((file) => answers.every((answer) => answer.file !== file));
  const workThrough = async (): Promise<void> => {
    const runner = createRunner(root, folder, true);
    for (let batch = open.splice(0, filesAtOnce); batch.length > 0; batch = open.splice(0, filesAtOnce)) {
      const tests = batch.map((file) => ({ file, tests: null }));
      const answer = await runner.run({ mutant: null, hitsMax: 0, tests }, reachMillisecondsMax);
      if (answer === null) throw new Error(`no answer from ${batch.join(" ")}`);
      if (answer.failure !== null) console.log(`fails without a mutant, and is left out: ${answer.failure.test}`);
      answers.push(...answer.files);
      writeFileSync(keptIn, JSON.stringify({ digest, files: answers }));
      console.log(`reach: ${answers.length} of ${files.length} files of tests`);
    }
    runner.close();
  };
  await Promise.all(Array.from({ length: workers }, workThrough));
  return { digest, files: answers };
}

function keptReach(keptIn: string, digest: string): readonly FileAnswer[] {
  if (!existsSync(keptIn)) return [];
  const kept = JSON.parse(readFileSync(keptIn, "utf8")) as Reach;
  return kept.digest === digest ? kept.files : [];
}

const filesAtOnce = 4;
const reachMillisecondsMax = 3_600_000;

const testFiles = (root: string): readonly string[] =>
  coreFolders.flatMap((folder) =>
    readdirSync(join(root, "test", folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".test.ts"))
      .map((path) => join("test", folder, path))
      .sort(),
  );

function digestOf(root: string, files: readonly string[], { sources }: Instrumented): string {
  const digest = createHash("sha256");
  for (const [name, text] of sources) digest.update(name).update(text);
  for (const file of files) digest.update(file).update(readFileSync(join(root, file)));
  return digest.digest("hex");
}

/** The tests that come by a mutant: first those named after its file, then those of its folder, then all others, the quick ones first. */
export function planOf(mutant: Mutant, reach: Reach, millisecondsMax: number): Plan {
  const coming = reach.files.flatMap((file) => comingBy(mutant, file));
  coming.sort((left, right) => left.distance - right.distance || left.milliseconds - right.milliseconds);
  const tests: TestsOfFile[] = [];
  let milliseconds = 0;
  let hits = 0;
  for (const one of coming) {
    if (tests.length >= filesAtLeast && milliseconds + one.milliseconds > millisecondsMax) continue;
    tests.push(one.tests);
    milliseconds += one.milliseconds;
    hits += one.hits;
  }
  return { tests, milliseconds, hits, left: coming.length - tests.length };
}

const filesAtLeast = 3;

type Coming = {
  readonly tests: TestsOfFile;
  readonly milliseconds: number;
  readonly hits: number;
  readonly distance: number;
};

function comingBy(mutant: Mutant, { file, durations, reached }: FileAnswer): readonly Coming[] {
  const outside = reached?.outside[mutant.id] ?? 0;
  const inTests = Object.entries(reached?.tests ?? {}).filter(([, hits]) => hits[mutant.id] !== undefined);
  const hits = inTests.reduce((sum, [, one]) => sum + (one[mutant.id] ?? 0), outside);
  if (hits === 0) return [];
  // What is come by while a file is loaded may show in any of its tests.
  const coming = outside > 0 ? Object.keys(durations) : inTests.map(([test]) => test);
  const tests = coming.filter((test) => (durations[test] ?? Number.POSITIVE_INFINITY) <= longestTestMilliseconds);
  if (tests.length === 0) return [];
  const milliseconds = tests.reduce((sum, test) => sum + (durations[test] ?? 0), 0);
  return [{ tests: { file, tests }, milliseconds, hits, distance: distanceOf(mutant.file, file) }];
}

/** A test that takes longer without a mutant is run with none. */
const longestTestMilliseconds = 20_000;

function distanceOf(source: string, test: string): number {
  if (basename(source, ".ts") === basename(test, ".test.ts")) return 0;
  return source.split("/")[2] === test.split("/")[1] ? 1 : 2;
}
