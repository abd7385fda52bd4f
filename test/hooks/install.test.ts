import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectRefusal, plainPolicy, proviso, repositoryWith, using } from "../cli/proviso.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { git } from "./hooks.ts";

const fresh = () => repositoryWith({ "proviso.yaml": plainPolicy });
const hook = (repository: TestRepository, args: readonly string[], directory = repository.path) =>
  proviso(repository, ["hook", ...args], { directory });
const hooksOf = (repository: TestRepository) => join(repository.path, ".git/hooks");
const status = (repository: TestRepository, name: string) =>
  (hook(repository, ["status", name]).stdout.split("\n")[1] ?? "").trim().slice(name.length).trim();

/** An existing hook that writes down what it is given, and ends with this status. */
function existing(repository: TestRepository, name: string, ends = 0, mode = 0o755): string {
  const file = join(hooksOf(repository), name);
  mkdirSync(hooksOf(repository), { recursive: true });
  const log = join(repository.home, "log");
  writeFileSync(log, "");
  writeFileSync(file, `#!/bin/sh\n{ echo "args: $*"; [ "${name}" = pre-push ] && cat; } >> '${log}'\nexit ${ends}\n`, {
    mode,
  });
  chmodSync(file, mode);
  return log;
}

const refusedCommit = (repository: TestRepository, ...args: readonly string[]) => {
  const run = git(repository, ["commit", "--allow-empty", "-m", "unsigned", ...args]);
  return run.status === 1 && run.stderr.includes("sign-off-present");
};

describe("proviso hook install", () => {
  test("the usual hooks, status, and all away again", () =>
    using(fresh(), (repository) => {
      const before = readdirSync(hooksOf(repository));
      const installed = hook(repository, ["install"]);
      expect(installed).toMatchObject({ status: 0, stderr: "" });
      expect(installed.stdout).toMatch(/^commit-msg: installed in .*\npre-push: installed in .*\n$/);
      expect(status(repository, "commit-msg")).toBe("installed");
      expect(status(repository, "update")).toBe("not installed");
      expect(refusedCommit(repository)).toBe(true);
      expect(hook(repository, ["install"]).stdout).toContain("commit-msg: already installed in");
      expect(hook(repository, ["uninstall"]).stdout).toBe("commit-msg: removed\npre-push: removed\n");
      expect(readdirSync(hooksOf(repository))).toEqual(before);
      expect(hook(repository, ["uninstall", "update"]).stdout).toBe("update: not installed\n");
    }));

  test("a hook that is there runs first, with the same arguments and input, and comes back to the letter", () =>
    using(fresh(), (repository) => {
      const remote = createRepository({ bare: true });
      const log = existing(repository, "pre-push");
      const file = join(hooksOf(repository), "pre-push");
      const [text, mode] = [readFileSync(file, "utf8"), lstatSync(file).mode];
      expect(hook(repository, ["install", "pre-push"]).stdout).toContain("; the hook that stood there runs first\n");
      expect(status(repository, "pre-push")).toBe("installed; the hook that stood there runs first");
      repository.git("config", "proviso.target", "base");
      repository.commit({ message: "unsigned\n" });
      const tip = repository.git("rev-parse", "HEAD");
      const run = git(repository, ["push", remote.path, "main"]);
      expect(run.stderr).toContain("sign-off-present");
      expect(readFileSync(log, "utf8")).toBe(
        `args: ${remote.path} ${remote.path}\nrefs/heads/main ${tip} refs/heads/main ${"0".repeat(40)}\n`,
      );
      expect(hook(repository, ["uninstall"]).stdout).toBe(
        "pre-push: removed; what stood there before stands there again\n",
      );
      expect([readFileSync(file, "utf8"), lstatSync(file).mode]).toEqual([text, mode]);
      expect(git(repository, ["push", remote.path, "main"]).status).toBe(0);
      remote.remove();
    }));

  test("the first that refuses ends it; ours may be the first; installing again keeps the order", () =>
    using(fresh(), (repository) => {
      const log = existing(repository, "commit-msg", 7);
      hook(repository, ["install", "commit-msg"]);
      const first = git(repository, ["commit", "--allow-empty", "-m", "unsigned"]);
      expect(first).toMatchObject({ status: 1, stderr: "" });
      expect(readFileSync(log, "utf8")).toBe("args: .git/COMMIT_EDITMSG\n");
      hook(repository, ["uninstall"]);
      hook(repository, ["install", "commit-msg", "--proviso-first"]);
      writeFileSync(log, "");
      expect(refusedCommit(repository)).toBe(true);
      expect(readFileSync(log, "utf8")).toBe("");
      expect(hook(repository, ["install", "commit-msg"]).stdout).toContain("runs after it");
      expect(git(repository, ["commit", "--allow-empty", "-sm", "signed"]).status).toBe(1);
      expect(readFileSync(log, "utf8")).toBe("args: .git/COMMIT_EDITMSG\n");
    }));

  test("a hook that git would not run is kept and not run; a link stays a link", () =>
    using(fresh(), (repository) => {
      const log = existing(repository, "commit-msg", 7, 0o644);
      hook(repository, ["install", "commit-msg"]);
      expect(git(repository, ["commit", "--allow-empty", "-qsm", "signed"])).toMatchObject({ status: 0 });
      expect(readFileSync(log, "utf8")).toBe("");
      hook(repository, ["uninstall"]);
      expect(lstatSync(join(hooksOf(repository), "commit-msg")).mode & 0o111).toBe(0);
      symlinkSync("../../proviso.yaml", join(hooksOf(repository), "pre-push"));
      hook(repository, ["install", "pre-push"]);
      hook(repository, ["uninstall"]);
      expect(readlinkSync(join(hooksOf(repository), "pre-push"))).toBe("../../proviso.yaml");
    }));

  test("a hook of somebody else in our place is left alone", () =>
    using(fresh(), (repository) => {
      existing(repository, "commit-msg");
      hook(repository, ["install", "commit-msg"]);
      existing(repository, "commit-msg", 3);
      expect(status(repository, "commit-msg")).toContain("not installed; another hook stands there; a hook is kept");
      expectRefusal(hook(repository, ["uninstall"]), 3, "commit-msg is not ours any more, so it stays");
      expectRefusal(hook(repository, ["install", "commit-msg"]), 3, "commit-msg.kept-by-proviso keeps another");
      rmSync(join(hooksOf(repository), "commit-msg"));
      expect(hook(repository, ["install", "commit-msg"]).stdout).toContain("runs first");
      expect(hook(repository, ["uninstall"]).stdout).toContain("stands there again");
    }));

  test("a script whose line ends or permissions somebody changed is still ours", () =>
    using(fresh(), (repository) => {
      hook(repository, ["install", "commit-msg"]);
      const file = join(hooksOf(repository), "commit-msg");
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
      expect(hook(repository, ["install", "commit-msg"]).stdout).toContain("commit-msg: updated");
      expect(readFileSync(file, "utf8")).not.toContain("\r");
      chmodSync(file, 0o644);
      expect(status(repository, "commit-msg")).toContain("git does not run it");
      expect(hook(repository, ["install", "commit-msg"]).stdout).toContain("commit-msg: updated");
      expect(status(repository, "commit-msg")).toBe("installed");
    }));

  test("something that is no hook, and an unknown one", () =>
    using(fresh(), (repository) => {
      mkdirSync(join(hooksOf(repository), "commit-msg"), { recursive: true });
      expectRefusal(hook(repository, ["install", "commit-msg"]), 4, "is no file that could be a hook");
      expectRefusal(hook(repository, ["install", "post-commit"]), 3, "post-commit");
    }));
});

describe("where git looks for hooks", () => {
  test("core.hooksPath of this repository, of all repositories, and a place that is none", () =>
    using(fresh(), (repository) => {
      const elsewhere = join(repository.home, "my hooks");
      repository.git("config", "core.hooksPath", elsewhere);
      expect(hook(repository, ["install", "commit-msg"]).stdout).toContain(`installed in ${elsewhere}`);
      expect(refusedCommit(repository)).toBe(true);
      expect(hook(repository, ["status"]).stdout).toContain("(core.hooksPath, local)");
      hook(repository, ["uninstall"]);
      repository.git("config", "--unset", "core.hooksPath");
      repository.git("config", "--global", "core.hooksPath", "~/all");
      expectRefusal(hook(repository, ["install"]), 3, "which serves other repositories, too, so nothing was written");
      expect(hook(repository, ["install", "commit-msg", "--shared"]).status).toBe(0);
      expect(refusedCommit(repository)).toBe(true);
      repository.git("config", "--global", "core.hooksPath", "/dev/null");
      expectRefusal(
        hook(repository, ["install", "commit-msg", "--shared"]),
        4,
        "`/dev/null`: commit-msg cannot be written",
      );
    }));

  test.each([
    [".husky/_", ".husky/commit-msg"],
    ["tools/hooks", "tools/hooks/commit-msg"],
  ])("among the project's files (%s) nothing is written, and the line to add is said", (path, file) =>
    using(fresh(), (repository) => {
      mkdirSync(join(repository.path, path), { recursive: true });
      repository.git("config", "core.hooksPath", path);
      const run = hook(repository, ["install", "commit-msg"]);
      expectRefusal(
        run,
        3,
        `add \`npx --no-install proviso hook run commit-msg "$@"\` to ${join(repository.path, file)}`,
      );
      expect(readdirSync(join(repository.path, path))).toEqual([]);
    }),
  );

  test("linked work trees, from a directory inside", () =>
    using(fresh(), (repository) => {
      const linked = join(repository.home, "it's linked");
      repository.git("worktree", "add", "--quiet", "-b", "linked", linked);
      mkdirSync(join(linked, "sub"));
      expect(hook(repository, ["install", "commit-msg"], join(linked, "sub")).stdout).toContain(hooksOf(repository));
      const run = git(repository, ["commit", "--allow-empty", "-m", "unsigned"], { directory: join(linked, "sub") });
      expect(run.stderr).toContain("sign-off-present");
      expect(run.stderr).toMatch(/\/worktrees\/[^/]+\/COMMIT_EDITMSG/);
      expect(refusedCommit(repository)).toBe(true);
    }));

  test("a submodule has hooks of its own, and so has a work tree apart from its repository", () =>
    using(fresh(), (repository) => {
      repository.run(["-c", "protocol.file.allow=always", "submodule", "add", "--quiet", repository.path, "part"]);
      const part = join(repository.path, "part");
      expect(hook(repository, ["install", "commit-msg"], part).stdout).toContain(
        join(repository.path, ".git/modules/part/hooks"),
      );
      expect(git(repository, ["commit", "--allow-empty", "-m", "x"], { directory: part }).stderr).toContain(
        "sign-off-present",
      );
      expect(git(repository, ["commit", "--allow-empty", "-qm", "x"]).status).toBe(0);
      const apart = ["--git-dir", join(repository.path, ".git/modules/part"), "--work-tree", repository.home];
      expect(
        git(repository, [...apart, "commit", "--allow-empty", "-m", "x"], { directory: repository.home }).stderr,
      ).toContain("sign-off-present");
    }));
});

describe("the script of a hook", () => {
  /** A PATH with git and what a shell script needs, and nothing of Node.js. */
  function withoutNode(repository: TestRepository): Record<string, string> {
    const directory = join(repository.home, "bin");
    mkdirSync(directory);
    for (const name of ["git", "sh", "cat"])
      symlinkSync(repository.run(["--exec-path"]) && which(name), join(directory, name));
    return { PATH: directory };
  }
  const which = (name: string): string =>
    (process.env["PATH"] ?? "")
      .split(":")
      .map((one) => join(one, name))
      .find((path) => lstatSync(path, { throwIfNoEntry: false })) ?? name;

  const forget = (path: string, what: RegExp) =>
    writeFileSync(path, readFileSync(path, "utf8").replace(what, "$1=/gone"));

  test("no program: contributors go on and are told, a server refuses", () =>
    using(fresh(), (repository) => {
      hook(repository, ["install", "commit-msg"]);
      forget(join(hooksOf(repository), "commit-msg"), /^(proviso)=.*$/m);
      const environment = withoutNode(repository);
      const run = git(repository, ["commit", "--allow-empty", "-qm", "x"], { environment });
      expect(run.status).toBe(0);
      expect(run.stderr).toMatch(/^proviso: nothing was judged: neither proviso nor a Node.js [^\n]*\n$/);
      const remote = createRepository({ bare: true });
      proviso(remote, ["hook", "install"]);
      forget(join(remote.path, "hooks/pre-receive"), /^(proviso)=.*$/m);
      const pushed = git(repository, ["push", remote.path, "main"], { environment });
      expect(pushed.stderr).toContain("remote: proviso: nothing is taken in unjudged, so the push was refused");
      expect(pushed.status).toBe(1);
      remote.remove();
    }));

  test("another Node.js than the noted one, and a program on the PATH", () =>
    using(fresh(), (repository) => {
      hook(repository, ["install", "commit-msg"]);
      const file = join(hooksOf(repository), "commit-msg");
      forget(file, /^(node)=.*$/m);
      const directory = join(repository.home, "node");
      mkdirSync(directory);
      symlinkSync(process.execPath, join(directory, "node"));
      const environment = withoutNode(repository);
      const path = `${environment["PATH"]}:${directory}`;
      expect(git(repository, ["commit", "--allow-empty", "-m", "x"], { environment: { PATH: path } }).stderr).toContain(
        "sign-off-present",
      );
      forget(file, /^(proviso)=.*$/m);
      writeFileSync(join(directory, "proviso"), `#!/bin/sh\necho "called $*" >&2\nexit 1\n`, { mode: 0o755 });
      expect(git(repository, ["commit", "--allow-empty", "-m", "x"], { environment: { PATH: path } }).stderr).toBe(
        "called hook run commit-msg .git/COMMIT_EDITMSG\n",
      );
    }));
});
