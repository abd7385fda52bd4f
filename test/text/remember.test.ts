import { expect, test } from "vitest";
import { detached, type Memory, remembered, remembering } from "../../src/core/text/remember.ts";

test("an answer is worked out once for each text", () => {
  const asked: string[] = [];
  const lengthOf = remembering((text) => {
    asked.push(text);
    return { length: text.length };
  });
  expect(lengthOf("one")).toBe(lengthOf("one"));
  expect(lengthOf("three")).toEqual({ length: 5 });
  expect(asked).toEqual(["one", "three"]);
});

test("false and the empty text are answers too", () => {
  let asked = 0;
  const isLong = remembering((text) => {
    asked += 1;
    return text.length > 3;
  });
  expect([isLong("one"), isLong("one"), isLong("three")]).toEqual([false, false, true]);
  expect(asked).toBe(2);
});

test("a long text is answered and not remembered", () => {
  let asked = 0;
  const echo = remembering((text) => {
    asked += 1;
    return text;
  });
  const long = "x".repeat(201);
  expect(echo(long)).toBe(long);
  expect(echo(long)).toBe(long);
  expect(asked).toBe(2);
});

test("past the limit all is forgotten, and answers stay right", () => {
  let asked = 0;
  const echo = remembering((text) => {
    asked += 1;
    return text;
  });
  for (let index = 0; index < 20_000; index += 1) expect(echo(`text ${index}`)).toBe(`text ${index}`);
  expect(echo("text 19999")).toBe("text 19999");
  expect(asked).toBe(20_000);
  expect(echo("text 0")).toBe("text 0");
  expect(asked).toBe(20_001);
});

test("a copy is the same text", () => {
  for (const text of ["", "x", "a text that is long enough to be a part of another", "\ud83d"]) {
    expect(detached(text)).toBe(text);
  }
});

test("usual texts are known from the start", () => {
  const asked: string[] = [];
  const echo = remembering(
    (text) => {
      asked.push(text);
      return text;
    },
    ["one", "two"],
  );
  expect([echo("one"), echo("three"), echo("two")]).toEqual(["one", "three", "two"]);
  expect(asked).toEqual(["one", "two", "three"]);
});

test("an answer about something is made once for each thing that is asked of it", () => {
  const memory: Memory<boolean> = new WeakMap();
  const [one, other] = [{ length: 1 }, { length: 4 }];
  let made = 0;
  const isLonger = (about: typeof one, than: number): boolean =>
    remembered(memory, about, than, () => {
      made += 1;
      return about.length > than;
    });
  expect([isLonger(one, 3), isLonger(one, 3), isLonger(one, 0)]).toEqual([false, false, true]);
  expect(made).toBe(2);
  expect([isLonger(other, 3), isLonger(other, 3)]).toEqual([true, true]);
  expect(made).toBe(3);
});
