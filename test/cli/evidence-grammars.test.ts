import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { proviso } from "./proviso.ts";

let repository: TestRepository;
const bare = realpathSync(mkdtempSync(join(tmpdir(), "proviso-without-grammars-")));

/** Two hundred files, which together are long enough to be read by several threads. */
const filesWith = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `d${index % 7}/f${index}.c`,
      `${`/* Part ${index}. */\nint part(int a)\n{\n    return a * ${index};\n}\n\n`.repeat(60)}int use(void)\n{\n    return ${name}(${index});\n}\n`,
    ]),
  );

beforeAll(() => {
  repository = createRepository();
  const signOff = "\nSigned-off-by: Ada Example <ada@example.org>\n";
  repository.commit({ message: `one\n${signOff}`, files: filesWith("old_name") });
  repository.commit({ message: `two\n${signOff}`, files: filesWith("new_name") });
  const dist = dirname(inject("bundle"));
  cpSync(dist, join(bare, "dist"), { recursive: true, filter: (path) => path !== join(dist, "grammars") });
});
afterAll(() => {
  repository.remove();
  rmSync(bare, { recursive: true, force: true });
});

const withoutGrammars = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(bare, "dist", "proviso.cjs"), ...words], {
    cwd: repository.path,
    env: repository.environment,
    encoding: "utf8",
  });

test("many files are proved alike, each by the thread that reads it", () => {
  const { status, stdout } = proviso(repository, ["evidence", "HEAD", "--kind", "substitution"]);
  expect(stdout).toContain("  substitution: proved: 200 places in 200 files, one template ");
  expect(status).toBe(0);
});

test("a commit that needs no proof needs no grammars", () => {
  const { status, stdout, stderr } = withoutGrammars("check", "--policy-from", "profile:qemu", "HEAD~1..HEAD");
  expect(stderr).toBe("");
  expect(stdout).toContain("pass: 1 commit: 1 passed");
  expect(status).toBe(0);
});

test("where they are missing, nothing is proved by them, and the program does not hang", () => {
  const { status, stdout } = withoutGrammars("evidence", "HEAD", "--kind", "substitution");
  expect(stdout).toMatch(/substitution: not proved: `d0\/f0\.c` cannot be compared: the grammar could not read it: /);
  expect(status).toBe(2);
});
