import { describe, expect, test } from "vitest";
import { commitOf } from "./facts.ts";

const ada = "Signed-off-by: Ada Lovely <ada@example.org>";
const lin = "Co-authored-by: Lin Example <lin@example.org>";

const keysOf = (text: string): readonly string[] =>
  commitOf(text).trailers.map(({ key, value }) => `${key} ${value.slice(0, 3)}`);

describe("a forge's squash", () => {
  test("has the final block of each commit, then what the forge appended", () => {
    const text = `topic (#12)\n\n* one\n\nWords.\n\n${ada}\n\n* two\n\nAI-used-for: code\n${ada}\n\n---------\n\n${lin}\n`;
    expect(commitOf(text).kind).toBe("squash");
    expect(keysOf(text)).toEqual(["Signed-off-by Ada", "AI-used-for cod", "Signed-off-by Ada", "Co-authored-by Lin"]);
  });

  test("of one commit keeps its sign-off when co-authors are appended", () => {
    expect(keysOf(`topic (#12)\n\nWords.\n\n${ada}\n\n---------\n\n${lin}\n`)).toEqual([
      "Signed-off-by Ada",
      "Co-authored-by Lin",
    ]);
  });

  test("is marked as one: the same text without the number is as git reads it", () => {
    const text = `topic\n\n* one\n\n${ada}\n\n* two\n\nWords.\n`;
    expect(commitOf(text).kind).toBe("written");
    expect(keysOf(text)).toEqual([]);
  });

  const two = `* one\n\n${ada}\n\n* two\n\nWords.\n`;
  test.each([
    ["squash", "topic (#1234567890)", two],
    ["written", "topic (#12345678901)", two],
    ["written", "topic (#12) more", two],
    ["written", "topic #12)", two],
    ["written", "topic (12)", two],
    ["written", "topic (#12)", "* one\n\nWords.\n"],
    ["written", "topic (#12)", "Words:\n* one\n* two\n"],
    ["written", "topic (#12)", "* one\n\n*two\n"],
    ["squash", "topic (#12)", `Words.\n\n---------\n\n${lin}\n`],
    ["squash", "topic (#12)", `Words.\n\n---------\n\n${lin.toUpperCase()}\n`],
    ["written", "topic (#12)", `Words.\n---------\n\n${lin}\n`],
    ["written", "topic (#12)", `Words.\n\nNine char\n\n${lin}\n`],
    ["written", "topic (#12)", `Words.\n\n----------\n\n${lin}\n`],
    ["written", "topic (#12)", `Words.\n\n---------\n${lin}\n`],
    ["written", "topic (#12)", `Words.\n\n---------\n\n${ada}\n`],
  ])("%s: %s, %j", (kind, subject, body) => expect(commitOf(`${subject}\n\n${body}`).kind).toBe(kind));

  test("a star below the co-authors' line begins no commit", () => {
    const text = `topic (#12)\n\n* one\n\n${ada}\n\n---------\n\n${lin}\n\n* two\n\nAI-used-for: code\n`;
    expect(keysOf(text)).toEqual(["Signed-off-by Ada", "AI-used-for cod"]);
  });

  test("offsets point at the tags", () => {
    const text = `topic (!3)\n\n* one\n\n${ada}\n\n* two\n\n${ada}\n`;
    for (const { start, end } of commitOf(text).trailers) expect(text.slice(start, end)).toBe(ada);
  });
});
