import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readFleetList } from "../../src/app/service/fleet-list.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";

const root = mkdtempSync(join(tmpdir(), "proviso-fleet-"));
const made: TestRepository[] = [];
const policy = { "proviso.yaml": "proviso: 1\nrules:\n  sign-off-present: require\n" };
const signed = "\n\nSigned-off-by: Ada Example <ada@example.org>\n";

beforeAll(() => {
  for (const message of [`Mend${signed}`, "Mend\n"]) {
    const one = createRepository();
    one.commit({ message: `Begin${signed}`, files: policy });
    one.commit({ message });
    made.push(one);
  }
});
afterAll(() => {
  for (const one of made) one.remove();
  rmSync(root, { recursive: true, force: true });
});

const [good, bad] = [() => made[0]?.path ?? "", () => made[1]?.path ?? ""];
const environment = { PATH: process.env["PATH"], HOME: root, TMPDIR: root };

function fleet(lines: readonly string[], ...args: readonly string[]) {
  const list = join(root, "list");
  writeFileSync(list, lines.map((line) => `${line}\n`).join(""));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inject("bundle"), "audit", "--fleet", list, ...args],
    { encoding: "utf8", env: environment },
  );
  return { status, stdout, stderr };
}

test("each repository of a list has its line, and what cannot be audited hinders no other", () => {
  const { status, stdout } = fleet(["# ours", good(), `${bad()}\tmain`, join(root, "nowhere")]);
  expect(stdout.split("\n").toSorted()).toEqual(
    [
      "",
      `pass      ${good()}: 1 commit`,
      `fail      ${bad()} (main): 1 commit, 1 failing`,
      `failed    ${join(root, "nowhere")}: \`${join(root, "nowhere")}\` does not exist`,
      "3 repositories: 1 pass, 1 fail, 0 undecided, 1 could not be audited",
    ].toSorted(),
  );
  expect(status).toBe(4);
});

test("as JSON and CSV they stand in the order of the list", () => {
  const { status, stdout } = fleet([bad(), good()], "--format", "json");
  const { waiting, repositories } = JSON.parse(stdout) as { waiting: number; repositories: { conclusion: string }[] };
  expect([status, waiting, repositories.map(({ conclusion }) => conclusion)]).toEqual([1, 0, ["fail", "pass"]]);
  const csv = fleet([good()], "--format", "csv");
  expect(csv.stdout).toMatch(
    /^repository,branch,conclusion,why,tip,commits,failing,undecided,relying\n[^\n]*,,pass,,[0-9a-f]{40},1,0,0,0\n$/,
  );
  expect(csv.status).toBe(0);
});

test("a run that is killed or stopped goes on where it was", async () => {
  const data = join(root, "killed");
  mkdirSync(data);
  const list = join(root, "long-list");
  // One repository by many names: each is audited, and none twice.
  const names = Array.from({ length: 12 }, (_, at) => `${good()}${"/.".repeat(at + 1)}`);
  writeFileSync(list, names.map((name) => `${name}\n`).join(""));
  const args = [inject("bundle"), "audit", "--fleet", list, "--data", data, "--workers", "1"];
  const run = async (
    signal: NodeJS.Signals | null,
  ): Promise<{ said: string; status: number | null; error: string }> => {
    const child = spawn(process.execPath, args, { env: environment });
    let [said, error] = ["", ""];
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      error += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      // A second signal would end it as it ends any other program.
      if (signal !== null && !child.killed && said.split("\n").length > 3) child.kill(signal);
    });
    const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { said, status, error };
  };
  const killed = await run("SIGKILL");
  expect(killed.status).toBeNull();
  const stopped = await run("SIGTERM");
  expect(stopped.status).toBe(4);
  expect(stopped.error).toContain("the same command goes on with these");
  const last = await run(null);
  expect(last.said).toContain("12 repositories: 12 pass, 0 fail, 0 undecided\n");
  expect(last.status).toBe(0);
  expect(existsSync(join(data, "service.sqlite"))).toBe(true);
}, 120_000);

test.each<[string, string | RegExp]>([
  ["", "it names no repository"],
  ["a\na\n", "line 2 names what was named before"],
  ["--upload-pack=x\n", "line 1 names no repository"],
  ["a\tb\tc\n", "line 1 has more than a repository and, after a tab, its branch"],
  ["a\tb..\u0000\n", "line 1 has a branch that git does not take"],
  ["https://forge.example.org/lamp\n", "line 1 names no branch, which an address needs (after a tab)"],
  ["ext::sh -c x\nfile:///etc\tmain\n", /^line 2 has an address that is not fetched from/],
  ["https://ada:secret@forge.example.org/lamp\tmain\n", /^line 1 has an address that is not fetched from/],
])("a list with a mistake is said to have it: %j", (text, why) => {
  const read = readFleetList(text);
  if (read.ok) throw new Error("it was read");
  if (typeof why === "string") expect(read.text).toBe(why);
  else expect(read.text).toMatch(why);
});

test("what is about one history does not go with a list", () => {
  expect(fleet([good()], "--baseline", "x")).toMatchObject({ status: 3 });
  expect(fleet([good()], "--format", "html").stderr).toContain("--fleet can be written as text, json or csv");
  expect(fleet([good()], "--workers", "0")).toMatchObject({ status: 3 });
});
