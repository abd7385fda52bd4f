import { expect, test } from "vitest";
import { groupsOf } from "../../../src/core/report/answer/answer-groups.ts";
import type { Point } from "../../../src/core/report/answer/answer-points.ts";

const point = (position: number | null, more: Partial<Point> = {}): Point => ({
  kind: "sign-off-present missing",
  weight: "error",
  position,
  commit: null,
  quote: null,
  what: "the patch has no sign-off",
  why: null,
  remedy: "sign it off",
  waitsFor: null,
  ownership: "own",
  ...more,
});

test("points of one kind are one group, whose patches stand in their order, each once", () => {
  const line = { quote: "Signed-off-by: x", what: "it names no address" };
  const [group, ...others] = groupsOf([
    point(3),
    point(11),
    point(2),
    point(3),
    point(null, { commit: "one", why: "a line of the policy" }),
    point(5, line),
    point(4, line),
  ]);
  expect(others).toEqual([]);
  expect(group).toEqual({
    weight: "error",
    positions: [2, 3, 4, 5, 11],
    commits: ["one"],
    variants: [
      { quote: null, what: "the patch has no sign-off", positions: [2, 3, 11] },
      { ...line, positions: [4, 5] },
    ],
    why: "a line of the policy",
    remedies: ["sign it off"],
  });
});

test("what fails comes before what is open, and that before warnings; then by the first patch", () => {
  const kinds = groupsOf([
    point(1, { kind: "a", weight: "warning" }),
    point(2, { kind: "b", weight: "undecided" }),
    point(9, { kind: "c" }),
    point(3, { kind: "d" }),
    point(3, { kind: "d", ownership: "passed-on" }),
  ]).map(({ weight, positions }) => [weight, ...positions]);
  expect(kinds).toEqual([
    ["error", 3],
    ["error", 3],
    ["error", 9],
    ["undecided", 2],
    ["warning", 1],
  ]);
});
