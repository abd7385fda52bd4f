import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, inject, test } from "vitest";
import { forgejoEvent } from "../forge/payloads.ts";

const root = mkdtempSync(join(tmpdir(), "proviso-serve-"));
const processes: ChildProcess[] = [];
afterAll(() => {
  for (const one of processes) one.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

let made = 0;
const newDirectory = (): string => {
  made += 1;
  const directory = join(root, String(made));
  mkdirSync(directory);
  return directory;
};

const environmentIn = (temporary: string) => ({ PATH: process.env["PATH"], HOME: temporary, TMPDIR: temporary });

type Serving = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly at: string;
  stop(signal: NodeJS.Signals): Promise<number | null>;
};

/** Starts the service as people do, and waits until it says where it is. */
async function serve(args: readonly string[], temporary: string): Promise<Serving> {
  const child = spawn(process.execPath, [inject("bundle"), "serve", ...args], { env: environmentIn(temporary) });
  processes.push(child);
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const at = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      output += String(text);
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then(() => reject(new Error(output)));
  });
  return {
    process: child,
    output: () => output,
    at,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function run(args: readonly string[], temporary: string, node = process.execPath) {
  const { status, stdout, stderr } = spawnSync(node, [inject("bundle"), ...args], {
    encoding: "utf8",
    env: environmentIn(temporary),
  });
  return { status, stdout, stderr };
}

test("the demo shows what was judged on the spot, stops in order, and leaves nothing behind", async () => {
  const temporary = newDirectory();
  const { at, stop } = await serve(["--demo", "--listen", "0"], temporary);
  const text = async (path: string): Promise<string> => (await fetch(`${at}${path}`)).text();
  expect(await text("/healthz")).toBe("alive\n");
  expect(await text("/readyz")).toBe("ready\n");
  expect(await text("/contributions")).toContain("docs: list the switches");
  expect(await text("/exceptions")).toContain("uniform-changes");
  // What waits names who can decide, and the repository has its audit.
  expect(await text("/?format=json")).toContain("Lin Maintainer <lin@example.org>");
  expect(await text("/")).not.toContain("nobody that the policy names");
  expect(await text("/repositories")).not.toContain("never");
  expect(await text("/repositories/local/demo/lantern/lamp/-/audit")).toContain("<h1");
  expect(await text("/metrics")).toMatch(/^proviso_database_up 1$/m);
  expect((await fetch(`${at}/nothing/such`)).status).toBe(404);
  expect(await stop("SIGTERM")).toBe(0);
  expect(readdirSync(temporary).filter((name) => name.startsWith("proviso"))).toEqual([]);
});

test("it goes on after a kill, is backed up while it runs, and is restored only while it does not", async () => {
  const temporary = newDirectory();
  const data = join(temporary, "data");
  const backup = join(temporary, "backup.sqlite");
  const demo = await serve(["--demo", "--listen", "0", "--data", data], temporary);
  expect(run(["serve", "backup", backup, "--data", data], temporary)).toMatchObject({ status: 0, stderr: "" });
  expect(run(["serve", "backup", backup, "--data", data], temporary).stderr).toContain("is there already");
  expect(run(["serve", "restore", backup, "--data", data], temporary).stderr).toContain("stop the service first");
  await demo.stop("SIGKILL");
  const after = await serve(["--listen", "0", "--data", data], temporary);
  expect(await (await fetch(`${after.at}/contributions`)).text()).toContain("docs: list the switches");
  // A second process on the same directory shares the work.
  const second = await serve(["--listen", "0", "--data", data, "--role", "worker"], temporary);
  expect(await (await fetch(`${second.at}/readyz`)).text()).toBe("ready\n");
  expect(await second.stop("SIGTERM")).toBe(0);
  expect(await after.stop("SIGINT")).toBe(0);
  rmSync(data, { recursive: true });
  expect(run(["serve", "restore", backup, "--data", data], temporary)).toMatchObject({ status: 0, stderr: "" });
  expect(run(["serve", "restore", backup, "--data", data], temporary)).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(data, "service.sqlite.before"))).toBe(true);
  writeFileSync(backup, "no database");
  expect(run(["serve", "restore", backup, "--data", data], temporary).stderr).toContain("no backup that can be used");
  const log = run(["serve", "log", "--data", data], temporary);
  expect(log.stdout.split("\n").filter((line) => line !== "").length).toBeGreaterThan(10);
  verifies(log.stdout, temporary);
});

function verifies(exported: string, temporary: string): void {
  const file = join(temporary, "actions.jsonl");
  writeFileSync(file, exported);
  const whole = run(["verify-log", file], temporary);
  expect(whole).toMatchObject({ status: 0, stderr: "" });
  const [, hash = ""] = /last hash is ([0-9a-f]{64})/.exec(whole.stdout) ?? [];
  expect(run(["verify-log", file, "--contains", hash], temporary).status).toBe(0);
  expect(run(["verify-log", file, "--contains", "0".repeat(64)], temporary).status).toBe(1);
  expect(run(["verify-log", file, "--contains", "short"], temporary).status).toBe(3);
  writeFileSync(file, exported.replace("concluded", "forgotten"));
  expect(run(["verify-log", file], temporary)).toMatchObject({
    status: 1,
    stdout: "The log is not whole: line 1: entry 1 was changed: its hash is not that of its fields.\n",
  });
  writeFileSync(file, exported);
  appendFileSync(file, "{}\n");
  expect(run(["verify-log", file], temporary).status).toBe(1);
  expect(run(["verify-log", join(temporary, "none")], temporary).status).toBe(3);
}

test("a delivery is taken once, counted by what became of it, and one that nobody signed is not taken", async () => {
  const temporary = newDirectory();
  const secret = "a secret that is long enough";
  const file = join(temporary, "secret");
  writeFileSync(file, `${secret}\n`);
  const settings = join(temporary, "service.yaml");
  const forge = {
    kind: "forgejo",
    url: "https://forge.example.org",
    "webhook-secret-files": [file],
    "token-file": file,
  };
  writeFileSync(settings, JSON.stringify({ forges: [forge] }));
  const options = ["--role", "web", "--listen", "0", "--settings", settings, "--data", join(temporary, "data")];
  const { at, stop } = await serve(options, temporary);
  const body = JSON.stringify(forgejoEvent("synchronized"));
  const deliver = async (signature: string): Promise<number> => {
    const headers = {
      "X-Forgejo-Event": "pull_request",
      "X-Forgejo-Delivery": "one",
      "X-Forgejo-Signature": signature,
    };
    return (await fetch(`${at}/webhooks/forgejo/forge.example.org`, { method: "POST", headers, body })).status;
  };
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  expect([await deliver(signature), await deliver(signature), await deliver("0".repeat(64))]).toEqual([202, 200, 401]);
  const metrics = await (await fetch(`${at}/metrics`)).text();
  for (const outcome of ["taken", "seen", "forged"])
    expect(metrics).toContain(`proviso_deliveries_total{forge="forgejo",outcome="${outcome}"} 1`);
  expect(metrics).toContain('proviso_queue_jobs{kind="take-event",state="waiting"} 1');
  expect(await stop("SIGTERM")).toBe(0);
});

test("what cannot be listened at is said", async () => {
  const temporary = newDirectory();
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.on("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { status, stderr } = await new Promise<{ status: number | null; stderr: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      [inject("bundle"), "serve", "--data", join(temporary, "data"), "--listen", String(port)],
      {
        env: environmentIn(temporary),
      },
    );
    let text = "";
    child.stderr.on("data", (part) => (text += String(part)));
    child.on("close", (code) => resolve({ status: code, stderr: text }));
  });
  other.close();
  expect(stderr).toBe(`proviso: 127.0.0.1:${port} is taken by another program; --listen names another place\n`);
  expect(status).toBe(4);
});

test.each([
  [["serve", "--listen", "nowhere"], 3, "--listen takes"],
  [["serve", "--role", "boss"], 3, "boss"],
  [["serve", "--settings", "/nothing/there"], 3, "there is no such file"],
  [["serve", "log", "--after", "x"], 3, "--after takes the number"],
  [["serve", "--demo", "--data", "/proc/nowhere/at/all"], 4, "/proc"],
  [["serve", "backup", "/tmp/x", "--data", "/nothing/there"], 4, "there is no database"],
])("%j ends with %i and one sentence", (args, status, sentence) => {
  const { status: ended, stderr } = run(args, newDirectory());
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(ended).toBe(status);
});

test("mistakes of the settings are said with their places, and no secret with them", () => {
  const temporary = newDirectory();
  const file = join(temporary, "service.yaml");
  writeFileSync(file, "workrs: 3\ndatabase-url: mysql://u:hunter2@h/d\n");
  const { status, stderr } = run(["serve", "--settings", file], temporary);
  expect(stderr).toContain(`${file}:1:1: error: unknown key \`workrs\``);
  expect(stderr).not.toContain("hunter2");
  expect(status).toBe(3);
});

/** The oldest Node that the command line runs on, where the lock file has it for this platform. */
const oldest = fileURLToPath(
  new URL(`../../node_modules/node20-${process.platform}-${process.arch}/bin/node`, import.meta.url),
);
test.skipIf(!existsSync(oldest))("an older Node is told so before anything native is loaded", () => {
  const { status, stderr } = run(["serve", "--demo"], newDirectory(), oldest);
  expect(stderr).toMatch(
    /^proviso: the service and `audit --fleet` need Node 22\.18 or newer, and this is 20\.\d+\.\d+; all other commands run here\n$/,
  );
  expect(status).toBe(4);
});

test("nothing of the command line loads the service or its packages", () => {
  const folder = join(fileURLToPath(new URL("../../", import.meta.url)), "dist", "cli");
  const others = readdirSync(folder).filter((name) => /\.c?js$/.test(name) && name !== "service.cjs");
  const found = others.filter((name) =>
    /better-sqlite3|pg-boss|kysely|node-server/.test(readFileSync(join(folder, name), "utf8")),
  );
  expect(found).toEqual([]);
});
