import { describe, expect, test } from "vitest";
import type { Language, Token } from "../../src/core/evidence/tokens.ts";
import { syntax } from "./read.ts";

/** Two texts that mean the same: their tokens, comments left out, are equal. What must differ stands in test/evidence/traps.test.ts. */
const same: readonly (readonly [language: Language, before: string, after: string])[] = [
  ["c", "int a;", "int\n  a ;\n"],
  ["c", "#define A(x) (x+1)\n", "#  define A(x) \\\n   (x + 1)\n".replace("#  define", "#define")],
  ["c", "int f(int a){return a;}\n", "int f(int a)\n{\n\treturn a;\n}\n"],
  ["c", "#if A\nint b;\n#endif\n", "#if A\n\n  int b;\n\n#endif\n"],
  ["c", "int a[] = {1,2};\n", "int a[] = {\n    1, /* one */\n    2\n};\n"],
  ["cpp", "template<typename T> class A { T b; };\n", "template <typename T>\nclass A {\n  T b;\n};\n"],
  ["python", "f(a, b)\n", "f(\n    a,\n    b\n)\n"],
  ["python", "if a:\n    b()\n", "if a:\n  b()\n"],
  ["python", "if a:\n    b()\n\n\nc()\n", "if a:\n\tb()\nc()\n"],
  ["python", "a = b + c\n", "a = b + \\\n    c\n"],
  ["python", "class A:\n    def f(self):\n        pass\n", "class A:\n\n  def f(self):  # why\n    pass\n"],
  ["rust", "fn f(a: u8) -> u8 { a + 1 }\n", "fn f(a: u8) -> u8 {\n    a + 1\n}\n"],
  ["go", "package a\n\nfunc f(b, c int) {}\n", "package a\nfunc f(b,\n\tc int) {}\n"],
  ["java", "class A { int b() { return 1; } }\n", "class A {\n  int b() {\n    return 1;\n  }\n}\n"],
  ["javascript", "const a = f(b, c);\n", "const a = f(\n  b,\n  c\n);\n"],
  [
    "typescript",
    "type A = { b: string; c: number };\n",
    "type A = {\n  b: string;\n  c: number;\n};\n".replace("number;\n", "number\n"),
  ],
  ["bash", "if a; then\n  b\nfi\n", "if a; then\n\tb\nfi\n"],
  ["json", '{"a":[1,2]}', '{\n  "a": [1, 2]\n}\n'],
  ["toml", "a = 1\nb = 2\n", "a=1\n\nb  =  2\n"],
  ["kconfig", 'config A\n\tbool  "a" # why\n', '# that\nconfig A\n\tbool "a"\n'],
  ["yaml", "a: 1\nb: 2\n", "a: 1\n\n\nb: 2 # two\n"],
];

const codeOf = (tokens: readonly Token[]): readonly string[] =>
  tokens.filter(({ kind }) => kind !== "comment").map(({ kind, text }) => `${kind} ${text}`);

async function read(language: Language, before: string, after: string) {
  const reading = await syntax.read(language, before, after);
  if (!reading.known) throw new Error(reading.why);
  return reading.value.regions;
}

test.each(same)("%s: %j is %j", async (language, before, after) => {
  for (const region of await read(language, before, after)) {
    expect(codeOf(region.after.tokens)).toEqual(codeOf(region.before.tokens));
  }
});

/** A passage is told from another one by what stands before it, where a backslash makes that a part of its first line. */
const joined: readonly (readonly [before: string, after: string])[] = [
  ["#ifdef A\nint a;\n#endif\nint b;\n", "#ifdef A\nint a;\n#endif\\\nint b;\n"],
  ["#undef A\n\nint b;\n", "#undef A\\ \nint b;\n"],
  ["int a(void)\n{\n}\n\nint b;\n", "int a(void)\n{\n}\\\nint b;\n"],
  ["int a;\n#define B 1\n", "int a;\\\n#define B 1\n"],
  ["int a;\n\n#define B 1\n", "int a; \\\n #define B 1\n"],
];

test.each(joined)("c: %j is not %j", async (before, after) => {
  const regions = await read("c", before, after);
  expect(regions.map((region) => codeOf(region.after.tokens))).not.toEqual(
    regions.map((region) => codeOf(region.before.tokens)),
  );
});

/** No token is lost: all that is no white space stands in some token, in order. */
const whole: readonly (readonly [Language, string])[] = [
  ["c", "int a; @ $ ` ~ \\ ??= b\n#define X(a) #a ## b\n)))\n"],
  ["c", "__THROW extern int f (int) __attribute__((x));\n#if\n#else\n#endif\n#endif\n"],
];

test.each(whole)("%s: nothing of %j is lost", async (language, text) => {
  const [region] = await read(language, "", text);
  const words = (region?.after.tokens ?? []).filter(({ kind }) => kind !== "layout").map((token) => token.text);
  expect(words.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s|\\\n/g, ""));
});

describe("limits", () => {
  test.each([
    ["a long file", "int a;\n".repeat(200_000), "longer than 1048576 characters"],
    ["a long line", `int a = ${"1 + ".repeat(60_000)}1;\n`, "a line is longer than 200000 characters"],
    ["deep nesting", `int a = ${"(".repeat(5_000)}1${")".repeat(5_000)};\n`, "more than 1000 brackets are open"],
    ["a zero byte", "int a;\0\n", "not plain text"],
    ["half a character", "int a; // \ud800\n", "not plain text"],
    ["ten megabytes in one line", "x".repeat(10_000_000), "longer than 1048576 characters"],
    [
      "signs of which a parser tries every reading",
      `${`${"*".repeat(100_000)}\n`.repeat(5)}x;\n`,
      "more than 1000000 steps",
    ],
  ])("%s", async (_title, text, why) => {
    expect(await syntax.read("c", "int b;\n", text)).toMatchObject({ known: false, why: expect.stringContaining(why) });
  });

  test.each([
    ["a sequence in a sequence, and so on", `${"- ".repeat(300)}a\n`, "further in than 150 columns"],
    ["a level a line", Array.from({ length: 300 }, (_, at) => `${" ".repeat(at)}a:\n`).join(""), "further in than 150"],
    ["many lines", "- a\n".repeat(40_000), "more than 30000 lines"],
    ["a long line", `a: ${"b".repeat(40_000)}\n`, "more than 30000 lines, or characters"],
  ])("YAML: %s", async (_title, text, why) => {
    expect(await syntax.read("yaml", "a: 1\n", text)).toMatchObject({
      known: false,
      why: expect.stringContaining(why),
    });
  });

  test("what was too much for a parser leaves nothing to the next text", async () => {
    expect((await syntax.read("c", "int a;\n", `${`${"*".repeat(100_000)}\n`.repeat(5)}x;\n`)).known).toBe(false);
    const [region] = await read("c", "int a;\n", "int b;\n");
    expect(region?.after.tokens.map(({ text }) => text)).toEqual(["int", "b", ";"]);
  });

  test.each(["python", "rust", "typescript", "go", "java", "bash", "kconfig"] as const)(
    "%s with syntax errors is not read",
    async (language) => {
      expect(await syntax.read(language, "", ")) ]] {{{ <<< \n")).toMatchObject({ known: false });
    },
  );
});

test("`comment` of Kconfig is a word of the language", async () => {
  const [region] = await read("kconfig", "", 'comment "a" # b\n');
  expect(region?.after.tokens.filter(({ kind }) => kind !== "layout").map(({ kind, text }) => [kind, text])).toEqual([
    ["keyword", "comment"],
    ["symbol", '"'],
    ["literal", "a"],
    ["symbol", '"'],
    ["comment", "# b"],
  ]);
});

test("equal sides have nothing to compare", async () => {
  expect(await read("c", "int a;\n", "int a;\n")).toEqual([]);
});

test("only the definitions that differ are read", async () => {
  const text = (two: string): string =>
    `int one(void)\n{\n    return 1;\n}\n\nint two(void)\n{\n    return ${two};\n}\n\nint three(void)\n{\n    return 3;\n}\n`;
  const regions = await read("c", text("2"), text("4"));
  expect(regions.map(({ after }) => after.definitions.map(({ name }) => name))).toEqual([["two"]]);
});
