/**
 * Fuzzes every reader of foreign bytes, led by which code is reached:
 * `npm run fuzz -- [--only NAME,NAME] [--seconds 300] [--seed 1] [--at-once 1] [--list]`.
 *
 * Seconds are processor time of each target. Of a finding the shortest input is shown that could be made, as JSON of its bytes; the exit
 * status is 1 if there is one. An input that is not read to its end in two minutes ends its target, and is shown whole. The figures of the
 * last run are in `coverage/fuzz.json` (docs/fuzzing.md).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { targets } from "../test/fuzz/targets.ts";
import type { Figures } from "./fuzz/loop.ts";
import type { ThreadData } from "./fuzz/thread.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    seconds: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    "at-once": { type: "string", default: "1" },
    list: { type: "boolean", default: false },
  },
});

const hangMilliseconds = 120_000;
const inputBytesMax = 1 << 17;
const output = join(fileURLToPath(new URL("..", import.meta.url)), "coverage");

type Line = Figures & {
  readonly target: string;
  readonly reads: string;
  readonly seconds: number;
  readonly seed: number;
  readonly characters: number;
  readonly reached: number;
  readonly files: number;
};

const names = values.only === "" ? targets.map(({ name }) => name) : values.only.split(",");
const wanted = targets.filter(({ name }) => names.includes(name));
if (wanted.length !== names.length) throw new Error(`known targets: ${targets.map(({ name }) => name).join(", ")}`);

if (values.list) for (const { name, reads } of wanted) console.log(`${name}: ${reads}`);
else await Promise.all(Array.from({ length: Number(values["at-once"]) }, workThrough));

async function workThrough(): Promise<void> {
  for (let target = wanted.shift(); target !== undefined; target = wanted.shift()) {
    const line = await fuzzInThread(target.name, target.reads);
    const share = line.characters === 0 ? "" : ` (${((100 * line.reached) / line.characters).toFixed(1)} %)`;
    const reached = `${line.reached} of ${line.characters} characters${share} in ${line.files} files`;
    console.log(
      `${line.target}: ${line.inputs} inputs, ${line.shapes} long ones, ${line.corpus} kept, reached ${reached}: ${line.findings.length} findings`,
    );
    for (const { what, input } of line.findings) console.log(`  ${what}\n    ${JSON.stringify(input)}`);
    if (line.findings.length > 0) process.exitCode = 1;
    keep(line);
  }
}

function keep(line: Line): void {
  mkdirSync(output, { recursive: true });
  const path = join(output, "fuzz.json");
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as readonly Line[]) : [];
  writeFileSync(path, JSON.stringify([...before.filter(({ target }) => target !== line.target), line], null, 1));
}

/** One target in a thread, which is ended when it reads one input for too long. */
function fuzzInThread(name: string, reads: string): Promise<Line> {
  const shared = new SharedArrayBuffer(8 + inputBytesMax);
  const seconds = Number(values.seconds);
  const seed = Number(values.seed);
  const data: ThreadData = { name, seconds, seed, shared };
  const worker = new Worker(new URL("./fuzz/thread.ts", import.meta.url), { workerData: data });
  const what = { target: name, reads, seconds, seed };
  return new Promise((resolve, reject) => {
    const counts = new Int32Array(shared, 0, 2);
    let last = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(counts, 0);
      if (now !== last || now === 0) {
        last = now;
        return;
      }
      const input = Buffer.from(new Uint8Array(shared, 8, counts[1] ?? 0)).toString("latin1");
      const nothing = { inputs: now, corpus: 0, shapes: 0, characters: 0, reached: 0, files: 0 };
      void worker.terminate();
      clearInterval(watch);
      resolve({ ...what, ...nothing, findings: [{ what: "hang: it is not read to its end", input }] });
    }, hangMilliseconds);
    worker.once("message", (figures: Omit<Line, keyof typeof what>) => {
      clearInterval(watch);
      resolve({ ...what, ...figures });
    });
    worker.once("error", (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}
