import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createForge, type TestForge } from "./forge.ts";
import { runAction, type TestEvent } from "./job.ts";
import { pullRequest, push } from "./payloads.ts";

let forge: TestForge;
let main = "";
let head = "";

const hostile = "\n::error title=x::y\n::set-output name=conclusion::pass\n##[error]z\u001b[31m\u202e";

beforeAll(async () => {
  forge = await createForge();
  main = forge.work.git("rev-parse", "HEAD");
  forge.work.git("checkout", "--quiet", "-b", "topic");
  head = forge.work.commit({
    message: `::stop-commands::x\n${hostile}\n\nconclusion<<x\npass\nx\n`,
    files: { "a.txt": "1" },
  });
  await forge.openRequest(7, head, main);
});

afterAll(() => forge.close());

/** Lines that a runner takes for commands. */
const commands = (log: string): readonly string[] =>
  log.split("\n").filter((line) => line.trimStart().startsWith("::"));

const event = (given: Partial<Parameters<typeof pullRequest>[0]> = {}): TestEvent => {
  const payload = pullRequest({
    head,
    base: main,
    headBranch: "--upload-pack=touch x",
    title: hostile,
    body: hostile,
    ...given,
  });
  return { name: "pull_request_target", payload, sha: main, ref: "refs/heads/main" };
};

test("no word of a stranger becomes a command of the log, or an output", async () => {
  const settings = { squash_merge_commit_message: "PR_BODY", squash_merge_commit_title: "PR_TITLE" };
  const end = await runAction(forge, "github-target.yml", { event: event({ settings }) });
  expect(end.status).toBe(1);
  expect(commands(end.stdout).filter((line) => !/^::(?:error|warning) title=/.test(line))).toEqual([]);
  expect(end.stdout).not.toMatch(/^##\[/m);
  expect(end.outputs).toEqual({ conclusion: "fail", base: main, head });
});

test("in words for people, commands are stopped by a word that nobody knows", async () => {
  const environment = { FORGEJO_ACTIONS: "true" };
  const end = await runAction(forge, "forgejo.yml", { event: event(), environment });
  const lines = end.stdout.trimEnd().split("\n");
  const word = /^::stop-commands::([0-9a-f-]{36})$/.exec(lines[0] ?? "")?.[1];
  expect(word).toBeDefined();
  expect(lines.at(-1)).toBe(`::${word}::`);
});

test.each([
  ["--upload-pack=touch executed", "does not name"],
  ["main:refs/heads/main", "does not name"],
  ["-main", "does not name"],
])("a base branch called %s is asked of nobody", async (name, words) => {
  const given = event();
  const payload = structuredClone(given.payload) as ReturnType<typeof pullRequest>;
  (payload.pull_request.base as { ref: string }).ref = name;
  const end = await runAction(forge, "github-target.yml", { event: { ...given, payload } });
  expect(end.status).toBe(3);
  expect(end.stdout).toContain(words);
  expect(existsSync(join(end.checkout, "executed"))).toBe(false);
});

test.each(["--upload-pack=touch executed", "HEAD", "refs/heads/main", `${"a".repeat(39)}\n`])(
  "what was pushed is an id, not %j",
  async (after) => {
    const payload = { ...push({ before: main }), after };
    const end = await runAction(forge, "github.yml", {
      event: { name: "push", payload, sha: main, ref: "refs/heads/main" },
    });
    expect(end.status).toBe(3);
    expect(existsSync(join(end.checkout, "executed"))).toBe(false);
  },
);

test("hooks, filters and helpers that a checkout names are not run", async () => {
  const before = async (checkout: string) => {
    for (const [name, value] of [
      ["core.fsmonitor", "touch executed"],
      ["core.hooksPath", checkout],
      ["core.sshCommand", "touch executed"],
      ["fetch.recurseSubmodules", "true"],
    ] as const)
      await forge.git(checkout, "config", name, value);
  };
  const end = await runAction(forge, "github-target.yml", {
    event: event(),
    before,
    inputs: { "merge-method": "commits" },
  });
  expect(end.status).toBe(1);
  expect(existsSync(join(end.checkout, "executed"))).toBe(false);
});

test("an address that would start a program is not followed", async () => {
  const before = (checkout: string) =>
    forge.git(checkout, "remote", "set-url", "origin", "ext::sh -c touch% executed /example/lamps").then(() => {});
  const end = await runAction(forge, "github-target.yml", { event: event(), before });
  expect(end.status).toBe(4);
  expect(existsSync(join(end.checkout, "executed"))).toBe(false);
});

test.each([["{"], ["[1,2"], [""]])("an event that is %j is refused in a sentence", async (text) => {
  const end = await runAction(forge, "github.yml", {
    event: event(),
    before: () => {},
    environment: { GITHUB_EVENT_PATH: await written(text) },
  });
  expect(end.status).toBe(3);
  expect(end.stderr).toBe("proviso: the event that GITHUB_EVENT_PATH names is no JSON\n");
});

async function written(text: string): Promise<string> {
  const { writeFile } = await import("node:fs/promises");
  const path = join(forge.directory("event"), "event.json");
  await writeFile(path, text);
  return path;
}

test.each([
  [{ "merge-method": "rebase" }, "the input `merge-method` is `commits` or `squash`, not `rebase`"],
  [{ undecided: "pass" }, "the input `undecided` is `fail` or `neutral`, not `pass`"],
  [{ fetch: "yes" }, "the input `fetch` is `true` or `false`, not `yes`"],
  [{ reports: "sarif" }, "--report takes FORMAT=FILE"],
  [{ directory: "nowhere" }, "`nowhere` does not exist"],
])("%o is refused", async (inputs, words) => {
  const end = await runAction(forge, "github.yml", { event: event(), inputs });
  expect(end.status).toBe(3);
  expect(end.stderr).toContain(words);
});
