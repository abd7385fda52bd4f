import { changed } from "../../test/fuzz/changes.ts";
import { createRandom, type Random } from "../../test/fuzz/random.ts";
import { bytesOfText, type FuzzTarget } from "../../test/fuzz/target.ts";
import { kindOf } from "../../test/fuzz/try-input.ts";
import type { Coverage } from "./coverage.ts";
import { type Finding, type Findings, gatherFindings } from "./findings.ts";
import { filled, processorSeconds, someShape, whatGrows } from "./growth.ts";

export type Figures = {
  readonly inputs: number;
  /** Inputs that reached something new. */
  readonly corpus: number;
  /** Long inputs whose time was measured. */
  readonly shapes: number;
  readonly findings: readonly Finding[];
};

export type LoopOptions = {
  /** Of the clock. */
  readonly seconds: number;
  /** It ends after so many inputs, too. */
  readonly inputsMax?: number;
  readonly seed: number;
  readonly coverage: Coverage;
  /** In seconds; without it processor time, so that a busy machine tries as much as an idle one. */
  readonly clock?: () => number;
  /** Told of every input before it is read, so that somebody else can say which one never ended. */
  readonly begins: (input: string) => void;
};

const batchSize = 32;
/** Of the time, this part goes into inputs that are long. */
const growthShare = 0.15;
const lengthMaxDefault = 4096;

/** Changes inputs, keeps those that reach something new, and gathers those of which something does not hold. */
export async function fuzz(target: FuzzTarget, options: LoopOptions): Promise<Figures> {
  const { coverage, begins, seconds, inputsMax = Number.POSITIVE_INFINITY, clock = processorSeconds } = options;
  const random = createRandom(options.seed);
  const corpus: string[] = [];
  const started = clock();
  const spent = (): number => clock() - started;
  let inputs = 0;
  let shapes = 0;
  let growthSpent = 0;
  const findings = gatherFindings(target, {
    clock,
    begins: (input) => {
      inputs += 1;
      begins(input);
    },
  });

  await keepNew(
    target.seeds.map((seed) => Buffer.from(bytesOfText(seed)).toString("latin1")),
    { findings, coverage, corpus },
  );
  if (corpus.length === 0) corpus.push("");
  const goesOn = (): boolean => spent() < seconds && inputs < inputsMax;
  while (goesOn()) {
    const batch = Array.from({ length: batchSize }, () => another(target, corpus, random));
    await coverage.take();
    for (const [index, input] of batch.entries()) await findings.attempt(input, index === 0);
    if ((await coverage.take()).isNew()) await keepNew(batch, { findings, coverage, corpus });
    if (growthSpent > growthShare * spent()) continue;
    const before = clock();
    shapes += 1;
    await grow(target, { findings, corpus, random, begins, clock });
    growthSpent += clock() - before;
  }
  askOthers(target, corpus, findings);
  return { inputs, corpus: corpus.length, shapes, findings: findings.all() };
}

/** What was found last is changed more often: behind it lies what nobody saw yet. */
function another(target: FuzzTarget, corpus: readonly string[], random: Random): string {
  const from = random.below(2) === 0 ? corpus : corpus.slice(-Math.ceil(corpus.length / 5));
  const lengthMax = target.bytesMax ?? lengthMaxDefault;
  return changed(random.of(from), { random, words: target.words, corpus, lengthMax });
}

type Found = { readonly findings: Findings; readonly coverage: Coverage; readonly corpus: string[] };

/** Puts those of a batch into the corpus that reach something new, tried one by one. */
async function keepNew(batch: readonly string[], { findings, coverage, corpus }: Found): Promise<void> {
  for (const input of batch) {
    await coverage.take();
    await findings.attempt(input, true);
    const reached = await coverage.take();
    if (!reached.isNew()) continue;
    reached.add();
    corpus.push(input);
  }
}

type Growing = Omit<Found, "coverage"> &
  Pick<LoopOptions, "begins"> & { readonly random: Random; readonly clock: () => number };

async function grow(target: FuzzTarget, { findings, corpus, random, begins, clock }: Growing): Promise<void> {
  const shape = someShape(corpus, random);
  begins(filled(shape, lengthMaxDefault));
  try {
    const what = await whatGrows(target, shape, clock);
    if (what !== null) findings.add("growth", { what, input: JSON.stringify(shape) });
  } catch (error) {
    findings.add(kindOf(String(error)), { what: `in a long input: ${String(error)}`, input: JSON.stringify(shape) });
  }
}

function askOthers(target: FuzzTarget, corpus: readonly string[], findings: Findings): void {
  try {
    target.compare?.(corpus.map((input) => Buffer.from(input, "latin1")));
  } catch (error) {
    findings.add("compare", { what: String(error), input: "" });
  }
}
