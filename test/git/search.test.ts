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
