import { describe, expect, test } from "vitest";
import { compileGlob } from "../../src/core/text/glob.ts";
import * as fc from "../random-cases.ts";

/** Which of the paths the glob matches. */
function matched(glob: string, paths: readonly string[]): readonly string[] {
  const answer = compileGlob(glob);
  if (!answer.ok) expect.fail(`${glob}: ${answer.why}`);
  return paths.filter(answer.matches);
}

const check = (glob: string, yes: readonly string[], no: readonly string[]): void =>
  expect(matched(glob, [...yes, ...no])).toEqual(yes);

describe("what a glob matches", () => {
  const table: readonly (readonly [glob: string, yes: readonly string[], no: readonly string[]])[] = [
    ["*.rst", ["a.rst", "docs/a.rst", ".rst"], ["a.rst/b", "a.rsts", "a.RST"]],
    ["Makefile", ["Makefile", "a/b/Makefile"], ["Makefile.am", "Makefile/x"]],
    ["/Makefile", ["Makefile"], ["a/Makefile"]],
    ["docs/*.rst", ["docs/a.rst"], ["docs/a/b.rst", "x/docs/a.rst"]],
    ["docs/", ["docs/a", "docs/a/b"], ["docs", "x/docs/a", "docsx/a"]],
    ["*/net/", ["hw/net/a.c"], ["net/a.c", "a/hw/net/a.c"]],
    ["docs/**", ["docs/a", "docs/a/b"], ["docs"]],
    ["**/tests/**", ["tests/a", "x/tests/a", "x/y/tests/a/b"], ["xtests/a", "tests"]],
    ["a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb", "a/b/c"]],
    ["**/b", ["b", "x/b", "x/y/b"], ["xb", "b/x"]],
    ["a/b**c", ["a/bc", "a/bxc"], ["a/b/c"]],
    ["**/tests/**/*.in", ["tests/.in", "tests/a.in", "x/tests/y/a.in"], ["tests.in", "tests/a", "x/tests"]],
    ["a*/**/bc", ["a/bc", "ax/bc", "a/x/bc"], ["a/xbc", "abc"]],
    ["*", ["a", "a/b"], []],
    ["**", ["a", "a/b"], []],
    ["/", ["a", "a/b"], []],
    ["/*", ["a"], ["a/b"]],
    ["?.c", ["a.c", "é.c", "😀.c", "x/b.c"], ["ab.c", ".c"]],
    ["a?b/x", ["acb/x"], ["a/b/x"]],
    ["[a-c]x", ["ax", "cx"], ["dx", "-x"]],
    ["[!a-c]x", ["dx"], ["ax"]],
    ["[^a]x", ["bx"], ["ax"]],
    ["[]x]y", ["]y", "xy"], ["ay"]],
    ["[!]x]y", ["ay"], ["]y", "xy", "y"]],
    ["[^]]y", ["ay"], ["]y", "y"]],
    ["[a-]x", ["ax", "-x"], ["bx"]],
    ["[a-cx]y", ["ay", "cy", "xy"], ["dy"]],
    ["[A-\\Z]x", ["Ax", "Mx", "Zx"], ["[x", "\\x"]],
    ["[\\]]x", ["]x"], ["\\x"]],
    ["d/a[!b]c", ["d/axc"], ["d/a/c"]],
    ["*.{c,h}", ["a.c", "x/a.h"], ["a.x", "a.{c,h}"]],
    ["{docs,tests}/", ["docs/a", "tests/a"], ["a/docs/b"]],
    ["{a,b{c,d}}.x", ["a.x", "bc.x", "bd.x"], ["b.x"]],
    ["a{,b}/c", ["a/c", "ab/c"], ["b/c"]],
    ["{a,b}{c,d{e,f}}g", ["acg", "bcg", "adeg", "bdfg"], ["acdeg", "ag", "eg"]],
    ["{{a,b},c}", ["a", "b", "c"], ["ac"]],
    ["{a,b}".repeat(8), ["abababab"], ["ababababa"]],
    ["a}", ["a}"], ["a"]],
    ["{*.rst,docs/}", ["x/a.rst", "docs/b"], ["x/docs/b"]],
    ["a,b", ["a,b"], ["a"]],
    ["a\\*b", ["a*b"], ["axb"]],
    ["\\{a}", ["{a}"], ["a"]],
    ["\\😀", ["😀"], ["x"]],
    ["a b/ü", ["a b/ü"], []],
  ];
  for (const [glob, yes, no] of table) test(glob, () => check(glob, yes, no));
});

describe("what is no glob", () => {
  const table: readonly (readonly [glob: string, why: string])[] = [
    ["", "a glob is empty"],
    ["!a", "a glob cannot be negated with `!`"],
    ["[a", "a `[` has no closing `]`"],
    ["[]", "a `[` has no closing `]`"],
    ["{a,b", "a `{` has no closing `}`"],
    ["a\\", "a glob ends in a lone backslash"],
    ["./a", "a path of a repository has no `.` or `..` component"],
    ["a/../b", "a path of a repository has no `.` or `..` component"],
    ["a//b", "a path of a repository has no empty component"],
    ["//", "a path of a repository has no empty component"],
    ["{a,}", "a glob is empty"],
    ["x".repeat(1001), "a glob is longer than 1000 characters"],
    ["{a,b}".repeat(9), "groups stand for more than 256 globs"],
    [`{${"a,".repeat(256)}a}`, "groups stand for more than 256 globs"],
    [`${"{".repeat(9)}a${"}".repeat(9)}`, "groups nest more than 8 deep"],
  ];
  for (const [glob, why] of table)
    test(glob.slice(0, 30) || "(empty)", () => expect(compileGlob(glob)).toEqual({ ok: false, why }));
});

test("a hostile glob answers at once", () => {
  const path = "a".repeat(100_000);
  for (const glob of [
    `${"*a".repeat(200)}b`,
    `${"**/a".repeat(50)}b`,
    "{*a*a*a*a*b,*a*a*a*a*c}",
    `/${"?*".repeat(100)}b`,
  ])
    check(glob, [], [path]);
});

const component = fc.stringMatching(/^[a-c.*?[\]{},\\!é]{1,6}$/);
const path = fc
  .array(fc.stringMatching(/^[a-cé]{1,4}$/), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("/"));

test("no glob throws, on any path", () => {
  const glob = fc
    .array(fc.oneof(component, fc.constantFrom("**", "")), { maxLength: 5 })
    .map((parts) => parts.join("/"));
  fc.assert(
    fc.property(
      fc.oneof(glob, fc.string({ unit: "binary" })),
      fc.oneof(path, fc.string({ unit: "binary" })),
      (text, subject) => {
        const answer = compileGlob(text);
        if (answer.ok) expect(typeof answer.matches(subject)).toBe("boolean");
        else expect(answer.why).not.toBe("");
      },
    ),
    { numRuns: 2000 },
  );
});

/** The glob as a pattern of the language's own engine: an oracle for short, harmless globs without groups and sets. */
function oracle(glob: string): RegExp {
  const anchored = glob.endsWith("/") ? `${glob}**` : glob;
  const source = anchored.replace(/^\*\*$|\*\*\/|\/\*\*$|\*+|[^*]/g, (part, offset: number) => {
    const atComponent = offset === 0 || anchored[offset - 1] === "/";
    if (part === "**/" && atComponent) return "(?:.*/)?";
    if (part === "/**") return "/.+";
    if (part === "**") return ".+";
    if (part.startsWith("*")) return `[^/]*${part.endsWith("/") ? "/" : ""}`;
    return part === "?" ? "[^/]" : part;
  });
  return new RegExp(`^${source}$`, "u");
}

test("anchored globs match what their translation to a regular expression matches", () => {
  const part = fc.constantFrom("a", "b", "ab", "*", "a*", "*b", "?", "**", "a?", "*a*");
  const glob = fc.tuple(fc.array(part, { minLength: 2, maxLength: 5 }), fc.boolean());
  fc.assert(
    fc.property(glob, path, ([parts, below], subject) => {
      const text = parts.join("/") + (below ? "/" : "");
      expect([text, subject, matched(text, [subject]).length === 1]).toEqual([
        text,
        subject,
        oracle(text).test(subject),
      ]);
    }),
    { numRuns: 5000 },
  );
});
