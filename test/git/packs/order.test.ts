import { describe, expect, test } from "vitest";
import { walkCommits } from "../../../src/adapters/git/packs/commit-walk.ts";
import { numberObjects } from "../../../src/adapters/git/packs/object-numbers.ts";
import { readPackIndex } from "../../../src/adapters/git/packs/pack-index.ts";
import { type ListedObjects, listObjects } from "../../../src/adapters/git/packs/pack-list.ts";
import { openStoredObjects, type StoredObjects } from "../../../src/adapters/git/packs/stored-objects.ts";
import { createSurveyBoard, placeOn } from "../../../src/adapters/git/packs/survey-board.ts";
import { createSurveyCollection } from "../../../src/adapters/git/packs/survey-collection.ts";
import { surveyCommits } from "../../../src/adapters/git/packs/survey-commits.ts";
import * as fc from "../../random-cases.ts";
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

const textOf = (id: Uint8Array): string => Buffer.from(id).toString("hex");

/** Commits with their parents, as a survey that one thread makes puts them in order. */
function surveyed(stored: StoredObjects, { indexes, loose }: ListedObjects, tip: string): readonly string[] {
  const packs = [...indexes.values()].flatMap((bytes) => readPackIndex(Buffer.from(bytes.buffer)) ?? []);
  const numbers = numberObjects(packs, loose);
  const tipAt = stored.find(Buffer.from(tip, "hex"), 0);
  const collection = createSurveyCollection(numbers, tipAt);
  const place = placeOn(createSurveyBoard(numbers.count, 1), 0);
  const said = [...surveyCommits(stored, place, tipAt)].map((batch) => collection.add(0, batch));
  expect(said.at(-1)).toBe(true);
  const { commits, isWhole } = collection.inOrder();
  expect(isWhole).toBe(true);
  const { numbers: own, parents, parentEnds, ids } = commits ?? expect.fail("there is no commit");
  const idOf = (number: number): string => textOf(ids.subarray(20 * number, 20 * (number + 1)));
  return [...own].map((number, index) =>
    [number, ...parents.subarray(parentEnds[index - 1] ?? 0, parentEnds[index])].map(idOf).join(" "),
  );
}

describe("the order of a walk, and of a survey", () => {
  test("is that of git, whatever the history", () =>
    withRepository({}, async (repository) => {
      const { directory } = placeOf(repository);
      let longest = 0;
      let cases = 0;
      fc.assert(
        fc.property(history, fc.boolean(), (nodes, unpacked) => {
          // Each leaves a pack or files, and only so many packs are searched.
          if (++cases % 25 === 0) repository.git("repack", "-adq");
          const [tip = ""] = importGraph(repository, nodes, { unpacked }).slice(-1);
          const listed = listObjects(`${directory}/objects`);
          const stored = openStoredObjects(listed, objectBytesMax);
          try {
            const walked = [...walkCommits(stored, Buffer.from(tip, "hex"))];
            longest = Math.max(longest, walked.length);
            const byGit = repository.git("rev-list", "--parents", tip).split("\n");
            expect(walked.map(({ id }) => textOf(id))).toEqual(byGit.map((line) => line.split(" ")[0]));
            expect(surveyed(stored, listed, tip)).toEqual(byGit);
          } finally {
            stored.close();
          }
        }),
        { numRuns: 25, endOnFailure: true },
      );
      expect(longest).toBeGreaterThan(10);
    }));
});
