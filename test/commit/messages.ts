import * as fc from "../random-cases.ts";

/** Lines at the edges of git's grammar; each has decided something in git's source or in a real history. */
const edgeLines = [
  "Signed-off-by: Ada <ada@example.org>",
  "Signed-off-by:Ada <ada@example.org>",
  "signed-off-by: ada <ada@example.org>",
  "Signed-off-by : Ada <ada@example.org>",
  "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)",
  "(cherry picked from commit",
  "(cherry-picked from commit 0123)",
  "Acked-by: Lin <lin@example.org>",
  "Reviewed-by:\tLin <lin@example.org>",
  'Fixes: 0123456789ab ("topic: what it broke")',
  "key:",
  "key: ",
  "key :value",
  "key\t : value",
  "key with words: value",
  "key-: value",
  "-: value",
  "1: value",
  ": no key",
  "key = value",
  "Bug #43",
  "=x",
  "https://example.org/x",
  "Ключ: value",
  "Signed-off-by\u00a0: Ada",
  "Sıgned-off-by: Ada <ada@example.org>",
  "key: schöne Grüße, 你好",
  "\u00a0not a blank for git",
  "\u2028",
  "\v",
  "\f: x",
  " folded value",
  "\tfolded value",
  "  key: folded, not a key",
  " \tkey\t:x",
  "prose that says nothing",
  "[lin: rebased]",
  "[lin: rebased",
  " and renamed]",
  "# comment",
  "#comment: value",
  "#",
  ";",
  "; comment",
  "---",
  "--- ",
  "---\t",
  "---\r",
  "----",
  "---x",
  " ---",
  "Conflicts:",
  "Conflicts: ",
  "\tsrc/main.c",
  "# Conflicts:",
  "#\tsrc/main.c",
  "# ------------------------ >8 ------------------------",
  "# ------------------------ >8 ------------------------ ",
  "",
  "",
  "",
  " ",
  "\t ",
  "\r",
];

const edgeLine = fc.constantFrom(...edgeLines);

const keyed = fc
  .tuple(
    fc.string({ unit: fc.constantFrom("A", "b", "-", "7"), maxLength: 4 }),
    fc.constantFrom(":", " :", ": ", "\t: ", "=", "#", ":: ", " "),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  )
  .map(([key, separator, value]) => key + separator + value.replace(/[\p{Cc}]/gu, "?"));

/** A block around the border of a quarter: trailers, one perhaps git's own, among some three times as many others. */
const quarter = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -1, max: 1 }), fc.boolean(), fc.infiniteStream(fc.nat(99)))
  .map(([trailers, more, byGit, order]) => {
    const lines = [
      ...Array.from({ length: trailers }, () => "Link: https://example.org/1"),
      ...Array.from({ length: Math.max(0, (trailers + Number(byGit)) * 3 + more) }, (_, at) => `prose ${at}`),
      ...(byGit ? ["Signed-off-by: Ada <ada@example.org>"] : []),
    ];
    return lines
      .map((line) => ({ line, place: order.next().value ?? 0 }))
      .sort((one, other) => one.place - other.place)
      .map(({ line }) => line);
  });

const mostlyTrailers = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...edgeLines.slice(0, 12)) }, { weight: 1, arbitrary: edgeLine }),
  { minLength: 1, maxLength: 6 },
);

/** Trailers above a line that ends the message for one reading and not for the other, and something below it. */
const divided = fc
  .tuple(
    mostlyTrailers,
    fc.constantFrom("---", "--- ", "---\r", "---x", ""),
    fc.oneof(mostlyTrailers, fc.array(edgeLine)),
  )
  .map(([above, divider, below]) => [...above, divider, "", ...below]);

const lines = fc.oneof(
  { weight: 2, arbitrary: divided },
  { weight: 5, arbitrary: mostlyTrailers },
  { weight: 3, arbitrary: fc.array(edgeLine, { maxLength: 8 }) },
  { weight: 2, arbitrary: fc.array(fc.oneof(edgeLine, keyed), { maxLength: 6 }) },
  { weight: 2, arbitrary: fc.tuple(quarter, fc.array(edgeLine, { maxLength: 2 })).map((parts) => parts.flat()) },
);

const structured = fc
  .tuple(
    fc.constantFrom("topic: subject\n\n", "topic: subject\n\nbody\n\n", "topic: subject\n", "\n", "# a\n\n", ""),
    lines,
    fc.constantFrom("\n", "\n", "\n", "\r\n"),
    fc.constantFrom("", "\n", "\n", "\n\n", "\n \n", "\n# comment\n", "\n\n#\n \n"),
  )
  .map(([head, body, lineEnd, tail]) => head + body.join(lineEnd) + tail);

const letters = fc.string({
  unit: fc.constantFrom("\n", "\n", ":", "-", " ", "#", "A", "\t", "\r", "ö"),
  maxLength: 24,
});

/** Random messages, biased towards the edges of the trailer grammar; without NUL. */
export const messages: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: structured },
  { weight: 1, arbitrary: letters },
);
