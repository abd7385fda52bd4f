import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npmProgram, type Packed, pack, root, scratch } from "./packed.ts";

/** All that the package may hold. What fits no line here is in it by mistake, and a line that nothing fits is out of date. */
const expected: readonly RegExp[] = [
  /^package\.json$/,
  /^(?:README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^schemas\/[a-z]+\.schema\.json$/,
  /^docs\/(?:[a-z]+\/)?[\w-]+\.md$/,
  /^docs\/examples\/[\w-]+\.mbox$/,
  /^dist\/(?:proviso|action)\.cjs$/,
  /^dist\/(?:core|testing|shared-[A-Z0-9]+)\.js$/,
  /^dist\/licences\.txt$/,
  /^dist\/cli\/[\w-]+\.c?js$/,
  /^dist\/cli\/node-sqlite3-wasm\.wasm$/,
  /^dist\/grammars\/(?:web-)?tree-sitter(?:-\w+)?\.wasm$/,
  /^dist\/types\/(?:core|testing)\/(?:[\w-]+\/)*[\w-]+\.d\.ts$/,
];

/** Bytes of the file that is downloaded, and of what is unpacked. The grammars are half of the one, and JavaScript of the other. */
const packedBytesMax = 7_000_000;
const unpackedBytesMax = 30_000_000;

const npm = npmProgram();

describe.skipIf(npm === null)("the package", () => {
  const place = scratch();
  let packed: Packed;
  beforeAll(() => {
    packed = pack(npm ?? "", root, place.path);
  });
  afterAll(() => place.remove());

  test("holds what it should, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !expected.some((one) => one.test(path)))).toEqual([]);
    expect(expected.filter((one) => !paths.some((path) => one.test(path))).map(String)).toEqual([]);
  });

  test("has every file that its package.json names", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly bin: Readonly<Record<string, string>>;
      readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    };
    const named = [manifest.bin, ...Object.values(manifest.exports)].flatMap((one) =>
      typeof one === "string" ? [one] : Object.values(one),
    );
    const paths = new Set(packed.files.map(({ path }) => path));
    expect(named.map((path) => path.replace("./", "")).filter((path) => !paths.has(path))).toEqual([]);
  });

  test("names no place of the machine that built it, and no map of its sources", () => {
    const places = [root, ...(homedir() === "/" ? [] : [`${homedir()}/`])];
    const found = packed.files.flatMap(({ path }) => {
      const text = readFileSync(join(root, path), "latin1");
      const wrong = places.filter((one) => text.includes(one));
      return text.includes("\n//# sourceMappingURL=") ? [...wrong, "a source map"] : wrong;
    });
    expect(found).toEqual([]);
  });

  test("has a budget", () => {
    expect(packed.size).toBeLessThan(packedBytesMax);
    expect(packed.unpackedSize).toBeLessThan(unpackedBytesMax);
    // A budget twice as large as what it is for would hold nothing.
    expect(packed.size).toBeGreaterThan(packedBytesMax / 2);
    expect(packed.unpackedSize).toBeGreaterThan(unpackedBytesMax / 2);
  });
});
