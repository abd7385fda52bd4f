import { describe, expect, test } from "vitest";
import { codeownersTextMax, parseCodeowners } from "../../src/core/people/codeowners.ts";
import type { CodeownersFlavour } from "../../src/core/people/codeowners-pattern.ts";
import { showMaintainer } from "../../src/core/people/people.ts";
import { positionAt } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const parse = (text: string, flavour: CodeownersFlavour) => parseCodeowners({ name: "CODEOWNERS", text }, flavour);

/** Who owns the path, section by section, as `section (status): owners`, a catch-all with an asterisk. */
function owners(text: string, flavour: CodeownersFlavour, path: string): readonly string[] | string {
  const answer = parse(text, flavour).maintainers.ownersOf(path);
  if (!answer.known) return answer.why;
  return answer.value.map(({ section, status, maintainers, matchesEverything }) => {
    const shownStatus = status === null ? "" : ` (${status})`;
    return `${section}${matchesEverything ? "*" : ""}${shownStatus}: ${maintainers.map(showMaintainer).join(" ")}`;
  });
}

const matches = (pattern: string, flavour: CodeownersFlavour, path: string): boolean =>
  owners(`${pattern} @ada`, flavour, path).length > 0;

describe("a GitHub pattern", () => {
  const cases: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
    ["*", "a/b/c.js", true],
    ["*.js", "a/b.js", true],
    ["*.js", "a/b.jsx", false],
    ["docs/", "docs/a/b.md", true],
    ["docs/", "x/docs/b.md", true],
    ["docs/", "docs", false],
    ["/docs/", "docs/a.md", true],
    ["/docs/", "x/docs/a.md", false],
    ["docs", "docs", true],
    ["docs", "x/docs/a/b.md", true],
    ["/docs", "docs/a/b.md", true],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/a/b.md", false],
    ["docs/*", "x/docs/a.md", false],
    ["docs/api", "docs/api/a/b.md", true],
    ["docs/api", "x/docs/api", false],
    ["/docs/**", "docs/a/b.md", true],
    ["/docs/**", "docs", false],
    ["**/logs", "a/b/logs/c", true],
    ["/a/**/b", "a/b", true],
    ["/a/**/b", "a/x/y/b/c", true],
    ["/a?c", "abc", true],
    ["docs/x\\ y.md", "docs/x y.md", true],
    ["docs/x\\ y.md", "docs/x", false],
    ["README.md", "readme.md", false],
  ];
  test.each(cases)("%s on %s: %s", (pattern, path, expected) =>
    expect(matches(pattern, "github", path)).toBe(expected),
  );
});

describe("a GitLab pattern", () => {
  const cases: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
    ["*", ".gitignore", true],
    ["*", "a/b.rb", true],
    ["docs/", "x/docs/a/b.md", true],
    ["/docs/", "x/docs/a.md", false],
    ["docs", "docs", true],
    ["docs", "docs/a.md", false],
    ["/docs/*", "docs/a.md", true],
    ["/docs/*", "docs/a/b.md", false],
    ["/docs/**/*.md", "docs/a/b.md", true],
    ["/docs/**", "docs/a/b.md", false],
    ["docs/*.md", "x/docs/a.md", true],
    ["\\#file.rb", "#file.rb", true],
    ["/[ab].rb", "a.rb", true],
    ["path\\ with\\ blanks/", "path with blanks/a", true],
  ];
  test.each(cases)("%s on %s: %s", (pattern, path, expected) =>
    expect(matches(pattern, "gitlab", path)).toBe(expected),
  );
});

describe("a GitHub file", () => {
  const text = `# Owners of everything
*       @org/everybody

/docs/  @lin docs@example.org # a remark, not @bo
/docs/generated/
/one/   a@example.org
*.c @ada
`;
  const cases: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ["README", ["**: @org/everybody"]],
    ["docs/a.md", ["/docs/: @lin docs@example.org"]],
    ["docs/generated/a.md", []],
    ["one/a.md", ["/one/: a@example.org"]],
    ["docs/generated/a.c", ["*.c: @ada"]],
  ];
  test.each(cases)("%s", (path, expected) => expect(owners(text, "github", path)).toEqual(expected));

  test("names everybody once", () => {
    const people = parse(`${text}*.h @ADA @ada\n`, "github").maintainers.everyMaintainer;
    expect(people.map(showMaintainer)).toEqual(["@org/everybody", "@lin", "docs@example.org", "a@example.org", "@ada"]);
  });

  test("has a section for each line that names somebody", () => {
    const { everySection } = parse("* @ada\n/docs/ @lin\n/docs/generated/\n", "github").maintainers;
    expect(everySection.map(({ section, maintainers }) => [section, ...maintainers.map(showMaintainer)])).toEqual([
      ["*", "@ada"],
      ["/docs/", "@lin"],
    ]);
  });
});

describe("a GitLab file", () => {
  const text = `* @everybody

[Documentation][2] @writers
docs/
*.md @lin docs@example.org
!docs/drafts/

^[Database] @dba @org/group/subgroup
model/
model/cache/ @ada

[DOCUMENTATION]
README @ada

^[Roles]
/secure/ @@maintainer
`;
  const cases: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ["x.rb", ["**: @everybody"]],
    ["docs/a.txt", ["**: @everybody", "Documentation: docs/: @writers"]],
    ["docs/a.md", ["**: @everybody", "Documentation: *.md: @lin docs@example.org"]],
    ["docs/drafts/a.md", ["**: @everybody"]],
    ["README", ["**: @everybody", "Documentation: README: @ada"]],
    ["model/a.rb", ["**: @everybody", "Database: model/ (Optional): @dba @org/group/subgroup"]],
    [
      "model/cache/a.md",
      ["**: @everybody", "Documentation: *.md: @lin docs@example.org", "Database: model/cache/ (Optional): @ada"],
    ],
    ["secure/a", ["**: @everybody", "Roles: /secure/ (Optional): @@maintainer"]],
  ];
  test.each(cases)("%s", (path, expected) => expect(owners(text, "gitlab", path)).toEqual(expected));

  test("leaves a path unowned where neither line nor heading names anybody", () => {
    expect(owners("[Nobody]\ndocs/\n", "gitlab", "docs/a.md")).toEqual([]);
  });
  test("has a section that is optional only if every heading of its name is", () => {
    expect(owners("^[Docs] @ada\n[docs]\n*.md @lin\n", "gitlab", "a.md")).toEqual(["Docs: *.md: @lin"]);
  });
});

describe("a problem", () => {
  const cases: readonly (readonly [
    flavour: CodeownersFlavour,
    line: string,
    code: string,
    words: string,
    stillOwns: boolean,
  ])[] = [
    ["github", "!a @ada", "pattern-not-honoured", "GitHub negates no patterns", false],
    ["github", "[ab] @ada", "pattern-not-honoured", "GitHub reads no character ranges", false],
    ["github", "\\#a @ada", "pattern-not-honoured", "does not take for a name", false],
    [
      "github",
      "a ada",
      "unreadable-owner",
      "`a ada` names `ada`, neither @login nor address; GitHub skips the line",
      false,
    ],
    ["gitlab", "a @ada ada", "unreadable-owner", "GitLab ignores it", true],
    ["gitlab", "[ab @ada", "unreadable-section", "is no section heading", false],
    ["gitlab", "[] @ada", "unreadable-section", "is no section heading", false],
    ["github", `${"a".repeat(5000)} @ada`, "pattern-not-honoured", "longer than 4096 characters", false],
  ];
  test.each(cases)("%s: %s is %s", (flavour, line, code, words, stillOwns) => {
    const text = `# first\n${line}\n`;
    const { problems } = parse(text, flavour);
    expect(problems.map((problem) => [problem.code, positionAt(text, problem.at.start).line])).toEqual([[code, 2]]);
    expect(problems[0]?.text).toContain(words);
    expect(owners(text, flavour, "a").length > 0).toBe(stillOwns);
  });

  test("is the whole file when it is too long", () => {
    const { maintainers, problems } = parse(`* @ada\n${"#".repeat(codeownersTextMax)}`, "github");
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["maintainers-too-long", "error"]]);
    expect(maintainers.ownersOf("a").known).toBe(false);
  });
});

test("the last matching line decides on GitHub, whatever the file", () => {
  const pattern = fc.constantFrom("*", "a", "/a", "a/", "a/*", "*.c", "/a/b", "**/b", "a/**");
  const path = fc.constantFrom("a", "a/b", "a/b/c.c", "x.c", "b/a", "b");
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 6 }), path, (patterns, of) => {
      const text = patterns.map((written, at) => `${written} @p${at}`).join("\n");
      const last = patterns.findLastIndex((written) => matches(written, "github", of));
      const answer = owners(text, "github", of);
      expect(answer.length).toBe(last === -1 ? 0 : 1);
      if (last !== -1) expect(answer[0]).toContain(`@p${last}`);
    }),
    { numRuns: 500 },
  );
});

test("no text throws, and every problem lies inside it", () => {
  const word = fc.oneof(
    fc.constantFrom("*", "@ada", "[x]", "^[y]", "!z", "\\", "#", "/a/**/b"),
    fc.string({ unit: "binary" }),
  );
  const text = fc
    .array(fc.array(word, { maxLength: 4 }), { maxLength: 10 })
    .map((lines) => lines.map((words) => words.join(" ")).join("\n"));
  fc.assert(
    fc.property(text, fc.constantFrom<CodeownersFlavour>("github", "gitlab"), fc.string(), (written, flavour, path) => {
      const { maintainers, problems } = parse(written, flavour);
      maintainers.ownersOf(path);
      for (const { at } of problems) expect(0 <= at.start && at.start <= at.end && at.end <= written.length).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("patterns that make gitignore libraries explode come to an end", () => {
  const text = `${"**/a/".repeat(500)}b @ada\n${"*a".repeat(500)}b @ada\n`;
  expect(owners(text, "github", `${"a/".repeat(1000)}a`)).toEqual([]);
  expect(owners(text, "github", "a".repeat(2000))).toEqual([]);
});
