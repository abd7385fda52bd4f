import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, lin, type TestRepository } from "../git/repository.ts";
import { expectRefusal, proviso, signOff, using } from "./proviso.ts";

const signOffOfLin = "Signed-off-by: Lin Example <lin@example.org>\n";

/** So many commits with this message, each with a subject of its own. */
function commits(repository: TestRepository, count: number, trailers: string): void {
  for (let number = 0; number < count; number += 1)
    repository.commit({ message: `part ${number}: change\n\nWhy.\n${trailers === "" ? "" : `\n${trailers}`}` });
}

const policyIn = (repository: TestRepository): string => join(repository.path, "proviso.yaml");

/** The lines of a policy that are in force. */
const standing = (text: string): readonly string[] => text.split("\n").filter((line) => !/^\s*(?:#|$)/.test(line));

/** Writes what is proposed, and gives it; lint and a check by it must be able to read it. */
function written(repository: TestRepository): string {
  const run = proviso(repository, ["init", "--yes", "--day", "2026-11-29"]);
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: "" });
  const lint = proviso(repository, ["policy", "lint"]);
  expect([lint.status, lint.stderr, lint.stdout.split("\n").filter((line) => line.includes("error:"))]).toEqual([
    0,
    "",
    [],
  ]);
  return readFileSync(policyIn(repository), "utf8");
}

describe("what is proposed", () => {
  test("follows practice, and says what it saw", () =>
    using(createRepository(), (repository) => {
      commits(repository, 2, "");
      commits(repository, 38, signOff);
      const shown = proviso(repository, ["init"]);
      expect(shown.stdout).toContain("38 of 40 commits are signed off\n");
      expect(shown.stdout).toContain("  pass: 40 commits: 40 passed; 2 with warnings\n");
      expect(shown.stdout).toMatch(
        /sign-off-present, for example:\n {4}[0-9a-f]{12} part 1: change\n {8}the commit has no sign-off\n/,
      );
      expect(shown.stdout).toContain("nothing was written");
      expect(existsSync(policyIn(repository))).toBe(false);
      const text = written(repository);
      expect(standing(text)).toEqual(
        expect.arrayContaining(["  sign-off-present: warn", "  sign-off-by-author: { level: require, match: author }"]),
      );
      expect(text).toContain("  # 38 of 40 commits are signed off.\n");
      expect(text).toMatch(/^# from: "[0-9a-f]{40}"$/m);
    }));

  test("where commits would fail, judges from HEAD on", () =>
    using(createRepository(), (repository) => {
      commits(repository, 1, "");
      commits(repository, 150, signOff);
      repository.git("tag", "last");
      const text = written(repository);
      expect(standing(text)).toContain("  sign-off-present: require");
      expect(text).toContain("# Older commits are not judged: of the newest 151 commits 1 would fail.\n");
      expect(standing(text)).toContain(`from: "${repository.git("rev-parse", "HEAD")}"`);
      repository.commit({ message: `policy\n\n${signOff}`, files: { "proviso.yaml": text } });
      const check = proviso(repository, ["check", "--root", "--policy-from", "HEAD", "--format", "json"]);
      expect(JSON.parse(check.stdout)).toMatchObject({ conclusion: "pass", counts: { commits: 2, failed: 0 } });
    }));

  test("takes a dco.yml, a linter's settings, maintainers and the documents as they stand", () =>
    using(createRepository(), (repository) => {
      repository.commit({
        message: `base\n\n${signOff}`,
        files: {
          ".github/dco.yml": "allowRemediationCommits:\n  individual: true\n",
          ".gitlint": "[general]\ncontrib=CC1\n",
          "commitlint.config.js": "throw new Error('this was run')\n",
          MAINTAINERS: "A\nM: Ada Example <ada@example.org>\nF: a/\n",
          "docs/provenance.md": "# Provenance\n\n## AI\n\nAI-generated code is not allowed.\n",
        },
      });
      const { stdout } = proviso(repository, ["init"]);
      for (const words of [
        ".github/dco.yml asks for sign-offs; its 3 rules are carried over",
        ".gitlint:2 refuses commits without a sign-off",
        "commitlint.config.js: it is a program, and none is run",
        "MAINTAINERS: 1 maintainer in the form of MAINTAINERS",
        'docs/provenance.md:3 has the heading "AI", and line 5 says "AI-generated code is not allowed."',
      ])
        expect(stdout).toContain(words);
      expect(standing(written(repository))).toEqual(
        expect.arrayContaining([
          "document: docs/provenance.md",
          "maintainers: MAINTAINERS",
          "  stance: declined",
          "  sign-off-present: { level: require, remediation: individual, bots: exempt }",
        ]),
      );
    }));

  test("counts the newest thousand commits, merges left out", () =>
    using(createRepository(), (repository) => {
      // Fast import: a thousand commits one by one would take a minute.
      const commit = (number: number): string => {
        const message = `n${number}\n\n${number < 30 ? "" : signOff}`;
        return `commit refs/heads/main\ncommitter Ada Example <ada@example.org> ${1_700_000_000 + number} +0000\ndata ${message.length}\n${message}\n`;
      };
      repository.run(["fast-import", "--quiet"], {
        input: Array.from({ length: 1_030 }, (_, number) => commit(number)).join(""),
      });
      const tip = repository.git("rev-parse", "HEAD");
      const side = repository.commit({ message: "side\n", parents: [`${tip}~2`], date: 1_700_002_000 });
      repository.commit({ message: "Merge side\n", parents: [tip, side], date: 1_700_002_060 });
      const { seen, preview } = JSON.parse(proviso(repository, ["init", "--format", "json"]).stdout) as {
        seen: { commits: number; practice: readonly { rule: string; met: number; of: number }[] };
        preview: { counts: { commits: number } };
      };
      expect([seen.commits, preview.counts.commits]).toEqual([1_000, 1_000]);
      expect(seen.practice[0]).toMatchObject({ rule: "sign-off-present", met: 999, of: 1_000 });
    }));
});

describe("where there is little to look at", () => {
  test("nothing is committed: the policy of a project that has none", () =>
    using(createRepository(), (repository) => {
      expect(standing(written(repository))).toContain(
        "  sign-off-by-author: { level: require, match: author-or-committer }",
      );
    }));

  test("a bare repository has no work tree to write to", () =>
    using(createRepository({ bare: true }), (repository) => {
      expectRefusal(proviso(repository, ["init", "--yes"]), 3, "there is no work tree to write to");
      expect(proviso(repository, ["init", "--print"]).stdout).toContain("proviso: 1\n");
    }));

  test("a shallow clone says that history is cut, and is no pass", () =>
    using(createRepository(), (repository) => {
      commits(repository, 5, signOff);
      const clone = repository.clone("--depth=2");
      const { status, stdout } = proviso(clone, ["init"]);
      expect(status).toBe(0);
      expect(stdout).toContain("shallow");
      expect(stdout).toContain("undecided: 2 commits");
    }));

  test("SHA-256, and a detached HEAD", () =>
    using(createRepository({ objectFormat: "sha256" }), (repository) => {
      commits(repository, 2, signOff);
      repository.git("checkout", "--quiet", "--detach");
      expect(written(repository)).not.toContain("branch:");
    }));

  test("outside a repository one sentence says so", () =>
    using(createRepository(), (repository) => {
      expectRefusal(proviso({ ...repository, path: repository.home }, ["init"]), 4, "is not in a git repository");
    }));
});

describe("what is asked for", () => {
  test("--print prints the policy alone, also where one stands", () =>
    using(createRepository(), (repository) => {
      repository.write("proviso.yaml", "mine\n");
      expect(proviso(repository, ["init", "--print"]).stdout).toMatch(/^# Proposed by `proviso init`/);
      expect(proviso(repository, ["init"]).status).toBe(0);
      expect(readFileSync(policyIn(repository), "utf8")).toBe("mine\n");
    }));

  test("the next steps are named once it is written", () =>
    using(createRepository(), (repository) => {
      const { stdout } = proviso(repository, ["init", "--yes"]);
      for (const command of ["proviso policy lint", "proviso check", "proviso hook install"])
        expect(stdout).toContain(command);
    }));

  test.each([
    [["--print", "--yes"], "--print writes the policy alone"],
    [["--print", "--format", "json"], "--print writes the policy alone"],
    [["--like", "dco", "--format", "json"], "takes no --like"],
    [["--like", "dco", "--yes"], "takes no --yes"],
  ])("%j", (options, words) =>
    using(createRepository(), (repository) => {
      expectRefusal(proviso(repository, ["init", ...options]), 3, words);
    }),
  );
});

test("what strangers wrote is shown, and does nothing", () =>
  using(createRepository(), (repository) => {
    repository.commit({
      message: `\u001b[2J\u202eevil\n\n::error::x\nAssisted-by: Claude \u001b]0;x\u0007\nSigned-off-by: \u001b[31mL <lin@example.org>\n`,
      author: { ...lin, name: "\u001b[31mLin" },
      files: {
        "CONTRIBUTING.md":
          '# AI "\u001b[31m": {x}\u2028rules: {}\n\nAI-generated code\u001b[2J is forbidden.\n\n# DCO\n\nDeveloper Certificate of Origin, sign-off.\n',
        ".pre-commit-config.yaml": 'repos: [{hooks: [{id: "dco\\u001b[31m\\nx"}]}]\n',
        MAINTAINERS: "\u001b[31m\nM: \u001b[31m <x\n",
        ".commitlintrc.yaml": "\u001b[31m: [\n",
      },
    });
    commits(repository, 1, signOffOfLin);
    // `proviso` fails for every character that acts.
    expect(proviso(repository, ["init"]).status).toBe(0);
    expect(standing(written(repository)).join("\n")).toContain("document: CONTRIBUTING.md");
  }));

test("nothing in the repository is run, and links are not followed", () =>
  using(createRepository(), (repository) => {
    repository.commit({ message: "x\n", files: { ".commitlintrc.js": "throw 1\n" } });
    const link = repository.run(["hash-object", "-w", "--stdin"], { input: "/etc/passwd" });
    repository.run(["update-index", "--add", "--cacheinfo", `120000,${link},CONTRIBUTING.md`]);
    repository.commit({ message: "y\n" });
    const { stdout } = proviso(repository, ["init"]);
    expect(stdout).toContain(".commitlintrc.js: it is a program, and none is run");
    expect(stdout).not.toContain("root:");
  }));
