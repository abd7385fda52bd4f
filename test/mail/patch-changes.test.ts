import { spawnSync } from "node:child_process";
import { symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { pathText } from "../../src/adapters/git/paths.ts";
import { everyKind } from "../../src/app/evidence.ts";
import { type Change, unsaidBlob, unsaidMode } from "../../src/core/commit/facts.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { nothingLearnt } from "../../src/core/evidence/content.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { changesOfDiff } from "../../src/core/mail/patch-changes.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import * as fc from "../random-cases.ts";

/** In a few words: letter, paths, modes, lines. */
const told = (change: Change): string => {
  const { path, from, status, oldMode, newMode, added, deleted } = change;
  const modes = oldMode === newMode ? oldMode : `${oldMode}>${newMode}`;
  return `${status} ${from === null ? path : `${from} => ${path}`} ${modes} +${added ?? "-"} -${deleted ?? "-"}`;
};

const read = (diff: string): readonly string[] | string => {
  const changes = changesOfDiff(diff);
  return changes.known ? changes.value.map(told) : changes.why;
};

const hunk = "@@ -1 +1 @@\n-one\n+two\n";
const git = (names: string, ...lines: string[]): string =>
  `diff --git ${names}\n${lines.map((line) => `${line}\n`).join("")}`;

describe("what one diff says", () => {
  const cases: readonly (readonly [name: string, diff: string, expected: readonly string[]])[] = [
    [
      "a modified file",
      git("a/x.c b/x.c", "index 1234567..89abcde 100644", "--- a/x.c", "+++ b/x.c") + hunk,
      ["modified x.c 100644 +1 -1"],
    ],
    [
      "lines that look like a diff within a hunk",
      `${git("a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/x")}@@ -1,3 +1,3 @@\n diff --git a/y b/y\n--- a/y\n+++ b/z\n @@ -1 +1 @@\n`,
      ["modified x 100644 +1 -1"],
    ],
    [
      "text in front, behind and between",
      `prose\n${git("a/x b/x", "old mode 100644", "new mode 100755")}-- \n2.39.5\n\n`,
      ["modified x 100644>100755 +0 -0"],
    ],
    [
      "other prefixes",
      git("i/x w/x", "index 1234567..89abcde 100644", "--- i/x", "+++ w/x") + hunk,
      ["modified x 100644 +1 -1"],
    ],
    [
      "a renamed file",
      git("a/x b/y z", "similarity index 100%", "rename from x", "rename to y z"),
      [`renamed x => y z ${unsaidMode} +0 -0`],
    ],
    [
      "the renames of git's first year",
      git("a/x b/y", "rename old x", "rename new y"),
      [`renamed x => y ${unsaidMode} +0 -0`],
    ],
    [
      "a renamed file without prefixes",
      git("d/x d/y", "rename from d/x", "rename to d/y", "index 1234567..89abcde 100644", "--- d/x", "+++ d/y") + hunk,
      ["renamed d/x => d/y 100644 +1 -1"],
    ],
    [
      "a copied file",
      git("a/x b/y", "copy from x", "copy to y", "index 1234567..89abcde 100755", "--- a/x", "+++ b/y") + hunk,
      ["copied x => y 100755 +1 -1"],
    ],
    [
      "an empty file",
      git("a/a b b/a b", "new file mode 100644", "index 0000000..e69de29"),
      ["added a b 000000>100644 +0 -0"],
    ],
    [
      "a file that goes",
      `${git("a/x b/x", "deleted file mode 100644", "index 1234567..0000000", "--- a/x", "+++ /dev/null")}@@ -1 +0,0 @@\n-one\n`,
      ["deleted x 100644>000000 +0 -1"],
    ],
    [
      "a submodule",
      `${git("a/s b/s", "index 1234567..89abcde 160000", "--- a/s", "+++ b/s")}@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n`,
      ["modified s 160000 +1 -1"],
    ],
    [
      "a binary file, only named",
      git("a/x b/x", "index 1234567..89abcde 100644", "Binary files a/x and b/x differ"),
      ["modified x 100644 +- --"],
    ],
    [
      "a file that becomes a link",
      `${git("a/x b/x", "deleted file mode 100644", "index 1234567..0000000", "--- a/x", "+++ /dev/null")}@@ -1 +0,0 @@\n-one\n` +
        `${git("a/x b/x", "new file mode 120000", "index 0000000..89abcde", "--- /dev/null", "+++ b/x")}@@ -0,0 +1 @@\n+two\n\\ No newline at end of file\n`,
      ["type-changed x 100644>120000 +1 -1"],
    ],
    [
      "a name in quotes",
      git('"a/\\303\\251\\t\\"" "b/\\303\\251\\t\\""', "old mode 100644", "new mode 100755"),
      ['modified é\t" 100644>100755 +0 -0'],
    ],
    [
      "a name that is no UTF-8",
      git('"a/\\377" "b/\\377"', "old mode 100644", "new mode 100755"),
      ["modified \udcff 100644>100755 +0 -0"],
    ],
    [
      "a file at the top, without prefixes",
      git("Makefile Makefile", "index 1234567..89abcde 100644", "--- Makefile", "+++ Makefile") + hunk,
      ["modified Makefile 100644 +1 -1"],
    ],
    [
      "with it, one below a folder",
      git("d/x d/x", "index 1234567..89abcde 100644", "--- d/x", "+++ d/x") +
        hunk +
        git("y y", "index 1234567..89abcde 100644", "--- y", "+++ y") +
        hunk,
      ["modified d/x 100644 +1 -1", "modified y 100644 +1 -1"],
    ],
    [
      "a diff by diff -u",
      `--- old/x.c\t2026-11-29 10:00:00.000000000 +0100\n+++ new/x.c\t2026-11-29 10:00:01.000000000 +0100\n${hunk}`,
      [`modified x.c ${unsaidMode} +1 -1`],
    ],
    [
      "a time behind blanks",
      `--- a/x.c   2026-11-29 10:00:00\n+++ b/x.c   2026-11-29 10:00:01 +0100\n${hunk}`,
      [`modified x.c ${unsaidMode} +1 -1`],
    ],
    [
      "a diff with Index:",
      `Index: x.c\n===================================================================\n--- x.c\t(revision 1)\n+++ x.c\t(working copy)\n${hunk}`,
      [`modified x.c ${unsaidMode} +1 -1`],
    ],
    ["a backup compared", `--- a/x.c.orig\n+++ b/x.c\n${hunk}`, [`modified x.c ${unsaidMode} +1 -1`]],
    [
      "a new file by diff -uN",
      "--- /dev/null\n+++ b/x.c\n@@ -0,0 +1 @@\n+one\n",
      [`added x.c 000000>${unsaidMode} +1 -0`],
    ],
    [
      "a new file of 1970",
      "--- a/x.c\t1970-01-01 01:00:00.000000000 +0100\n+++ b/x.c\t2026-11-29 10:00:00\n@@ -0,0 +1 @@\n+one\n",
      [`added x.c 000000>${unsaidMode} +1 -0`],
    ],
    [
      "an empty line of context without its blank",
      `--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n\n-one\n+two\n`,
      [`modified x ${unsaidMode} +1 -1`],
    ],
  ];
  test.each(cases)("%s", (_, diff, expected) => expect(read(diff)).toEqual(expected));

  test("ids are as short as the diff has them, and what it does not say is no id", () => {
    const ids = (diff: string) => {
      const changes = changesOfDiff(diff);
      return changes.known && changes.value.map(({ oldBlob, newBlob }) => [oldBlob, newBlob]);
    };
    const full = ["1".repeat(40), "2".repeat(40)] as const;
    expect(ids(git("a/x b/x", `index ${full.join("..")} 100644`, "--- a/x", "+++ b/x") + hunk)).toEqual([full]);
    expect(ids(git("a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/x") + hunk)).toEqual([
      ["1234567", "89abcde"],
    ]);
    expect(ids(git("a/x b/x", "new file mode 100644", "index 0000000..e69de29"))).toEqual([
      ["0".repeat(40), "e69de29"],
    ]);
    expect(ids(git("a/x b/y", "rename from x", "rename to y"))).toEqual([[unsaidBlob.same, unsaidBlob.same]]);
    expect(ids(`--- a/x\n+++ b/x\n${hunk}`)).toEqual([[unsaidBlob.before, unsaidBlob.after]]);
  });
});

describe("what git would refuse, or could read in two ways, is unknown", () => {
  const modified = git("a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/x");
  const cases: readonly (readonly [diff: string, why: RegExp])[] = [
    ["", /finds no change/],
    ["prose\n", /finds no change/],
    [hunk, /no file is named above it/],
    [`${modified}@@ -1,2 +1,2 @@\n-one\n+two\n`, /breaks off/],
    [`${modified}@@ -1,2 +1,2 @@\n-one\n+two\nprose\n`, /fewer lines/],
    [`${modified}@@ -1 +1 @@\n-one\n-two\n`, /other lines/],
    [`${modified}@@ -1 +1 @@\n one\n`, /changes nothing/],
    [`${modified}@@ -1 +99999999999 @@\n`, /too large/],
    [`${modified}@@ -one +1 @@\n`, /cannot be read/],
    [modified + hunk.slice(0, -1), /breaks off/],
    [modified, /does not say what changes/],
    [`diff --git a/x b/x\nGIT binary patch\nliteral 0\n\n${modified}${hunk}`, /below `diff --git`/],
    [git("a/x b/x", "index 1234567..1234567 100644", "--- a/x", "+++ b/x") + hunk, /index line does not agree/],
    [git("a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/y") + hunk, /name of a file/],
    [git("a/x b/y", "rename from x", "rename to y", "--- a/x", "+++ b/z") + hunk, /name of a file/],
    [git("a/x b/y", "rename from x", "rename to y", "--- x", "+++ b/y") + hunk, /name of a file/],
    [git("x/yzx/y", "old mode 100644", "new mode 100755"), /name of a file/],
    [git("a/x b/y", "rename from x"), /half of a rename/],
    [git("a/x b/x", "new file mode 100644", "deleted file mode 100644"), /cannot both be/],
    [git("a/x b/x", "new file mode 100644", "--- a/x", "+++ b/x") + "@@ -0,0 +1 @@\n+one\n", /what is new/],
    [git("a/x b/x", "new file mode 100644", "--- /dev/null", "+++ b/x") + hunk, /on the other side/],
    [git("a/x b/x", "--- /dev/null", "+++ b/x", "new file mode 100644") + "@@ -0,0 +1 @@\n+one\n", /before it says/],
    [
      git("a/x b/x", "+++ /dev/null", "--- a/x", "deleted file mode 100644") + "@@ -1 +0,0 @@\n-one\n",
      /before it says/,
    ],
    [git("a/x b/x", "new file mode 100644", "index 0000000..1234567"), /leaves out/],
    [git("a/x b/x", "old mode 100644", "new mode 100999"), /mode in it/],
    [git("a/x b/x", "old mode 100644", "old mode 100755"), /twice/],
    [git("a/../x b/../x", "old mode 100644", "new mode 100755"), /leads out/],
    [git("a/.GIT/hooks b/.GIT/hooks", "old mode 100644", "new mode 100755"), /git's own/],
    [modified + hunk + modified + hunk, /twice/],
    [git("d/x d/x", "index 1234567..89abcde 100644", "--- d/x", "+++ d/x") + hunk, /--no-prefix/],
    [modified + hunk + git("d/x d/x", "index 1234567..89abcde 100644", "--- d/x", "+++ d/x") + hunk, /--no-prefix/],
    [modified + hunk + git("y y", "index 1234567..89abcde 100644", "--- y", "+++ y") + hunk, /some have not/],
    [`--- /dev/null\n+++ src/x.c\n@@ -0,0 +1 @@\n+one\n`, /--no-prefix/],
    [`--- d/x\n+++ d/x\n${hunk}`, /--no-prefix/],
    [`--- d/x\n+++ x\n${hunk}`, /name of a file/],
    [`--- x\n+++ d/x\n${hunk}`, /name of a file/],
    ["--- /dev/null\n+++ /dev/null\n@@ -0,0 +1 @@\n+one\n", /name of a file/],
    ["--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+one\n", /new, deleted or neither/],
    ["diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,1 @@@\n- one\n -two\n++three\n", /of a merge/],
    [`*** a/x\n--- b/x\n***************\n*** 1 ****\n! one\n--- 1 ----\n! two\n`, /finds no change/],
    [git("a/x b/x", "index 1234567..89abcde 100644", "GIT binary patch", "literal 3", "no"), /damaged/],
    [git("a/ł b/ł", "old mode 100644", "new mode 100755"), /byte by byte/],
  ];
  test.each(cases)("%#: %j", (diff, why) => expect(read(diff)).toMatch(why));
});

describe("as git has it", () => {
  let repository: TestRepository;
  let port: Repository;
  let ids: readonly string[];

  beforeAll(async () => {
    repository = createRepository();
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join("");
    repository.commit({
      message: "base\n",
      files: {
        top: "one\n",
        "dir/a.c": lines,
        "dir/one two.c": lines,
        'dir/é\t"quoted"': "x\n",
        bin: Buffer.from([0, 1, 2, 3, 255]),
        "link-to-be": "top\nmore\n",
        empty: "",
        "no newline": "a",
        "d/d d/d": "slashes and blanks\n",
      },
    });
    const change = (files: Record<string, string | Uint8Array | null>) =>
      repository.commit({ message: "change\n", files });
    change({ top: "one\ntwo\n", "dir/a.c": lines.replace("line 20", "line twenty").replace("line 1\n", "") });
    repository.git("mv", "dir/one two.c", "dir/three  four.c");
    change({});
    repository.git("mv", "dir/three  four.c", "moved \\ back.c");
    change({ "moved \\ back.c": `${lines}more\n`, bin: Buffer.from([0, 9, 9]) });
    repository.git("update-index", "--chmod=+x", "top");
    repository.git("update-index", "--chmod=+x", "d/d d/d");
    change({});
    change({ bin: null, empty: null, "new empty": "", 'dir/é\t"quoted"': "y\n", "no newline": "b" });
    unlinkSync(join(repository.path, "link-to-be"));
    symlinkSync("top", join(repository.path, "link-to-be"));
    repository.git("add", "link-to-be");
    change({});
    repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
    repository.git("commit", "--quiet", "-m", "module");
    repository.git("update-index", "--cacheinfo", `160000,${"2".repeat(40)},module`);
    repository.git("commit", "--quiet", "-m", "module moves on");
    ids = repository.git("rev-list", "--reverse", "HEAD").split("\n");
    const opened = await openRepository(repository.path);
    if (!opened.ok) throw new Error(opened.error.text);
    port = opened.value;
  });
  afterAll(async () => {
    await port.close();
    repository.remove();
  });

  const diffOf = (id: string, ...options: string[]): string => {
    const { stdout } = spawnSync("git", ["format-patch", "-1", "--root", "--stdout", ...options, id], {
      cwd: repository.path,
      env: repository.environment,
    });
    const text = stdout.toString("latin1");
    return text.slice(text.indexOf("\ndiff --git ") + 1);
  };

  /** Where the diff says less, what git says of it stands for it. */
  const completed = (change: Change, real: Change | undefined): Change => ({
    ...change,
    oldMode: change.oldMode === unsaidMode ? (real?.oldMode ?? "") : change.oldMode,
    newMode: change.newMode === unsaidMode ? (real?.newMode ?? "") : change.newMode,
    oldBlob: change.oldBlob === unsaidBlob.same ? (real?.oldBlob ?? "") : change.oldBlob,
    newBlob: change.newBlob === unsaidBlob.same ? (real?.newBlob ?? "") : change.newBlob,
    // git compares the text of a file with where a link leads, which no patch shows.
    added: change.status === "type-changed" ? (real?.added ?? null) : change.added,
    deleted: change.status === "type-changed" ? (real?.deleted ?? null) : change.deleted,
  });

  test.each([
    [[]],
    [["--binary"]],
    [["-U0"]],
    [["--src-prefix=old/", "--dst-prefix=new/"]],
    [["--diff-algorithm=histogram"]],
  ])("format-patch %j says what diff-tree says", async (options) => {
    const parents = (index: number) => (index === 0 ? [] : [ids[index - 1] ?? ""]);
    const real = await port.changes(ids.map((id, index) => ({ id, parents: parents(index) })));
    for (const [index, id] of ids.entries()) {
      const changes = changesOfDiff(diffOf(id, "--full-index", ...options));
      const answer = real[index]?.changes;
      if (!changes.known || !answer?.ok) throw new Error(changes.known ? "git does not say" : changes.why);
      expect(changes.value.map((change, place) => completed(change, answer.value[place]))).toEqual(answer.value);
    }
  });

  /** The paths that `git apply` would write to; null: it refuses the diff. */
  const applied = (diff: string): ReadonlySet<string> | null => {
    const output = spawnSync("git", ["apply", "--numstat", "-z"], {
      cwd: repository.path,
      env: repository.environment,
      input: Buffer.from(diff, "latin1"),
    });
    if (output.status !== 0) return null;
    const tokens = output.stdout.toString("latin1").split("\0");
    const paths = new Set<string>();
    for (let at = 0; at < tokens.length - 1; at += 1) {
      const path = tokens[at]?.split("\t").slice(2).join("\t") ?? "";
      paths.add(pathText(Buffer.from(path === "" ? (tokens[(at += 2)] ?? "") : path, "latin1")));
    }
    return paths;
  };

  test("a diff that somebody damaged names no other paths than git writes to, or is unknown", () => {
    const whole = ids.slice(1).map((id) => diffOf(id, "--binary"));
    const lines = fc.constantFrom(...whole).map((diff) => diff.split("\n"));
    const edits = fc.array(
      fc.record({ what: fc.constantFrom("drop", "double", "swap", "cut", "insert"), at: fc.nat(), other: fc.nat() }),
      { minLength: 1, maxLength: 3 },
    );
    const inserted = [
      "--- a/x",
      "+++ b/x",
      "@@ -1 +1 @@",
      "rename from top",
      "new file mode 100644",
      "diff --git a/x b/x",
      "-y",
      "+z",
      "GIT binary patch",
      "",
      "--- d/x\t1970-01-01 00:00:00 +0000",
      "old mode 100644",
    ];
    let accepted = 0;
    fc.assert(
      fc.property(lines, edits, (original, changes) => {
        const text = [...original];
        for (const { what, at, other } of changes) {
          const [place, second] = [at % text.length, other % text.length];
          if (what === "drop") text.splice(place, 1);
          else if (what === "double") text.splice(place, 0, text[place] ?? "");
          else if (what === "cut") text[place] = (text[place] ?? "").slice(0, second);
          else if (what === "insert") text.splice(place, 0, inserted[other % inserted.length] ?? "");
          else [text[place], text[second]] = [text[second] ?? "", text[place] ?? ""];
        }
        const diff = text.join("\n");
        const changed = changesOfDiff(diff);
        if (!changed.known) return;
        accepted += 1;
        const paths = applied(diff);
        if (paths === null) return;
        expect(new Set(changed.value.map(({ path }) => path))).toEqual(paths);
      }),
      { numRuns: 400 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

test("of a file whose kind the diff does not say, nothing is proved and nothing denied", () => {
  const commit = {
    ...parseCommit("1".repeat(40), Buffer.from("tree 1\nparent 2\n\nsubject\n")),
    parents: ["2".repeat(40)],
  };
  const proofs = (diff: string) =>
    everyKind
      .filter((kind) => kind !== "scripted" && kind !== "revert" && kind !== "backport")
      .map((kind) => {
        const facts = { ...commit, changes: changesOfDiff(diff) };
        return evidenceBy(() => "docs")(facts, kind, nothingLearnt("nobody looked"));
      });
  for (const proof of proofs(git("a/x b/y", "rename from x", "rename to y")))
    expect(proof).toMatchObject({ kind: "no-proof-available", why: "the mail does not say what kind of file `y` is" });
  expect(proofs(git("a/x b/x", "old mode 100644", "new mode 100755"))).toContainEqual(
    expect.objectContaining({ kind: "proved" }),
  );
});

test("no text makes it throw, and what is known names a path", () => {
  const words = fc.constantFrom(
    "diff --git a/x b/x\n",
    "--- ",
    "+++ ",
    "a/x\n",
    "@@ -1,2 +1 @@\n",
    "-",
    "+",
    " ",
    "\n",
    '"\\',
    "rename from ",
    "index 1234567..89abcde 100644\n",
    "new file mode 100644\n",
    "\0",
    "\xff",
    "GIT binary patch\n",
    "literal 3\n",
    "/dev/null\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 30 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const changes = changesOfDiff(text);
        if (changes.known) expect(changes.value.length).toBeGreaterThan(0);
        else expect(changes.why).not.toBe("");
      },
    ),
  );
});

test("long lines and many files are read in their length", () => {
  const slashes = `diff --git ${"a/ ".repeat(500_000)}\nold mode 100644\nnew mode 100755\n`;
  expect(read(slashes)).toMatch(/name of a file/);
  const many = Array.from({ length: 20_000 }, (_, index) =>
    git(`a/${index} b/${index}`, "old mode 100644", "new mode 100755"),
  );
  expect(read(many.join(""))).toHaveLength(20_000);
  expect(
    read(
      `${git("a/x b/x", "index 1234567..89abcde 100644", "--- a/x", "+++ b/x")}@@ -1 +1,999999 @@\n-one\n${"+two\n".repeat(999_999)}`,
    ),
  ).toEqual(["modified x 100644 +999999 -1"]);
});
