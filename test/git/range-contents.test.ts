import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GitPlace } from "../../src/adapters/git/process.ts";
import { missingContents, missingVersions } from "../../src/adapters/git/range-contents.ts";
import { valueOf } from "./check.ts";
import { createRepository, type TestRepository } from "./repository.ts";

describe("contents that are not here", () => {
  let repository: TestRepository;
  let place: GitPlace;
  beforeEach(() => {
    repository = createRepository();
    place = { directory: repository.path, environment: { ...repository.environment, GIT_NO_LAZY_FETCH: "1" } };
  });
  afterEach(() => repository.remove());

  /** Takes away a version of a file, as if nobody had fetched it. @returns its id */
  function lose(version: string): string {
    const id = repository.git("rev-parse", version);
    rmSync(join(repository.path, ".git", "objects", id.slice(0, 2), id.slice(2)));
    return id;
  }

  const numbered = (count: number, text: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, number) => [`many/${number}`, `${text} ${number}\n`]));

  for (const [what, files] of [
    ["a few files", 1],
    ["more files than git is told", 1_001],
  ] as const)
    test(`are those of all versions of ${what} since commits wrote to them, and of no others`, async () => {
      repository.commit({ message: "start", files: { "many/0": "before\n", other: "before\n" } });
      const asked = repository.commit({ message: "asked", files: numbered(files, "asked") });
      repository.commit({ message: "other", files: { other: "other\n" } });
      const tip = repository.commit({ message: "later", files: { "many/0": "later\n" } });
      const lost = [`${asked}~:many/0`, `${asked}:many/0`, `${tip}:many/0`].map(lose);
      lose(`${tip}:other`);
      expect(new Set(valueOf(await missingVersions(place, [asked], tip)))).toEqual(new Set(lost));
    });

  test("are none that only the name of a file speaks of", async () => {
    const start = repository.commit({ message: "start", files: { plain: "start\n" } });
    const name = `:100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} M`;
    const tip = repository.commit({ message: "named", files: { [name]: "named\n", plain: "named too\n" } });
    const lost = [lose(`${tip}:${name}`), lose(`${tip}:plain`)];
    expect(new Set(valueOf(await missingContents(place, start, tip)))).toEqual(new Set(lost));
    expect(new Set(valueOf(await missingVersions(place, [tip], tip)))).toEqual(new Set(lost));
  });
});
