import { expect, test } from "vitest";
import { createLineReader } from "../../../src/adapters/git/packs/line-reader.ts";
import { type PackThread, startThreads } from "../../../src/adapters/git/packs/pack-thread.ts";
import { orderBeside } from "../../../src/adapters/git/packs/survey-history.ts";

/** Threads of which it is counted how many were stopped. */
function countedThreads() {
  const counts = { stopped: 0 };
  const thread: PackThread = {
    next: async () => ({ kind: "changes", positions: [0] }),
    tell: () => {},
    stop: async () => (counts.stopped += 1),
  };
  return { thread, counts };
}

test("where commits cannot be put in order git says what the line touched, and no thread goes on", async () => {
  const { thread, counts } = countedThreads();
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
  expect(counts.stopped).toBe(1);
});

test("no thread goes on where another cannot be started", () => {
  const { thread, counts } = countedThreads();
  const start = (number: number): PackThread => {
    if (number === 2) throw new Error("there is no room for it");
    return thread;
  };
  expect(() => startThreads(3, start)).toThrow("no room");
  expect(counts.stopped).toBe(2);
  expect(startThreads(2, start)).toHaveLength(2);
});
