import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

const program = inject("bundle");
let repository = "";

const document = `
# Provenance

## AI

Declined.

### Exceptions

#### Uniform changes

- **Exception:** uniform-changes
- **Change:** rename
- **Agreed:** 2026-01-15

#### $(touch run) \`touch run\`

Words that a shell would run.
`;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "proviso-completion-"));
  spawnSync("git", ["init", "-q", repository]);
  writeFileSync(join(repository, "provenance.md"), document);
  writeFileSync(
    join(repository, "proviso.yaml"),
    "proviso: 1\ndocument: provenance.md\nai:\n  stance: declined\n  section: AI\n  exceptions: Exceptions\nrules:\n  ai-content-permitted: require\n",
  );
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], { cwd: repository, encoding: "utf8" });

/** What is offered for the words typed so far, the last one being typed still. */
function offered(...words: readonly string[]): readonly string[] {
  const { stdout, stderr } = run("complete", "--", ...words);
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  expect(lines.pop()).toMatch(/^:\d+$/);
  return lines.map((line) => line.split("\t")[0] ?? "");
}

describe("completion offers", () => {
  test.each([
    [["ch"], ["check"]],
    [["explain", "sign-off-pre"], ["sign-off-present"]],
    [["explain", "uni"], ["uniform-changes"]],
    [["exception", "show", "uni"], ["uniform-changes"]],
    [["exception", "show", "$"], []],
    [["init", "--like", "qe"], ["qemu"]],
    [
      ["check", "--policy-from", "profile:qe"],
      ["profile:qemu", "profile:qemu@2025-06-24", "profile:qemu@2025-09-24"],
    ],
    [["check", "--policy-from", "work"], ["worktree"]],
    [["completion", "f"], ["fish"]],
  ])("for %j: %j", (words, answer) => {
    expect(offered(...words)).toEqual(answer);
  });

  test("commands, and none that is for the shell only", () => {
    const commands = offered("");
    expect(commands).toContain("check");
    expect(commands).not.toContain("complete");
  });

  test("only plain words, whatever a document holds", () => {
    for (const word of offered("exception", "show", "")) expect(word).toMatch(/^[a-z0-9-]+$/);
  });

  test("nothing, and no error, outside a repository", () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [program, "complete", "--", "exception", "show", ""],
      {
        cwd: tmpdir(),
        encoding: "utf8",
      },
    );
    expect([stdout, stderr, status]).toEqual([":4\n", "", 0]);
  });
});

/** What bash itself would offer, its completion functions being those of the package bash-completion, cut to what is called. */
function offeredByBash(...words: readonly string[]): readonly string[] {
  const script = `
    proviso() { "${process.execPath}" "${program}" "$@"; }
    compopt() { :; }
    _get_comp_words_by_ref() { cur=\${COMP_WORDS[COMP_CWORD]}; words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; }
    source <(proviso completion bash)
    COMP_WORDS=(proviso "$@") COMP_CWORD=$#
    __proviso_complete
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, "bash", ...words], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

describe("bash, asked for completion, offers", () => {
  test.each([
    [["che"], ["check"]],
    [["explain", "sign-off-pre"], ["sign-off-present"]],
    [["exception", "show", "uni"], ["uniform-changes"]],
    [["init", "--like", "qe"], ["qemu"]],
    [["nosuch", "x"], [""]],
  ])("for %j: %j", (words, answer) => expect(offeredByBash(...words)).toEqual(answer));
});

test.each(["bash", "zsh", "fish", "powershell"])("there is a script for %s", (shell) => {
  const { stdout, stderr, status } = run("completion", shell);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/\bproviso\b[^]*\bcomplete\b/);
});

test("a shell that we do not know is wrong usage, in one sentence", () => {
  const { stderr, status } = run("completion", "tcsh");
  expect([status, stderr]).toEqual([
    3,
    "proviso: there is no completion for `tcsh`; there is one for bash, zsh, fish, powershell\n",
  ]);
});
