import { describe, expect, test } from "vitest";
import { clip, neutralise } from "../../src/core/text/neutralise.ts";
import * as fc from "../random-cases.ts";

describe("neutralise", () => {
  const table: readonly (readonly [name: string, text: string, shown: string])[] = [
    ["a colour", "a\u001b[31mred", "a\\x1b[31mred"],
    ["a title sequence", "\u001b]0;x\u0007", "\\x1b]0;x\\x07"],
    ["an 8-bit control", "\u009b2J", "\\x9b2J"],
    ["lines and tabs", "a\r\n\tb", "a\\r\\n\\tb"],
    ["NUL and DEL", "\0\u007f", "\\x00\\x7f"],
    ["an override", "a\u202egnp.exe", "a\\u{202e}gnp.exe"],
    ["isolates and marks", "\u2066\u2069\u200e\u200f\u061c", "\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}"],
    ["zero width", "a\u200bb\u200d\ufeff\u2060", "a\\u{200b}b\\u{200d}\\u{feff}\\u{2060}"],
    ["a soft hyphen", "a\u00adb", "a\\xadb"],
    ["separators", "\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\x85"],
    ["lone halves of a pair", "\ud800x\udc00", "\\u{d800}x\\u{dc00}"],
    ["private use", "\ue000\u{100000}", "\\u{e000}\\u{100000}"],
    ["tags", "\u{e0041}", "\\u{e0041}"],
    ["invisible fillers", "\u3164\u115f\u034f", "\\u{3164}\\u{115f}\\u{34f}"],
    ["selectors that carry data", "\ufe00\u{e0100}", "\\u{fe00}\\u{e0100}"],
    ["commands of build servers", "##[error]x ##VSO[task.x]y", "#\\x23[error]x #\\x23VSO[task.x]y"],
    ["noncharacters", "\ufffe\u{1ffff}", "\\u{fffe}\\u{1ffff}"],
  ];
  for (const [name, text, shown] of table) test(name, () => expect(neutralise(text)).toBe(shown));

  const untouched = [
    "Zoë Žižek",
    "Łukasz",
    "محمد",
    "山田太郎",
    "Αθηνά",
    "e\u0301",
    "😀",
    "❤\ufe0f",
    "a\\b `c` <d>",
    "a\u00a0b",
    "## heading #[x] ##1",
  ];
  for (const text of untouched) test(`\`${text}\` stays`, () => expect(neutralise(text)).toBe(text));

  test("leaves nothing that acts, and doing it twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = neutralise(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(neutralise(shown)).toBe(shown);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("clip", () => {
  const table: readonly (readonly [string, number, string])[] = [
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀😀", 3, "😀😀…"],
    ["ab", 1, "…"],
    ["", 1, ""],
  ];
  for (const [text, most, clipped] of table) {
    test(`\`${text}\` to ${most}`, () => expect(clip(text, most)).toBe(clipped));
  }

  test("never gives more code points than asked, and never splits a pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 12 }), (text, most) => {
        const clipped = clip(text, most);
        expect(Array.from(clipped).length).toBeLessThanOrEqual(most);
        expect(clipped).not.toMatch(/\p{Cs}/u);
        expect(text.startsWith(clipped.replace(/…$/u, ""))).toBe(true);
      }),
    );
  });
});
