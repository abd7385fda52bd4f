import { readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { coverageSchemaText } from "../../scripts/coverage-schema.ts";
import { closingLine, openingLine } from "../../src/core/report/brief/block.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { declining, expectRefusal, proviso, repositoryWith, using } from "./proviso.ts";

const document = "# Rules\n\nYou must sign off. Be kind, and you should be brief.\n";
const policy = "proviso: 1\ndocument: doc.md\nrules: { sign-off-present: require }\n";
const first = "coverage:\n  - { sentence: You must sign off., checked: sign-off-present }\n";
const second = "  - { sentence: 'Be kind, and you should be brief', human: who is kind }\n";

const withPolicy = (text: string, work: (repository: TestRepository) => void): void =>
  using(repositoryWith({ "proviso.yaml": text, "doc.md": document }), work);

describe("policy coverage", () => {
  test("lists every sentence, and ends with 2 while one is unmatched", () =>
    withPolicy(policy + first, (repository) => {
      expect(proviso(repository, ["policy", "coverage"])).toEqual({
        status: 2,
        stderr: "",
        stdout: `doc.md:3: checked: sign-off-present (require)
    "You must sign off."
doc.md:3: unmatched
    "Be kind, and you should be brief."

2 sentences: 1 checked, 1 unmatched
`,
      });
    }));

  test("ends with 0 when all are matched, with 3 when an entry no longer fits", () => {
    withPolicy(policy + first + second, (repository) => {
      expect(proviso(repository, ["policy", "coverage"]).status).toBe(0);
      expect(proviso(repository, ["policy", "lint"])).toEqual({ status: 0, stdout: "", stderr: "" });
      repository.write("doc.md", document.replace("must", "should"));
      const { status, stdout } = proviso(repository, ["policy", "coverage"]);
      expect(status).toBe(3);
      expect(stdout).toContain("proviso.yaml:5:17: error: no sentence begins with `You must sign off.`");
      expect(stdout).toContain("which has `should` for `must`; if it is meant, mend the words");
      const lint = proviso(repository, ["policy", "lint"]);
      expect(lint.status).toBe(3);
      expect(lint.stdout).toContain("error: no sentence begins with");
      // It explains the policy and decides nothing: commits are judged as before.
      expect(proviso(repository, ["check", "HEAD^!", "--policy-from", "worktree"]).status).toBe(0);
      expect(proviso(repository, ["policy", "coverage", "HEAD"]).status).toBe(0);
    });
  });

  test("as JSON, by the schema that is published", () => {
    const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(JSON.parse(coverageSchemaText));
    for (const text of [
      policy,
      policy + first,
      policy + first + second,
      `${policy}coverage:\n  - { sentence: No, human: x }\n`,
    ]) {
      withPolicy(text, (repository) => {
        const { stdout, stderr } = proviso(repository, ["policy", "coverage", "--format", "json"]);
        expect(stderr).toBe("");
        expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
      });
    }
  });

  test("proposes entries that are whole once somebody has filled them in", () =>
    withPolicy(policy, (repository) => {
      const { status, stdout } = proviso(repository, ["policy", "coverage", "--propose"]);
      expect(status).toBe(2);
      expect(stdout).toContain("# perhaps: checked: [sign-off-present]");
      repository.write("proviso.yaml", policy + stdout);
      expect(proviso(repository, ["policy", "lint"]).stdout).toContain("expected a list of rules, found an empty list");
      repository.write("proviso.yaml", policy + stdout.replaceAll(/checked: \[\].*/g, "human: all of it"));
      expect(proviso(repository, ["policy", "coverage"]).status).toBe(0);
      expect(proviso(repository, ["policy", "coverage", "--propose"])).toEqual({
        status: 0,
        stdout: "# every sentence that asks for something is matched\n",
        stderr: "",
      });
    }));

  test("hostile documents and entries are shown neutralised", () =>
    using(
      repositoryWith({
        "proviso.yaml": `${policy}coverage:\n  - { sentence: "You must \\e[2J \\u202e", under: "\\e]0;x", human: "\\a" }\n`,
        "doc.md": "# \x1b[31m\u202e\n\nYou must \x1b]8;;x\x07 not \u2067 ##[error]x.\n",
      }),
      (repository) => {
        for (const more of [[], ["--propose"], ["--format", "json"]])
          proviso(repository, ["policy", "coverage", ...more]);
        proviso(repository, ["policy", "lint"]);
      },
    ));

  test("without a document there is nothing to cover", () => {
    using(createRepository(), (repository) => {
      repository.write("proviso.yaml", "proviso: 1\nrules: { sign-off-present: require }\n");
      expectRefusal(proviso(repository, ["policy", "coverage"]), 3, "the policy names no document");
      repository.write("proviso.yaml", policy);
      expectRefusal(proviso(repository, ["policy", "coverage"]), 3, "the policy's document doc.md is not there");
    });
  });
});

const [open, close] = [openingLine("agent"), closingLine];

describe("policy brief", () => {
  const page = (repository: TestRepository): string => readFileSync(join(repository.path, "AGENTS.md"), "utf8");
  const brief = (repository: TestRepository, ...more: readonly string[]) =>
    proviso(repository, ["policy", "brief", "--for", "agent", ...more]);

  test("is written into its block, and found current from then on", () =>
    using(repositoryWith(declining), (repository) => {
      repository.write("AGENTS.md", `\ufeff# Ours\r\n\r\n${open}\r\nold\r\n${close}\r\n\r\nlast\n`);
      expectRefusal(
        brief(repository, "--check", "AGENTS.md"),
        1,
        "`proviso policy brief --for agent --write AGENTS.md` updates it",
      );
      expect(brief(repository, "--write", "AGENTS.md", "--dry-run").stdout).toBe("AGENTS.md: would be updated\n");
      expect(page(repository)).toContain("old");
      expect(brief(repository, "--write", "AGENTS.md")).toEqual({
        status: 0,
        stdout: "AGENTS.md: updated\n",
        stderr: "",
      });
      const text = brief(repository).stdout.replaceAll("\n", "\r\n");
      expect(page(repository)).toBe(`\ufeff# Ours\r\n\r\n${open}\r\n${text}${close}\r\n\r\nlast\n`);
      const written = statSync(join(repository.path, "AGENTS.md")).mtimeMs;
      expect(brief(repository, "--check", "AGENTS.md")).toEqual({ status: 0, stdout: "", stderr: "" });
      expect(brief(repository, "--write", "AGENTS.md").stdout).toBe("AGENTS.md: unchanged\n");
      expect(statSync(join(repository.path, "AGENTS.md")).mtimeMs).toBe(written);
    }));

  test("makes the file where there is none", () =>
    using(repositoryWith(declining), (repository) => {
      expectRefusal(brief(repository, "--check", "AGENTS.md"), 3, "there is no file `AGENTS.md`");
      expect(brief(repository, "--write", "AGENTS.md", "--dry-run").stdout).toBe("AGENTS.md: would be made\n");
      expect(brief(repository, "--check", "AGENTS.md").status).toBe(3);
      expect(brief(repository, "--write", "AGENTS.md").stdout).toBe("AGENTS.md: made\n");
      expect(page(repository)).toBe(`${open}\n${brief(repository).stdout}${close}\n`);
    }));

  test("a file without a block is compared whole, and never overwritten", () =>
    using(repositoryWith(declining), (repository) => {
      repository.write("it's.md", brief(repository).stdout);
      expect(brief(repository, "--check", "it's.md").status).toBe(0);
      repository.write("it's.md", "mine\n");
      expectRefusal(
        brief(repository, "--check", "it's.md"),
        1,
        "`proviso policy brief --for agent > 'it'\\''s.md'` updates it",
      );
      expectRefusal(brief(repository, "--write", "it's.md"), 3, "where the brief is to stand");
      expect(readFileSync(join(repository.path, "it's.md"), "utf8")).toBe("mine\n");
    }));

  test("what cannot be a page is refused in a sentence", () =>
    using(repositoryWith(declining), (repository) => {
      repository.write("bytes.md", Buffer.from([0x61, 0xff]));
      repository.write("AGENTS.md", `${open}\n`);
      symlinkSync("AGENTS.md", join(repository.path, "link.md"));
      const refusals: readonly (readonly [readonly string[], string])[] = [
        [["--write", "bytes.md"], "is not UTF-8"],
        [["--write", "link.md"], "is a symbolic link"],
        [["--check", "AGENTS.md"], `the line \`${close}\` is missing`],
        [["--write", "AGENTS.md"], `the line \`${close}\` is missing`],
        [["--write", "."], "it is a directory"],
        [["--dry-run"], "--dry-run goes with --write"],
        [["--write", "a.md", "--check", "a.md"], "cannot be used with"],
      ];
      for (const [more, words] of refusals) expectRefusal(brief(repository, ...more), 3, words);
      expectRefusal(brief(repository, "--write", "no/a.md"), 4, "there is no such directory");
      expectRefusal(
        proviso(repository, ["policy", "brief", "--for", "robots"]),
        3,
        "there are agent, contributor, maintainer",
      );
    }));

  test("as a skill says when to read it and what to do, and is kept current like any page", () =>
    using(repositoryWith(declining), (repository) => {
      const path = ".agents/skills/provenance/SKILL.md";
      const printed = brief(repository, "--skill").stdout;
      const [, head = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(printed) ?? [];
      const said = parse(head) as { readonly name: string; readonly description: string };
      expect(Object.keys(said)).toEqual(["name", "description"]);
      expect(said.name).toBe("provenance");
      expect(said.description.length).toBeLessThanOrEqual(1024);
      expect(body).toContain(`${open}\n${brief(repository).stdout}${close}\n`);
      expect(body).not.toMatch(/https?:|generated (?:by|with)/i);

      repository.write(".agents/skills/provenance/other.md", "");
      expect(brief(repository, "--skill", "--write", path).stdout).toBe(`${path}: made\n`);
      expect(readFileSync(join(repository.path, path), "utf8")).toBe(printed);
      expect(brief(repository, "--check", path)).toEqual({ status: 0, stdout: "", stderr: "" });

      // People's own words around the block stay theirs.
      repository.write(
        path,
        printed.replace("1. Before", "0. Read the list.\n1. Before").replace(/- No sign-off, review.*\n/g, ""),
      );
      expect(brief(repository, "--check", path).status).toBe(1);
      expect(brief(repository, "--skill", "--write", path).stdout).toBe(`${path}: updated\n`);
      expect(readFileSync(join(repository.path, path), "utf8")).toBe(
        printed.replace("1. Before", "0. Read the list.\n1. Before"),
      );
    }));

  test.each(["Our Skills/SKILL.md", "provenance/skill.md", "a--b/SKILL.md"])("no skill is made at %s", (path) =>
    using(repositoryWith(declining), (repository) => {
      repository.write(`${path.slice(0, path.indexOf("/"))}/other.md`, "");
      expectRefusal(brief(repository, "--skill", "--write", path), 3, "a skill is a file SKILL.md in a directory");
    }),
  );

  test("only an agent has skills", () =>
    using(repositoryWith(declining), (repository) =>
      expectRefusal(proviso(repository, ["policy", "brief", "--skill"]), 3, "--skill goes with --for agent"),
    ));

  test("a policy with problems has no brief", () =>
    using(repositoryWith({ ...declining, "proviso.yaml": "proviso: 1\nrulez: {}\n" }), (repository) =>
      expectRefusal(brief(repository), 3, "the policy has problems, such as"),
    ));

  test("of .github/dco.yml, and of a repository without a policy", () =>
    using(createRepository(), (repository) => {
      repository.commit({ message: "base", files: { a: "a" } });
      expect(brief(repository).stdout).toContain("The project has no policy of its own");
      repository.write(".github/dco.yml", "require: { members: false }\n");
      expect(brief(repository).stdout).toContain("A summary of `.github/dco.yml`.");
      const { stdout } = proviso(repository, ["policy", "brief"]);
      expect(stdout).toContain("Members of the organisation whose commits the forge verified need none.");
    }));

  test("names its source only when asked", () =>
    using(repositoryWith(declining), (repository) => {
      const id = repository.git("rev-parse", "HEAD");
      expect(brief(repository).stdout).not.toContain(id);
      expect(proviso(repository, ["policy", "brief", "HEAD", "--with-source"]).stdout).toContain(
        `As of \`${id}\`, digest \``,
      );
    }));
});

test("our own AGENTS.md says what our policy says now", () => {
  const path = new URL("../../", import.meta.url).pathname;
  const environment = { PATH: process.env["PATH"] ?? "" };
  const run = proviso({ path, environment }, ["policy", "brief", "--for", "agent", "--check", "AGENTS.md"]);
  expect(run).toEqual({ status: 0, stdout: "", stderr: "" });
});
