import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ask, expectError, valueOf, withRepository } from "./check.ts";
import { createRepository, type TestRepository } from "./repository.ts";

const newline = "d/line\nbreak";
const latin = Buffer.from("d/caf\xe9", "latin1");

/** Files with awkward names, in a commit made by plumbing where the file system or Node would get in the way. */
function createAwkward(): TestRepository {
  const repository = createRepository();
  symlinkSync("target", join(repository.path, "link"));
  repository.commit({
    message: "names\n",
    files: {
      "d/plain": "plain\n",
      [newline]: "newline\n",
      '"quoted"': "quoted\n",
      "-dash": "dash\n",
      empty: "",
      "a b:c": "colon\n",
    },
  });
  const blob = repository.run(["hash-object", "-w", "--stdin"], { input: "latin\n" });
  const entry = Buffer.concat([Buffer.from(`100644 ${blob}\t`), latin, Buffer.from("\0")]);
  repository.run(["update-index", "-z", "--index-info"], { input: entry });
  repository.run(["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`]);
  repository.commit({ message: "Latin-1 and a submodule\n" });
  return repository;
}

describe("listing files", () => {
  const awkward = createAwkward();
  const files = (limit: number) =>
    ask(awkward, async (repository) => valueOf(await repository.listFiles("HEAD", limit)));

  test("names every file by the path that reads it, links and submodules left out", async () => {
    const { paths, complete } = await files(100);
    expect(complete).toBe(true);
    expect(paths).toEqual(['"quoted"', "-dash", "a b:c", "d/caf\udce9", newline, "d/plain", "empty"]);
    await ask(awkward, async (repository) => {
      for (const path of paths) expect(valueOf(await repository.readFile("HEAD", path))).not.toBe(null);
    });
  });

  test("says that a limit was reached", async () => {
    expect(await files(7)).toMatchObject({ complete: true });
    expect(await files(6)).toMatchObject({ complete: false, paths: { length: 6 } });
  });

  test("an unknown revision is named", async () => {
    await ask(awkward, async (repository) =>
      expectError(await repository.listFiles("nowhere", 1), "unknown-revision", "nowhere"),
    );
  });
});

describe("reading a file", () => {
  const repository = createAwkward();

  test.each([
    ["d/plain", "plain\n"],
    [newline, "newline\n"],
    ['"quoted"', "quoted\n"],
    ["-dash", "dash\n"],
    ["a b:c", "colon\n"],
    ["empty", ""],
    ["d/caf\udce9", "latin\n"],
  ])("%j", async (path, content) => {
    const file = valueOf(await ask(repository, (opened) => opened.readFile("HEAD", path)));
    expect(file?.bytes.toString()).toBe(content);
    expect(file?.isLink).toBe(false);
    expect(file?.blob).toBe(repository.run(["hash-object", "--stdin"], { input: content }));
  });

  test("a link is its target, not followed", async () => {
    const file = valueOf(await ask(repository, (opened) => opened.readFile("HEAD", "link")));
    expect([file?.bytes.toString(), file?.isLink]).toEqual(["target", true]);
  });

  test.each([
    "gone",
    "d",
    "d/",
    "",
    "module",
    "d/plain/x",
    "./d/plain",
    "../x",
    "/d/plain",
    "d//plain",
    "d/café",
    "d/caf\ufffd",
  ])("%j is no file", async (path) => {
    expect(valueOf(await ask(repository, (opened) => opened.readFile("HEAD", path)))).toBe(null);
  });

  test("at a revision that is not there", async () => {
    expectError(await ask(repository, (opened) => opened.readFile("nowhere", "a")), "unknown-revision", "`nowhere`");
  });

  test("a file over the limit", () =>
    withRepository({}, async (other) => {
      other.commit({ message: "large\n", files: { large: Buffer.alloc(9_000_000) } });
      expectError(await ask(other, (opened) => opened.readFile("HEAD", "large")), "too-large", "`large`");
    }));

  test("a tree cut short", () =>
    withRepository({}, async (other) => {
      const tree = other.run(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], {
        input: "100644 a\0abc100644",
      });
      const commit = other.run(["commit-tree", tree], { input: "broken\n" });
      expectError(await ask(other, (opened) => opened.readFile(commit, "b")), "git-failed", `tree ${tree} is damaged`);
    }));
});
