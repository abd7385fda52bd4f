import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { keepCode, recallCode } from "../../src/cli/code-cache.ts";

let root: string;
let directory: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "proviso-code-"));
  directory = join(root, "deep", "code");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const code = Buffer.from("what V8 made of it");

test("what was kept is recalled by its name only", () => {
  expect(recallCode(directory, "one")).toBeUndefined();
  keepCode(directory, "one", code);
  expect(recallCode(directory, "one")).toEqual(code);
  expect(recallCode(directory, "two")).toBeUndefined();
});

test.each([
  ["a byte is another", (bytes: Buffer) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte))],
  ["its end is missing", (bytes: Buffer) => bytes.subarray(0, -2)],
  ["half is missing", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2 - 1)],
  ["it is empty", () => Buffer.alloc(0)],
])("a file is not believed when %s", (_, damage) => {
  keepCode(directory, "one", code);
  writeFileSync(join(directory, "one"), damage(readFileSync(join(directory, "one"))));
  expect(recallCode(directory, "one")).toBeUndefined();
});

test("nor when others may write to it, or to its directory, or when it is a link", () => {
  keepCode(directory, "one", code);
  const path = join(directory, "one");
  chmodSync(path, 0o622);
  expect(recallCode(directory, "one")).toBeUndefined();
  chmodSync(path, 0o600);
  chmodSync(directory, 0o777);
  expect(recallCode(directory, "one")).toBeUndefined();
  keepCode(directory, "two", code);
  chmodSync(directory, 0o700);
  expect(readdirSync(directory)).toEqual(["one"]);
  symlinkSync(path, join(directory, "link"));
  expect(recallCode(directory, "link")).toBeUndefined();
});

test("it does not grow without end", () => {
  for (let count = 0; count < 100; count += 1) keepCode(directory, `number-${count}`, code);
  expect(readdirSync(directory).length).toBeLessThanOrEqual(25);
  expect(recallCode(directory, "number-99")).toEqual(code);
});

test("where nothing can be kept, nothing is said", () => {
  writeFileSync(join(root, "deep"), "");
  keepCode(directory, "one", code);
  expect(recallCode(directory, "one")).toBeUndefined();
});

const run = (words: readonly string[], { environment = {}, flags = [] }: RunSettings = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, inject("bundle"), ...words], {
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: root, ...environment },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

type RunSettings = {
  readonly environment?: Readonly<Record<string, string>>;
  /** Node's own. */
  readonly flags?: readonly string[];
};

const kept = (): string[] => readdirSync(join(root, "proviso", "code"));

test("a command's code is kept once, and the answer is the same with it, without it, and when it is damaged", () => {
  const first = run(["explain", "sign-off-order"]);
  const [name = "", ...others] = kept();
  expect(others).toEqual([]);
  expect(name).toMatch(/^[0-9a-f]{16}-v\d+\.\d+\.\d+-\w+-explain$/);
  const path = join(root, "proviso", "code", name);
  const before = readFileSync(path);
  expect(run(["explain", "sign-off-order"])).toEqual(first);
  expect(readFileSync(path).equals(before)).toBe(true);
  writeFileSync(
    path,
    before.map((byte, at) => (at % 5000 === 1000 ? byte ^ 0x55 : byte)),
    { mode: 0o600 },
  );
  expect(run(["explain", "sign-off-order"])).toEqual(first);
  expect(recallCode(join(root, "proviso", "code"), name)).toBeDefined();
  expect(run(["explain", "sign-off-order"], { environment: { NODE_DISABLE_COMPILE_CACHE: "1" } })).toEqual(first);
});

test("what V8 made of other code, or with other flags, is not used", () => {
  const first = run(["explain", "sign-off-order"]);
  const [name = ""] = kept();
  keepCode(join(root, "proviso", "code"), name, new Script("1 + 1").createCachedData());
  expect(run(["explain", "sign-off-order"])).toEqual(first);
  expect(run(["explain", "sign-off-order"], { flags: ["--no-opt"] })).toEqual(first);
});

test("a command that was not understood, and one that is none, leave nothing", () => {
  expect(run(["chekc"]).status).toBe(3);
  expect(run(["check", "--no-such-option"]).status).toBe(3);
  mkdirSync(join(root, "proviso", "code"), { recursive: true });
  expect(kept()).toEqual([]);
});
