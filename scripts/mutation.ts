/**
 * Alters the core in one place after another, and says which of the changes no test notices:
 * `npm run mutation -- [--mutants 1600] [--seed 1] [--workers 1] [--tests-seconds 60] [--only FOLDER-OR-FILE]… [--again] [--report]`.
 *
 * StrykerJS says what can be altered and puts it into the sources, asleep; which of all mutants are taken, their digests with the seed say.
 * Each is then switched on by itself, and the tests that come by its place are run until one fails (docs/mutation.md). What became of a
 * mutant is in `coverage/mutation-SEED.jsonl` at once: a run that is ended goes on where it was. `--again` runs those that are alive once
 * more, after new tests; `--report` runs nothing and says what is known.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildIfStale } from "../test/bundle.ts";
import {
  coreSources,
  everyMutant,
  type Instrumented,
  instrumentOnly,
  type Mutant,
  sample,
} from "./mutation/mutants.ts";
import { measureReach, type Plan, planOf, type Reach } from "./mutation/reach.ts";
import { isFound, openResults, type Result, summary } from "./mutation/results.ts";
import { createRunner, type Runner } from "./mutation/runner.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "1600" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "1" },
    "tests-seconds": { type: "string", default: "60" },
    only: { type: "string", multiple: true, default: [""] },
    again: { type: "boolean", default: false },
    report: { type: "boolean", default: false },
  },
});

/** Tests that come by a mutant are left out beyond this. */
const testMillisecondsMax = 1000 * Number(values["tests-seconds"]);
/** What tests may take with a mutant: so many times what they take without, and so much more. */
const slowness = 6;
const patienceMilliseconds = 30_000;
/** How many times as often as without a mutant a place may be come by. */
const hitsFactor = 100;

const workers = Number(values.workers);
const output = join(root, "coverage");
mkdirSync(output, { recursive: true });
const results = openResults(join(output, `mutation-${values.seed}.jsonl`));

const chosen = sample(await everyMutant(root, coreSources(root)), Number(values.seed), Number(values.mutants)).filter(
  ({ file }) => isWanted(file),
);
const known = (): readonly Result[] => chosen.flatMap(({ key }) => results.of(key) ?? []);

if (!values.report) await work();
console.log(summary(known()));

function isWanted(file: string): boolean {
  return values.only.some((part) => file.includes(part));
}

async function work(): Promise<void> {
  // Each worker would build what tests run, and all at the same time.
  buildIfStale();
  if (values.again) results.keep((result) => isFound(result) || !isWanted(result.file));
  const folder = mkdtempSync(join(tmpdir(), "proviso-mutation-"));
  try {
    const instrumented = await instrumentOnly(root, chosen);
    writeSources(folder, instrumented);
    const keptIn = join(output, `mutation-${values.seed}-reach.json`);
    const reach = await measureReach(root, folder, keptIn, instrumented, workers);
    const open = instrumented.mutants.filter(({ key }) => results.of(key) === null);
    console.log(`${chosen.length} mutants chosen, ${open.length} to be run`);
    await Promise.all(Array.from({ length: workers }, () => workThrough(open, folder, reach)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeSources(folder: string, { sources }: Instrumented): void {
  for (const [name, text] of sources) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Takes one mutant after another from the list that all workers share. */
async function workThrough(open: Mutant[], folder: string, reach: Reach): Promise<void> {
  const runner = createRunner(root, folder, false);
  for (let mutant = open.shift(); mutant !== undefined; mutant = open.shift()) {
    const result = await resultOf(mutant, planOf(mutant, reach, testMillisecondsMax), runner);
    results.add(result);
    const place = `${mutant.file}:${mutant.line}`;
    console.log(
      `${open.length} left: ${place} ${mutant.mutator}: ${result.fate} ${Math.round(result.milliseconds)} ms`,
    );
  }
  runner.close();
}

async function resultOf(mutant: Mutant, plan: Plan, runner: Runner): Promise<Result> {
  const { id, place: _place, ...what } = mutant;
  const common = { ...what, testFiles: plan.tests.length, left: plan.left, by: null, message: null };
  if (plan.tests.length === 0) return { ...common, fate: "not reached", milliseconds: 0 };
  const started = performance.now();
  const limit = patienceMilliseconds + slowness * plan.milliseconds;
  const answer = await runner.run({ mutant: id, hitsMax: plan.hits * hitsFactor, tests: plan.tests }, limit);
  const milliseconds = performance.now() - started;
  if (answer === null) return { ...common, fate: "endless", milliseconds };
  if (answer.failure === null) return { ...common, fate: "survived", milliseconds };
  const { test, message } = answer.failure;
  const fate = message.includes("Hit count limit reached") ? "endless" : "killed";
  return { ...common, fate, by: test, message, milliseconds };
}
