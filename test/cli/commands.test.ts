import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { profiles } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import {
  declining,
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  proviso,
  repositoryWith,
  signOff,
  using,
} from "./proviso.ts";

describe("init", () => {
  test.each(profiles.map(({ name }) => name))("--like %s writes a policy that lint can read", (name) =>
    using(createRepository(), (repository) => {
      expect(proviso(repository, ["init", "--like", name])).toEqual({
        status: 0,
        stdout: `wrote proviso.yaml like ${name}'s; read it, then \`proviso policy lint\`\n`,
        stderr: "",
      });
      const written = readFileSync(join(repository.path, "proviso.yaml"), "utf8");
      expect(proviso(repository, ["init", "--like", name, "--print"]).stdout).toBe(written);
      const { stdout, stderr } = proviso(repository, ["policy", "lint"]);
      expect(stderr).toBe("");
      // All that a fresh repository lacks are the files that the project has.
      const errors = stdout.split("\n").filter((line) => line.includes(": error: "));
      for (const error of errors)
        expect(error).toMatch(/error: (?:the document \S+ does not exist|there is no file \S+)/);
      expect(new Set(errors).size).toBe(errors.length);
    }),
  );

  test("refuses to overwrite, and to stand above another policy", () =>
    using(createRepository(), (repository) => {
      repository.write("proviso.yaml", "mine\n");
      for (const how of ["--yes", "--like=dco"])
        expectRefusal(proviso(repository, ["init", how]), 3, "proviso.yaml exists already");
      expect(readFileSync(join(repository.path, "proviso.yaml"), "utf8")).toBe("mine\n");
    }));

  test("stands at the top of the repository, wherever it is called", () =>
    using(createRepository(), (repository) => {
      repository.write("below/x", "");
      expect(proviso(repository, ["-C", "below", "init", "--yes"]).status).toBe(0);
      expect(readFileSync(join(repository.path, "proviso.yaml"), "utf8")).toContain("proviso: 1");
    }));

  test("sees a policy of the forge's directory", () =>
    using(createRepository(), (repository) => {
      repository.write(".github/proviso.yaml", "mine\n");
      expectRefusal(proviso(repository, ["init", "--yes"]), 3, ".github/proviso.yaml exists already");
      // Looking is allowed, and does not offer what would be refused.
      const looked = proviso(repository, ["init"]).stdout;
      expect(looked).toContain("\nnothing was written, and .github/proviso.yaml stays as it is; ");
      expect(looked).not.toContain("--yes");
    }));

  test("lists the profiles with their sources", () =>
    using(createRepository(), (repository) => {
      const { status, stdout } = proviso(repository, ["init", "--list"]);
      expect(status).toBe(0);
      for (const { name, date, source } of profiles)
        for (const word of [name, date, source]) expect(stdout).toContain(word);
    }));
});

describe("with a policy that declines", () => {
  let repository: TestRepository;
  let covered = "";
  beforeAll(() => {
    repository = repositoryWith(declining);
    covered = repository.commit({
      message: `t: x\n\nAssisted-by: LLM\nAcked-by: Lin Example <lin@example.org>\n${signOff}`,
      files: { "docs/a.md": "a\n" },
    });
  });
  afterAll(() => repository.remove());

  /** What a command prints, which it must do without complaint. */
  function say(...args: readonly string[]): string {
    const run = proviso(repository, args);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    return run.stdout;
  }

  test.each(catalogue.map(({ id }) => id))("explain %s", (id) => {
    const said = say("explain", id);
    expect(said).toMatch(new RegExp(`^${id} \\(`));
    expect(said).toContain("it can say:\n");
    expect(said).toMatch(new RegExp(`page: .*/docs/rules/${id}\\.md\n$`));
  });

  test("explain lists every rule", () => {
    const said = say("explain");
    for (const { id, summary } of catalogue) for (const word of [id, summary]) expect(said).toContain(word);
  });

  test("explain a rule says how the policy at hand sets it, and claims no policy where there is none", () => {
    expect(say("explain", "sign-off-present")).toContain("the policy at hand: require\n  why: proviso.yaml:9");
    expect(say("explain", "sign-off-order")).toContain("the policy at hand does not switch it on");
    const elsewhere = { path: repository.home, environment: repository.environment };
    const outside = proviso(elsewhere, ["explain", "sign-off-present"]);
    expect(outside).toMatchObject({ status: 0, stderr: "" });
    expect(outside.stdout).not.toContain("policy at hand");
  });

  test("explain a commit, by the name that was typed", () => {
    const said = say("explain", "HEAD");
    expect(said).toMatch(/^HEAD judged by proviso\.yaml at [0-9a-f]{12}\n/);
    expect(said).toContain("met sign-off-present: there is a sign-off among the trailers");
    expect(said).toContain("under exception small-fixes (doc.md:12), evident");
    expect(say("explain", covered)).toContain(covered);
  });

  test("explain and show an exception", () => {
    const shown = say("exception", "show", "small-fixes");
    expect(shown).toContain("small-fixes: Small fixes\n  listed, doc.md:9\n");
    expect(say("explain", "small-fixes")).toBe(shown);
    expect(JSON.parse(say("exception", "show", "small-fixes", "--format", "json")).exceptions).toHaveLength(1);
    expectRefusal(proviso(repository, ["exception", "show", "small-fixs"]), 3, "did you mean `small-fixes`?");
  });

  test("exception list", () => {
    expect(say("exception", "list")).toBe("small-fixes  Small fixes  listed  doc.md:9\n");
    const [entry] = JSON.parse(say("exception", "list", "--format", "json")).exceptions;
    expect(entry).toMatchObject({ id: "small-fixes", state: "listed", source: "doc.md", line: 9 });
  });

  test("an exception that has ended is said to have", () => {
    const ended = repositoryWith({ ...declining, "doc.md": `${decliningDocument}- **Until:** 2026-02-01\n` });
    using(ended, (other) => {
      const list = (day: string): string => proviso(other, ["exception", "list", "--day", day]).stdout;
      expect(list("2026-02-01")).toContain("listed until 2026-02-01");
      expect(list("2026-02-02")).toContain("expired 2026-02-01");
    });
  });

  test("policy show names everything that is in force, and its place", () => {
    const said = say("policy", "show");
    for (const word of [
      "declined, in force by doc.md:3",
      "ai-content-permitted",
      'doc.md:5, AI: "Declined."',
      "small-fixes",
    ])
      expect(said).toContain(word);
    const json = JSON.parse(say("policy", "show", "HEAD", "--format", "json"));
    expect(json).toMatchObject({ stance: { position: "declined", inForce: "in-force" }, problems: [] });
    expect(json.revision).toBe(covered);
  });

  test("policy lint is quiet but for what people must know", () => {
    const { status, stdout } = proviso(repository, ["policy", "lint"]);
    expect([status, stdout]).toEqual([0, ""]);
  });

  test("policy maintainers", () =>
    expect(say("policy", "maintainers", "docs/a.md", "src/a.c")).toBe(
      ["docs/a.md", "src/a.c"]
        .map(
          (path) =>
            `${path}\n  Everything, MAINTAINERS:4, matches every path\n    maintainer  Ada Example <ada@example.org>\n    maintainer  Lin Example <lin@example.org>\n`,
        )
        .join(""),
    ));

  test("the policy can come from elsewhere, and the report says so", () => {
    writeFileSync(join(repository.path, "other.yaml"), "proviso: 1\nrules:\n  sign-off-human: require\n");
    for (const [from, words] of [
      ["other.yaml", "HEAD judged by file other.yaml\n"],
      ["worktree", "HEAD judged by proviso.yaml in the work tree\n"],
      ["base", "HEAD judged by proviso.yaml at "],
      ["profile:dco", "HEAD judged by profile dco (2004-11-01)\n"],
    ])
      expect(say("check", "HEAD", "--policy-from", from ?? "")).toContain(words);
  });

  test("an exception that only the contribution lists is seen and grants nothing, even without the word AI", () => {
    const policy = `${decliningPolicy}  policy-self-reliance: require\n`;
    using(repositoryWith({ ...declining, "proviso.yaml": policy }), (other) => {
      const document = `${decliningDocument}\n#### Whole drivers\n\n- **Exception:** whole-drivers\n`;
      const message = `t: x\n\nThis falls under exception whole-drivers, as it is one.\n\n${signOff}`;
      other.commit({ message, files: { "doc.md": document, "src/a.c": "int a;\n" } });
      const { status, stdout } = proviso(other, ["check", "HEAD"]);
      expect(status).toBe(1);
      expect(stdout).toContain(
        "policy-self-reliance: the exception `whole-drivers` is only listed by this contribution",
      );
    });
  });

  test("the whole history, and from its root", () => {
    for (const range of [["--root"], ["--root", "HEAD"], ["ROOT..HEAD"]])
      expect(say("check", ...range, "--policy-from", "HEAD")).toContain("pass: 2 commits: ");
  });

  test.each([
    [
      "breaks the policy",
      { "proviso.yaml": "proviso: 1\nrulez: {}\n" },
      "has problems: the key `rules` is missing (and 1 more)",
    ],
    ["takes its document away", { "doc.md": null }, "has problems: the document doc.md does not exist there"],
  ])("a contribution that %s is no pass, though the policy before it has nothing to say", (_name, files, words) =>
    using(repositoryWith(declining), (repository) => {
      repository.commit({ message: `t: x\n\n${signOff}`, files });
      const run = proviso(repository, ["check", "base..HEAD"]);
      expect(run.status).toBe(2);
      expect(run.stdout).toContain(
        `undecided: it would leave a policy that decides nothing: the policy (proviso.yaml at`,
      );
      expect(run.stdout).toContain(words);
      // Whoever chose another policy did not ask about this one.
      expect(proviso(repository, ["check", "--policy-from", "base", "base..HEAD"]).status).toBe(0);
    }),
  );

  test("a project without a policy is judged by the plain DCO, and told so", () =>
    using(repositoryWith({ "a.c": "a\n" }), (other) => {
      other.commit({ message: "unsigned\n" });
      const { status, stdout } = proviso(other, ["check", "HEAD"]);
      expect(status).toBe(1);
      const parent = other.git("rev-parse", "HEAD~1").slice(0, 12);
      expect(stdout).toContain(`judged by the built-in profile dco, as ${parent} has no proviso.yaml\n`);
    }));

  test("so is the contribution that brings its first policy, and told where there is none", () =>
    using(repositoryWith({ "a.c": "a\n" }), (other) => {
      const base = other.git("rev-parse", "HEAD");
      other.write("proviso.yaml", "proviso: 1\nrules:\n  sign-off-present: require\n");
      other.git("add", "proviso.yaml");
      other.commit({ message: "unsigned\n" });
      const { stdout } = proviso(other, ["check", `${base}..HEAD`]);
      expect(stdout).toContain(`judged by the built-in profile dco, as ${base.slice(0, 12)} has no proviso.yaml\n`);
    }));
});
