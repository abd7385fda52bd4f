import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { recalledRepository } from "../../src/adapters/git/memory/recall.ts";
import { remembering } from "../../src/adapters/git/memory/remember.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import type { CheckPorts } from "../../src/app/check.ts";
import { judgeMessage } from "../../src/app/hooks/commit-message.ts";
import { isQuiet } from "../../src/cli/hook-memory.ts";
import { declining, repositoryWith, signOff } from "../cli/proviso.ts";
import type { TestRepository } from "../git/repository.ts";

const upstream = repositoryWith(declining);
// What was remembered stands in a cache of its own, whose rights are changed below.
const { GIT_COMMITTER_DATE: _, GIT_AUTHOR_DATE: __, XDG_CACHE_HOME: ___, ...environment } = upstream.environment;
let clone: TestRepository;
beforeEach(() => {
  clone = upstream.clone();
});
afterAll(() => upstream.remove());

/** The hook as it would run if git were not there. */
const withoutGit = `#!/bin/sh\nPATH=/nonexistent exec '${process.execPath}' '${inject("bundle")}' hook run commit-msg "$@"\n`;

function writeHook(text: string): void {
  const path = join(clone.path, ".git", "hooks", "commit-msg");
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

let count = 0;
function commit(args: readonly string[] = ["-sm", "t: x"], variables: Readonly<Record<string, string>> = {}) {
  clone.write("a.txt", `${(count += 1)}\n`);
  clone.git("add", "a.txt");
  const { status, stderr } = spawnSync("git", ["commit", "--quiet", ...args], {
    cwd: clone.path,
    env: { ...environment, GIT_EDITOR: "true", ...variables },
    encoding: "utf8",
  });
  return { status, stderr };
}

const quiet = { status: 0, stderr: "" };
const asksGit = { status: 0, stderr: expect.stringContaining("no `git` program was found") };

// Which commit git is making is seen in its command line, which only Linux shows.
describe.skipIf(process.platform !== "linux")("a commit like the one before", () => {
  beforeEach(() => {
    writeHook(withoutGit.replace("PATH=/nonexistent ", ""));
    expect(commit()).toEqual(quiet);
    writeHook(withoutGit);
  });

  test.each([
    ["again", []],
    ["with a body", ["-sm", "t: x", "-m", "Body, it's ä."]],
    ["with all that is changed", ["-asm", "t: x"]],
    ["with its message in an editor", ["-s", "-e", "-m", "t: x"]],
    ["to be folded later", ["--allow-empty", "-sm", "fixup! t: x"]],
  ])("is judged without asking git: %s", (_name, args) =>
    expect(commit(args.length === 0 ? undefined : args)).toEqual(quiet),
  );

  test.each([
    ["its message lacks something", () => ["-m", "t: x"]],
    ["its message says what a rule must look at", () => ["-sm", "t: x", "-m", "Assisted-by: a tool"]],
    ["it takes HEAD's place", () => ["--amend", "-sm", "t: y"]],
    ["the user is another", () => void clone.git("config", "user.email", "grace@example.org")],
    [
      "the user is another in his own settings",
      () => clone.write("../home/.gitconfig", "[user]\n\tname = Grace Example\n"),
    ],
    ["the branch is another", () => void clone.git("switch", "--quiet", "-c", "other")],
    ["HEAD is detached", () => void clone.git("switch", "--quiet", "--detach")],
    ["the target has moved", () => void clone.git("update-ref", "refs/remotes/origin/main", "HEAD")],
    ["the target is another", () => void clone.git("config", "proviso.target", "HEAD^")],
    ["what begins a comment is another", () => void clone.git("config", "core.commentChar", ";")],
    ["the encoding is another", () => void clone.git("config", "i18n.commitEncoding", "ISO-8859-1")],
    ["references were packed", () => void clone.git("pack-refs", "--all")],
    [
      "something is being picked",
      () => writeFileSync(join(clone.path, ".git", "CHERRY_PICK_HEAD"), `${clone.git("rev-parse", "HEAD")}\n`),
    ],
  ])("is not taken for that when %s", (name, change) => {
    const args = change();
    const run = commit(Array.isArray(args) ? args : undefined);
    expect(run).toEqual(asksGit);
    if (name === "it takes HEAD's place") return;
    // Where git is at hand the answer is git's, and is remembered where there is nothing to say.
    writeHook(withoutGit.replace("PATH=/nonexistent ", ""));
    commit();
    expect(commit().stderr).not.toContain("no `git` program");
  });

  test("the target's branch may have any name", () => {
    const moved = "refs/remotes/origin/release+ä@2";
    clone.git("update-ref", moved, "refs/remotes/origin/main");
    clone.git("symbolic-ref", "refs/remotes/origin/HEAD", moved);
    writeHook(withoutGit.replace("PATH=/nonexistent ", ""));
    expect(commit()).toEqual(quiet);
    writeHook(withoutGit);
    expect(commit()).toEqual(quiet);
    clone.git("update-ref", moved, "HEAD");
    expect(commit()).toEqual(asksGit);
  });

  test("what a variable says is part of what is remembered", () => {
    expect(commit(undefined, { GIT_CONFIG_PARAMETERS: "'user.name=Grace Example'" })).toEqual(asksGit);
    expect(commit(undefined, { GIT_COMMITTER_DATE: "1700000000 +0000" })).toEqual(asksGit);
    expect(commit()).toEqual(quiet);
  });

  test("what somebody else could have written is not believed", () => {
    const directory = clone.git("rev-parse", "--show-toplevel");
    expect(directory).toBe(clone.path);
    const cache = join(clone.home, ".cache", "proviso");
    chmodSync(cache, 0o777);
    expect(commit()).toEqual(quiet);
    chmodSync(join(cache, "hooks"), 0o777);
    expect(commit()).toEqual(asksGit);
  });
});

describe("a recalled repository", () => {
  /** The hook's judgement by git, and by what was remembered of an ordinary commit. */
  async function both(message: string, { whileLearning = () => {} } = {}) {
    const opened = await openRepository(clone.path, { environment });
    if (!opened.ok) throw new Error(opened.error.text);
    const ports: Omit<CheckPorts, "repository"> = {
      files: localFiles,
      digest: sha256,
      cache: noCache,
      syntax: { read: never, readShell: never },
      sandbox: { run: never },
    };
    const committing = { edited: true, amends: false, cleanup: null, verbose: null, now: 1_800_000_000 };
    const question = { indexFile: null, committing, today: "2026-11-29" };
    const noting = remembering(opened.value, { directory: clone.path, environment });
    const bytes = (text: string) => ({ ...question, message: Buffer.from(text, "utf8") });
    await judgeMessage(bytes(`t: x\n\n${signOff}`), { ...ports, repository: noting.repository });
    whileLearning();
    const memory = await noting.memory();
    const variables = { ...environment, GIT_AUTHOR_DATE: "@1800000000 +0000" };
    const byGit = await judgeMessage(bytes(message), { ...ports, repository: opened.value });
    await opened.value.close();
    if (memory === null) throw new Error("nothing was remembered");
    // As it is kept.
    const kept: typeof memory = JSON.parse(JSON.stringify(memory));
    try {
      const recalled = await judgeMessage(bytes(message), {
        ...ports,
        repository: recalledRepository(kept, variables),
      });
      return { byGit, recalled };
    } catch {
      return { byGit, recalled: null };
    }
  }
  const never = (): Promise<never> => Promise.reject(new Error("not here"));

  test("remembers nothing that changed before its witnesses were seen", async () => {
    const trunk = "refs/remotes/origin/trunk";
    const policy = `${clone.git("show", "HEAD:proviso.yaml")}\nbranch: trunk\n`;
    const named = clone.commit({ message: `t: trunk\n\n${signOff}`, files: { "proviso.yaml": policy } });
    for (const name of [trunk, "refs/remotes/origin/main"]) clone.git("update-ref", name, named);
    await expect(both(`t: x\n\n${signOff}`)).resolves.toMatchObject({ recalled: expect.anything() });
    const later = clone.commit({ message: `t: later\n\n${signOff}`, files: {} });
    const whileLearning = () => void clone.git("update-ref", trunk, later);
    await expect(both(`t: x\n\n${signOff}`, { whileLearning })).rejects.toThrow("nothing was remembered");
  });

  test("remembers no committer that git made up", async () => {
    const { GIT_COMMITTER_EMAIL: _address, ...nobody } = environment;
    const opened = await openRepository(clone.path, { environment: { ...nobody, EMAIL: "ada@example.org" } });
    if (!opened.ok) throw new Error(opened.error.text);
    const memoryWith = (variables: typeof nobody) =>
      remembering(opened.value, { directory: clone.path, environment: variables }).memory();
    expect(await memoryWith({ ...nobody, EMAIL: "ada@example.org" })).not.toBeNull();
    expect(await memoryWith(nobody)).toBeNull();
    await opened.value.close();
  });

  test.each([
    ["ordinary", `t: x\n\n${signOff}`, "quiet"],
    ["with git's comments", `t: x\n\nä\n\n${signOff}\n# On branch main\n#\n`, "quiet"],
    ["with blanks and empty lines", `\n\nt: x  \n\n\n\nbody\t\n${signOff}`.replace("\nSigned", "\n\nSigned"), "quiet"],
    ["with CRLF", `t: x\r\n\r\n${signOff.replace("\n", "\r\n")}`, "quiet"],
    ["without a sign-off", "t: x\n", "speaks"],
    ["with the sign-off of another", "t: x\n\nSigned-off-by: Lin Example <lin@example.org>\n", "quiet"],
    ["with its sign-off in a comment", `t: x\n\n# ${signOff}`, "speaks"],
    [
      "with its sign-off below scissors",
      `t: x\n\n# ------------------------ >8 ------------------------\n${signOff}`,
      "asks git",
    ],
    ["with a tool's tag", `t: x\n\nAssisted-by: a tool\n${signOff}`, "speaks"],
    [
      "that cites an exception",
      `t: x\n\nAllowed by the exception small-fixes, as it is small.\n\n${signOff}`,
      "speaks",
    ],
    ["with NUL", `t: x\0\n\n${signOff}`, "asks git"],
    ["empty", "", "quiet"],
  ])("says of a message %s nothing but what git says", async (_name, message, expected) => {
    const { byGit, recalled } = await both(message);
    const quietOf = ({ judgement }: typeof byGit) => (judgement === null || isQuiet(judgement) ? "quiet" : "speaks");
    expect(recalled === null ? "asks git" : quietOf(recalled)).toBe(expected);
    if (expected === "quiet") expect(quietOf(byGit)).toBe("quiet");
  });
});
