import { describe, expect, test } from "vitest";
import {
  countReversals,
  type ExposedCommit,
  type ExposureFacts,
  exposureOf,
  type FileLines,
  type Reversal,
} from "../../src/core/audit/exposure.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";

const idOf = (letter: string): string => letter.repeat(40);

/** `a: x/new +5, y +?`: what a commit touched; `?` is a number that nobody counted. */
function commit(letter: string, touched: string | null, more: Partial<ExposedCommit> = {}): ExposedCommit {
  const paths = (touched ?? "").split(", ").flatMap((one) => {
    const [path = "", added = ""] = one.split(" +");
    return path === "" ? [] : [{ path, added: added === "?" ? null : Number(added) }];
  });
  const known = touched === null ? unknown("its tree is lost") : learned(paths);
  return { id: idOf(letter), subject: `subject ${letter}`, kind: "ordinary", reached: true, touched: known, ...more };
}

const counted = (
  path: string,
  lines: { readonly [letter: string]: number },
  ...from: readonly string[]
): FileLines => ({
  path,
  touchedAs: [path, ...from],
  lines: { kind: "counted", byCommit: new Map(Object.entries(lines).map(([letter, count]) => [idOf(letter), count])) },
});

const exposed = (
  commits: readonly ExposedCommit[],
  files: readonly FileLines[],
  reversals: { readonly [letter: string]: Reversal } = {},
  more: Partial<ExposureFacts> = {},
) =>
  exposureOf({
    revision: { name: "main", id: idOf("f") },
    exception: null,
    undetermined: [],
    commits,
    files,
    reversals: new Map(Object.entries(reversals).map(([letter, reversal]) => [idOf(letter), reversal])),
    ...more,
  });

const clean: Reversal = { kind: "clean" };
const conflict = (...paths: readonly string[]): Reversal => ({
  kind: "conflict",
  paths: paths.map((path) => ({ path, kinds: ["contents"] })),
});

/** `path state added/alive (earlier paths)` of each file, then of each directory, then the sum. */
function lines({ files, directories, total }: ReturnType<typeof exposed>): string {
  const own = files.map(
    ({ path, state, added, alive, earlierPaths }) => `${path} ${state} ${added}/${alive} (${earlierPaths.join(" ")})`,
  );
  const above = directories.map(({ path, added, alive }) => `${path} ${added}/${alive}`);
  return [own.join(", "), above.join(", "), `${total.added}/${total.alive}`].join("; ");
}

describe("lines", () => {
  test.each<readonly [name: string, commits: readonly ExposedCommit[], files: readonly FileLines[], expected: string]>([
    [
      "of others are nobody's",
      [commit("a", "src/x +5"), commit("b", "src/x +2")],
      [counted("src/x", { a: 3, b: 1, c: 90 })],
      "src/x present 7/4 (); src 7/4; 7/4",
    ],
    [
      "of several files, by directory, in order of paths",
      [commit("a", "z +1, src/y +5, src/x +4, src/deep/w +1")],
      [counted("z", { a: 1 }), counted("src/y", { a: 5 }), counted("src/x", {}), counted("src/deep/w", { a: 1 })],
      "src/deep/w present 1/1 (), src/x present 4/0 (), src/y present 5/5 (), z present 1/1 (); . 1/1, src 9/5, src/deep 1/1; 11/7",
    ],
    ["of a file that is gone", [commit("a", "x +5")], [], "x deleted 5/0 (); . 5/0; 5/0"],
    [
      "of a renamed file, under its new name",
      [commit("a", "old +5, new +1")],
      [counted("new", { a: 6 }, "old")],
      "new present 6/6 (old); . 6/6; 6/6",
    ],
    [
      "of a file that was split, with the one that kept its name",
      [commit("a", "x +5")],
      [counted("y", { a: 4 }, "x"), counted("x", { a: 1 })],
      "x present 5/1 (), y present null/4 (x); . 5/5; 5/5",
    ],
    [
      "of a file that was split and is gone, with the one that has most of them",
      [commit("a", "x +5, z +1")],
      [counted("y", { a: 2 }, "x"), counted("z", { a: 3 }, "x"), counted("w", { a: 3 }, "x")],
      "w present null/3 (x), y present null/2 (x), z present 6/3 (x); . 6/8; 6/8",
    ],
    [
      "that nobody counts",
      [commit("a", "image +?, both +?"), commit("b", "both +2")],
      [
        { path: "image", touchedAs: ["image"], lines: { kind: "binary" } },
        { path: "both", touchedAs: ["both"], lines: { kind: "unknown", why: "too long" } },
      ],
      "both unknown 2/null (), image binary null/null (); . 2/0; 2/0",
    ],
    [
      "of a commit whose change is not known, or that is not there, are nobody's",
      [commit("a", null), commit("b", "x +9", { reached: false }), commit("c", "x +1")],
      [counted("x", { a: 5, b: 6, c: 1 })],
      "x present 1/1 (); . 1/1; 1/1",
    ],
  ])("%s", (_name, commits, files, expected) => {
    expect(lines(exposed(commits, files))).toBe(expected);
  });
});

test("of each commit: what it added, what of it is alive, and whether it can be taken out", () => {
  const commits = [
    commit("a", "x +5, y +1"),
    commit("b", "y +2"),
    commit("c", "x +3, z +?"),
    commit("d", null),
    commit("e", "y +1"),
    commit("9", "y +9", { reached: false }),
  ];
  const { commits: rows, undetermined } = exposed(
    commits,
    [
      counted("x", { a: 1, d: 4 }),
      counted("y", { a: 1, c: 1 }),
      { path: "w", touchedAs: [], lines: { kind: "unknown", why: "it is too long" } },
    ],
    { a: conflict("x"), b: conflict("y"), c: clean, e: conflict("y", "x"), "9": { kind: "not-reached" } },
    { undetermined: ["the clone is shallow"] },
  );
  const told = rows.map(({ id, subject, added, alive, revert, behind }) =>
    [
      subject,
      id === idOf(subject.slice(-1)),
      `${added}/${alive}`,
      revert.kind,
      behind.map((one) => one[0]).join(""),
    ].join(" "),
  );
  expect(told).toEqual([
    "subject a true 6/2 conflict ",
    "subject b true 2/0 conflict a",
    "subject c true 3/1 clean ",
    "subject d true null/null unknown ",
    "subject e true 1/0 conflict ab",
    "subject 9 true 9/null not-reached ",
  ]);
  expect(undetermined).toEqual([
    "the clone is shallow",
    "what commit dddddddddddd changes is not known: its tree is lost",
    "the lines of `w` were not counted: it is too long",
    "the revert of dddddddddddd could not be rehearsed: its revert was not rehearsed",
  ]);
  expect(countReversals(rows)).toEqual({
    clean: 1,
    conflict: 3,
    "nothing-left": 0,
    merge: 0,
    "not-reached": 1,
    unknown: 1,
  });
});

test("reverts that fail for one reason are told together", () => {
  const failed = (why: string): Reversal => ({ kind: "unknown", why });
  const { undetermined } = exposed(
    ["a", "b", "c", "d"].map((letter) => commit(letter, "x +1")),
    [counted("x", {})],
    { a: failed("git is old"), b: failed("no room"), c: failed("git is old"), d: failed("git is old") },
  );
  expect(undetermined).toEqual([
    "the reverts of aaaaaaaaaaaa and 2 more could not be rehearsed: git is old",
    "the revert of bbbbbbbbbbbb could not be rehearsed: no room",
  ]);
});
