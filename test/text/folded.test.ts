import { expect, test } from "vitest";
import { folded } from "../../src/core/text/folded.ts";

test.each([
  ["  Small   fixes\n", "small fixes"],
  ["Jose\u0301", "jos\u00e9"],
  ["JOS\u00c9", "jos\u00e9"],
  ["\u00a0a\tb\u00a0", "a b"],
  ["", ""],
])("%j compares as %j", (text, expected) => expect(folded(text)).toBe(expected));
