import { describe, expect, test } from "vitest";
import { type InlineMaintainersEntry, parseInlineMaintainers } from "../../src/core/people/inline-maintainers.ts";
import { showMaintainer } from "../../src/core/people/people.ts";

const entries: readonly InlineMaintainersEntry[] = [
  { paths: ["**"], maintainers: ["Ada <ada@example.org>"], line: 3 },
  { paths: ["docs/", "*.md"], maintainers: ["lin@example.org", "@bo"], reviewers: ["Cy <cy@example.org>"], line: 5 },
];

function owners(list: readonly InlineMaintainersEntry[], path: string): readonly string[] | string {
  const answer = parseInlineMaintainers(list, "proviso.yaml").maintainers.ownersOf(path);
  if (!answer.known) return answer.why;
  return answer.value.map(
    ({ section, line, maintainers, reviewers, matchesEverything }) =>
      `${line} ${section}${matchesEverything ? "*" : ""}: ${maintainers.map(showMaintainer).join(" ")} / ${reviewers.map(showMaintainer).join(" ")}`,
  );
}

describe("an inline list", () => {
  const everything = "3 ***: Ada <ada@example.org> / ";
  const docs = "5 docs/, *.md: lin@example.org @bo / Cy <cy@example.org>";
  const cases: readonly (readonly [path: string, expected: readonly string[]])[] = [
    ["src/a.c", [everything]],
    ["docs/a/b.txt", [everything, docs]],
    ["src/a.md", [everything, docs]],
  ];
  test.each(cases)("%s", (path, expected) => expect(owners(entries, path)).toEqual(expected));

  test("names everybody once", () => {
    const { maintainers, mistakes } = parseInlineMaintainers([...entries, ...entries], "proviso.yaml");
    expect(maintainers.everyMaintainer.map(showMaintainer)).toEqual([
      "Ada <ada@example.org>",
      "lin@example.org",
      "@bo",
    ]);
    expect(mistakes).toEqual([]);
  });
});

describe("a mistake", () => {
  test("in a person is told with its line", () => {
    const { mistakes } = parseInlineMaintainers(
      [{ paths: ["a"], maintainers: ["nobody"], reviewers: ["@ x"], line: 7 }],
      "proviso.yaml",
    );
    expect(mistakes.map(({ code, line, text }) => [code, line, text])).toEqual([
      ["unreadable-person", 7, "`nobody` is neither `Name <address>`, an address nor @login"],
      ["unreadable-person", 7, "`@ x` is neither `Name <address>`, an address nor @login"],
    ]);
  });

  test("in a glob leaves the paths unknown that nothing else owns", () => {
    const list = [...entries, { paths: ["a["], maintainers: ["ada@example.org"], line: 9 }];
    expect(parseInlineMaintainers(list, "proviso.yaml").mistakes.map(({ code, line }) => [code, line])).toEqual([
      ["pattern-not-evaluated", 9],
    ]);
    expect(owners(list, "src/a.c")).toMatch(/^cannot evaluate `a\[`: /);
    expect(owners(list, "docs/a").length).toBe(2);
  });
});
