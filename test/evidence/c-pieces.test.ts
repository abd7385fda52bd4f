import { describe, expect, test } from "vitest";
import { type CReading, piecesOfC } from "../../src/core/evidence/c-pieces.ts";

const c: CReading = { language: "c", comments: "count" };
const cpp: CReading = { language: "cpp", comments: "count" };
const withoutComments: CReading = { language: "c", comments: "left out" };

/** The pieces with `·` between them and `⏎` for line feeds; what cannot be told is said after `?`. */
function told(text: string, reading: CReading): string {
  const read = piecesOfC(text, reading);
  if (typeof read === "string") return `? ${read}`;
  // A piece stands where it says, but for the marks of white space.
  for (const [index, piece] of read.pieces.entries())
    expect(text.slice(read.starts[index]).startsWith(piece.trim().slice(0, 1))).toBe(true);
  expect(read.starts.length).toBe(read.pieces.length);
  return read.pieces.join("·").replaceAll("\n", "⏎");
}

type Row = readonly [text: string, pieces: string];

const inC: readonly Row[] = [
  ["int a;\n", "int·a·;"],
  ["int\ta\n ;", "int·a·;"],
  ["a>>=b->c ... d ## e", "a·>>=·b·->·c·...·d·##·e"],
  ["a+++b<::>", "a·++·+·b·<:·:>"],
  ["x = 0x1p-3 + .5e+7 - 1.f", "x·=·0x1p-3·+·.5e+7·-·1.f"],
  ["é$_1 = 2", "é$_1·=·2"],
  ['a = L"b c" u8\'d\' "e\\"f"_g', 'a·=·L"b c"·u8\'d\'·"e\\"f"_g'],
  ['"a\\\nb";', '"a\\⏎b"·;'],
  // White space is seen by a macro's arguments alone.
  ["f(a, b)", "f·(·a·,· b·)"],
  ["f( a /* b */ c)", "f·(· a· c·)"],
  ["if (a  b)", "if·(·a·b·)"],
  ["x = (a  b)", "x·=·(·a·b·)"],
  ["f((a b))", "f·(·(·a· b·)·)"],
  ["if (f(a b))", "if·(·f·(·a· b·)·)"],
  ["return (a b)", "return·(·a·b·)"],
  // What a condition or loop does when it is nothing, on a line of its own.
  ["while (a)\n;", "while·(·a·)·⏎;"],
  ["while (a) ;", "while·(·a·)·;"],
  ["else\n\n;", "else·⏎;"],
  ["a\n;", "a·;"],
  ["a // b\nc", "a·c"],
  ["a /* b\n */ c", "a·c"],
  ["a // b\\\nc\nd", "? a comment ends in a backslash"],
  ["a /* b", "? a comment is not closed"],
  ["a /* b *\\\n/ c", "? a comment is not closed"],
  ["a /* b *\\\n/ c */", "? a comment may be closed by joined lines"],
  ["a \\ b", "? a backslash stands outside of quotations and directives"],
  ["a \\ \nb", "? a backslash stands before blanks at the end of a line"],
  ["a \\\t\nb", "? a backslash stands before blanks at the end of a line"],
  ["a 'b\n'", "? a quotation is not closed on its line"],
  ["1'000", "? a number holds a sign that begins a character in older C, and in C++ before 2014"],
  ["1'000'000", "? a number holds a sign that begins a character in older C, and in C++ before 2014"],
];

const directives: readonly Row[] = [
  ["#define A  b c \nd", "⏎#define A  b c⏎·d"],
  ["  # define A\\\n b\nc", "⏎  # define A\\⏎ b⏎·c"],
  ["a # b", "a·#·b"],
  ["#define A '\nb", "⏎#define A '⏎·b"],
  ["#error don't\nb", "⏎#error don't⏎·b"],
  ["#error don't /* x */\nb", "? a quotation is not closed on the line of a directive"],
  ["#error don't \\\n b\nc", "? a quotation is not closed on the line of a directive"],
  ["#error 'b' \"c\"\nd", "⏎#error 'b' \"c\"⏎·d"],
  ['#define A "b /* c */" // d\ne', '⏎#define A "b /* c */" // d⏎·e'],
  ['#define A R"(b)"\n', "? a raw string stands on the line of a directive"],
  ["#define A R'b'\n", "⏎#define A R'b'⏎"],
  ["#define A /* b */ c\nd", "⏎#define A /* b */ c⏎·d"],
  ["#define A /* b\n c */ d\ne", "⏎#define A /* b⏎ c */ d⏎·e"],
  ["#define A /* b\n", "? a comment is not closed"],
  ["#define A /\\\n* b\n", "? a comment may be opened by joined lines"],
  ["/* a */ #define B\n", "? a comment stands before a directive"],
  ["/* a */\n#define B\n", "⏎#define B⏎"],
  ["// a\n#define B\n", "⏎#define B⏎"],
  // Brackets that conditions open or close: then white space counts everywhere.
  ["#if A\nf(\n#else\ng(\n#endif\na  b)", "⏎#if A⏎· f·(·⏎#else⏎· g·(·⏎#endif⏎· a· b·)"],
  ["f(a,\n#if A\nb\n#endif\n)", "f·(·a·,·⏎#if A⏎· b·⏎#endif⏎· )"],
  ["f(\n#if A\n)\n#else\n)\n#endif\na  b", "f·(·⏎#if A⏎· )·⏎#else⏎· )·⏎#endif⏎· a· b"],
  ["#if A\n#if B\n(\n#endif\n)\n#endif\na  b", "⏎#if A⏎·⏎#if B⏎· (·⏎#endif⏎· )·⏎#endif⏎· a· b"],
  ["#ifdef A\n(a  b)\n#elif B\n#endif\n", "⏎#ifdef A⏎·(·a· b·)·⏎#elif B⏎·⏎#endif⏎"],
  // Where a condition closes what another opens, nobody knows which bracket is open between them.
  [
    "h(g(f(\n#if A\n)\n#else\n)\n#endif\n)\na + b\n#if A\nx(\n#else\ny(\n#endif\n))\n",
    "h·(·g·(·f·(·⏎#if A⏎· )·⏎#else⏎· )·⏎#endif⏎· )· a· +· b·⏎#if A⏎· x·(·⏎#else⏎· y·(·⏎#endif⏎· )·)",
  ],
  ["a  b)  c", "a· b·)· c"],
];

const bare: readonly Row[] = [
  ["#define A /* b */ c\nd", "⏎#define A   c⏎·d"],
  ["#define A // b\nc", "⏎#define A⏎·c"],
  ["#define A // b\\\n c\nd", "⏎#define A // b\\⏎ c⏎·d"],
  ["#define A // b", "⏎#define A⏎"],
  ["#define A /* b\n c */ d\ne", "⏎#define A /* b⏎ c */ d⏎·e"],
  ['#define A "/*" /* b */ \'"\' // c\nd', '⏎#define A "/*"   \'"\'⏎·d'],
  ["#error don't // b\nc", "⏎#error don't // b⏎·c"],
  ["#define A \\\n /* b */ c\nd", "⏎#define A \\⏎   c⏎·d"],
];

const inCpp: readonly Row[] = [
  ["1'000'000 + 2'00'0", "1'000'000·+·2'00'0"],
  ["1'000", "? a number holds a sign that begins a character in older C, and in C++ before 2014"],
  ['R"(a " b)" c', 'R"(a " b)"·c'],
  ['u8R"x(a)" )x" c', 'u8R"x(a)" )x"·c'],
  ['R"(a', "? a quotation is not closed on its line"],
  [`R"${"x".repeat(16)}(a)${"x".repeat(16)}"`, `R"${"x".repeat(16)}(a)${"x".repeat(16)}"`],
  [`R"${"x".repeat(17)}(a)${"x".repeat(17)}"`, "? a quotation is not closed on its line"],
  ['AR"(a)"', 'AR"(a)"'],
  ['AR"(\n)"', "? a quotation is not closed on its line"],
];

describe.each([
  ["C", c, inC],
  ["directives", c, directives],
  ["directives without their comments", withoutComments, bare],
  ["C++", cpp, inCpp],
] as const)("what a compiler reads of %s", (_name, reading, rows) => {
  test.each(rows)("%j", (text, pieces) => expect(told(text, reading)).toBe(pieces));
});
