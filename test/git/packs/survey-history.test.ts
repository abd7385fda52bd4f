import { expect, test } from "vitest";
import { createLineReader } from "../../../src/adapters/git/packs/line-reader.ts";
import type { PackThread } from "../../../src/adapters/git/packs/pack-thread.ts";
import { orderBeside } from "../../../src/adapters/git/packs/survey-history.ts";

test("where commits cannot be put in order git says what the line touched, and no thread goes on", async () => {
  let stopped = 0;
  const thread: PackThread = {
    next: async () => ({ kind: "changes", positions: [0] }),
    tell: () => {},
    stop: async () => (stopped += 1),
  };
  const reader = createLineReader(() => []);
  const touching = reader.touching(["file"]);
  const collection = {
    add: () => true,
    line: () => ({ places: [0], trees: new Uint8Array(20) }),
    inOrder: () => {
      throw new RangeError("there is no memory for it");
    },
  };
  await expect(orderBeside(collection, reader, [thread])).rejects.toThrow("no memory");
  expect(await touching).toBeNull();
  expect(stopped).toBe(1);
});
