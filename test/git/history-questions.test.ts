import { symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import type { Answer, CommitReference, Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "./repository.ts";

describe.each(["sha1", "sha256"] as const)("what an audit asks of a history (%s)", (objectFormat) => {
  let made: TestRepository;
  let repository: Repository;
  const ids: string[] = [];

  beforeAll(async () => {
    made = createRepository({ objectFormat });
    const commit = (message: string, files: Readonly<Record<string, string | null>>): void => {
      ids.push(made.commit({ message: `${message}\n`, files }));
    };
    commit("root", { policy: "1", "docs/a": "1" });
    commit("elsewhere", { "docs/a": "2" });
    commit("policy", { policy: "2" });
    commit("rename", { policy: null, "docs/policy": "2" });
    commit("directory of that name", { "docs/policy": null, "policy/inside": "3" });
    unlinkSync(join(made.path, "policy/inside"));
    made.git("rm", "--quiet", "--cached", "policy/inside");
    made.git("clean", "--quiet", "-f", "-d");
    symlinkSync("docs/a", join(made.path, "policy"));
    made.git("add", "--all");
    ids.push(made.commit({ message: "link\n" }));
    commit("mode only", {});
    const opened = await openRepository(made.path);
    if (!opened.ok) throw new Error(opened.error.text);
    repository = opened.value;
  });
  afterAll(async () => {
    await repository.close();
    made.remove();
  });

  const references = (): readonly CommitReference[] =>
    ids.map((id, index) => ({ id, parents: index === 0 ? [] : [ids[index - 1] as string] }));
  const blob = (name: string): string => made.git("rev-parse", name);

  async function all<T>(batches: AsyncIterable<Answer<readonly T[]>>): Promise<readonly T[]> {
    const found: T[] = [];
    for await (const batch of batches) {
      if (!batch.ok) throw new Error(batch.error.text);
      found.push(...batch.value);
    }
    return found;
  }

  test("the graph, whole and from a commit on", async () => {
    expect(await all(repository.graph(ids.at(-1) as string))).toEqual(references().toReversed());
    expect(await all(repository.graph(ids.at(-1) as string, ids[3]))).toEqual(references().slice(4).toReversed());
    expect(await all(repository.graph(ids[2] as string, ids[3]))).toEqual([]);
  });

  test.each([1, 300, 3000])("%i commits by their ids, in the order asked", async (length) => {
    const asked = Array.from({ length }, (_, index) => ids[(index * 5) % ids.length] as string);
    const read = await all(repository.commitsById(asked));
    expect(read.map(({ id }) => id)).toEqual(asked);
    expect(await all(repository.commitsById([]))).toEqual([]);
  });

  test.each(["few", "some iterable"])(
    "a commit that is not there ends the answer with an error: of %s",
    async (which) => {
      const absent = "1".repeat(ids[0]?.length ?? 40);
      const answers: Answer<readonly unknown[]>[] = [];
      const few = [ids[0] as string, absent, ids[1] as string];
      for await (const batch of repository.commitsById(which === "few" ? few : new Set(few))) answers.push(batch);
      expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: "missing-objects" } });
      expect(answers.slice(0, -1).flatMap((one) => (one.ok ? one.value : []))).toHaveLength(1);
    },
  );

  test("what commits make of files, and of no directory of that name", async () => {
    const found = await repository.fileVersions(references(), ["policy", "docs/policy"]);
    const [first, , second, , , link] = ids;
    expect(found).toEqual({
      ok: true,
      value: [
        { id: first, files: [{ path: "policy", blob: blob(`${first}:policy`), isLink: false }] },
        { id: second, files: [{ path: "policy", blob: blob(`${second}:policy`), isLink: false }] },
        {
          id: ids[3],
          files: [
            { path: "docs/policy", blob: blob(`${ids[3]}:docs/policy`), isLink: false },
            { path: "policy", blob: null, isLink: false },
          ],
        },
        { id: ids[4], files: [{ path: "docs/policy", blob: null, isLink: false }] },
        { id: link, files: [{ path: "policy", blob: blob(`${link}:policy`), isLink: true }] },
      ],
    });
    expect(await repository.fileVersions([], ["policy"])).toEqual({ ok: true, value: [] });
    expect(await repository.fileVersions(references(), [])).toEqual({ ok: true, value: [] });
  });

  test("the commits of the line that touched files, from a commit on", async () => {
    const whole = await repository.history(["policy"], "HEAD", 100);
    expect(whole.ok && whole.value.commits.map(({ id }) => id)).toEqual([5, 4, 3, 2, 0].map((index) => ids[index]));
    const since = await repository.history(["policy"], "HEAD", 100, ids[3]);
    expect(since.ok && since.value.commits.map(({ id }) => id)).toEqual([5, 4].map((index) => ids[index]));
  });

  test("which files are added, as changes have them; and which paths are touched", async () => {
    const [added, changed] = [await repository.additions(references()), await repository.changes(references())];
    expect(added.map(({ changes: one }) => one.ok && one.value.map(({ path }) => path))).toEqual([
      ["docs/a", "policy"],
      [],
      [],
      [],
      ["policy/inside"],
      ["policy"],
      [],
    ]);
    expect(added).toEqual(
      changed.map(({ id, changes: one }) => ({
        id,
        changes: one.ok ? { ok: true, value: one.value.filter(({ status }) => status === "added") } : one,
      })),
    );
    const touched = await repository.touchedPaths(references());
    expect(touched.map(({ paths }) => paths.ok && paths.value)).toEqual([
      ["docs/a", "policy"],
      ["docs/a"],
      ["policy"],
      ["docs/policy", "policy"],
      ["docs/policy", "policy/inside"],
      ["policy", "policy/inside"],
      [],
    ]);
  });
});

test("a commit with too many parents is said, and does not end the program", async () => {
  const made = createRepository();
  try {
    const tree = made.run(["hash-object", "-t", "tree", "-w", "--stdin"]);
    const roots = Array.from({ length: 10_001 }, (_, index) => {
      const text = `tree ${tree}\nauthor A <a@example.org> ${index} +0000\ncommitter A <a@example.org> ${index} +0000\n\n${index}\n`;
      return `commit refs/heads/r${index}\ncommitter A <a@example.org> ${index} +0000\ndata ${text.length}\n${text}\n`;
    });
    made.run(["fast-import", "--quiet", "--export-marks=marks"], {
      input: roots.map((root, index) => root.replace("\n", `\nmark :${index + 1}\n`)).join(""),
    });
    const ids = made.run(["for-each-ref", "--format=%(objectname)"]).split("\n");
    const parents = ids.map((id) => `parent ${id}\n`).join("");
    const person = "A <a@example.org> 1 +0000";
    const merge = made.run(["hash-object", "-t", "commit", "-w", "--stdin"], {
      input: `tree ${tree}\n${parents}author ${person}\ncommitter ${person}\n\nmany\n`,
    });
    const opened = await openRepository(made.path);
    if (!opened.ok) throw new Error(opened.error.text);
    const answers: Answer<readonly CommitReference[]>[] = [];
    for await (const answer of opened.value.graph(merge)) answers.push(answer);
    await opened.value.close();
    expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: "too-large" } });
  } finally {
    made.remove();
  }
});
