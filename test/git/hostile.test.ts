import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Repository } from "../../src/ports/repository.ts";
import { ask, collect, typed, valueOf, wholeHistory, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

/** Everything the adapter can be asked, as one value to compare. */
async function everything(opened: Repository) {
  const commits = valueOf(await collect(opened, wholeHistory));
  const [tip = "", base = ""] = commits.map(({ id }) => id);
  return {
    commits,
    changes: await opened.changes(
      commits.map(({ id }, index) => ({ id, parents: commits.slice(index + 1, index + 2).map((parent) => parent.id) })),
    ),
    file: valueOf(await opened.readFile("HEAD", "a.txt"))?.bytes.toString(),
    history: valueOf(await opened.history(["a.txt"], "HEAD", 100)),
    ancestor: valueOf(await opened.isAncestor(base, tip)),
    base: valueOf(await opened.mergeBase(base, tip)),
    pick: valueOf(await opened.isCherryPick({ id: tip, original: base, branch: "HEAD" })),
    count: valueOf(await opened.countCommitsBy(["ada@example.org"], "HEAD", 100)),
    range: valueOf(await opened.resolveRange(typed("HEAD~1..HEAD"))),
  };
}

/** A program that leaves a mark when it runs. */
function trap(repository: TestRepository): { command: string; wasRun: () => boolean } {
  const mark = join(repository.home, "was-run");
  const command = join(repository.home, "trap");
  writeFileSync(command, `#!/bin/sh\necho run >>"${mark}"\nexec cat "$@"\n`);
  chmodSync(command, 0o755);
  return { command, wasRun: () => existsSync(mark) };
}

const hostileSettings = (command: string): readonly (readonly [string, string])[] => [
  ["core.fsmonitor", command],
  ["core.hooksPath", join(command, "..")],
  ["core.pager", command],
  ["core.editor", command],
  ["core.sshCommand", command],
  ["core.alternateRefsCommand", command],
  ["diff.external", command],
  ["diff.evil.command", command],
  ["diff.evil.textconv", command],
  ["filter.evil.clean", command],
  ["filter.evil.smudge", command],
  ["filter.evil.process", command],
  ["gpg.program", command],
  ["log.showSignature", "true"],
  ["log.showRoot", "false"],
  ["log.date", "relative"],
  ["log.mailmap", "true"],
  ["i18n.logOutputEncoding", "UTF-16"],
  ["color.ui", "always"],
  ["color.diff", "always"],
  ["pager.rev-list", command],
  ["pager.cat-file", command],
  ["alias.rev-list", `!${command}`],
  ["grep.patternType", "perl"],
  ["diff.renames", "copies"],
  ["core.quotePath", "true"],
  ["rev-list.count", "1"],
  ["patchid.stable", "false"],
  ["remote.origin.url", `ext::${command}`],
  ["remote.origin.promisor", "true"],
  ["protocol.ext.allow", "always"],
  ["protocol.allow", "always"],
];

const withTwo = (work: (repository: TestRepository) => Promise<void>) =>
  withRepository({}, async (repository) => {
    repository.commit({
      message: "one\n",
      files: { "a.txt": "1\n", ".gitattributes": "*.txt diff=evil filter=evil\n" },
    });
    repository.commit({ message: "two\n", files: { "a.txt": "1\n2\n" } });
    await work(repository);
  });

describe("settings", () => {
  test("of the repository start nothing and change no answer", () =>
    withTwo(async (repository) => {
      const before = await ask(repository, everything);
      const { command, wasRun } = trap(repository);
      for (const [name, value] of hostileSettings(command)) repository.git("config", name, value);
      mkdirSync(join(repository.path, ".git", "info"), { recursive: true });
      writeFileSync(join(repository.path, ".git", "info", "attributes"), "* diff=evil filter=evil\n");
      for (const hook of ["post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"]) {
        writeFileSync(join(repository.path, ".git", "hooks", hook), `#!/bin/sh\n${command}\n`);
        chmodSync(join(repository.path, ".git", "hooks", hook), 0o755);
      }
      expect(await ask(repository, everything)).toEqual(before);
      await ask(repository, async (opened) => {
        // An object that is not here makes a partial clone's git call for its remote.
        expect((await opened.readCommit("e".repeat(40))).ok).toBe(false);
        expect((await opened.pending({ message: Buffer.from("x\n"), indexFile: null, committing: null })).ok).toBe(
          true,
        );
      });
      expect(wasRun()).toBe(false);
    }));

  test("of the user and of the environment neither", () =>
    withTwo(async (repository) => {
      const before = await ask(repository, everything);
      const { command, wasRun } = trap(repository);
      const config = join(repository.home, ".gitconfig");
      for (const [name, value] of hostileSettings(command)) repository.git("config", "--file", config, name, value);
      const environment = {
        ...repository.environment,
        GIT_EXTERNAL_DIFF: command,
        GIT_PAGER: command,
        GIT_SSH_COMMAND: command,
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "core.fsmonitor",
        GIT_CONFIG_VALUE_0: command,
        GIT_REPLACE_REF_BASE: "refs/heads/",
        GIT_TRACE: "2",
        GIT_DIFF_OPTS: "--unified=0",
        GIT_DEFAULT_HASH: "sha256",
        GIT_NAMESPACE: "elsewhere",
        GIT_ICASE_PATHSPECS: "1",
      };
      expect(await ask(repository, everything, { environment })).toEqual(before);
      expect(wasRun()).toBe(false);
    }));
});

describe("history as it was committed", () => {
  test("replace refs are ignored", () =>
    withTwo(async (repository) => {
      const before = await ask(repository, everything);
      const innocent = repository.run(["commit-tree", "HEAD^{tree}"], { input: "innocent\n" });
      repository.git("replace", "HEAD", innocent);
      repository.git("replace", "HEAD:a.txt", "HEAD~1:a.txt");
      expect(repository.git("rev-list", "--count", "HEAD")).toBe("1");
      expect(await ask(repository, everything)).toEqual(before);
    }));

  test("grafts are ignored", () =>
    withTwo(async (repository) => {
      const before = await ask(repository, everything);
      writeFileSync(join(repository.path, ".git", "info", "grafts"), `${repository.git("rev-parse", "HEAD")}\n`);
      expect(repository.git("rev-list", "--count", "HEAD")).toBe("1");
      expect(await ask(repository, everything)).toEqual(before);
    }));
});
