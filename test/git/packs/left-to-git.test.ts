import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withRepository } from "../check.ts";
import type { TestRepository } from "../repository.ts";
import { expectAlike, readFromPacks } from "./check.ts";
import { importGraph, line } from "./graph.ts";

const packs = (repository: TestRepository): string => join(repository.path, ".git/objects/pack");

/** The only file with this ending. */
function packFile(repository: TestRepository, ending: string): string {
  const [name = "", another] = readdirSync(packs(repository)).filter((file) => file.endsWith(ending));
  expect(another).toBe(undefined);
  const path = join(packs(repository), name);
  chmodSync(path, 0o644);
  return path;
}

/** Changes the bytes of a file. */
function change(path: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  edit(bytes);
  writeFileSync(path, bytes);
}

/** Where in the pack an object begins. */
function offsetOf(repository: TestRepository, id: string): number {
  const listed = repository.git("verify-pack", "-v", packFile(repository, ".idx"));
  const entry = listed.split("\n").find((text) => text.startsWith(id)) ?? "";
  return Number(/(\d+)(?: \d+ [0-9a-f]{40})?$/.exec(entry)?.[1]);
}

const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const person = "A <a@example.org> 1700000000 +0000";

/** A history of 600 on a commit that git's commands would not make. */
function onOddCommit(headers: string, message = "\nodd\n") {
  return (repository: TestRepository): void => {
    repository.git("hash-object", "-t", "tree", "-w", "/dev/null");
    const id = repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], {
      input: headers + message,
    });
    importGraph(repository, line(600), { below: id });
  };
}

const onUsualCommits = (spoil: (repository: TestRepository, ids: readonly string[]) => void) => {
  return (repository: TestRepository): void => {
    const ids = importGraph(repository, line(600));
    repository.git("repack", "-adfq", "--window=0");
    spoil(repository, ids);
  };
};

const usual = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n`;

/** What is odd, how many commits are handed on before it is met (at least), and how to make it. */
const cases: readonly (readonly [string, number, (repository: TestRepository) => void])[] = [
  ["a committer with two `>`", 250, onOddCommit(usual.replace("committer A", "committer A>"))],
  ["a committer with `<` in his date", 250, onOddCommit(usual.replace(/\+0000\n$/, "+0000 <x>\n"))],
  ["a date before 1970", 250, onOddCommit(usual.replace(/1700000000 \+0000\n$/, "-5 +0000\n"))],
  ["a date after 2514", 250, onOddCommit(usual.replace(/1700000000 \+0000\n$/, "17179869184 +0000\n"))],
  ["no date", 250, onOddCommit(usual.replace(/ 1700000000 \+0000\n$/, "\n"))],
  ["no committer", 250, onOddCommit(usual.replace(/committer.*\n/, ""))],
  [
    "a parent behind the author",
    250,
    onOddCommit(`${usual}parent ${tree}\n`.replace(/(committer.*\n)(parent.*\n)/, "$2$1")),
  ],
  ["a parent that is not there", 250, onOddCommit(usual.replace("author", `parent ${"e".repeat(40)}\nauthor`))],
  ["a parent that is a tree", 250, onOddCommit(usual.replace("author", `parent ${tree}\nauthor`))],
  ["half an id for a parent", 250, onOddCommit(usual.replace("author", `parent ${"e".repeat(20)}\nauthor`))],
  ["a message of 9 MB", 250, onOddCommit(usual, `\n${"x".repeat(9 * 1024 * 1024)}\n`)],
  [
    "a byte of a commit that flipped",
    250,
    onUsualCommits((repository, [oldest = ""]) => {
      const at = offsetOf(repository, oldest) + 40;
      change(packFile(repository, ".pack"), (bytes) => bytes.writeUInt8((bytes[at] ?? 0) ^ 4, at));
    }),
  ],
  [
    "a commit whose entry says another size",
    250,
    onUsualCommits((repository, [oldest = ""]) => {
      const at = offsetOf(repository, oldest);
      change(packFile(repository, ".pack"), (bytes) => bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at));
    }),
  ],
  [
    "a commit whose entry says it is a blob",
    250,
    onUsualCommits((repository, [oldest = ""]) => {
      const at = offsetOf(repository, oldest);
      change(packFile(repository, ".pack"), (bytes) => bytes.writeUInt8((bytes[at] ?? 0) ^ 0x20, at));
    }),
  ],
  ["a pack cut in the middle", 0, onUsualCommits((repository) => truncateSync(packFile(repository, ".pack"), 20_000))],
  ["a pack of some bytes", 0, onUsualCommits((repository) => truncateSync(packFile(repository, ".pack"), 9))],
  ["an index cut in the middle", 0, onUsualCommits((repository) => truncateSync(packFile(repository, ".idx"), 3_000))],
  [
    "an index that does not begin like one",
    0,
    onUsualCommits((repository) => change(packFile(repository, ".idx"), (bytes) => bytes.fill(0, 0, 8))),
  ],
  [
    "an index whose counts fall",
    0,
    onUsualCommits((repository) =>
      change(packFile(repository, ".idx"), (bytes) => bytes.writeUInt32BE(0xffff_ffff, 8 + 4 * 100)),
    ),
  ],
  [
    "an index of version 1",
    0,
    onUsualCommits((repository) => {
      const pack = packFile(repository, ".pack");
      rmSync(packFile(repository, ".idx"));
      repository.git("index-pack", "--index-version=1", pack);
    }),
  ],
  [
    "an index with another pack's checksum",
    0,
    onUsualCommits((repository) =>
      change(packFile(repository, ".idx"), (bytes) => bytes.fill(7, bytes.length - 40, bytes.length - 20)),
    ),
  ],
  [
    "offsets that lead anywhere",
    0,
    onUsualCommits((repository) =>
      change(packFile(repository, ".idx"), (bytes) => {
        const objects = bytes.readUInt32BE(8 + 4 * 255);
        bytes.fill(0x81, 8 + 1024 + 24 * objects, 8 + 1024 + 28 * objects);
      }),
    ),
  ],
  ["an index without its pack", 0, onUsualCommits((repository) => rmSync(packFile(repository, ".pack")))],
  [
    "ids of SHA-1 with a file cut short",
    250,
    onUsualCommits((repository, [oldest = ""]) => {
      const pack = packFile(repository, ".pack");
      renameSync(pack, join(repository.path, "a.pack"));
      rmSync(packFile(repository, ".idx"));
      repository.run(["unpack-objects", "-q"], { input: readFileSync(join(repository.path, "a.pack")) });
      const file = join(repository.path, ".git/objects", oldest.slice(0, 2), oldest.slice(2));
      chmodSync(file, 0o644);
      truncateSync(file, 60);
    }),
  ],
];

describe("what the reader of packs leaves to git", () => {
  test.each(cases)("%s", (_, handedMin, prepare) =>
    withRepository({}, async (repository) => {
      prepare(repository);
      const { commits, error } = await expectAlike(repository);
      const handed = await readFromPacks(repository);
      expect(handed.whole).toBe(false);
      expect(handed.commits).toBeGreaterThanOrEqual(handedMin);
      // Whatever was handed on stays so: nothing is said twice.
      expect(new Set(commits).size).toBe(commits.length);
      if (error === null) expect(commits.length).toBeGreaterThan(handed.commits);
    }),
  );
});
