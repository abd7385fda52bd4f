import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ada, createRepository, lin, type TestRepository } from "../git/repository.ts";
import { expectRefusal, literalObject, plainPolicy, proviso, using } from "./proviso.ts";

const mine = "Signed-off-by: Ada Example <ada@example.org>";
const strict = `${plainPolicy}  sign-off-by-author: require\n  sign-off-in-trailers: require\n`;

/** Ada's repository: a policy on `main`, which is tagged `base`, and her branch `topic`. */
function adas(policy = plainPolicy): TestRepository {
  const repository = createRepository();
  writeFileSync(join(repository.home, ".gitconfig"), "[user]\n\tname = Ada Example\n\temail = ada@example.org\n");
  repository.commit({ message: `base\n\n${mine}\n`, files: { "proviso.yaml": policy } });
  repository.git("tag", "base");
  repository.git("checkout", "--quiet", "-b", "topic");
  return repository;
}

const run = (repository: TestRepository, ...words: string[]) =>
  proviso(repository, ["fix", ...words], { environment: { GIT_COMMITTER_DATE: "1800000000 +0000" } });

/** Per commit of a range, oldest first: what a rewriting must keep. */
const kept = (repository: TestRepository, range: string): string =>
  repository.git("log", "--reverse", "--topo-order", "--format=%T %an %ae %ad %s", "--date=raw", range);

const trailers = (repository: TestRepository, range: string): string =>
  repository
    .git("log", "--reverse", "--topo-order", "--format=%s: %(trailers:separator=%x2c)", range)
    .replace(/ +$/gm, "");

describe("without an option", () => {
  test("a clean branch costs no word", () =>
    using(adas(), (repository) => {
      repository.commit({ message: `one\n\n${mine}\n` });
      expect(run(repository, "base..topic")).toEqual({ status: 0, stdout: "", stderr: "" });
    }));

  test("says what can be repaired, with the command, and what only people can", () =>
    using(adas(strict), (repository) => {
      const one = repository.commit({ message: "one\n" });
      const two = repository.commit({ message: "two\n", author: lin });
      const three = repository.commit({ message: "three\n" });
      const { status, stdout, stderr } = run(repository, "base..topic");
      expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
      expect(stdout).toBe(`2 commits of yours can be repaired; \`proviso fix --apply base..topic\` does it:
By a sign-off you certify the Developer Certificate of Origin for the whole commit.

${one.slice(0, 12)} one
  sign-off-present: the commit has no sign-off
    repair: add your Signed-off-by behind the other tags
    command: \`proviso fix --apply ${one.slice(0, 12)}\`

${three.slice(0, 12)} three
  sign-off-present: the commit has no sign-off
    repair: add your Signed-off-by behind the other tags
    command: \`git commit --amend --no-edit --signoff\`

No program can repair:

${two.slice(0, 12)} two
  sign-off-present: the commit has no sign-off
    do: ask \`Lin Example <lin@example.org>\`, who wrote it: nobody's commits but your own are changed
`);
      expect(repository.git("rev-parse", "topic")).toBe(three);
    }));

  test("names a commit that is too large to be read", () =>
    using(adas(), (repository) => {
      const large = repository.commit({ message: `large\n\n${"a line of many\n".repeat(600_000)}` });
      for (const more of [[], ["--remediation"]]) {
        const { status, stdout, stderr } = run(repository, "base..topic", ...more);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toMatch(new RegExp(`^proviso: commit ${large.slice(0, 12)} cannot be read whole, [^\\n]+\\n$`));
      }
    }));

  test("every command that it prints does what it says", () =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      repository.commit({ message: "two\n" });
      const [, command = ""] =
        /command: `proviso (fix --apply [0-9a-f]+)`/.exec(run(repository, "base..topic").stdout) ?? [];
      expect(proviso(repository, command.split(" ")).status).toBe(0);
      expect(trailers(repository, "base..topic")).toBe(`one: ${mine}\ntwo:`);
      repository.git("commit", "--quiet", "--allow-empty", "--amend", "--no-edit", "--signoff");
      expect(run(repository, "base..topic")).toEqual({ status: 0, stdout: "", stderr: "" });
    }));
});

describe("--apply", () => {
  test("adds sign-offs, keeps trees, authors and dates, carries others along, and can be undone", () =>
    using(adas(strict), (repository) => {
      repository.commit({ message: "one\n\nbody\n", files: { a: "1\n" } });
      repository.commit({
        message: `two\n\nSigned-off-by: Lin Example <lin@example.org>\n`,
        author: lin,
        committer: lin,
        files: { a: "2\n" },
      });
      const old = repository.commit({ message: `three\n\n${mine}\n\nbody\n`, files: { a: "3\n" } });
      repository.write("a", "changed, and not committed\n");
      repository.write("b", "staged\n");
      repository.git("add", "b");
      const before = kept(repository, "base..topic");
      const state = repository.git("status", "--porcelain");
      const { status, stdout, stderr } = run(repository, "--apply", "base..topic");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain("rewrote 2 commits, and 1 commit on top of them (`topic`)");
      expect(stdout).toContain("  1:  ");
      expect(kept(repository, "base..topic")).toBe(before);
      expect(trailers(repository, "base..topic")).toBe(
        `one: ${mine}\ntwo: Signed-off-by: Lin Example <lin@example.org>\nthree: ${mine}`,
      );
      expect(repository.git("log", "--format=%cn %ct", "base..topic")).toMatch(
        /^Ada Example 1800000000\nLin Example \d+\nAda Example 1800000000$/,
      );
      expect(repository.git("status", "--porcelain")).toBe(state);
      expect(repository.git("rev-parse", "ORIG_HEAD")).toBe(old);
      expect(repository.git("reflog", "-1", "--format=%gs", "topic")).toBe("proviso fix: messages repaired");
      const [, undo = ""] = /^undo: `git (.*)` \(that is ORIG_HEAD; the files are the same\)$/m.exec(stdout) ?? [];
      repository.git(...undo.split(" "));
      expect(repository.git("rev-parse", "topic")).toBe(old);
      expect(repository.git("status", "--porcelain")).toBe(state);
    }));

  test("with --dry-run shows the same and leaves no trace", () =>
    using(adas(), (repository) => {
      const old = repository.commit({ message: "one\n" });
      const objects = repository.git("count-objects", "-v");
      const { status, stdout } = run(repository, "--apply", "--dry-run", "base..topic");
      expect(status).toBe(1);
      expect(stdout).toMatch(/^would rewrite 1 commit /);
      expect(stdout).toContain(`  +${mine}\n`);
      expect(repository.git("rev-parse", "topic")).toBe(old);
      expect(repository.git("count-objects", "-v")).toBe(objects);
    }));

  test("keeps merges, with their parents' new ids", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n", files: { a: "1\n" } });
      repository.git("checkout", "--quiet", "-b", "side", "base");
      const side = repository.commit({ message: "side\n", files: { s: "1\n" } });
      repository.git("checkout", "--quiet", "topic");
      repository.commit({ message: "merge\n", parents: [one, side] });
      repository.git("branch", "--quiet", "-D", "side");
      const before = kept(repository, "base..topic");
      const { status, stdout } = run(repository, "--apply", "base..topic");
      expect(status).toBe(0);
      expect(stdout).toContain("rewrote 2 commits, and 1 commit on top of them");
      expect(kept(repository, "base..topic")).toBe(before);
      expect(repository.git("log", "--format=%P", "-1").split(" ")).toHaveLength(2);
      expect(trailers(repository, "base..topic").match(/Signed/g)).toHaveLength(2);
    }));

  test("rewrites 500 commits in one go", () =>
    using(adas(), (repository) => {
      importCommits(repository, 500);
      const before = kept(repository, "base..topic");
      const { status, stdout } = run(repository, "--apply", "base..topic");
      expect(status).toBe(0);
      expect(stdout).toContain("rewrote 500 commits (`topic`)");
      expect(kept(repository, "base..topic")).toBe(before);
      expect(trailers(repository, "base..topic").match(/Signed-off-by: Ada/g)).toHaveLength(500);
      expect(proviso(repository, ["check", "base..topic"]).stdout).toBe("");
    }));

  test("keeps headers that nobody knows, and the encoding", () =>
    using(adas(), (repository) => {
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      const head = repository.git("rev-parse", "HEAD");
      const who = "Ada Example <ada@example.org> 1700000300 +0200";
      const bytes = Buffer.from(
        `tree ${tree}\nparent ${head}\nauthor ${who}\ncommitter ${who}\nencoding ISO-8859-1\nx-unknown one\n two\n\nf\xfcr\n`,
        "latin1",
      );
      repository.git("update-ref", "refs/heads/topic", literalObject(repository, bytes));
      expect(run(repository, "--apply", "base..topic").status).toBe(0);
      const now = Buffer.from(repository.run(["cat-file", "commit", "topic"]), "utf8").toString("latin1");
      expect(now).toContain("encoding ISO-8859-1\nx-unknown one\n two\n\n");
      expect(now).toContain(`author ${who}\n`);
    }));

  test("a repository of SHA-256 is no other", () =>
    using(createRepository({ objectFormat: "sha256" }), (repository) => {
      writeFileSync(join(repository.home, ".gitconfig"), "[user]\n\tname = Ada Example\n\temail = ada@example.org\n");
      repository.commit({ message: `base\n\n${mine}\n`, files: { "proviso.yaml": plainPolicy } });
      repository.git("tag", "base");
      repository.commit({ message: "one\n" });
      expect(run(repository, "--apply", "base..main").status).toBe(0);
      expect(trailers(repository, "base..main")).toBe(`one: ${mine}`);
    }));

  test("a branch that is not checked out is moved, and the one that is stays", () =>
    using(adas(), (repository) => {
      const old = repository.commit({ message: "one\n", files: { a: "1\n" } });
      repository.git("checkout", "--quiet", "main");
      repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/topic");
      const { status, stdout } = run(repository, "--apply", "main..topic");
      expect(status).toBe(0);
      expect(trailers(repository, "main..topic")).toBe(`one: ${mine}`);
      expect(repository.git("symbolic-ref", "refs/heads/alias")).toBe("refs/heads/topic");
      expect(repository.git("status", "--porcelain", "--branch")).toBe("## main");
      const [, undo = ""] = /^undo: `git (.*)`$/m.exec(stdout) ?? [];
      repository.git(...undo.split(" "));
      expect(repository.git("rev-parse", "topic")).toBe(old);
    }));

  test("a branch of another work tree is repaired there", () =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n", files: { a: "1\n" } });
      repository.git("checkout", "--quiet", "main");
      repository.git("worktree", "add", "--quiet", "../elsewhere", "topic");
      const directory = join(repository.path, "../elsewhere");
      expect(proviso(repository, ["fix", "--apply", "base..HEAD"], { directory }).status).toBe(0);
      expect(trailers(repository, "base..topic")).toBe(`one: ${mine}`);
      expect(repository.run(["status", "--porcelain"], { directory })).toBe("");
    }));

  test("the commands that it prints have the options that were given", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      repository.commit({ message: `two\n\n${mine}\n` });
      const { stdout } = run(repository, "--policy-from", "profile:dco", "base..topic");
      expect(stdout).toContain("`proviso fix --apply --policy-from profile:dco base..topic` does it");
      expect(stdout).toContain(`command: \`proviso fix --apply --policy-from profile:dco ${one.slice(0, 12)}\``);
    }));

  test("a detached HEAD is moved itself", () =>
    using(adas(), (repository) => {
      const old = repository.commit({ message: "one\n" });
      repository.git("checkout", "--quiet", "--detach");
      repository.git("update-ref", "refs/heads/topic", "base");
      const { status, stdout } = run(repository, "--apply", "base..HEAD");
      expect(status).toBe(0);
      expect(trailers(repository, "base..HEAD")).toBe(`one: ${mine}`);
      expect(repository.git("rev-parse", "topic")).toBe(repository.git("rev-parse", "base"));
      expect(stdout).toContain(`undo: \`git reset --soft ${old.slice(0, 12)}\``);
    }));
});

/** That many commits of Ada's on `topic`, each with a tree of its own and no sign-off. */
function importCommits(repository: TestRepository, count: number): void {
  const commits = Array.from({ length: count }, (_, index) => {
    const message = `commit ${index}\n\nbody\n`;
    const head = `commit refs/heads/topic\nauthor Ada Example <ada@example.org> ${1_700_001_000 + index} +0200\ncommitter Ada Example <ada@example.org> ${1_700_001_000 + index} +0000\ndata ${message.length}\n${message}\n`;
    const from = index === 0 ? "from refs/heads/topic^0\n" : "";
    return `${head}${from}M 100644 inline file\ndata ${String(index).length}\n${index}\n`;
  });
  repository.run(["fast-import", "--quiet"], { input: commits.join("") });
  repository.git("reset", "--quiet", "--hard");
}

describe("what stands in the way is named, and nothing changes", () => {
  const refused = (repository: TestRepository, words: string, ...more: string[]): void => {
    const before = repository.git("for-each-ref");
    expectRefusal(run(repository, "--apply", ...more, "base..topic"), 3, words);
    expect(repository.git("for-each-ref")).toBe(before);
  };

  test("published commits", () =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      repository.git("update-ref", "refs/remotes/origin/topic", "HEAD");
      const { status, stdout } = run(repository, "--apply", "base..topic");
      expect(status).toBe(1);
      expect(stdout).toContain("a remote's branch has the commit, so it is not rewritten");
      const two = repository.commit({ message: "two\n" });
      expect(run(repository, "--apply", "base..topic").status).toBe(1);
      expect(trailers(repository, "base..topic")).toBe(`one:\ntwo: ${mine}`);
      expect(repository.git("rev-parse", "topic")).not.toBe(two);
    }));

  test.each([
    ["a tag", ["tag", "v1"], "the commits are also part of `refs/tags/v1`"],
    ["a branch that goes on", ["update-ref", "refs/heads/other"], "the commits are also part of `other`"],
    ["a reference of another kind", ["update-ref", "refs/pull/1/head"], "`refs/pull/1/head`"],
  ])("%s", (what, order, words) =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      const further = repository.git("commit-tree", "-p", one, "-m", "further", "HEAD^{tree}");
      repository.git(...order, what === "a tag" ? one : further);
      refused(repository, words);
      refused(repository, words, "--update-refs");
    }),
  );

  test("a stacked branch, unless --update-refs moves it", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      repository.git("branch", "it's;$(x)", one);
      repository.commit({ message: "two\n" });
      refused(repository, "`it's;$(x)` ends among these commits");
      const { status, stdout } = run(repository, "--apply", "--update-refs", "base..topic");
      expect(status).toBe(0);
      expect(trailers(repository, "base..it's;$(x)")).toBe(`one: ${mine}`);
      expect(repository.git("merge-base", "topic", "it's;$(x)")).toBe(repository.git("rev-parse", "it's;$(x)"));
      expect(stdout).toContain(`undo: \`git update-ref 'refs/heads/it'\\''s;$(x)' ${one} `);
    }));

  test("signatures, unless they may be lost", () =>
    using(adas(), (repository) => {
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      const who = "Ada Example <ada@example.org> 1700000300 +0200";
      const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n";
      const text = `tree ${tree}\nparent ${repository.git("rev-parse", "HEAD")}\nauthor ${who}\ncommitter ${who}\n${signature}\none\n`;
      repository.git("update-ref", "refs/heads/topic", literalObject(repository, Buffer.from(text)));
      refused(repository, "one of the commits is signed");
      const { status, stdout } = run(repository, "--apply", "--drop-signatures", "base..topic");
      expect({
        status,
        lost: stdout.includes("1 signature were lost") || stdout.includes("1 signature was lost"),
      }).toEqual({ status: 0, lost: true });
      expect(repository.run(["cat-file", "commit", "topic"])).not.toContain("gpgsig");
    }));

  test.each([
    ["rebase-merge", "a rebase"],
    ["MERGE_HEAD", "a merge"],
    ["CHERRY_PICK_HEAD", "a cherry-pick"],
    ["BISECT_LOG", "a bisection"],
  ])("%s: git is in the midst of something", (file, words) =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      const path = join(repository.path, ".git", file);
      if (file === "rebase-merge") mkdirSync(path);
      else writeFileSync(path, `${repository.git("rev-parse", "HEAD")}\n`);
      refused(repository, `${words} is in progress`);
    }),
  );

  test("a branch that is checked out elsewhere", () =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      repository.git("branch", "other");
      repository.git("worktree", "add", "--quiet", "../elsewhere", "other");
      refused(repository, "`other` is checked out in another work tree", "--update-refs");
    }));

  test("a tip that no branch has", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      repository.git("reset", "--quiet", "--hard", "base");
      expectRefusal(run(repository, "--apply", `base..${one}`), 3, "no local branch ends at the last commit");
    }));

  test("a lock that somebody else holds", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      writeFileSync(join(repository.path, ".git/refs/heads/topic.lock"), "");
      expectRefusal(run(repository, "--apply", "base..topic"), 4, "nothing was changed");
      expect(repository.git("rev-parse", "topic")).toBe(one);
      expect(existsSync(join(repository.path, ".git/ORIG_HEAD"))).toBe(false);
    }));

  test.each([
    ["nobody", { GIT_COMMITTER_NAME: "root" }, "stands for nobody"],
    ["no address", { GIT_COMMITTER_EMAIL: "ada" }, "is no address"],
    ["no name", { GIT_COMMITTER_NAME: "" }, "git does not know who you are"],
  ])("%s", (_what, environment, words) =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      expectRefusal(proviso(repository, ["fix", "base..topic"], { environment }), 3, words);
    }),
  );

  test.each([
    [["--apply", "--remediation"], "say either"],
    [["--dry-run"], "--dry-run goes with"],
    [["--on-behalf"], "--on-behalf goes with"],
  ])("%j", (words, why) =>
    using(adas(), (repository) => {
      repository.commit({ message: "one\n" });
      const result = run(repository, ...words, "base..topic");
      expectRefusal(result, 3, why);
    }),
  );
});

describe("what a commit says of AI", () => {
  const coAuthor = "Co-Authored-By: Claude <noreply@anthropic.com>";

  test("is disclosed as the user says, and then the advertisement may go", () =>
    using(
      adas(
        "proviso: 1\nai:\n  stance: permitted\nrules:\n  no-tool-advertising: { level: require, trailers: [Generated-by] }\n" +
          "  ai-disclosure: { level: require, trailers: [Assisted-by], required: signalled }\n",
      ),
      (repository) => {
        const one = repository.commit({ message: `one\n\n${coAuthor}\n${mine}\n` });
        const before = run(repository, "--apply", "base..topic");
        expect(before.status).toBe(1);
        expect(before.stdout).toContain("do: say with `--disclosure TEXT` what is to be disclosed");
        expect(before.stdout).toContain("no program hides that");
        expect(repository.git("rev-parse", "topic")).toBe(one);
        expectRefusal(
          run(repository, "--apply", "--disclosure", "a\nb", "base..topic"),
          3,
          "--disclosure: it has line breaks",
        );
        expect(run(repository, "--apply", "--disclosure", "Claude:some-model", "base..topic").status).toBe(0);
        expect(repository.git("log", "-1", "--format=%B").trim()).toBe(
          `one\n\nAssisted-by: Claude:some-model\n${mine}`,
        );
      },
    ));

  test("is never hidden where it is declined", () =>
    using(
      adas(
        "proviso: 1\nai:\n  stance: declined\nrules:\n  sign-off-present: require\n  no-tool-advertising: require\n  ai-content-permitted: require\n",
      ),
      (repository) => {
        repository.commit({ message: `one\n\n${coAuthor}\n` });
        const { status, stdout } = run(repository, "--apply", "base..topic");
        expect(status).toBe(1);
        expect(stdout).toContain(
          "no program hides that: if it has some, keep saying so in a disclosure or by citing an exception;",
        );
        expect(repository.git("log", "-1", "--format=%B").trim()).toBe(`one\n\n${coAuthor}\n${mine}`);
        expect(proviso(repository, ["check", "base..topic"]).stdout).toContain("ai-content-permitted");
      },
    ));
});

describe("hostile words", () => {
  test("of subjects, authors and messages act nowhere", () =>
    using(adas(), (repository) => {
      const evil = "\x1b[2Jone\u202e ::error::x ##[group]";
      repository.commit({ message: `${evil}\n\n${evil}\n` });
      repository.commit({ message: "two\n", author: { name: "\x1b]0;x\x07Lin", email: "lin@example.org" } });
      for (const words of [[], ["--apply", "--dry-run"], ["--apply"]]) run(repository, ...words, "base..topic");
      expect(trailers(repository, "base..topic")).toContain(mine);
    }));
});

describe("--remediation", () => {
  const remedied =
    "proviso: 1\nrules:\n  sign-off-present: { level: require, remediation: individual }\n  sign-off-by-author: { level: require, remediation: individual }\n";

  test("signs published commits off in the form of the DCO app", () =>
    using(adas(remedied), (repository) => {
      const one = repository.commit({ message: "one\n" });
      const two = repository.commit({ message: "two\n" });
      repository.git("update-ref", "refs/remotes/origin/topic", "HEAD");
      expect(run(repository, "--remediation", "--dry-run", "base..topic").stdout).toContain("would add a commit");
      expect(repository.git("rev-parse", "topic")).toBe(two);
      const { status, stdout } = run(repository, "--remediation", "base..topic");
      expect(status).toBe(0);
      expect(stdout).toContain("added a commit that changes no file and signs off 2 earlier commits:");
      expect(repository.git("log", "-1", "--format=%B").trim()).toBe(
        `DCO Remediation Commit for Ada Example <ada@example.org>

I, Ada Example <ada@example.org>, hereby add my Signed-off-by to this commit: ${one}
I, Ada Example <ada@example.org>, hereby add my Signed-off-by to this commit: ${two}

${mine}`,
      );
      expect(repository.git("rev-parse", "topic^{tree}")).toBe(repository.git("rev-parse", "topic~^{tree}"));
      expect(proviso(repository, ["check", "base..topic"])).toEqual({ status: 0, stdout: "", stderr: "" });
      repository.git("reset", "--quiet", "--keep", "ORIG_HEAD");
      expect(repository.git("rev-parse", "topic")).toBe(two);
    }));

  test("for others only where the policy lets a third party, and only if asked", () =>
    using(adas(remedied.replaceAll("individual", "third-party")), (repository) => {
      const one = repository.commit({ message: "one\n", author: lin, committer: ada });
      const without = run(repository, "--remediation", "base..topic");
      expect(without.status).toBe(1);
      expect(without.stdout).toContain("if you say so with --on-behalf");
      expect(repository.git("rev-parse", "topic")).toBe(one);
      expect(run(repository, "--remediation", "--on-behalf", "base..topic").status).toBe(0);
      expect(repository.git("log", "-1", "--format=%B")).toContain(
        `On behalf of Lin Example <lin@example.org>, I, Ada Example <ada@example.org>, hereby add my Signed-off-by to this commit: ${one}`,
      );
    }));

  test("not where the policy does not let it count", () =>
    using(adas(), (repository) => {
      const one = repository.commit({ message: "one\n" });
      const { status, stdout } = run(repository, "--remediation", "base..topic");
      expect(status).toBe(1);
      expect(stdout).toContain("the policy lets no later commit sign it off");
      expect(repository.git("rev-parse", "topic")).toBe(one);
    }));

  test("a rewriting that would undo a statement is refused", () =>
    using(adas(remedied), (repository) => {
      const one = repository.commit({ message: "one\n" });
      expect(run(repository, "--remediation", "base..topic").status).toBe(0);
      const two = repository.commit({ message: "two\n" });
      repository.git("rebase", "--quiet", "--keep-empty", "--onto", one, one, "topic");
      expect(run(repository, "--apply", "base..topic").status).toBe(0);
      expect(repository.git("rev-parse", "topic~2")).toBe(one);
      expect(repository.git("rev-parse", "topic")).not.toBe(two);
    }));
});

describe("docs/fix.md", () => {
  const page = readFileSync(new URL("../../docs/fix.md", import.meta.url), "utf8");

  test("names every option that there is", () =>
    using(createRepository(), (repository) => {
      const help = proviso(repository, ["fix", "--help"]).stdout;
      const options = new Set(help.match(/--[a-z-]+/g));
      for (const common of ["--help", "--day", "--policy-from"]) options.delete(common);
      expect([...options].filter((option) => !page.includes(option))).toEqual([]);
    }));

  test("shows what its examples print", () =>
    using(adas(), (repository) => {
      const sum = "int sum(int one, int other)\n{\n    return one + other;\n}\n";
      repository.git("branch", "--quiet", "--force", "main", "topic");
      repository.commit({ message: "parser: count lines\n\nThe last one had none.\n", files: { "sum.c": sum } });
      repository.commit({
        message: "parser: keep blanks\n",
        author: lin,
        committer: lin,
        files: { "sum.c": sum.replace("other;", "other ;") },
      });
      repository.commit({ message: `parser: say how many\n\n${mine}\n\nIt was asked for.\n`, files: { "sum.c": sum } });
      const shown = [...page.matchAll(/^```console\n\$ proviso (fix .*)\n([^]*?)^```$/gm)];
      expect(shown.map(([, words]) => words)).toEqual(["fix main..topic", "fix --apply main..topic"]);
      for (const [, words = "", output] of shown)
        expect(run(repository, ...words.split(" ").slice(1)).stdout).toBe(output);
    }));

  test("shows a remediation commit as it is", () =>
    using(
      adas("proviso: 1\nrules:\n  sign-off-present: { level: require, remediation: individual }\n"),
      (repository) => {
        repository.commit({ message: "one\n" });
        expect(run(repository, "--remediation", "base..topic").status).toBe(0);
        expect(page).toContain(`\n\`\`\`\n${repository.git("log", "-1", "--format=%B").trim()}\n\`\`\`\n`);
      },
    ));
});
