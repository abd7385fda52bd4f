import { describe, expect, test } from "vitest";
import { type InlineMaintainersEntry, parseInlineMaintainers } from "../../src/core/people/inline-maintainers.ts";
import { showMaintainer } from "../../src/core/people/people.ts";

const entries: readonly InlineMaintainersEntry[] = [
  { paths: ["**"], maintainers: ["Ada <ada@example.org>"], line: 3 },
  { paths: ["docs/", "*.md"], maintainers: ["lin@example.org", "@bo"], reviewers: ["Cy <cy@example.org>"], line: 5 },
];

function owners(list: readonly InlineMaintainersEntry[], path: string): readonly string[] | string {
  const answer = parseInlineMaintainers(list, "proviso.yaml").ownersOf(path);
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
    const { everyMaintainer } = parseInlineMaintainers([...entries, ...entries], "proviso.yaml");
    expect(everyMaintainer.map(showMaintainer)).toEqual(["Ada <ada@example.org>", "lin@example.org", "@bo"]);
    const { everySection } = parseInlineMaintainers(entries, "proviso.yaml");
    expect(everySection.map(({ section }) => section)).toEqual(entries.map(({ paths }) => paths.join(", ")));
  });
});

describe("a mistake", () => {
  test("in a person leaves that person out", () => {
    const list = [{ paths: ["a"], maintainers: ["nobody", "@lin"], reviewers: ["@ x"], line: 7 }];
    expect(owners(list, "a")).toEqual(["7 a: @lin / "]);
  });

  test("in a glob leaves the paths unknown that nothing else owns", () => {
    const list = [...entries, { paths: ["a["], maintainers: ["ada@example.org"], line: 9 }];
    expect(owners(list, "src/a.c")).toMatch(/^cannot evaluate `a\[`: /);
    expect(owners(list, "docs/a").length).toBe(2);
  });
});
