import { describe, expect, test } from "vitest";
import type { Coverage } from "../../scripts/fuzz/coverage.ts";
import { whatGrows } from "../../scripts/fuzz/growth.ts";
import { fuzz } from "../../scripts/fuzz/loop.ts";
import { changed } from "./changes.ts";
import { createRandom } from "./random.ts";
import { holdPlaces, sizeOf } from "./results.ts";
import { type FuzzTarget, textOf } from "./target.ts";
import { thinned } from "./thin.ts";
import { kindOf, whatFails } from "./try-input.ts";

/** A reader with a bug behind four branches, what of it was reached, and a clock: to read a byte takes a microsecond. */
function planted(): { readonly target: FuzzTarget; readonly coverage: Coverage; readonly clock: () => number } {
  let seconds = 0;
  let now = new Set<number>();
  const before = new Set<number>();
  const read = (bytes: Uint8Array): void => {
    const text = textOf(bytes);
    seconds += bytes.length / 1e6;
    const deep = ["F", "U", "Z", "Z"].findIndex((letter, index) => text[index] !== letter);
    now.add(deep === -1 ? 4 : deep);
    if (deep === -1) throw new RangeError(`at ${text.length}`);
  };
  const coverage: Coverage = {
    only: () => {},
    take: async () => {
      const taken = now;
      now = new Set();
      return {
        isNew: () => [...taken].some((one) => !before.has(one)),
        add: () => taken.forEach((one) => before.add(one)),
      };
    },
    sums: () => ({ characters: 5, reached: before.size, files: 1 }),
    close: () => {},
  };
  const target = { name: "planted", reads: "four letters", sources: [""], seeds: ["start"], words: [], read };
  return { target, coverage, clock: () => seconds };
}

describe("the loop", () => {
  test("finds what stands behind several branches, once, and shortens it", async () => {
    const { target, coverage, clock } = planted();
    const begun: string[] = [];
    const { findings, corpus } = await fuzz(target, {
      seconds: 60,
      inputsMax: 60_000,
      seed: 7,
      coverage,
      clock,
      begins: (input) => begun.push(input),
    });
    expect(findings).toEqual([{ what: "RangeError: at 4", input: "FUZZ" }]);
    expect(corpus).toBe(5);
    expect(begun.length).toBeGreaterThan(1000);
  });

  test("tells what breaks in long inputs alone", async () => {
    const { target, coverage, clock } = planted();
    const read = (bytes: Uint8Array): void => {
      if (bytes.length > 10_000) throw new RangeError(`at ${bytes.length}`);
      target.read(bytes);
    };
    const long = { ...target, read };
    const { findings } = await fuzz(long, { seconds: 9, inputsMax: 100, seed: 1, coverage, clock, begins: () => {} });
    expect(findings).toEqual([
      { what: expect.stringMatching(/^in a long input: RangeError: at \d+$/), input: expect.any(String) },
    ]);
  });

  test("says what others read otherwise", async () => {
    const { target, coverage, clock } = planted();
    const compare = (): void => {
      throw new Error("another reading");
    };
    const { findings } = await fuzz(
      { ...target, compare },
      { seconds: 9, inputsMax: 1, seed: 1, coverage, clock, begins: () => {} },
    );
    expect(findings).toEqual([{ what: "Error: another reading", input: "" }]);
  });
});

describe("growth", () => {
  const reading = (read: (text: string) => unknown): FuzzTarget => ({
    name: "growing",
    reads: "",
    sources: [],
    seeds: [],
    words: [],
    read: (bytes) => read(textOf(bytes)),
  });
  const shape = { before: "<", piece: "ab", behind: ">" };

  /** A reader whose work for so many bytes is told, in seconds, and the clock that it moves. */
  const working = (secondsFor: (bytes: number) => number) => {
    let now = 0;
    const target = reading((text) => {
      now += secondsFor(text.length);
    });
    return whatGrows(target, shape, () => now);
  };

  test.each<[name: string, secondsFor: (bytes: number) => number, what: string | null]>([
    ["linear", (bytes) => bytes / 1e5, null],
    ["quadratic", (bytes) => (bytes / 2e5) ** 2, "16384, 65536 and 262144 bytes take 0.007, 0.107, 1.718 seconds"],
    ["quadratic, and too quick for anybody to mind", (bytes) => (bytes / 1e6) ** 2, null],
    ["long, from some length on", (bytes) => (bytes > 50_000 ? 6 : 0), "bytes take 0.000, 6.000, 6.000 seconds"],
  ])("work that is %s", async (_, secondsFor, what) => {
    const said = await working(secondsFor);
    if (what === null) expect(said).toBeNull();
    else expect(said).toContain(what);
  });

  test.each<[name: string, read: (text: string) => unknown, what: string | null]>([
    ["quadratic", (text) => "x".repeat(text.length ** 2 / 4096), "values and characters were read"],
    ["as many values as bytes", (text) => text.split(""), null],
    ["the input", (text) => text, null],
  ])("results that are %s", async (_, read, what) => {
    const said = await whatGrows(reading(read), shape, () => 0);
    if (what === null) expect(said).toBeNull();
    else expect(said).toContain(what);
  });
});

describe("parts", () => {
  test("the same seed changes alike, another does not, and nothing is too long", () => {
    const made = (seed: number): readonly string[] => {
      const random = createRandom(seed);
      const materials = { random, words: ["word"], corpus: ["one\ntwo\n", "three"], lengthMax: 40 };
      return Array.from({ length: 300 }, () => changed("first line\nsecond 12\n", materials));
    };
    expect(made(1)).toEqual(made(1));
    expect(made(1)).not.toEqual(made(2));
    expect(new Set(made(1)).size).toBeGreaterThan(200);
    expect(made(1).filter((text) => text.length > 40 || /[^\u0000-\u00ff]/.test(text))).toEqual([]);
  });

  test("an input is shortened as long as the same can be said of it", async () => {
    expect(await thinned("xxaxxxxbxx", async (text) => /a.*b/.test(text))).toBe("ab");
  });

  test("a result's size counts each object once", () => {
    const text = { text: "abc" };
    expect(sizeOf([text, text])).toBe(sizeOf([text]));
    expect(sizeOf({ a: "12345", b: new Map([["k", 1]]), c: new Set(["xy"]) })).toBe(1 + 5 + 1 + 1 + 1 + 1 + 2);
  });

  test("places are held to their text", () => {
    const source = { name: "x", text: "abc" };
    holdPlaces([{ source, start: 0, end: 3 }]);
    for (const [start, end] of [
      [-1, 2],
      [2, 1],
      [0, 4],
    ])
      expect(() => holdPlaces({ at: { source, start, end } })).toThrow("a place from");
  });

  test("a result that is too large is a finding, and findings of one kind are one", async () => {
    const target = { name: "x", reads: "", sources: [], seeds: [], words: [], read: () => "x".repeat(200_000) };
    expect(await whatFails(target, "a", true)).toContain("values and characters were read from 1 bytes");
    expect(await whatFails(target, "a", false)).toBeNull();
    expect(kindOf("Error: at 12 of `a`")).toBe(kindOf("Error: at 7 of `b` and more"));
    expect(kindOf("Error: x")).not.toBe(kindOf("Error: y"));
  });
});
