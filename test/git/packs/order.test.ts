import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { walkCommits } from "../../../src/adapters/git/packs/commit-walk.ts";
import { listObjects } from "../../../src/adapters/git/packs/pack-list.ts";
import { openStoredObjects } from "../../../src/adapters/git/packs/stored-objects.ts";
import { withRepository } from "../check.ts";
import { placeOf } from "./check.ts";
import { importGraph, type Node } from "./graph.ts";

const objectBytesMax = 1 << 20;

/** Parents, as steps back from the commit. Most have some, and near ones: else little would be reached. */
const parents = fc.oneof(
  { weight: 12, arbitrary: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4, size: "max" }) },
  { weight: 1, arbitrary: fc.constant<number[]>([]) },
);

/** Dates are few, so that many are equal or run backwards. */
const history: fc.Arbitrary<readonly Node[]> = fc
  .array(fc.record({ parents, seconds: fc.nat({ max: 12 }) }), { minLength: 1, maxLength: 60, size: "max" })
  .map((drawn) =>
    drawn.map(({ parents: back, seconds }, place) => ({
      // fast-import takes a parent once.
      parents: [...new Set(back.map((steps) => place - steps))].filter((parent) => parent >= 0),
      seconds,
      message: `${place}\n`,
    })),
  );

describe("the order of a walk", () => {
  test("is that of git, whatever the history", () =>
    withRepository({}, async (repository) => {
      const { directory } = placeOf(repository);
      let longest = 0;
      fc.assert(
        fc.property(history, fc.boolean(), (nodes, unpacked) => {
          const [tip = ""] = importGraph(repository, nodes, { unpacked }).slice(-1);
          const stored = openStoredObjects(listObjects(`${directory}/objects`), objectBytesMax);
          try {
            const walked = [...walkCommits(stored, Buffer.from(tip, "hex"))];
            longest = Math.max(longest, walked.length);
            expect(walked.map(({ id }) => Buffer.from(id).toString("hex"))).toEqual(
              repository.git("rev-list", tip).split("\n"),
            );
          } finally {
            stored.close();
          }
        }),
        // Each leaves a pack or files; no more than are searched.
        { numRuns: 25, endOnFailure: true },
      );
      expect(longest).toBeGreaterThan(10);
    }));
});
