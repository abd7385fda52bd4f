import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, inject, test } from "vitest";
import type { TestRepository } from "../git/repository.ts";
import { declining, repositoryWith } from "./proviso.ts";

const isHere = spawnSync("tmux", ["-V"]).status === 0;

/** How often a screen is looked at, and for how long before it is given up: fifty seconds. */
const looksMax = 500;
const lookEvery = 100;

let terminals = 0;

/** A terminal of its own, in which a program runs; its server ends with it. Each has a name of its own: an ending server still answers. */
function openTerminal(repository: TestRepository, command: string) {
  terminals += 1;
  const server = ["-f", "/dev/null", "-S", join(repository.home, `terminal-${terminals}`)];
  const tmux = (...args: readonly string[]): string =>
    spawnSync("tmux", [...server, ...args], { encoding: "utf8", env: { ...repository.environment, TERM: "xterm" } })
      .stdout;
  tmux("new-session", "-d", "-x", "110", "-y", "50", "-c", repository.path, `${command}; cat`);
  const screen = (): string => tmux("capture-pane", "-p");
  const seen = async (words: string): Promise<string> => {
    for (let look = 0; look < looksMax; look += 1) {
      const now = screen();
      if (now.replaceAll("\n", "").includes(words)) return now;
      await setTimeout(lookEvery);
    }
    throw new Error(`${words} did not come up on the screen:\n${screen()}`);
  };
  return {
    seen,
    type: (...keys: readonly string[]) => tmux("send-keys", ...keys),
    close: () => tmux("kill-server"),
  };
}

/** Left out where there is no tmux, and `.ci/run` says so. */
describe.skipIf(!isHere)("on a terminal", () => {
  test("it asks, refuses with a reason, keeps what was answered, and goes on with it", async () => {
    const repository = repositoryWith(declining);
    const command = `'${process.execPath}' '${inject("bundle")}' exception request`;
    const draft = join(repository.path, ".git/proviso/requests/wide-changes.md");
    const first = openTerminal(repository, command);
    try {
      await first.seen("Id: lower-case words");
      first.type("small-fixes", "Enter");
      await first.seen("`small-fixes` is listed already");
      first.type("C-u");
      first.type("wide-changes", "Enter");
      await first.seen("Title:");
      first.type("Wide changes", "Enter");
      await first.seen("Scenario:");
      first.type("The same change all over", "Enter", "the tree", "Enter", "Enter");
      await first.seen("Technique or tool:");
      first.type("C-c");
      await first.seen("stopped; the answers are in `.git/proviso/requests/wide-changes.md`");
      expect(existsSync(draft)).toBe(true);
    } finally {
      first.close();
    }
    const second = openTerminal(repository, command);
    try {
      await second.seen("Go on with a draft?");
      second.type("Enter");
      const screen = await second.seen("Technique or tool:");
      expect(screen).not.toContain("Scenario:");
      second.type("C-c");
      await second.seen("stopped;");
      expect(readFileSync(draft, "utf8")).toContain("The same change all over\nthe tree\n");
    } finally {
      second.close();
      repository.remove();
    }
  });
});
