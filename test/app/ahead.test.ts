import { expect, test } from "vitest";
import { startAhead } from "../../src/app/ahead.ts";

/** Gives numbers, and notes what was asked of it. */
function numbers(upTo: number, failsAt = Number.NaN) {
  const asked: string[] = [];
  async function* give() {
    try {
      for (let number = 1; number <= upTo; number += 1) {
        asked.push(`${number}`);
        if (number === failsAt) throw new Error("no more");
        yield number;
      }
    } finally {
      asked.push("closed");
    }
  }
  return { asked, values: give() };
}

async function taken<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test("the first value is asked for at once, and all come in order", async () => {
  const { asked, values } = numbers(3);
  const ahead = startAhead(values);
  expect(asked).toEqual(["1"]);
  expect(await taken(ahead)).toEqual([1, 2, 3]);
  await ahead.stop();
  expect(asked).toEqual(["1", "2", "3", "closed"]);
});

test("what nobody takes is closed", async () => {
  const { asked, values } = numbers(3);
  await startAhead(values).stop();
  expect(asked).toEqual(["1", "closed"]);
});

test("what is left in the middle is closed", async () => {
  const { asked, values } = numbers(3);
  const ahead = startAhead(values);
  for await (const value of ahead) if (value === 2) break;
  await ahead.stop();
  expect(asked).toEqual(["1", "2", "closed"]);
});

test("a failure is the taker's, and nobody's where nothing is taken", async () => {
  await expect(taken(startAhead(numbers(3, 1).values))).rejects.toThrow("no more");
  await startAhead(numbers(3, 1).values).stop();
});
