import { expect, test } from "vitest";
import { closest } from "../../src/core/text/suggest.ts";
import * as fc from "../random-cases.ts";

const names = ["Exception", "Covers", "Change", "Not paths", "Needs", "Until", "Who"];
const table: readonly (readonly [word: string, meant: string | undefined])[] = [
  ["Exeption", "Exception"],
  ["exceptions", "Exception"],
  ["Chagne", "Change"],
  ["covers", "Covers"],
  ["Cover", "Covers"],
  ["not path", "Not paths"],
  ["Nedes", "Needs"],
  ["Wh", "Who"],
  ["Until", "Until"],
  ["Banana", undefined],
  ["", undefined],
  ["x".repeat(10_000), undefined],
];
for (const [word, meant] of table) {
  test(`\`${word.slice(0, 20)}\` means ${meant ?? "nothing known"}`, () => expect(closest(word, names)).toBe(meant));
}

test.each<[what: string, word: string, candidate: string, isNear: boolean]>([
  ["one letter is not taken for two others", "x", "ab", false],
  ["exchanged letters are one slip, at the beginning, too", "hwo", "who", true],
  ["letters that are exchanged with others between are more", "owh", "who", false],
  ["what is as long as it may be", "a".repeat(64), "a".repeat(63), true],
  ["a word that is longer", "a".repeat(65), "a".repeat(64), false],
  ["a candidate that is longer", "a".repeat(64), "a".repeat(65), false],
])("%s", (_, word, candidate, isNear) => expect(closest(word, [candidate])).toBe(isNear ? candidate : undefined));

test("of equally near candidates the first is taken", () => expect(closest("bat", ["cat", "hat"])).toBe("cat"));

test("one slip in a longer word is always found, and only a candidate is ever given", () => {
  const word = fc.stringMatching(/^[a-z]{4,20}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.stringMatching(/^[a-z]$/), (candidate, place, letter) => {
      const at = place % candidate.length;
      const slip = candidate.slice(0, at) + letter + candidate.slice(at + 1);
      expect(closest(slip, [candidate])).toBe(candidate);
    }),
  );
});
