import { describe, expect, test } from "vitest";
import { likenessOf } from "../../src/core/people/likeness.ts";

const isLike = (one: string, other: string): boolean => likenessOf([identity(one)])(identity(other));

/** `Name <address>`; either may be empty. */
function identity(text: string): { readonly name: string; readonly email: string } {
  const [, name = "", email = ""] = /^(.*?) ?<(.*)>$/u.exec(text) ?? [];
  return { name, email };
}

describe("somebody may be another", () => {
  test.each([
    ["under the same name", "Ada Example <ada@example.org>", "Ada Example <a@work.example.org>"],
    ["in another case", "Ada Example <ada@example.org>", "ada EXAMPLE <a@work.example.org>"],
    ["with the words in another order", "Ada Example <ada@example.org>", "Example, Ada <a@work.example.org>"],
    ["without accents", "Åsa Exämple <asa@example.org>", "Asa Example <a@work.example.org>"],
    ["with something in brackets", "Ada Example <ada@example.org>", "Ada Example (Lamps Ltd) <a@work.example.org>"],
    [
      "in letters of another script that look alike",
      "Ada Example <ada@example.org>",
      "Аda Еxample <a@work.example.org>",
    ],
    ["in the same mailbox", "Ada Example <ada@example.org>", "Lin <ADA@example.org>"],
    ["behind another tag", "Ada Example <ada@example.org>", "Lin <ada+lists@example.org>"],
    ["behind two tags", "Ada Example <ada+a@example.org>", "Lin <ada+b+c@example.org>"],
    // Nobody reads a longer name to its end.
    ["by two hundred letters", `${"a".repeat(200)}x <a@example.org>`, `${"a".repeat(200)}y <b@example.org>`],
  ])("%s", (_, one, other) => {
    expect(isLike(one, other)).toBe(true);
    expect(isLike(other, one)).toBe(true);
  });

  test.each([
    ["another name and mailbox", "Ada Example <ada@example.org>", "Lin Example <lin@example.org>"],
    ["a part of the name", "Ada Example <ada@example.org>", "Ada <a@work.example.org>"],
    ["no names at all", " <ada@example.org>", "(nobody) <lin@example.org>"],
    ["another host", "Ada <ada@example.org>", "Lin <ada@example.net>"],
    ["a tag alone", "Ada <+a@example.org>", "Lin <+b@example.org>"],
    ["a plus in the host", "Ada <ada@a+b.example.org>", "Lin <ada@a+c.example.org>"],
    ["the two hundredth letter", `${"a".repeat(199)}x <a@example.org>`, `${"a".repeat(199)}y <b@example.org>`],
  ])("but not by %s", (_, one, other) => {
    expect(isLike(one, other)).toBe(false);
    expect(isLike(other, one)).toBe(false);
  });
});
