import { describe, expect, test } from "vitest";
import { fuzzCases, fuzzSeed } from "../random-cases.ts";
import { changed } from "./changes.ts";
import { createRandom } from "./random.ts";
import { bytesOfText } from "./target.ts";
import { targets } from "./targets.ts";
import { whatFails } from "./try-input.ts";

/** The short run, the same each time; `npm run fuzz` is the long one, which is led by what is reached. */
const inputs = fuzzCases(60);
const lengthMax = 4096;

describe("nothing that is read of foreign bytes breaks", () => {
  test.each(targets.map((target) => [target.name, target] as const))("%s", async (_, target) => {
    const random = createRandom(fuzzSeed);
    const corpus = target.seeds.map((seed) => Buffer.from(bytesOfText(seed)).toString("latin1"));
    const findings: string[] = [];
    const look = async (input: string): Promise<void> => {
      const what = await whatFails(target, input, true);
      if (what !== null) findings.push(`${what}: ${JSON.stringify(input)}`);
    };
    for (const input of corpus) await look(input);
    for (let count = 0; count < inputs; count += 1) {
      await look(changed(random.of(corpus), { random, words: target.words, corpus, lengthMax }));
    }
    expect(findings.slice(0, 3)).toEqual([]);
  });

  test("each has a name of its own, and something to begin with", () => {
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
    expect(targets.filter(({ seeds, words }) => seeds.length === 0 || words.length === 0)).toEqual([]);
  });
});
