import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/core/policy/yaml-file.ts";
import { restoreNode, type YamlNode } from "../../src/core/policy/yaml-node.ts";
import * as fc from "../random-cases.ts";

const read = (text: string) => readYaml({ name: "any", text });
const again = (node: YamlNode, length: number) => restoreNode(JSON.parse(JSON.stringify(node)), length);

const texts: readonly string[] = [
  "",
  "a: 1\n",
  "proviso: 1\nrules:\n  sign-off-present: { level: require, match: author }\n",
  "a: [1, 1.5, 0x1f, true, no, ~, null, 'x', \"y\", 2024-01-01]\n",
  "? [odd, key]\n: value\n? {a: b}\n: [c]\n",
  "a:\nb: &x |\n  text\n  text\nc: *x\n",
  "- - - a\n",
];

describe("a tree that is kept and taken back", () => {
  test.each(texts)("is the same: %j", (text) => {
    const { root } = read(text);
    expect(again(root, text.length)).toEqual(root);
  });

  test("is the same for any YAML", () => {
    const word = fc.constantFrom(
      "a",
      "1",
      "- ",
      ": ",
      "\n",
      "\n  ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "'",
      '"',
      "&x ",
      "*x",
      "#",
      "|",
      "~",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join("");
        const { root } = read(text);
        expect(again(root, text.length)).toEqual(root);
      }),
      { numRuns: 2000 },
    );
  });

  test("is a tree inside the text, or nothing, whatever was kept", () => {
    const within = (node: YamlNode, length: number): boolean => {
      if (node === null) return true;
      const [start, end] = node.at;
      if (!(0 <= start && start <= end && end <= length)) return false;
      if (node.kind === "list") return node.items.every((item) => within(item, length));
      return node.kind !== "map" || node.items.every(({ key, value }) => within(key, length) && within(value, length));
    };
    const at = fc.oneof(fc.tuple(fc.integer({ min: -2, max: 12 }), fc.integer({ min: -2, max: 12 })), fc.jsonValue());
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.record({
          kind: fc.constantFrom("scalar", "alias", "other", "odd"),
          at,
          value: fc.jsonValue(),
          source: fc.string(),
        }),
        fc.record({ kind: fc.constant("list"), at, items: fc.array(tie("node")) }),
        fc.record({
          kind: fc.constant("map"),
          at,
          items: fc.array(fc.record({ key: tie("node"), value: tie("node") })),
        }),
      ),
    }));
    fc.assert(
      fc.property(node, (kept) => {
        const restored = restoreNode(kept, 10);
        return restored === undefined || within(restored, 10);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["an extent behind the text", { kind: "alias", at: [0, 11] }],
    ["an extent that ends before it begins", { kind: "alias", at: [3, 2] }],
    ["a scalar without a source", { kind: "scalar", at: [0, 1], value: "x" }],
    ["a pair without a value", { kind: "map", at: [0, 1], items: [{ key: null }] }],
    ["a list of nothing known", { kind: "list", at: [0, 1], items: [7] }],
  ])("%s is nothing", (_, kept) => {
    expect(restoreNode(kept, 10)).toBeUndefined();
  });

  test.each(["from: 12e45678\n", "a: .nan\n", "a: [-.inf]\n"])("a number that JSON has not is nothing: %j", (text) => {
    expect(restoreNode(read(text).root, text.length)).toBeUndefined();
  });

  test("a tree that is too deep is nothing", () => {
    let kept: unknown = null;
    for (let depth = 0; depth < 10_000; depth += 1) kept = { kind: "list", at: [0, 1], items: [kept] };
    expect(restoreNode(kept, 10)).toBeUndefined();
  });
});
