import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDirectory } from "../../src/adapters/files/make-directory.ts";

describe("making a directory", () => {
  let base = "";
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "proviso-make-"));
  });
  afterEach(() => rmSync(base, { recursive: true }));

  test("makes those above it, too, for nobody else where that is said", () => {
    makeDirectory(join(base, "a", "b", "c"), 0o700);
    for (const path of ["a", "a/b", "a/b/c"]) expect(statSync(join(base, path)).mode & 0o777).toBe(0o700);
    makeDirectory(join(base, "a", "b", "c"));
  });

  test.each<readonly [what: string, prepare: () => void, path: string, code: string]>([
    ["a file stands there", () => writeFileSync(join(base, "file"), ""), "file", "EEXIST"],
    ["a file stands above it", () => writeFileSync(join(base, "file"), ""), "file/below", "ENOTDIR"],
    ["a link leads nowhere", () => symlinkSync("nowhere", join(base, "link")), "link", "ENOENT"],
  ])("says what is wrong where %s", (_, prepare, path, code) => {
    prepare();
    expect(() => makeDirectory(join(base, path))).toThrow(expect.objectContaining({ code }));
  });

  test("is content with a link to a directory", () => {
    mkdirSync(join(base, "real"));
    symlinkSync("real", join(base, "link"));
    makeDirectory(join(base, "link", "below"));
    expect(existsSync(join(base, "real", "below"))).toBe(true);
  });

  test.skipIf(!existsSync("/proc/self"))(
    "ends where a file system says that something is missing, and nothing is",
    () => {
      expect(() => makeDirectory("/proc/nowhere/below")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    },
  );
});

test.skipIf(!existsSync("/proc/self"))("a home in which nothing can be made keeps nobody from anything", () => {
  const program = new URL("../../dist/proviso.cjs", import.meta.url).pathname;
  const environment = { PATH: process.env["PATH"], HOME: "/proc/nowhere", XDG_CACHE_HOME: "/proc/nowhere" };
  const said = execFileSync(process.execPath, [program, "--version"], {
    env: environment,
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(said).toMatch(/^\d+\.\d+\.\d+\n$/);
});
