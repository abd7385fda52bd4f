import { expect, test } from "vitest";
import type { CommitExposure, Exposure, FileExposure } from "../../src/core/audit/exposure.ts";
import { type ExposureOptions, renderExposure, renderExposureJson } from "../../src/core/report/render-exposure.ts";

const plain: ExposureOptions = { verbose: false, colour: false, hyperlinks: null, width: null };
const id = (digit: string): string => digit.repeat(40);

const commitOf = (digit: string, more: Partial<CommitExposure> = {}): CommitExposure => ({
  id: id(digit),
  subject: `change ${digit}`,
  added: 4,
  alive: 2,
  revert: { kind: "clean" },
  behind: [],
  ...more,
});

const fileOf = (path: string, more: Partial<FileExposure> = {}): FileExposure => ({
  path,
  state: "present",
  added: 4,
  alive: 2,
  earlierPaths: [],
  ...more,
});

const exposureOf = (more: Partial<Exposure> = {}): Exposure => ({
  revision: { name: "main", id: id("a") },
  exception: "mechanical-changes",
  commits: [commitOf("1")],
  total: { added: 4, alive: 2 },
  directories: [{ path: ".", added: 4, alive: 2 }],
  files: [fileOf("one.c")],
  undetermined: [],
  ...more,
});

const conflicts = [
  { path: "a/1", kinds: ["contents"] },
  { path: "a/2", kinds: ["modify/delete", "file location"] },
  { path: "a/3", kinds: [] },
  ...[4, 5, 6, 7, 8].map((number) => ({ path: `a/${number}`, kinds: ["contents"] })),
];

/** One of each outcome, and of each state of a file. */
const everything = exposureOf({
  commits: [
    commitOf("1", { added: 1200, alive: 1199 }),
    commitOf("2", { revert: { kind: "conflict", paths: conflicts }, behind: [id("1"), id("3")] }),
    commitOf("3", { revert: { kind: "conflict", paths: [{ path: "b", kinds: ["contents"] }] } }),
    commitOf("4", { revert: { kind: "nothing-left" }, alive: 0 }),
    commitOf("5", { revert: { kind: "merge" }, added: null }),
    commitOf("6", { revert: { kind: "unknown", why: "git is too old" }, alive: null }),
    commitOf("7", { revert: { kind: "not-reached" }, subject: "" }),
  ],
  total: { added: 1216, alive: 1205 },
  directories: [
    { path: ".", added: 0, alive: 0 },
    { path: "src", added: 1200, alive: 1199 },
    { path: "src/deep", added: 16, alive: 6 },
  ],
  files: [
    fileOf("emptied", { added: 0, alive: 0 }),
    fileOf("src/deep/gone.c", { state: "deleted", alive: 0 }),
    fileOf("src/deep/new.c", { earlierPaths: ["old.c", "older.c"] }),
    fileOf("src/deep/picture.png", { state: "binary", added: null, alive: null }),
    fileOf("src/deep/unread.c", { state: "unknown", alive: null }),
    fileOf("src/long.c", { added: 1200, alive: 1199 }),
  ],
  undetermined: ["the clone is shallow"],
});

test("what is alive, by directory and file, and how each revert ends", () => {
  expect(renderExposure(everything, plain)).toBe(`\
mechanical-changes: 7 commits at main (aaaaaaaaaaaa): 1,205 of 1,216 lines alive (99 %)
  not determined: the clone is shallow

alive  added  share
1,199  1,200   99 %  src/
1,199  1,200   99 %    long.c
    6     16   37 %  src/deep/
    0      4    0 %    gone.c, deleted
    2      4   50 %    new.c (was old.c, older.c)
    -      -      -    picture.png, binary: lines are not counted
    -      4      -    unread.c, not counted

reverts, newest first: 1 clean, 2 in conflict, 1 with nothing left to revert, 1 not rehearsed (merge), 1 not reached by the revision, 1 not known
111111111111  clean         1,199/1,200  change 1
222222222222  conflict              2/4  change 2
    a/1: contents
    a/2: modify/delete, file location
    a/3: conflict
    a/4: contents
    a/5: contents
    a/6: contents
    and 2 paths more
    touched by 111111111111, 333333333333, which could not be reverted before
333333333333  conflict              2/4  change 3
    b: contents
444444444444  nothing left          0/4  change 4
555555555555  merge                   -  change 5
666666666666  not known               -  change 6
777777777777  not reached           2/4
`);
});

test("of commits that were named, all that they added is alive", () => {
  const all = { added: 1, alive: 1 };
  const one = exposureOf({
    exception: null,
    commits: [commitOf("1", all)],
    total: all,
    directories: [{ path: ".", ...all }],
    files: [fileOf("one.c", all)],
  });
  expect(renderExposure(one, plain)).toBe(`\
1 commit at main (aaaaaaaaaaaa): 1 of 1 line alive (100 %)

alive  added  share
    1      1  100 %  ./
    1      1  100 %    one.c

reverts, newest first: 1 clean
111111111111  clean         1/1  change 1
`);
});

const linesOf = (more: Partial<Exposure>, options: Partial<ExposureOptions> = {}): readonly string[] =>
  renderExposure(exposureOf(more), { ...plain, ...options }).split("\n");

test.each<readonly [why: string, more: Partial<Exposure>, line: string]>([
  ["no commit", { commits: [] }, ""],
  ["commits that only take away", { files: [fileOf("x", { added: 0, alive: 0 })] }, "no line was added"],
  [
    "commits that the revision does not reach",
    { files: [], commits: [commitOf("1", { revert: { kind: "not-reached" } })] },
    "the revision reaches none of them; `--at` names another",
  ],
])("there is no table of %s", (_why, more, line) => {
  const lines = linesOf({ ...more, total: { added: 0, alive: 0 } });
  expect(lines[0]).toMatch(/: 0 of 0 lines alive$/);
  expect(lines[2] ?? "").toBe(line);
});

test("of many files and commits, directories and conflicts are told, and all to whoever asks", () => {
  const conflict = { kind: "conflict", paths: [{ path: "b", kinds: ["contents"] }] } as const;
  const commits = Array.from({ length: 41 }, (_, number) => commitOf(String(number % 10)));
  const many = {
    commits: [...commits, commitOf("f", { revert: conflict })],
    files: Array.from({ length: 41 }, (_, number) => fileOf(`src/${number}`)),
    directories: [{ path: "src", added: 164, alive: 82 }],
  };
  expect(linesOf(many).slice(2)).toEqual([
    "alive  added  share",
    "   82    164   50 %  src/",
    "41 files; -v lists them",
    "",
    "reverts, newest first: 41 clean, 1 in conflict",
    "ffffffffffff  conflict      2/4  change f",
    "    b: contents",
    "41 commits more; -v lists them",
    "",
  ]);
  const all = linesOf(many, { verbose: true });
  expect(all).toHaveLength(4 + 41 + 2 + 43 + 1);
  expect(all).not.toContainEqual(expect.stringContaining("-v"));
});

test("a narrow terminal clips rows, and folds what is no row", () => {
  const behind = [id("3"), id("4"), id("5"), id("6")];
  const revert = { kind: "conflict", paths: [{ path: "b", kinds: ["contents"] }] } as const;
  const more = {
    commits: [commitOf("1", { subject: "a subject that has far more to say than there is room", revert, behind })],
    files: [fileOf("a-file-with-a-name-that-is-longer-than-the-terminal-is-wide.c")],
    undetermined: ["a sentence that goes on until it needs another line, at least"],
  };
  expect(linesOf(more, { width: 56 }).slice(1)).toEqual([
    "  not determined: a sentence that goes on until it needs",
    "    another line, at least",
    "",
    "alive  added  share",
    "    2      4   50 %  ./",
    "    2      4   50 %    a-file-with-a-name-that-is-longe…",
    "",
    "reverts, newest first: 1 in conflict",
    "111111111111  conflict      2/4  a subject that has far…",
    "    b: contents",
    "    touched by 333333333333, 444444444444, 555555555555,",
    "      666666666666, which could not be reverted before",
    "",
  ]);
});

test("colour tells which reverts are clean", () => {
  const lines = linesOf({ commits: everything.commits.slice(0, 4) }, { colour: true });
  const tones = lines.flatMap((line) => line.match(/\d\x1b\[22m {2}(\x1b\[\d+m[a-z ]+)\x1b/)?.slice(1) ?? []);
  expect(tones).toEqual(["\x1b[32mclean", "\x1b[31mconflict", "\x1b[31mconflict", "\x1b[2mnothing left"]);
});

test("JSON holds all of it, and every key", () => {
  const value = JSON.parse(renderExposureJson(everything, ["0001.patch"])) as { commits: unknown[] };
  const { revision, exception, undetermined, total, directories, files } = everything;
  const reverts = { clean: 1, conflict: 2, nothingLeft: 1, merge: 1, notReached: 1, unknown: 1 };
  expect(value).toEqual({
    exposure: 1,
    revision,
    exception,
    undetermined,
    total,
    reverts,
    patches: ["0001.patch"],
    directories,
    files,
    commits: expect.any(Array),
  });
  const [clean, conflict, , , , unknown] = value.commits;
  const common = { added: 4, alive: 2 };
  expect(clean).toEqual({
    id: id("1"),
    subject: "change 1",
    added: 1200,
    alive: 1199,
    revert: { outcome: "clean", why: null, paths: [], behind: [] },
  });
  expect(conflict).toEqual({
    id: id("2"),
    subject: "change 2",
    ...common,
    revert: { outcome: "conflict", why: null, paths: conflicts, behind: [id("1"), id("3")] },
  });
  expect(unknown).toMatchObject({ revert: { outcome: "unknown", why: "git is too old", paths: [] } });
  expect(JSON.parse(renderExposureJson(exposureOf({ commits: [], files: [], directories: [] }), null))).toMatchObject({
    patches: null,
    commits: [],
    files: [],
    directories: [],
  });
});
