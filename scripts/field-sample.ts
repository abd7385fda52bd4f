/**
 * Draws findings and passes of a real history for somebody to check by hand: the same ones for the same repository, policy and
 * seed. A field script, no part of the test run; what was read with it stands in docs/field-notes.md.
 *
 *   node scripts/locked-node.mjs scripts/field-sample.ts REPOSITORY [--policy profile:qemu] [--seed 1] [--findings 100] [--passes 100] [--show]
 *
 * It prints an id, a rule, a message id and a place a line, and with `--show` the words of the finding and the commit as git stores it.
 * Findings are spread over the rules, and over the messages of a rule, as equally as their numbers allow; passes are commits
 * without any finding. What a commit is drawn by depends on the seed and on nothing else in the history,
 * so a verdict that was mended leaves the rest of the sample as it was.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

type Sighting = {
  readonly id: string;
  readonly rule: string;
  readonly message: string;
  readonly place: string;
  readonly text: string;
};

/** As the JSON report has it, a commit a line. */
type ReportedCommit = {
  readonly id: string;
  readonly damage: string | null;
  readonly judgements: readonly {
    readonly rule: string;
    readonly findings: readonly {
      readonly message: string;
      readonly text: string;
      readonly line: number | null;
      readonly column: number | null;
      readonly path: string | null;
      readonly part: string;
    }[];
  }[];
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    policy: { type: "string", default: "profile:qemu" },
    seed: { type: "string", default: "1" },
    findings: { type: "string", default: "100" },
    passes: { type: "string", default: "100" },
    show: { type: "boolean", default: false },
  },
});
const [repository] = positionals;
if (repository === undefined) {
  console.error("usage: field-sample.ts REPOSITORY [--policy WHERE] [--seed N] [--findings N] [--passes N] [--show]");
  process.exit(3);
}
async function sample(directory: string, findingsWanted: number, passesWanted: number): Promise<void> {
  const { drawn, counts, notPassed } = await drawFindings(directory, findingsWanted);
  const passes = new Draw<string>(passesWanted, (id) => id);
  let commits = 0;
  for await (const id of linesOf("git", ["-C", directory, "rev-list", "HEAD"])) {
    commits += 1;
    if (!notPassed.has(id)) passes.offer(id);
  }
  console.log(`${commits} commits, ${notPassed.size} with a finding, seed ${values.seed}`);
  for (const name of [...counts.keys()].sort()) console.log(`# ${name}: ${counts.get(name)}`);
  for (const { id, rule, message, place, text } of drawn) {
    console.log(`${id} ${rule} ${message} ${place}`);
    if (values.show) await show(directory, id, text);
  }
  for (const id of passes.taken()) {
    console.log(`${id} pass`);
    if (values.show) await show(directory, id, "pass");
  }
}

/** Reads the report as it is written: that of a long history is too large to hold. */
async function drawFindings(
  directory: string,
  wanted: number,
): Promise<{ drawn: readonly Sighting[]; counts: ReadonlyMap<string, number>; notPassed: ReadonlySet<string> }> {
  const command = fileURLToPath(new URL("../src/cli/bin.ts", import.meta.url));
  const check = ["check", "--root", "HEAD", "--policy-from", values.policy, "--format", "json"];
  const draws = new Map<string, Map<string, Draw<Sighting>>>();
  const counts = new Map<string, number>();
  const notPassed = new Set<string>();
  for await (const line of linesOf(process.execPath, [command, "-C", directory, ...check], [0, 1, 2])) {
    if (!line.startsWith('{"id":')) continue;
    for (const sighting of sightingsIn(JSON.parse(line.replace(/,$/, "")) as ReportedCommit)) {
      const { id, rule, message } = sighting;
      notPassed.add(id);
      counts.set(`${rule} ${message}`, (counts.get(`${rule} ${message}`) ?? 0) + 1);
      const ofRule = draws.get(rule) ?? new Map<string, Draw<Sighting>>();
      const ofMessage = ofRule.get(message) ?? new Draw<Sighting>(wanted, keyOf);
      draws.set(rule, ofRule.set(message, ofMessage));
      ofMessage.offer(sighting);
    }
  }
  const byRule = inOrder(draws).map((ofRule) => interleave(inOrder(ofRule).map((draw) => draw.taken())));
  return { drawn: interleave(byRule).slice(0, wanted).toSorted(byName), counts, notPassed };
}

/** A commit that could not be read whole is no pass either, and no rule says so. */
function sightingsIn({ id, damage, judgements }: ReportedCommit): readonly Sighting[] {
  const found = judgements.flatMap(({ rule, findings }) =>
    findings.map(({ message, text, line, column, path, part }) => {
      const place = line === null ? (path ?? part) : `${line}:${column}`;
      return { id, rule, message, place, text };
    }),
  );
  return damage === null ? found : [...found, { id, rule: "damage", message: "damage", place: "commit", text: damage }];
}

/** The values of a map in the order of their names. */
const inOrder = <T>(map: ReadonlyMap<string, T>): readonly T[] =>
  [...map.keys()].sort().flatMap((name) => map.get(name) ?? []);

const byName = (first: Sighting, second: Sighting): number =>
  `${first.rule} ${first.message}`.localeCompare(`${second.rule} ${second.message}`, "en");

const keyOf = ({ id, rule, message, place }: Sighting): string => `${id} ${rule} ${message} ${place}`;

/** The first of each list, then the second of each that has one, and so on. */
function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, row) => lists.flatMap((list) => list.slice(row, row + 1))).flat();
}

/** Keeps those of all that are offered whose lots are lowest. */
class Draw<T> {
  readonly #wanted: number;
  readonly #keyOf: (one: T) => string;
  #kept: { readonly lot: number; readonly one: T }[] = [];

  constructor(wanted: number, keyOf: (one: T) => string) {
    this.#wanted = wanted;
    this.#keyOf = keyOf;
  }

  offer(one: T): void {
    this.#kept.push({ lot: lotOf(`${values.seed} ${this.#keyOf(one)}`), one });
    if (this.#kept.length > 2 * this.#wanted + 100) this.#cut();
  }

  taken(): readonly T[] {
    this.#cut();
    return this.#kept.map(({ one }) => one);
  }

  #cut(): void {
    this.#kept = this.#kept.sort((first, second) => first.lot - second.lot).slice(0, this.#wanted);
  }
}

/** A number that looks random, the same for the same text: the sum of FNV-1a, stirred as the generator Mulberry32 does. */
function lotOf(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return (state ^ (state >>> 14)) >>> 0;
}

async function show(directory: string, id: string, words: string): Promise<void> {
  console.log(`  > ${words}`);
  for await (const line of linesOf("git", ["-C", directory, "cat-file", "commit", id])) console.log(`  | ${line}`);
}

/** What a program prints, line by line. Throws if it ends with a status that is not expected. */
async function* linesOf(
  program: string,
  parameters: readonly string[],
  statuses: readonly number[] = [0],
): AsyncIterable<string> {
  const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close") as Promise<[number | null]>;
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  const [status] = await ended;
  if (status === null || !statuses.includes(status)) throw new Error(`${program} ended with status ${status}`);
}

await sample(repository, Number(values.findings), Number(values.passes));
