import { describe, expect, test } from "vitest";
import { textOrderOf } from "../../src/core/audit/text-order.ts";
import * as fc from "../random-cases.ts";

/** Text 1 begins in 2025 and text 2 in 2026; today is 2026-06-30. */
const begins = [null, "2025-01-01", "2026-01-01"];
const days: { readonly [letter: string]: string | null } = {
  a: "2010-05-01",
  b: "2025-05-01",
  c: "2026-05-01",
  x: null,
  f: "2099-01-01",
  z: "1970-01-01",
};

/** By commit: the number of its text, or `?`. */
function textsOf(line: string): {
  readonly texts: string;
  readonly isOrderly: boolean;
  readonly whys: readonly string[];
} {
  const { at, isOrderly } = textOrderOf(
    Array.from(line).map((letter) => days[letter] ?? null),
    begins,
    "2026-06-30",
  );
  const found = Array.from(line).map((_, position) => at(position));
  const whys = found.flatMap((one) => (one.known ? [] : [one.why]));
  return { texts: found.map((one) => (one.known ? one.value : "?")).join(""), isOrderly, whys: [...new Set(whys)] };
}

const many = (letter: string, count = 40): string => letter.repeat(count);

describe("the text in force when a commit entered", () => {
  test.each<[what: string, line: string, texts: string, isOrderly: boolean]>([
    ["goes by the day", "aabbcc", "001122", true],
    ["is the first where nothing is said", "a", "0", true],
    ["begins on its very day", "abc", "012", true],
    ["of an unreadable day is that around it", "bbxbb", "11111", false],
    ["of a day to come is that around it", "bbfbb", "11111", false],
    ["of a day that says nothing is open where another text came meanwhile", "bbxcc", "11?22", false],
    ["of a silent day at the end is open where another may have come", "bbx", "11?", false],
    ["of a silent day at the end is the last", "ccx", "222", false],
    ["of a silent day at the start is open", "xbb", "?11", false],
    ["of a silent day at the start is the first where nothing had begun", "xaa", "000", false],
    ["of one dated back among many is theirs", `${many("c")}z${many("c")}`, many("2", 81), false],
    ["of some dated back among many is theirs", `${many("c")}zzz${many("c")}`, many("2", 83), false],
    ["of one dated back at the end of many is theirs", `${many("b")}${many("c")}z`, `${many("1")}${many("2")}2`, false],
    ["of one dated back at the end is open where a newer text may have come", `${many("b")}z`, `${many("1")}?`, false],
    ["is open where few say that it was dated back", "cccccz", "??????", false],
    ["is open where as many are dated back as before", `${many("c")}${many("z")}`, many("?", 80), false],
    [
      "is open where more are dated back in a row than can be a mistake",
      `${many("c", 700)}${many("z", 65)}`,
      many("?", 765),
      false,
    ],
    [
      "is open behind one that is dated forward, until the line is there",
      `${many("a")}c${many("a", 9)}cc`,
      `${many("0")}${many("?", 10)}22`,
      false,
    ],
    ["is open for two that stand in the wrong order about the day of a text", "bbbcbccc", "111??222", false],
  ])("%s", (_, line, texts, isOrderly) => {
    expect(textsOf(line)).toMatchObject({ texts, isOrderly });
  });

  test("says why it is open", () => {
    expect(textsOf("bbbcbccc").whys).toEqual([
      "dates are out of order (one commit of the line bears 2026-05-01, and a later one 2025-05-01), so which text was in force when it entered cannot be told",
    ]);
    expect(textsOf("bxc").whys).toEqual([
      "its own date says nothing, and around it the text of 2026-01-01 came into force: which was in force when it entered cannot be told",
    ]);
  });

  test("never goes back, and in an orderly line is that of the day", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "c", "x", "f", "z"), maxLength: 60 }), (line) => {
        const { texts, isOrderly } = textsOf(line);
        const known = Array.from(texts).filter((text) => text !== "?");
        expect(known).toEqual([...known].sort());
        if (isOrderly)
          expect(texts).toBe(
            Array.from(line)
              .map((letter) => ({ a: 0, z: 0, b: 1, c: 2 })[letter])
              .join(""),
          );
      }),
    );
  });

  // Work that grows with the square of the line takes hours here, and the runner's limit ends it.
  test("comes to the end of a line whose dates all contradict each other", () => {
    const line = Array.from({ length: 2_000_000 }, (_, at) => (at % 2 === 0 ? "2026-05-01" : "1970-01-01"));
    const { at, isOrderly } = textOrderOf(line, begins, "2026-06-30");
    expect(isOrderly).toBe(false);
    expect([at(1).known, at(line.length - 1)]).toEqual([false, { known: true, value: 2 }]);
  });
});
