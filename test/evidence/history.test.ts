import { expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { everyKind, proveCommits } from "../../src/app/evidence.ts";
import { notAskedToReplay } from "../../src/app/replay.ts";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { createPathClasses } from "../../src/core/evidence/classes.ts";
import type { Proof } from "../../src/core/evidence/proof.ts";
import { substitutionLimits } from "../../src/core/evidence/substitution.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

type Mode = "100644" | "100755" | "120000" | "160000";
type Entry = { readonly text: string; readonly mode: Mode };
type Tree = { readonly [path: string]: Entry };

const file = (text: string, mode: Mode = "100644"): Entry => ({ text, mode });
const source = (name: string, factor: number): string =>
  `#include "${name}.h"\n\nint ${name}(int given)\n{\n    int made = given * ${factor};\n    if (made > 100) {\n        return 100;\n    }\n    return made;\n}\n`;
const other = (name: string): string => source(name, 2).replace("given * 2;", "given + 7;").replace("> 100", ">= 90");

const old: Tree = { "a.c": file(source("first", 2)), "b.c": file(source("second", 3)), "data.bin": file("a\0b\n") };
const changed: Tree = { ...old, "a.c": file(other("first")), "b.c": file(other("second")) };

/** Everything that could be slipped into a commit that ends in this tree, one thing at a time. */
function* nearMisses(tree: Tree): Generator<readonly [what: string, tree: Tree]> {
  for (const path of ["a.c", "b.c"]) {
    const lines = (tree[path]?.text ?? "").split("\n");
    for (const [at, line] of lines.entries()) {
      const put = (what: string, ...now: readonly string[]): readonly [string, Tree] => [
        `${path}:${at + 1}: ${what}`,
        { ...tree, [path]: file([...lines.slice(0, at), ...now, ...lines.slice(at + 1)].join("\n")) },
      ];
      yield put("a blank at its end", `${line} `);
      yield put("twice", line, line);
      yield put("a carriage return", `${line}\r`);
      yield put("one more sign", `${line}x`);
      if (line === "") continue;
      yield put("gone");
      yield put("another first sign", `?${line.slice(1)}`);
      yield put("indented otherwise", `\t${line.trimStart()}`);
      if (/\d/.test(line))
        yield put(
          "another number",
          line.replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`),
        );
    }
    yield [`${path}: a mode`, { ...tree, [path]: file(tree[path]?.text ?? "", "100755") }];
    yield [`${path}: a link`, { ...tree, [path]: file(tree[path]?.text ?? "", "120000") }];
    yield [`${path}: gone`, Object.fromEntries(Object.entries(tree).filter(([name]) => name !== path))];
    yield [`${path}: another name`, renamed(tree, path, `x${path}`)];
    yield [`${path}: another case`, renamed(tree, path, path.toUpperCase())];
  }
  yield ["one more file", { ...tree, "c.c": file("int c;\n") }];
  yield ["one more empty file", { ...tree, "c.c": file("") }];
  yield ["a submodule", { ...tree, module: file("1".repeat(40), "160000") }];
  yield ["a binary", { ...tree, "data.bin": file("a\0c\n") }];
}

const renamed = (tree: Tree, from: string, to: string): Tree =>
  Object.fromEntries(Object.entries(tree).map(([path, entry]) => [path === from ? to : path, entry]));

/** Commits by `git fast-import`, as one process makes a thousand of them. Gives their ids in order. */
function commitAll(
  repository: TestRepository,
  commits: readonly { parent: string; message: string; tree: Tree }[],
): string[] {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ parent, message, tree }, index) => {
    const files = Object.entries(tree).map(([path, { text, mode }]) =>
      mode === "160000" ? `M 160000 ${text} ${path}\n` : `M ${mode} inline ${path}\n${data(text)}`,
    );
    const head = `commit refs/heads/n${index}\nmark :${index + 1}\ncommitter A <a@example.org> ${index + 1} +0000\n`;
    return `${head}${data(message)}from ${parent}\ndeleteall\n${files.join("")}`;
  });
  repository.run(["fast-import", "--quiet"], { input: stream.join("") });
  const refs = repository.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads/n*");
  const ids = new Map(refs.split("\n").map((line) => line.split(" ") as [string, string]));
  return commits.map((_, index) => ids.get(`n${index}`) ?? "");
}

/** Proves kinds of commits; `seen` puts something before the repository that is asked. */
async function prove(
  repository: TestRepository,
  ids: readonly string[],
  kinds: readonly ChangeKind[],
  seen: (repository: Repository) => Repository = (asked) => asked,
) {
  const opened = await openRepository(repository.path, { environment: repository.environment });
  if (!opened.ok) throw new Error(opened.error.text);
  const ports = { repository: seen(opened.value), syntax, replay: notAskedToReplay };
  const sources = ids.map((id) => ({ kind: "range", argument: { text: `${id}^!`, root: false } }) as const);
  const proofs: Proof[][] = [];
  for await (const answer of proveCommits(
    { sources, kinds, classOf: createPathClasses({}), limits: substitutionLimits },
    ports,
  )) {
    if (!answer.ok) throw new Error(answer.text);
    proofs.push(answer.value.proofs.map(({ proof }) => proof));
  }
  await opened.value.close();
  return proofs;
}

const filesOf = (tree: Tree): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tree).map(([path, { text }]) => [path, text]));

test("what misses a revert by anything is not proved to be one", async () => {
  const repository = createRepository();
  repository.commit({ message: "old\n", files: filesOf(old) });
  const original = repository.commit({ message: "change\n", files: filesOf(changed) });
  const message = `Revert "change"\n\nThis reverts commit ${original}.\n`;
  const misses = [...nearMisses(old)];
  const commits = [old, ...misses.map(([, tree]) => tree)].map((tree) => ({ parent: original, message, tree }));
  const [exact, ...proofs] = await prove(repository, commitAll(repository, commits), ["revert"]);
  expect(exact).toMatchObject([{ kind: "proved" }]);
  expect(proofs.length).toBeGreaterThan(150);
  expect(misses.filter((_, at) => proofs[at]?.[0]?.kind === "proved").map(([what]) => what)).toEqual([]);
  repository.remove();
}, 120_000);

test("what misses a backport by anything is not proved to be one", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: filesOf(old) });
  const upstream = repository.commit({ message: "change\n", files: filesOf(changed) });
  const message = `change\n\n(cherry picked from commit ${upstream})\n`;
  const misses = [...nearMisses(changed)];
  const commits = [changed, ...misses.map(([, tree]) => tree)].map((tree) => ({ parent: base, message, tree }));
  const [exact, ...proofs] = await prove(repository, commitAll(repository, commits), ["backport"]);
  expect(exact).toMatchObject([{ kind: "proved" }]);
  expect(proofs.length).toBeGreaterThan(150);
  expect(misses.filter((_, at) => proofs[at]?.[0]?.kind === "proved").map(([what]) => what)).toEqual([]);
  repository.remove();
}, 120_000);

test("a pick of what stands on no other branch is no backport", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: filesOf(old) });
  const upstream = repository.commit({ message: "change\n", files: filesOf(changed) });
  const message = `change\n\n(cherry picked from commit ${upstream})\n`;
  const [pick = ""] = commitAll(repository, [{ parent: base, message, tree: changed }]);
  const reason = async () => JSON.stringify(await prove(repository, [pick], ["backport"]));
  expect(await reason()).toMatch(/"proved".*, which is on (?:main|master)"/);
  repository.git("reset", "--hard", "--quiet", base);
  expect(await reason()).toContain("is on no branch");
  // A branch that has the pick as well says nothing of where the original came from.
  repository.git("reset", "--hard", "--quiet", upstream);
  repository.git("merge", "--quiet", "--strategy=ours", "-m", "both", pick);
  expect(await reason()).toContain("is on no branch");
  repository.git("tag", "v1", upstream);
  expect(await reason()).toContain("which is on v1");
  repository.remove();
}, 60_000);

test("the message says which commit it reverts, by an id or the beginning of one", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: filesOf(old) });
  const upstream = repository.commit({ message: "change\n", files: filesOf(changed) });
  const merge = repository.git("commit-tree", "-p", base, "-p", upstream, "-m", "merge", `${upstream}^{tree}`);
  const named = upstream.slice(0, 9);
  repository.git("branch", named, base);
  const answers: readonly (readonly [said: string, parent: string, answer: RegExp])[] = [
    [`${upstream}.`, upstream, /"proved".*"the exact inverse of [0-9a-f]{12} /],
    [`${upstream.slice(0, 12)} ("change").`, upstream, /"proved".*"the exact inverse of [0-9a-f]{12} /],
    [`${upstream.slice(0, 6)} ("change").`, upstream, /names no commit that it reverts/],
    [`${upstream.slice(0, 12)}x`, upstream, /names no commit that it reverts/],
    [`${named} ("change").`, upstream, /is the name of something else/],
    [`${upstream.slice(0, 12)}0000.`, upstream, /names no commit in this repository/],
    [`${upstream}.\n\nThis reverts commit ${base}.`, upstream, /names 2 commits that it reverts/],
    [`${merge}, reversing\nchanges made to ${base}.`, merge, /is a merge, which has no changes/],
  ];
  const commits = answers.map(([said, parent]) => ({
    parent,
    message: `Revert "change"\n\nThis reverts commit ${said}\n`,
    tree: old,
  }));
  const proofs = await prove(repository, commitAll(repository, commits), ["revert"]);
  for (const [index, [, , expected]] of answers.entries()) expect(JSON.stringify(proofs[index])).toMatch(expected);
  repository.remove();
}, 60_000);

test("which branch has a commit is asked only of one that may be a backport", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: filesOf(old) });
  const upstream = repository.commit({ message: "change\n", files: filesOf(changed) });
  const revert = `Revert "change"\n\nThis reverts commit ${upstream}.\n`;
  const pick = `change\n\n(cherry picked from commit ${upstream})\n`;
  const ids = commitAll(repository, [
    { parent: upstream, message: revert, tree: old },
    { parent: base, message: pick, tree: { ...changed, "c.c": file("int c;\n") } },
    { parent: upstream, message: pick, tree: { ...changed, "c.c": file("int c;\n") } },
    { parent: base, message: pick, tree: changed },
  ]);
  const asked: string[] = [];
  const seen = (whole: Repository): Repository => ({
    ...whole,
    referenceWith: (wanted) => {
      asked.push(wanted.without);
      return whole.referenceWith(wanted);
    },
  });
  await prove(repository, ids, ["revert", "backport"], seen);
  expect(asked).toEqual(ids.slice(3));
  repository.remove();
}, 60_000);

/** Six blocks that are equal but for a line that some have. */
const blocks = (checked: readonly number[]): string =>
  `void f(void)\n{\n${[1, 2, 3, 4, 5, 6]
    .map(
      (block) =>
        `    lock();\n    read();\n${checked.includes(block) ? "    check();\n" : ""}    write();\n    sync();\n    unlock();\n`,
    )
    .join("")}}\n`;

test("the same lines in another place are no revert and no backport", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: { "a.c": blocks([6]) } });
  const fix = repository.commit({ message: "fix\n", files: { "a.c": blocks([1, 6]) } });
  const revert = `Revert "fix"\n\nThis reverts commit ${fix}.\n`;
  const pick = `fix\n\n(cherry picked from commit ${fix})\n`;
  repository.git("tag", "fix", fix);
  const older = repository.commit({ message: "older\n", files: { "a.c": blocks([]) }, parents: [] });
  const commits = [
    { parent: fix, message: revert, tree: { "a.c": file(blocks([6])) } },
    { parent: fix, message: revert, tree: { "a.c": file(blocks([1])) } },
    { parent: older, message: pick, tree: { "a.c": file(blocks([1])) } },
    { parent: older, message: pick, tree: { "a.c": file(blocks([6])) } },
    { parent: base, message: pick, tree: { "a.c": file(blocks([1, 6])) } },
  ];
  const proofs = await prove(repository, commitAll(repository, commits), ["revert", "backport"]);
  expect(proofs.map((both) => both.map(({ kind }) => kind))).toEqual([
    ["proved", "not-proved"],
    ["not-proved", "not-proved"],
    ["not-proved", "proved"],
    ["not-proved", "not-proved"],
    ["not-proved", "proved"],
  ]);
  repository.remove();
}, 60_000);

test("what looks like a place in a line's middle is no place", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: { "a.c": "a\n" } });
  const pairs = [
    ["b\rindex 10\n", "b\rindex 99\n"],
    ["b\r@@ -1,2 +3,4 @@ x\n", "b\r@@ -7,2 +9,4 @@ x\n"],
  ] as const;
  const commits = pairs.flatMap(([one, other]) => {
    const upstream = repository.commit({ message: "change\n", files: { "a.c": `a\n${one}` }, parents: [base] });
    const message = `change\n\n(cherry picked from commit ${upstream})\n`;
    repository.git("tag", `of-${upstream}`, upstream);
    return [one, other].map((line) => ({ parent: base, message, tree: { "a.c": file(`a\n${line}`) } }));
  });
  const proofs = await prove(repository, commitAll(repository, commits), ["backport"]);
  expect(proofs.map((both) => both[0]?.kind)).toEqual(["proved", "not-proved", "proved", "not-proved"]);
  repository.remove();
}, 60_000);

test("what misses a rename or a change of modes by anything is not proved to be one", async () => {
  const repository = createRepository();
  const base = repository.commit({ message: "old\n", files: filesOf(old) });
  const moved = renamed(old, "a.c", "z.c");
  const executable: Tree = { ...old, "a.c": file(old["a.c"]?.text ?? "", "100755") };
  const missesOfMove = [...nearMisses(old)].map(([what, tree]) => [what, renamed(tree, "a.c", "z.c")] as const);
  // Another name, and nothing else, is a rename as well.
  const isNoMiss = (what: string): boolean => what.includes("another name") || what.includes("another case");
  const misses = missesOfMove.filter(([what]) => !isNoMiss(what) && !what.startsWith("a.c: gone"));
  const trees = [moved, executable, ...misses.map(([, tree]) => tree)];
  const commits = trees.map((tree) => ({ parent: base, message: "topic\n", tree }));
  const [move, mode, ...proofs] = await prove(repository, commitAll(repository, commits), ["rename", "mode"]);
  expect(move?.map(({ kind }) => kind)).toEqual(["proved", "not-proved"]);
  expect(mode?.map(({ kind }) => kind)).toEqual(["not-proved", "proved"]);
  expect(proofs.length).toBeGreaterThan(150);
  expect(misses.filter((_, at) => proofs[at]?.some(({ kind }) => kind === "proved")).map(([what]) => what)).toEqual([]);
  repository.remove();
}, 120_000);

test("what a partial clone lacks is not proved, with the reason", async () => {
  const repository = createRepository();
  repository.commit({ message: "old\n", files: filesOf(old) });
  repository.commit({ message: "change\n", files: { "a.c": source("renamed", 2), "b.c": source("second", 3) } });
  repository.git("config", "uploadpack.allowFilter", "true");
  const clone = repository.clone("--filter=blob:none", "--bare");
  const [proofs = []] = await prove(clone, ["HEAD"], everyKind);
  expect(proofs.filter(({ kind }) => kind === "proved")).toEqual([]);
  const reasons = proofs.map((proof) => (proof.kind === "proved" ? "" : proof.why)).join("\n");
  expect(reasons).toMatch(/is not in this clone/);
  clone.remove();
  repository.remove();
});
