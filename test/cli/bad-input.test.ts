import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRepository, type TestRepository } from "../git/repository.ts";
import {
  declining,
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  literalCommit,
  literalObject,
  maintainersFile,
  plainPolicy,
  proviso,
  type Run,
  repositoryWith,
  signOff,
  using,
} from "./proviso.ts";

const schema = JSON.parse(readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(schema);

/** A report as JSON: valid by the published schema, and, as everything here is wrong somehow, no pass in it. */
function expectNoPass({ stdout }: Run): void {
  const report = JSON.parse(stdout);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(report.conclusion).not.toBe("pass");
  for (const { conclusion } of report.commits) expect(conclusion).not.toBe("pass");
}

describe("names and ranges", () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = repositoryWith({ "proviso.yaml": plainPolicy });
    repository.commit({ message: `topic: one\n\n${signOff}` });
  });
  afterAll(() => repository.remove());

  test.each<readonly [args: readonly string[], status: number, words: string]>([
    [["check", "nosuch"], 3, "`nosuch` names no commit in this repository"],
    [["check", "nosuch..HEAD"], 3, "`nosuch` names no commit"],
    [["check", "HEAD..nosuch"], 3, "`nosuch` names no commit"],
    [["check", "HEAD~9"], 3, "`HEAD~9` names no commit"],
    [["check", "HEAD:proviso.yaml"], 3, "`HEAD:proviso.yaml` names a blob, not a commit"],
    [["check", "--", "--help"], 3, "`--help` looks like an option, not like a revision"],
    [["check", "HEAD..--all"], 3, "`--all` looks like an option"],
    [["check", "--", "--output=stolen..HEAD"], 3, "looks like an option"],
    [["check", ""], 3, "an empty revision names no commit"],
    [["check", "a\nb"], 3, "a revision cannot contain a line break"],
    [["check", "\x1b[31mred\u202e"], 3, "`\\x1b[31mred\\u{202e}` names no commit"],
    [["check", "x".repeat(5000)], 3, "a revision has at most 4096 characters"],
    [["check", "0".repeat(40)], 4, "is not in this clone"],
    [["check"], 3, "nothing says which branch this work would enter"],
    [["check", "--root"], 3, "no left end to read the policy from"],
    [["check", "HEAD", "--policy-from", "nosuch"], 3, "`nosuch` names no commit"],
    [["check", "HEAD", "--policy-from", ""], 3, "an empty revision"],
    [["check", "HEAD", "--policy-from", "--all"], 3, "`--all` looks like an option"],
    [
      ["check", "HEAD", "--policy-from", "profile:nosuch"],
      3,
      "there is no profile `nosuch` (`proviso init --list` shows all",
    ],
    [["check", "HEAD", "--policy-from", "profile:qmeu"], 3, "there is no profile `qmeu`; did you mean `qemu`?"],
    [["check", "HEAD", "--policy-from", "profile:qemu@May"], 3, "`qemu@May` names no day"],
    [["check", "HEAD", "--policy-from", "profile:zig@2020-01-01"], 3, "the profile zig begins on 2025-11-22"],
    [["check", "HEAD", "--policy-from", "profile:"], 3, "there is no profile ``"],
    [["check", "HEAD", "--policy-from", "nosuch.yaml"], 3, "there is no policy file `nosuch.yaml`"],
    [["check", "HEAD", "--policy-from", "./"], 3, "./ cannot be read: it is a directory"],
    [["check", "HEAD", "--day", "2026-02-30"], 3, "--day takes a date such as 2026-01-31, not `2026-02-30`"],
    [["check", "HEAD", "--day", ""], 3, "--day takes a date"],
    [["exception", "list", "--day", "tomorrow"], 3, "not `tomorrow`"],
    [["check", "HEAD", "--format", "yaml"], 3, "argument `yaml` is invalid; there are text, json"],
    [["check", "one", "two"], 3, "too many arguments"],
    [["hook", "install", "commit"], 3, "`commit` is not valid for `hooks`; there are commit-msg, prepare-commit-msg,"],
    [["hook", "run", "commit"], 3, "`commit` is not valid for `hook`; there are commit-msg, prepare-commit-msg,"],
    [["check", "--message", "nosuch"], 3, "`nosuch` cannot be read: there is no such file"],
    [["check", "--message", "."], 3, "`.` cannot be read: it is a directory"],
    [["check", "--message", "/dev/zero"], 3, "`/dev/zero` has more than 67108864 bytes"],
    [["check", "--message", "proviso.yaml", "HEAD"], 3, "takes no range"],
    [["chekc"], 3, "unknown command `chekc`; did you mean `check`?"],
    [["policy", "shwo"], 3, "unknown command `shwo`; did you mean `show`?"],
    [["check", "--formt", "json"], 3, "unknown option `--formt`; did you mean `--format`?"],
    [["frobnicate"], 3, "unknown command `frobnicate`"],
    [["exception", "show"], 3, "missing required argument `id`"],
    [
      ["exception", "show", "nosuch"],
      3,
      "no exception `nosuch` is listed; `proviso exception list` shows those that are",
    ],
    [["explain", "sign-of-present"], 3, "did you mean `sign-off-present`?"],
    [["explain", "nosuch"], 3, "`nosuch` is no rule, no listed exception and no commit"],
    [["policy", "show", "nosuch"], 3, "`nosuch` names no commit"],
    [["policy", "lint", "nosuch"], 3, "`nosuch` names no commit"],
    [["policy", "maintainers", "a.c"], 3, "the policy names no maintainers"],
    [["init", "--like", "nosuch"], 3, "there is no profile `nosuch`"],
    [["-C", "nosuch", "check"], 3, "`nosuch` does not exist"],
    [["-C", "proviso.yaml", "check"], 3, "`proviso.yaml` is not a directory"],
  ])("%j: status %d", (args, status, words) => expectRefusal(proviso(repository, args), status, words));

  test("an explicit range without a commit is undecided", () => {
    const run = proviso(repository, ["check", "HEAD..HEAD"]);
    expect(run).toMatchObject({ status: 2, stderr: "" });
    expect(run.stdout).toContain("undecided: the range has no commit\n");
    expectNoPass(proviso(repository, ["check", "HEAD..HEAD", "--format", "json"]));
  });

  test("a default range without a commit is an ordinary day", () => {
    repository.git("config", "proviso.target", "main");
    const run = proviso(repository, ["check"]);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toContain("nothing to judge");
    repository.git("config", "proviso.target", "no\x1b[31msuch\u202e");
    const words = "the setting `proviso.target`: `no\\x1b[31msuch\\u{202e}` names no commit";
    expectRefusal(proviso(repository, ["check"]), 3, words);
    repository.git("config", "--unset", "proviso.target");
  });

  test("--directory counts for the files that options name", () => {
    repository.write("below/policy.yaml", "proviso: 2\n");
    const { status, stdout } = proviso(repository, ["-C", "below", "check", "HEAD", "--policy-from", "policy.yaml"]);
    expect(status).toBe(3);
    expect(stdout).toContain("policy.yaml:1:10: error: expected version 1");
  });
});

test.each([
  [["check", "HEAD"]],
  [["check"]],
  [["policy", "show"]],
  [["policy", "lint"]],
  [["exception", "list"]],
  [["explain", "HEAD"]],
])("outside a repository: %j", (args) =>
  using(createRepository(), (repository) => {
    const elsewhere = { path: repository.home, environment: repository.environment };
    expectRefusal(proviso(elsewhere, args), 4, "is not in a git repository");
  }),
);

test("a branch without a commit", () =>
  using(createRepository({ branch: "trunk" }), (repository) => {
    for (const args of [["check"], ["check", "HEAD"], ["check", "HEAD~1..HEAD"], ["check", "--root"]])
      expectRefusal(proviso(repository, args), 3, "branch `trunk` has no commit yet");
    expectRefusal(proviso(repository, ["explain", "HEAD"]), 3, "`HEAD` is no rule");
    expect(proviso(repository, ["policy", "lint"]).status).toBe(0);
  }));

const rules = "rules:\n  sign-off-present: require\n";

describe("a broken policy judges nothing, whatever is asked of it", () => {
  test.each<readonly [name: string, policy: string, problem: string]>([
    ["broken YAML", "proviso: 1\nrules: {sign-off-present: require\n  more\n", "proviso.yaml:4:1: error: flow map"],
    [
      "an unknown rule",
      "proviso: 1\nrules:\n  sign-of-present: require\n",
      "proviso.yaml:3:3: error: there is no rule",
    ],
    [
      "a duplicate key",
      `proviso: 1\n${rules}  sign-off-present: warn\n`,
      "proviso.yaml:4:3: error: the key `sign-off-present` stands twice, first on line 3",
    ],
    ["another version", `proviso: 2\n${rules}`, "proviso.yaml:1:10: error: expected version 1"],
    ["no version", rules, "proviso.yaml:1:1: error: the key `proviso` is missing"],
    ["an empty file", "", "proviso.yaml:1:1: error: the policy is empty"],
    ["a list", "[]\n", "proviso.yaml:1:1: error: expected a map"],
    ["no rules", "proviso: 1\n", "proviso.yaml:1:1: error: the key `rules` is missing"],
    ["an unknown key", `proviso: 1\nmaintainer: X\n${rules}`, "hint: did you mean `maintainers`?"],
    ["an unknown option", "proviso: 1\nrules:\n  sign-off-present: { level: require, x: 1 }\n", "unknown key `x`"],
    ["a document that is not there", `proviso: 1\ndocument: doc.md\n${rules}`, "the document doc.md does not exist"],
    ["a document outside", `proviso: 1\ndocument: ../doc.md\n${rules}`, "proviso.yaml:2:11: error: `../doc.md` leaves"],
    ["an option as `from`", `proviso: 1\nfrom: --all\n${rules}`, "proviso.yaml:2:7: error: `--all` is neither"],
    ["deep nesting", `proviso: 1\nrules: ${"[".repeat(100_000)}\n`, "nested more than 32 levels deep"],
    ["text without end", `proviso: 1\n${rules}${"# x\n".repeat(100_000)}`, "longer than 262144 characters"],
    [
      "escapes and overrides",
      'proviso: 1\n\x1b]8;;http://x\x1b\\evil: 1\nrules: { "sign\u202e-off": require }\n',
      "unknown key `\\x1b]8;;http://x\\x1b\\evil`",
    ],
  ])("%s", (_name, policy, problem) =>
    using(repositoryWith({ "proviso.yaml": policy }), (repository) => {
      repository.commit({ message: `topic: one\n\n${signOff}` });
      const checked = proviso(repository, ["check", "HEAD"]);
      expect(checked.status).toBe(3);
      expect(checked.stdout).toContain(problem);
      expect(checked.stderr).toMatch(
        /^proviso: nothing was judged: the policy \(proviso\.yaml at [0-9a-f]{12}\) has problems\n$/,
      );

      const json = proviso(repository, ["check", "HEAD", "--format", "json"]);
      expect(json.status).toBe(3);
      expectNoPass(json);
      for (const args of [
        ["policy", "lint"],
        ["policy", "show"],
        ["explain", "HEAD"],
      ])
        expect(proviso(repository, args)).toMatchObject({ status: 3, stdout: expect.stringContaining(problem) });
      const list = proviso(repository, ["exception", "list", "--format", "json"]);
      expect(list).toMatchObject({ status: 3, stderr: expect.stringContaining(problem) });
      expect(JSON.parse(list.stdout)).toMatchObject({ register: 1, exceptions: [] });
    }),
  );
});

describe("policies that cannot be used", () => {
  const refused = (files: Parameters<typeof repositoryWith>[0], words: string) =>
    using(repositoryWith(files), (repository) => {
      repository.commit({ message: `topic: one\n\n${signOff}` });
      expectRefusal(proviso(repository, ["check", "HEAD"]), 3, words);
    });

  test("`from:` names nothing", () =>
    refused(
      { "proviso.yaml": `proviso: 1\nfrom: nosuch\n${rules}` },
      "proviso.yaml:2:7: `from: nosuch` names no commit",
    ));

  test("a policy of 5 MB", () =>
    refused({ "proviso.yaml": "# x\n".repeat(1_250_000) }, "proviso.yaml has 5000000 bytes, more than 4194304"));

  test("a symbolic link, in a commit and in the work tree", () =>
    using(repositoryWith({ "real.yaml": plainPolicy }), (repository) => {
      symlinkSync("real.yaml", join(repository.path, "proviso.yaml"));
      const linked = "proviso.yaml is a symbolic link";
      expectRefusal(proviso(repository, ["policy", "lint"]), 3, linked);
      repository.git("add", "--all");
      repository.commit({ message: `link\n\n${signOff}` });
      repository.commit({ message: `topic\n\n${signOff}` });
      expectRefusal(proviso(repository, ["check", "HEAD"]), 3, linked);
      expectRefusal(proviso(repository, ["check", "HEAD", "--policy-from", "worktree"]), 3, linked);
    }));

  test("a document behind a link", () =>
    using(repositoryWith({ "proviso.yaml": `proviso: 1\ndocument: docs/doc.md\n${rules}` }), (repository) => {
      symlinkSync("/etc", join(repository.path, "docs"));
      expectRefusal(proviso(repository, ["policy", "lint"]), 3, "docs/doc.md is a symbolic link");
    }));

  test("no rule at all is undecided", () =>
    using(repositoryWith({ "proviso.yaml": "proviso: 1\nrules: {}\n" }), (repository) => {
      repository.commit({ message: `topic: one\n\n${signOff}` });
      expect(proviso(repository, ["check", "HEAD"])).toMatchObject({
        status: 2,
        stdout: expect.stringContaining("undecided: the policy has no clause\n"),
      });
      expectNoPass(proviso(repository, ["check", "HEAD", "--format", "json"]));
    }));
});

describe("the document behind the stance", () => {
  const disclosed = `topic: one\n\nAssisted-by: LLM\n${signOff}`;

  /** Judges a commit with AI content by the policy of the commit before it. */
  function check(
    steps: readonly Parameters<typeof repositoryWith>[0][],
    status: number,
    words: string,
    policyFrom: readonly string[] = [],
  ) {
    const [first = {}, ...more] = steps;
    using(repositoryWith(first), (repository) => {
      for (const files of more) repository.commit({ message: `next\n\n${signOff}`, files });
      repository.commit({ message: disclosed, files: { "src/a.c": "int a;\n" } });
      const run = proviso(repository, ["check", "HEAD", ...policyFrom]);
      expect(run.stdout + run.stderr).toContain(words);
      expect(run.status).toBe(status);
      if (status !== 0) expectNoPass(proviso(repository, ["check", "HEAD", "--format", "json", ...policyFrom]));
    });
  }

  test("never had the heading: not yet in force", () =>
    check([{ ...declining, "doc.md": "# Provenance\n" }], 0, "pass: 1 commit", ["--policy-from", "base"]));
  test("had the heading once: nobody can tell", () =>
    check([declining, { "doc.md": "# Provenance\n" }], 2, "the heading vanished"));
  test("is gone", () => check([declining, { "doc.md": null }], 3, "the document doc.md does not exist there"));
  test("was never there", () =>
    check([{ "proviso.yaml": decliningPolicy, MAINTAINERS: maintainersFile }], 3, "does not exist"));
  test("has an exception with an unknown field", () => {
    const document = `${decliningDocument}- **Patsh:** src/\n`;
    check([{ ...declining, "doc.md": document }], 3, "doc.md:14:5: error: `Patsh` is no field of an exception");
  });
  test("no longer has the list of exceptions: none covers, and the list says so", () =>
    using(repositoryWith({ ...declining, "doc.md": "# P\n\n## AI\n\nDeclined.\n" }), (repository) => {
      const list = proviso(repository, ["exception", "list"]);
      expect(list.stdout).toBe("no exception is listed\n");
      expect(list.stderr).toContain("doc.md:1:1: warning: no heading `Exceptions`");
    }));

  test("an exception with problems is shown once", () =>
    using(repositoryWith({ ...declining, "doc.md": `${decliningDocument}- **Patsh:** src/\n` }), (repository) => {
      for (const command of [["exception", "show"], ["explain"]]) {
        const { status, stdout, stderr } = proviso(repository, [...command, "small-fixes"]);
        expect(status).toBe(3);
        expect(`${stdout}${stderr}`.split("is no field of an exception").length).toBe(2);
      }
    }));

  test("a maintainers file that is not there: what needs it is never a pass", () =>
    using(repositoryWith({ "proviso.yaml": decliningPolicy, "doc.md": decliningDocument }), (repository) => {
      repository.commit({ message: disclosed, files: { "docs/a.md": "a\n" } });
      const run = proviso(repository, ["check", "HEAD"]);
      expect(run.status).toBe(2);
      expect(run.stdout).toContain("there is no file MAINTAINERS");
      expectNoPass(proviso(repository, ["check", "HEAD", "--format", "json"]));
      expect(proviso(repository, ["policy", "lint"])).toMatchObject({
        status: 3,
        stdout: expect.stringContaining("proviso.yaml:3:1: error: there is no file MAINTAINERS"),
      });
      expectRefusal(proviso(repository, ["policy", "maintainers", "docs/a.md"]), 3, "there is no file MAINTAINERS");
    }));
});

describe("commits that cannot be read whole", () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = repositoryWith({ "proviso.yaml": plainPolicy });
  });
  afterAll(() => repository.remove());

  const filler = (bytes: number): string =>
    "a line of filling text, seventy characters long, as in a real message.\n".repeat(Math.ceil(bytes / 71));

  const damaged: readonly (readonly [name: string, make: () => string, words: string])[] = [
    [
      "NUL before the sign-off",
      () => literalCommit(repository, { message: `t\n\na\0b\n\n${signOff}` }),
      "a NUL byte ends the message early",
    ],
    [
      "NUL behind the sign-off",
      () => literalCommit(repository, { message: `t\n\n${signOff}\0x\n` }),
      "a NUL byte ends the message early",
    ],
    [
      "5 MB",
      () => literalCommit(repository, { message: `t\n\n${filler(5e6)}\n${signOff}` }),
      "the message is longer than 1048576 bytes",
    ],
    ["50 MB", () => literalCommit(repository, { message: `t\n\n${filler(5e7)}\n${signOff}` }), "more than is read"],
    [
      "no author",
      () => literalCommit(repository, { message: `t\n\n${signOff}`, author: null }),
      "the header has no author line",
    ],
    [
      "no committer",
      () => literalCommit(repository, { message: `t\n\n${signOff}`, committer: null }),
      "no committer line",
    ],
    [
      "an author without an address",
      () => literalCommit(repository, { message: `t\n\n${signOff}`, author: "Ada 1 +0000" }),
      "no address",
    ],
    [
      "no date",
      () => literalCommit(repository, { message: `t\n\n${signOff}`, author: "Ada <ada@example.org>" }),
      "no readable date",
    ],
    [
      "two authors",
      () => literalCommit(repository, { message: `t\n\n${signOff}`, more: "author Lin <lin@example.org> 1 +0000\n" }),
      "more than one author line",
    ],
  ];

  test.each(damaged)("%s: undecided for that alone", (_name, make, words) => {
    const id = make();
    for (const policy of ["base", "profile:qemu"]) {
      const args = ["check", id, "--policy-from", policy];
      const run = proviso(repository, args);
      expect(run).toMatchObject({ status: 2, stderr: "" });
      expect(run.stdout).toContain(words);
      expect(run.stdout.match(/undecided: /g)).toHaveLength(2);
      expect(run.stdout).not.toContain("sign-off-");
    }
    const json = proviso(repository, ["check", `base..${id}`, "--format", "json"]);
    expect(json.status).toBe(2);
    expectNoPass(json);
  });

  test.each<readonly [string, () => string, string]>([
    ["no header", () => literalObject(repository, Buffer.from("garbage\n")), "names a commit that is damaged"],
    ["nothing", () => literalObject(repository, Buffer.from("")), "names a commit that is damaged"],
    [
      "a parent that is not here",
      () =>
        literalObject(
          repository,
          Buffer.from(
            `tree ${repository.git("rev-parse", "HEAD^{tree}")}\nparent ${"1".repeat(40)}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n\nt\n`,
          ),
        ),
      "is not in this clone",
    ],
  ])("an object with %s cannot be judged: 4", (_name, make, words) => {
    const id = make();
    expectRefusal(proviso(repository, ["check", id]), 4, words);
    expectRefusal(proviso(repository, ["check", `base..${id}`]), 4, words);
  });

  test.each<readonly [string, Parameters<typeof literalCommit>[1]]>([
    ["invalid UTF-8", { message: Buffer.from(`t: gr\xfc\xdfe\n\n${signOff}`, "latin1") }],
    [
      "Latin-1, declared",
      { message: Buffer.from(`t: gr\xfc\xdfe\n\n${signOff}`, "latin1"), more: "encoding ISO-8859-1\n" },
    ],
    [
      "an unknown encoding",
      { message: Buffer.from(`t: gr\xfc\xdfe\n\n${signOff}`, "latin1"), more: "encoding x-klingon\n" },
    ],
    [
      "an encoding that no commit can have",
      { message: Buffer.from(`t: gr\xfc\xdfe\n\n${signOff}`, "latin1"), more: "encoding UTF-16\n" },
    ],
  ])("%s is read, and judged", (_name, literal) => {
    const author = "Ad\xe4 Example <ada@example.org> 1700000000 +0000";
    const id = literalCommit(repository, { ...literal, author, headerEncoding: "latin1" });
    const run = proviso(repository, ["check", id, "--policy-from", "profile:dco"]);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const { commits } = JSON.parse(proviso(repository, ["check", id, "--format", "json"]).stdout);
    expect(commits[0]).toMatchObject({ subject: "t: grüße", author: { name: "Adä Example" }, conclusion: "pass" });
  });

  test.each<readonly [string, string]>([
    ["100,000 tags", "a-by: b\n".repeat(100_000)],
    ["65,000 sign-offs of nobody", "Signed-off-by:\n".repeat(65_000)],
    ["100,000 short lines", "a\n".repeat(100_000)],
    ["one line of a megabyte", ":".repeat(1_000_000)],
    ["a million blanks", `${" ".repeat(1_000_000)}x`],
    ["a megabyte of the word exception", "exception ".repeat(100_000)],
    ["a megabyte of open quotations", 'exception "'.repeat(90_000)],
    ["a megabyte of disclosures", "Assisted-by: LLM\n".repeat(60_000)],
  ])("%s get a report", (_name, body) => {
    // That the work grows with the size and no faster is counted in test/evaluate/work.test.ts.
    const id = literalCommit(repository, { message: `t\n\n${body}\n\n${signOff}` });
    for (const profile of ["qemu", "linux"]) {
      const run = proviso(repository, ["check", id, "--policy-from", `profile:${profile}`, "--format", "json"]);
      expect(run.status).not.toBe(3);
      expect(run.status).not.toBe(4);
      expect(validate(JSON.parse(run.stdout))).toBe(true);
    }
  });
});

test("a message on standard input has a limit, and may be empty", () =>
  using(repositoryWith({ "proviso.yaml": plainPolicy }), (repository) => {
    const input = Buffer.alloc((64 << 20) + 1, "x");
    expectRefusal(proviso(repository, ["check", "--message", "-"], { input }), 3, "standard input has more than");
    writeFileSync(join(repository.path, "empty"), "");
    expect(proviso(repository, ["check", "--message", "empty"]).status).toBe(1);
  }));
