import { describe, expect, test } from "vitest";
import { indexGlobs } from "../../src/core/people/glob-index.ts";
import { asksNothing, matchesPath, pathGlob } from "../../src/core/people/path-glob.ts";
import * as fc from "../random-cases.ts";

type Below = "never" | "also" | "only";

const matches = (pattern: string, below: Below, path: string): boolean =>
  matchesPath(pathGlob(pattern.split("/"), below), path.split("/"));

describe("a pattern", () => {
  const cases: readonly (readonly [pattern: string, below: Below, path: string, expected: boolean])[] = [
    ["net/core.c", "never", "net/core.c", true],
    ["net/core.c", "never", "net/core.cc", false],
    ["net", "also", "net", true],
    ["net", "also", "net/ipv6/route.c", true],
    ["net", "also", "network/route.c", false],
    ["net", "only", "net", false],
    ["net", "only", "net/route.c", true],
    ["net/*", "never", "net/route.c", true],
    ["net/*", "never", "net/ipv6/route.c", false],
    ["*/net/*", "never", "drivers/net/route.c", true],
    ["*/net/*", "never", "a/drivers/net/route.c", false],
    ["fs/**/*foo*.c", "never", "fs/foo.c", true],
    ["fs/**/*foo*.c", "never", "fs/a/b/xfoox.c", true],
    ["fs/**/*foo*.c", "never", "fs/a/b/bar.c", false],
    ["fs/**", "never", "fs", false],
    ["fs/**", "never", "fs/a/b", true],
    ["a*a", "never", "a", false],
    ["a*a", "never", "aa", true],
    ["a?c", "never", "abc", true],
    ["a?c", "never", "a/c", false],
    ["a?c", "never", "a😀c", true],
    ["*[!x]", "never", "😀", true],
    ["*[!😀]", "never", "😀", false],
    ["sclp*.[hc]", "never", "sclpconsole.h", true],
    ["sclp*.[hc]", "never", "sclpconsole.o", false],
    ["[a-c]x", "never", "bx", true],
    ["[!a-c]x", "never", "bx", false],
    ["[^a-c]x", "never", "dx", true],
    ["[]x]", "never", "]", true],
    ["[x-]", "never", "-", true],
    ["[unclosed", "never", "[unclosed", true],
    ["a\\*", "never", "a*", true],
    ["a\\*", "never", "ab", false],
    ["a\\", "never", "a\\", true],
    ["c++.c", "never", "c++.c", true],
    ["(a|b)", "never", "a", false],
    ["/net", "also", "net", false],
    ["", "only", "anything", false],
  ];
  test.each(cases)("%s (below: %s) on %s: %s", (pattern, below, path, expected) => {
    expect(matches(pattern, below, path)).toBe(expected);
  });
});

describe("asking nothing of any name", () => {
  const cases: readonly (readonly [pattern: string, below: Below, expected: boolean])[] = [
    ["*", "only", true],
    ["*/*", "only", true],
    ["**", "never", true],
    ["**/*", "never", true],
    ["*", "never", false],
    ["net", "only", false],
    ["?", "only", false],
    ["**/*.c", "never", false],
  ];
  test.each(cases)("%s (below: %s): %s", (pattern, below, expected) => {
    expect(asksNothing(pathGlob(pattern.split("/"), below))).toBe(expected);
  });
});

test("patterns that make backtracking matchers explode come to an end", () => {
  expect(matches(`${"*a".repeat(2000)}*b`, "never", "a".repeat(4000))).toBe(false);
  expect(matches(`${"**/a/".repeat(700)}b`, "never", `${"a/".repeat(2000)}a`)).toBe(false);
});

/** What a pattern means, said as plainly as possible and without regard to time. */
function oracle(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...others] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === "**") {
    const least = others.length === 0 ? 1 : 0;
    return (
      path.some((_, at) => at >= least && oracle(others, path.slice(at))) ||
      (path.length >= least && oracle(others, []))
    );
  }
  const [name, ...below] = path;
  return name !== undefined && nameOracle(first, name) && oracle(others, below);
}

function nameOracle(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  if (pattern.startsWith("*")) {
    return nameOracle(pattern.slice(1), name) || (name !== "" && nameOracle(pattern, name.slice(1)));
  }
  const accepted = pattern.startsWith("?") ? name !== "" : name.startsWith(pattern.slice(0, 1));
  return accepted && nameOracle(pattern.slice(1), name.slice(1));
}

const name = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
const path = fc.array(name, { minLength: 1, maxLength: 5 });
const component = fc.oneof(
  fc.constant("**"),
  fc.string({ unit: fc.constantFrom("a", "b", "?", "*"), minLength: 1, maxLength: 4 }),
);
const pattern = fc.array(component, { minLength: 1, maxLength: 5 });
const below = fc.constantFrom<Below>("never", "also", "only");

/** A directory's files are those of which some leading part has the directory's name. */
function belowOracle(components: readonly string[], how: Below, of: readonly string[]): boolean {
  if (how === "never") return oracle(components, of);
  const inside = of.some((_, at) => oracleAllowingNone(components, of.slice(0, at)));
  return inside || (how === "also" && oracleAllowingNone(components, of));
}

/** As `oracle`, but a last `**` may stand for nothing, since something below it is asked for elsewhere. */
const oracleAllowingNone = (components: readonly string[], of: readonly string[]): boolean =>
  oracle(components, of) || (components.at(-1) === "**" && oracleAllowingNone(components.slice(0, -1), of));

test("matching agrees with the naive meaning", () => {
  fc.assert(
    fc.property(pattern, below, path, (components, how, of) => {
      expect(matchesPath(pathGlob(components, how), of)).toBe(belowOracle(components, how, of));
    }),
    { numRuns: 5000 },
  );
});

test("the index finds exactly the patterns that match one by one", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pattern, below), { maxLength: 12 }), path, (patterns, of) => {
      const globs = patterns.map(([components, how]) => pathGlob(components, how));
      const expected = globs.flatMap((glob, id) => (matchesPath(glob, of) ? [id] : []));
      expect(indexGlobs(globs)(of.join("/"))).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
});

test("any text is a pattern, and any text can be matched against it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), below, (text, of, how) => {
      expect(typeof matches(text, how, of)).toBe("boolean");
    }),
  );
});
