import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { createForge, signed, type TestForge } from "../ci/forge.ts";

/** A list of repositories at a real git server: git's own `http-backend`, on this machine. */
const root = realpathSync(mkdtempSync(join(tmpdir(), "proviso-fleet-remote-")));
let forge: TestForge;

beforeAll(async () => {
  forge = await createForge();
  await forge.onServer("config", "uploadpack.allowFilter", "true");
  await forge.onServer("config", "uploadpack.allowAnySHA1InWant", "true");
  const { work } = forge;
  work.commit({ message: `Mend\n\n${signed}` });
  await forge.push("HEAD:refs/heads/main");
  work.git("checkout", "--quiet", "-b", "stable");
  work.commit({ message: "Without a word\n" });
  await forge.push("HEAD:refs/heads/stable");
  work.git("checkout", "--quiet", "main");
});
afterEach(() => forge.server.demand(null));
afterAll(async () => {
  await forge.close();
  rmSync(root, { recursive: true, force: true });
});

async function fleet(name: string, lines: readonly string[]) {
  const list = join(root, `list-${name}`);
  writeFileSync(list, lines.map((line) => `${line}\n`).join(""));
  const args = [inject("bundle"), "audit", "--fleet", list, "--data", join(root, name), "--format", "json"];
  const child = spawn(process.execPath, args, { env: { PATH: process.env["PATH"], HOME: root, TMPDIR: root } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const { repositories } = JSON.parse(stdout === "" ? '{"repositories":[]}' : stdout) as {
    readonly repositories: readonly { conclusion: string; why: string | null; tip: string; commits: number }[];
  };
  const rows = repositories.map(({ conclusion, why, tip, commits }) => ({ conclusion, why, tip, commits }));
  return { status, stderr, rows };
}

describe("audit --fleet over HTTP", () => {
  test("audits branches of a remote, and the next time what is new there", async () => {
    const lines = [`${forge.url}\tmain`, `${forge.url}\tstable`];
    const first = await fleet("twice", lines);
    const tipOf = (branch: string) => forge.onServer("rev-parse", branch);
    expect(first).toEqual({
      status: 1,
      stderr: "",
      rows: [
        { conclusion: "pass", why: null, tip: await tipOf("main"), commits: 1 },
        { conclusion: "fail", why: null, tip: await tipOf("stable"), commits: 2 },
      ],
    });
    forge.work.commit({ message: `More\n\n${signed}` });
    await forge.push("HEAD:refs/heads/main");
    const second = await fleet("twice", lines);
    expect(second.rows).toMatchObject([
      { conclusion: "pass", tip: await tipOf("main"), commits: 2 },
      { conclusion: "fail", commits: 2 },
    ]);
  }, 240_000);

  test("says what cannot be fetched, and audits the others", async () => {
    const nowhere = forge.url.replace("lamps.git", "nowhere.git");
    const { status, rows } = await fleet("others", [`${nowhere}\tmain`, `${forge.url}\tnone`, `${forge.url}\tmain`]);
    expect(status).toBe(4);
    expect(rows).toMatchObject([
      { conclusion: "failed", why: expect.stringContaining("git could not fetch") },
      { conclusion: "failed", why: expect.stringContaining("git could not fetch") },
      { conclusion: "pass" },
    ]);
  }, 240_000);

  test("asks nobody for a password", async () => {
    forge.server.demand("Basic bm9ib2R5");
    const { status, rows } = await fleet("private", [`${forge.url}\tmain`]);
    expect(status).toBe(4);
    expect(rows).toMatchObject([{ conclusion: "failed", why: expect.stringContaining("git could not fetch") }]);
  }, 240_000);

  test.each([
    "ssh://git@forge.example.org/lamps.git",
    "git://forge.example.org/lamps.git",
    "http://forge.example.org/x",
  ])(
    "fetches over HTTPS, or from this machine, and nothing else: %s",
    async (address) => {
      const { status, stderr } = await fleet("refused", [`${address}\tmain`]);
      expect(status).toBe(3);
      expect(stderr).toContain("line 1 has an address that is not fetched from");
    },
    240_000,
  );
});
