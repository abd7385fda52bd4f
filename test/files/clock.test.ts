import { expect, test } from "vitest";
import { systemClock } from "../../src/adapters/files/clock.ts";

const never = AbortSignal.any([]);

test("whoever waits is awake after that time, or when somebody says stop, and never fails", async () => {
  expect(await systemClock.wait(-1, never)).toBeUndefined();
  expect(await systemClock.wait(1, never)).toBeUndefined();
  expect(await systemClock.wait(1 << 30, AbortSignal.abort())).toBeUndefined();
  const stop = new AbortController();
  const waiting = systemClock.wait(1 << 30, stop.signal);
  stop.abort();
  expect(await waiting).toBeUndefined();
});

test("more milliseconds than Node counts are no short wait", async () => {
  const stop = new AbortController();
  let isAwake = false;
  const waiting = systemClock.wait(2 ** 40, stop.signal).then(() => {
    isAwake = true;
  });
  await systemClock.wait(20, never);
  expect(isAwake).toBe(false);
  stop.abort();
  await waiting;
});
