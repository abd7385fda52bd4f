import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { declining, decliningPolicy, maintainersFile, signOff } from "../cli/proviso.ts";
import type { TestRepository } from "../git/repository.ts";
import { git, hooked } from "./hooks.ts";

const noSignOff = "sign-off-present: the commit has no sign-off";
const lin = { GIT_AUTHOR_NAME: "Lin Example", GIT_AUTHOR_EMAIL: "lin@example.org" };

const repository = hooked(["commit-msg"], {
  ...declining,
  MAINTAINERS: maintainersFile,
  "proviso.yaml": `${decliningPolicy}  sign-off-by-author: require\n`,
});
afterAll(() => repository.remove());
// Merges, rebases and the like are left behind on purpose; each test begins anew.
beforeEach(() => {
  for (const what of ["merge", "rebase", "cherry-pick", "revert"]) git(repository, [what, "--abort"]);
  repository.git("switch", "--quiet", "--force", "--discard-changes", "-C", "topic", "base");
  repository.write("docs/a.md", "a\n");
  repository.git("add", "docs/a.md");
});

/** Commits with this message as an editor would leave it. */
function edited(message: string | Uint8Array, args: readonly string[] = [], settings: readonly string[] = []) {
  const file = join(repository.home, "message");
  writeFileSync(file, message);
  const set = settings.flatMap((setting) => ["-c", setting]);
  // The template that git wrote stays below, as it does in an editor.
  const editor = `f() { cat '${file}' "$1" > '${file}.new' && cp '${file}.new' "$1"; }; f`;
  return git(repository, [...set, "commit", ...args], { environment: { GIT_EDITOR: editor } });
}

const subject = (of: TestRepository = repository) => of.git("log", "-1", "--format=%s");
const refused = { status: 1, stdout: "" };

describe("commit-msg", () => {
  test("a clean commit: nothing is printed", () => {
    expect(git(repository, ["commit", "--quiet", "-sm", "t: x"])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("says what, why, what to do, and how to get the message back", () => {
    const run = git(repository, ["commit", "-m", "t: x"]);
    expect(run).toMatchObject(refused);
    expect(run.stderr).toContain(noSignOff);
    expect(run.stderr).toContain("why: proviso.yaml:9, sign-off-present: require");
    expect(run.stderr).toContain("fix: its author certifies it with `git commit --signoff`\n");
    expect(run.stderr).toContain("the message is kept: `git commit -e -F .git/COMMIT_EDITMSG` takes it up again");
    expect(git(repository, ["commit", "--quiet", "-s", "-e", "-F", ".git/COMMIT_EDITMSG"])).toMatchObject({
      status: 0,
    });
    expect(subject()).toBe("t: x");
  });

  test.each([
    ["an editor left without a word", "", []],
    ["and with --signoff", "", ["--signoff"]],
    ["a sign-off and nothing above it", signOff, []],
  ])("%s is git's to refuse", (_, message, options) => {
    const run = edited(message, options);
    expect(run).toMatchObject({ status: 1, stderr: "Aborting commit due to empty commit message.\n" });
  });

  test("a line above the sign-off is a message", () =>
    expect(edited(`Signed-off-by Ada\n${signOff}`, []).stderr).toContain("no commit was made"));

  test("--no-verify is git's", () =>
    expect(git(repository, ["commit", "-nqm", "t: x"])).toEqual({ status: 0, stdout: "", stderr: "" }));

  test.each([
    ["the editor's default", "t: x\n\n# gone\n", [], [], 0],
    ["a comment that is the sign-off", `t: x\n\n# ${signOff}`, [], [], 1],
    ["verbatim keeps comments", `t: x\n\n# ${signOff}`, [], ["commit.cleanup=verbatim"], 1],
    ["strip", `t: x\n\n${signOff}\n# a comment\n`, [], ["commit.cleanup=strip"], 0],
    ["scissors cuts", `t: x\n\n${signOff}`, [], ["commit.cleanup=scissors"], 0],
    ["the diff of commit.verbose is no message", `t: x\n\n${signOff}`, [], ["commit.verbose=true"], 0],
    ["-v with a sign-off only in the diff", "t: x\n", ["-v"], [], 1],
    ["another comment character", `t: x\n\n; ${signOff}`, [], ["core.commentChar=;"], 1],
    ["and # is none then", `t: x\n\n#1\n\n${signOff}`, [], ["core.commentChar=;"], 0],
    ["core.commentChar auto", "", ["-em", `#1: x\n\n${signOff}`], ["core.commentChar=auto"], 0],
    ["carriage returns", `t: x\r\n\r\n${signOff.replace("\n", "\r\n")}`, [], [], 0],
    ["not ASCII", `t: größe, 大きさ\n\n${signOff}`, [], [], 0],
  ])("%s", (_, message, args, settings, status) => {
    const plain = args.length + settings.length === 0 && status === 0 && !message.includes("Signed-off-by");
    const run = edited(plain ? `t: x\n\n${signOff}\n# gone\n` : message, args, settings);
    expect(run.status, run.stderr).toBe(status);
    if (status === 1) expect(run.stderr).toContain("proviso: no commit was made");
  });

  test("with --verbose git cuts at the scissors, editor or not", () => {
    const message = `t: x\n\n; ------------------------ >8 ------------------------\n${signOff}`;
    const given = ["-c", "core.commentChar=;", "commit", "--quiet"];
    expect(git(repository, [...given, "-v", "-m", message])).toMatchObject(refused);
    expect(git(repository, [...given, "-m", message])).toMatchObject({ status: 0, stderr: "" });
  });

  test("without an editor nothing is a comment", () => {
    expect(git(repository, ["commit", "--quiet", "-m", `#1: x\n\n${signOff}`])).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(subject()).toBe("#1: x");
  });

  test("Latin-1 with i18n.commitEncoding", () => {
    const message = Buffer.from(`t: gr\xfc\xdfe\n\nSigned-off-by: J\xfcrgen Example <ada@example.org>\n`, "latin1");
    expect(edited(message, ["--quiet"], ["i18n.commitEncoding=ISO-8859-1"])).toMatchObject({ status: 0, stderr: "" });
  });

  test("an amended commit is judged in the place of the old one", () => {
    repository.write("src/a.c", "int a;\n");
    repository.git("add", "--all");
    expect(git(repository, ["commit", "-qsm", "t: x"]).status).toBe(0);
    // Only docs are open to it, and the amended commit still has src/a.c, though the index brings docs alone.
    repository.write("docs/b.md", "b\n");
    repository.git("add", "--all");
    const message = `t: x\n\nAssisted-by: LLM\nAcked-by: Lin Example <lin@example.org>\n${signOff}`;
    const amended = git(repository, ["commit", "--amend", "-qm", message]);
    expect(amended).toMatchObject(refused);
    expect(amended.stderr).toContain("src/a.c");
    expect(amended.stderr).toContain("`git commit --amend -e -F .git/COMMIT_EDITMSG`");
    expect(git(repository, ["commit", "-qm", message])).toMatchObject({ status: 0 });
  });

  test("an amended commit keeps its author", () => {
    expect(
      git(repository, ["commit", "-qm", "t: x\n\nSigned-off-by: Lin Example <lin@example.org>\n"], {
        environment: lin,
      }),
    ).toMatchObject({ status: 0, stderr: "" });
    expect(git(repository, ["commit", "--amend", "-qm", `t: x\n\n${signOff}`]).stderr).toContain(
      "written by `Lin Example",
    );
  });

  test.each(["fixup! base", "squash! base\n\nmore", "amend! base\n\nother"])(
    "%j is judged when it is folded",
    (message) => expect(git(repository, ["commit", "-qm", message])).toEqual({ status: 0, stdout: "", stderr: "" }),
  );

  test("what waits for another maintainer is said, and stops nobody", () => {
    const run = git(repository, ["commit", "-qm", `t: x\n\nAssisted-by: LLM\n${signOff}`]);
    expect(run.status).toBe(0);
    expect(run.stderr).toContain("ai-second-opinion");
    expect(run.stderr).toContain("the commit was made; it waits for the word of somebody else");
  });

  test("nor does the author's sign-off under another's commit", () => {
    const run = git(repository, ["commit", "-qm", `t: x\n\n${signOff}`], { environment: lin });
    expect(run).toMatchObject({ status: 0 });
    expect(run.stderr).toContain("sign-off-by-author");
  });

  test("git commit -a, --only PATH and a detached HEAD", () => {
    const message = `t: x\n\nAssisted-by: LLM\nAcked-by: Lin Example <lin@example.org>\n${signOff}`;
    repository.git("checkout", "--quiet", "--detach");
    repository.write("src/a.c", "int a;\n");
    repository.git("add", "src/a.c");
    const refusedAll = git(repository, ["commit", "-qam", message]).stderr;
    expect(refusedAll).toContain("src/a.c");
    // What `-a` would have staged is not staged after a refusal, so the command that takes the message up needs it again.
    expect(refusedAll).toContain(
      "`git commit -e -F .git/COMMIT_EDITMSG`, with `-a` or the paths as before, takes it up",
    );
    expect(git(repository, ["commit", "--only", "src/a.c", "-qm", message]).stderr).toContain("the paths as before");
    expect(git(repository, ["commit", "--only", "docs/a.md", "-qm", message])).toMatchObject({ status: 0 });
    expect(repository.git("show", "--name-only", "--format=")).toBe("docs/a.md");
  });

  test("a merge, a cherry-pick, a revert and a rebase", () => {
    expect(git(repository, ["commit", "-qsm", "t: x"]).status).toBe(0);
    repository.git("switch", "--quiet", "-C", "side", "base");
    repository.write("b", "b\n");
    repository.git("add", "b");
    expect(git(repository, ["commit", "-nqm", "t: unsigned"]).status).toBe(0);
    const unsigned = repository.git("rev-parse", "HEAD");
    // A merge needs no sign-off; the commits of others are not judged with it.
    expect(git(repository, ["merge", "--no-edit", "topic"])).toMatchObject({ status: 0 });
    // git runs no commit-msg for what it can revert or pick by itself, but for what somebody ends by `git commit`.
    expect(git(repository, ["revert", "--no-edit", "topic"])).toMatchObject({ status: 0, stderr: "" });
    repository.git("switch", "--quiet", "--force", "topic");
    repository.git("revert", "--no-commit", "HEAD");
    expect(git(repository, ["commit", "--no-edit"]).stderr).toContain(noSignOff);
    repository.git("revert", "--quit");
    repository.git("reset", "--quiet", "--hard");
    repository.write("b", "another\n");
    repository.git("add", "b");
    expect(git(repository, ["commit", "-qsm", "t: b"]).status).toBe(0);
    expect(git(repository, ["cherry-pick", unsigned]).status).toBe(1);
    repository.git("add", "b");
    expect(git(repository, ["commit", "--no-edit"]).stderr).toContain(noSignOff);
    git(repository, ["cherry-pick", "--abort"]);
    const reword = { GIT_SEQUENCE_EDITOR: "sed -i.old s/^pick/reword/", GIT_EDITOR: "sed -i.old /Signed-off-by/d" };
    const rebased = git(repository, ["rebase", "-i", "base"], { environment: reword });
    expect(rebased.stderr).toContain(noSignOff);
    git(repository, ["rebase", "--abort"]);
  });
});

describe("commit-msg where nothing can be judged", () => {
  test("a broken policy: the commit goes, and one sentence says so", () => {
    const broken = hooked(["commit-msg"], { "proviso.yaml": "proviso: 1\nrulez: {}\n" });
    broken.write("a", "a");
    broken.git("add", "a");
    const run = git(broken, ["commit", "-qm", "x"]);
    broken.remove();
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(
      /^proviso: the commit was not judged: the policy \(proviso.yaml at \w+\) has problems: [^\n]*\n$/,
    );
  });

  test("no policy: the built-in DCO, which says so", () => {
    const bare = hooked(["commit-msg"], { a: "a" });
    const run = git(bare, ["commit", "--allow-empty", "-qm", "x"]);
    bare.remove();
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/judged by the built-in profile dco, as [0-9a-f]{12} has no proviso\.yaml/);
  });

  test("the first commit of a repository is judged by the policy of the work tree", () => {
    const first = hooked(["commit-msg"]);
    first.git("update-ref", "-d", "HEAD");
    const run = git(first, ["commit", "-qm", "x"]);
    first.remove();
    expect(run.stderr).toContain("proviso.yaml in the work tree");
    expect(run.status).toBe(1);
  });

  test("the message file is not changed", () => {
    const file = join(repository.path, ".git/COMMIT_EDITMSG");
    const message = `t: x  \n\n\n# kept\n${signOff}`;
    edited(message, ["--quiet"]);
    expect(readFileSync(file, "utf8").startsWith(message)).toBe(true);
  });
});
