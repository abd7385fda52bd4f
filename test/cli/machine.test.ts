import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import {
  declining,
  expectHarmless,
  expectRefusal,
  plainPolicy,
  proviso,
  repositoryWith,
  signOff,
  using,
} from "./proviso.ts";

let repository: TestRepository;
beforeAll(() => {
  repository = repositoryWith({ "proviso.yaml": plainPolicy });
  const commits = Array.from(
    { length: 3000 },
    (_, index) =>
      `commit refs/heads/long\ncommitter Ada <ada@example.org> ${1_700_000_000 + index} +0000\ndata 8\nunsigned\n${index === 0 ? "from refs/heads/main^0\n" : ""}\n`,
  );
  repository.run(["fast-import", "--quiet"], { input: commits.join("") });
});
afterAll(() => repository.remove());

test("git is not installed", () => {
  const environment = { PATH: "/nonexistent" };
  for (const args of [
    ["check", "HEAD"],
    ["policy", "show"],
    ["exception", "list"],
    ["explain", "HEAD"],
  ])
    expectRefusal(proviso(repository, args, { environment }), 4, "no `git` program was found on the PATH");
  expectRefusal(proviso(repository, ["demo"], { environment }), 4, "the demo needs git, which is not installed");
  for (const args of [["explain", "sign-off-present"], ["explain"], ["init", "--list"], ["--help"], ["--version"]])
    expect(proviso(repository, args, { environment })).toMatchObject({ status: 0, stderr: "" });
});

/** Runs a line of shell in which `$PROVISO` is the bundle, as an array of words. */
function shell(line: string): { status: number | null; stdout: string; stderr: string } {
  const script = `PROVISO=("${process.execPath}" "${inject("bundle")}")\nset -o pipefail\n${line}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
    cwd: repository.path,
    env: repository.environment,
    encoding: "utf8",
  });
  expectHarmless(stdout + stderr);
  return { status, stdout, stderr };
}

describe("a reader that goes away", () => {
  test.each([
    ["check long -v --policy-from base", 1],
    ["check base..long", 1],
    ["check base..long --format json", 1],
    ["check base..long -v", 1],
    ["explain", 0],
    ["--help", 0],
    ["policy show", 0],
  ])("%s", (args, status) => {
    const run = shell(`"\${PROVISO[@]}" ${args} | head -n 1; echo "\${PIPESTATUS[0]}"`);
    expect(run.stderr).toBe("");
    expect(run.stdout.trimEnd().split("\n").at(-1)).toBe(String(status));
    expect(shell(`"\${PROVISO[@]}" ${args} | true`).stderr).toBe("");
  });
});

test("a disk that is full", () => {
  // Only some systems have this device.
  if (!existsSync("/dev/full")) return;
  for (const args of ["check base..long", "check base..long --format json", "explain", "policy show"]) {
    const { status, stderr } = shell(`"\${PROVISO[@]}" ${args} > /dev/full`);
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: "proviso: the answer cannot be written: no space is left\n",
    });
  }
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends a check, quietly and not as a pass", async (signal) => {
  const child = spawn(process.execPath, [inject("bundle"), "check", "--message", "-"], {
    cwd: repository.path,
    env: repository.environment,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  // It waits for a message that never comes; by then it has begun.
  child.stdin.write("t: x\n");
  setTimeout(() => child.kill(signal), 300);
  const [status, by] = await once(child, "close");
  expect([status, by, output]).toEqual([null, signal, ""]);
});

test("an interrupted demo removes its repository", async () => {
  const lab = createRepository();
  const child = spawn(process.execPath, [inject("bundle"), "demo"], {
    cwd: lab.path,
    env: { ...lab.environment, TMPDIR: lab.home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk) => errors.push(chunk));
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [, by] = await once(child, "close");
  expect([by, Buffer.concat(errors).toString()]).toEqual(["SIGINT", ""]);
  expect(readdirSync(lab.home).filter((name) => name.startsWith("proviso-demo-"))).toEqual([]);
  lab.remove();
});

test("a directory that nobody may write to", () =>
  using(repositoryWith(declining), (other) => {
    // Root may write everywhere, so it steps down first.
    const isRoot = process.getuid?.() === 0;
    const elsewhere = other.home;
    for (const directory of [dirname(other.home), dirname(dirname(inject("bundle")))]) chmodSync(directory, 0o755);
    // Where root's files are for root alone, nobody else could start the program.
    if (isRoot) spawnSync("chmod", ["-R", "a+rX", dirname(inject("bundle"))]);
    chmodSync(elsewhere, 0o555);
    const { status, stdout, stderr } = spawnSync(process.execPath, [inject("bundle"), "init", "--like", "dco"], {
      cwd: elsewhere,
      env: other.environment,
      encoding: "utf8",
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    chmodSync(elsewhere, 0o755);
    expectRefusal({ status, stdout, stderr }, 4, "proviso.yaml cannot be written: permission is denied");
    expect(existsSync(join(elsewhere, "proviso.yaml"))).toBe(false);
  }));

test("a message is judged the same however it comes", () => {
  repository.write("message", `t: x\n\n${signOff}`);
  const environment = { GIT_AUTHOR_NAME: "Ada Example", GIT_AUTHOR_EMAIL: "ada@example.org" };
  for (const [path, input] of [
    ["message", ""],
    ["-", `t: x\n\n${signOff}`],
  ] as const)
    expect(proviso(repository, ["check", "--message", path], { input, environment })).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
});
