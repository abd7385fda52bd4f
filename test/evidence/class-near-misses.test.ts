import { expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import { createPathClasses } from "../../src/core/evidence/classes.ts";
import { nothingLearnt } from "../../src/core/evidence/content.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { learned } from "../../src/core/text/learned.ts";
import { commitOf } from "../commit/facts.ts";

type Class = "docs" | "tests" | "generated";

/** Paths that are of a class by their names. */
const paths: { readonly [name in Class]: readonly string[] } = {
  docs: ["README", "README.md", "docs/a.rst", "Documentation/usage.txt", "doc/deep/er/a.md", "CHANGELOG.md"],
  tests: ["tests/unit/a.c", "test/a.sh", "src/tests/a.rs", "tests/data/a.bin"],
  generated: ["web/package-lock.json", "Cargo.lock", "yarn.lock", "go.sum"],
};

/** Paths of none of the three: code, build files, what runs, what the law or an agent reads. */
const others = [
  "src/a.c",
  "a.h",
  "Makefile",
  "Kconfig",
  "setup.py",
  "package.json",
  "Cargo.toml",
  "docs/conf.py",
  "docs/Makefile",
  "docs/requirements.txt",
  "docs/_templates/a.html",
  ".github/workflows/a.yml",
  ".github/README.md",
  ".gitmodules",
  ".gitattributes",
  "LICENSE",
  "COPYING",
  "AGENTS.md",
  "CLAUDE.md",
  "proviso.yaml",
  "lib/ansible/plugins/test/core.py",
  "documents.c",
  "test.c",
  "src/attest/a.c",
  "README.c",
  "docs",
  "docs.c",
];

const modified = (path: string): Change => ({
  path,
  from: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "a".repeat(40),
  newBlob: "b".repeat(40),
  added: 1,
  deleted: 1,
});

const evidence = evidenceBy(createPathClasses({}));
const isProved = (kind: Class, changes: readonly Change[]): boolean =>
  evidence({ ...commitOf("topic\n"), changes: learned(changes) }, kind, nothingLearnt("nobody has looked")).kind ===
  "proved";

/** Each of the changes altered in one thing, or with one more beside them. */
function* nearMisses(kind: Class): Generator<readonly Change[]> {
  const whole = paths[kind].map(modified);
  const strangers = [...others, ...Object.keys(paths).flatMap((name) => (name === kind ? [] : paths[name as Class]))];
  for (const path of strangers) {
    yield [...whole, modified(path)];
    yield [modified(path), ...whole];
    yield [...whole, { ...modified(path), status: "added", oldMode: "000000" }];
    yield [...whole, { ...modified(path), status: "deleted", newMode: "000000" }];
    yield [...whole, { ...modified(path), oldMode: "100755", newBlob: "a".repeat(40) }];
    for (const [at, change] of whole.entries()) {
      yield whole.with(at, { ...change, status: "renamed", from: path });
      yield whole.with(at, { ...change, status: "renamed", from: change.path, path });
      yield whole.with(at, { ...change, status: "copied", from: path });
    }
  }
  for (const [at, change] of whole.entries()) {
    for (const mode of ["120000", "160000"]) {
      yield whole.with(at, { ...change, newMode: mode, status: "type-changed" });
      yield whole.with(at, { ...change, oldMode: mode, status: "type-changed" });
      yield whole.with(at, { ...change, oldMode: mode, newMode: mode });
      yield whole.with(at, { ...change, newMode: mode, oldMode: "000000", status: "added" });
      yield whole.with(at, { ...change, oldMode: mode, newMode: "000000", status: "deleted" });
    }
    // Lock files are looked for in any folder; in one that begins with a dot, documents and tests are orders and programs.
    if (kind !== "generated") yield whole.with(at, { ...change, path: `.hidden/${change.path}` });
  }
}

test.each(["docs", "tests", "generated"] as const)("what misses %s by one path is not proved to be of it", (kind) => {
  expect(paths[kind].filter((path) => !isProved(kind, [modified(path)]))).toEqual([]);
  const misses = [...nearMisses(kind)];
  expect(misses.length).toBeGreaterThan(400);
  expect(misses.filter((changes) => isProved(kind, changes))).toEqual([]);
});
