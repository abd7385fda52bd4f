import { expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "./repository.ts";

async function withOpened(work: (opened: Repository, repository: TestRepository) => Promise<void>): Promise<void> {
  const repository = createRepository();
  try {
    const opened = await openRepository(repository.path, { environment: repository.environment });
    if (!opened.ok) throw new Error(opened.error.text);
    try {
      await work(opened.value, repository);
    } finally {
      await opened.value.close();
    }
  } finally {
    repository.remove();
  }
}

test("directives in odd forms are said, in sources of C", () =>
  withOpened(async (opened, repository) => {
    const files = { "a.h": "#define A(x) x\n", "b.py": "# /* no C */\n" };
    repository.commit({ message: "one\n", files });
    expect(await opened.findMacros(["A"], "HEAD")).toMatchObject({ ok: true, value: [{ name: "A", line: 1 }] });
    const forms = [
      "%:define C 1\n",
      "??=define C 1\n",
      "# /* c */ define C 1\n",
      "#\\\ndefine C 1\n",
      "#define \\\nC 1\n",
      "#define/**/C 1\n",
      "#define /**/ C 1\n",
      "/* c */ #define C 1\n",
      "#def\\\nine C 1\n",
      "#define\vC 1\n",
      "\f#define C 1\n",
    ];
    for (const text of forms) {
      repository.commit({ message: "odd\n", files: { "c.h": text } });
      expect(await opened.findMacros(["A"], "HEAD"), text).toMatchObject({
        ok: false,
        error: { text: "`c.h`:1 may define a macro in a form that is not searched for" },
      });
    }
  }));

test("macros are found where they are defined", () =>
  withOpened(async (opened, repository) => {
    repository.commit({
      message: "one\n",
      files: { "a.h": "#define ONE 1\n#  define TWO(x) x\n#define ONES 3\n// ONE\n" },
    });
    expect(await opened.findMacros(["ONE", "TWO", "no(t"], "HEAD")).toEqual({
      ok: true,
      value: [
        { name: "ONE", path: "a.h", line: 1 },
        { name: "TWO", path: "a.h", line: 2 },
      ],
    });
    repository.commit({ message: "two\n", files: { "ä\n7.h": "\n#define ONE(x) \\\n  x\n#define\tONE\n" } });
    expect(await opened.findMacros(["ONE"], "HEAD")).toEqual({
      ok: true,
      value: [
        { name: "ONE", path: "a.h", line: 1 },
        { name: "ONE", path: "ä\n7.h", line: 2 },
        { name: "ONE", path: "ä\n7.h", line: 4 },
      ],
    });
    expect(await opened.findMacros(["ONES"], "HEAD~1")).toMatchObject({ value: [{ line: 3 }] });
  }));

/** How a third commit stands to the second, which adds a line to the first. */
const comparisons: readonly (readonly [title: string, text: string, expected: string])[] = [
  ["the line goes again", "one\ntwo\nthree\n", "inverse"],
  ["the line goes with another change", "one\ntwo\nthree!\n", "different"],
  ["the line comes once more", "one\ntwo\nmore\nmore\nthree\n", "different"],
  ["its white space changes", "one\ntwo\n more\nthree\n", "different"],
];

test.each(comparisons)("two patches: %s", (_title, text, expected) =>
  withOpened(async (opened, repository) => {
    repository.commit({ message: "one\n", files: { a: "one\ntwo\nthree\n" } });
    const second = repository.commit({ message: "two\n", files: { a: "one\ntwo\nmore\nthree\n" } });
    const third = repository.commit({ message: "three\n", files: { a: text } });
    expect(await opened.compareChanges(third, second)).toEqual({ ok: true, value: expected });
    expect(await opened.compareChanges(second, second)).toEqual({ ok: true, value: "same" });
  }),
);

test("of binary files nothing is said", () =>
  withOpened(async (opened, repository) => {
    repository.commit({ message: "one\n", files: { a: "\0a" } });
    const second = repository.commit({ message: "two\n", files: { a: "\0b" } });
    const third = repository.commit({ message: "three\n", files: { a: "\0a" } });
    expect(await opened.compareChanges(third, second)).toEqual({ ok: true, value: "different" });
  }));
