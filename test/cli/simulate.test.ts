import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { simulationSchema } from "../../scripts/simulation-schema.ts";
import { lin, type TestRepository } from "../git/repository.ts";
import {
  declining,
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  literalCommit,
  proviso,
  repositoryWith,
  signOff,
  using,
} from "./proviso.ts";

let repository: TestRepository;
let ids: readonly string[];

const linesOf = (count: number): string => "line\n".repeat(count);

const entry = `# Small pages

- **Exception:** small-pages
- **Covers:** docs
- **At most:** 10 added lines
- **Judgement:** it reads well
`;

const draft = (name: string, text: string): string => {
  writeFileSync(join(repository.home, name), text);
  return join(repository.home, name);
};

const simulate = (...more: readonly string[]) => proviso(repository, ["policy", "simulate", ...more]);

beforeAll(() => {
  repository = repositoryWith(declining);
  const bySomebody = "Signed-off-by: Mae Example <mae@example.org>\n";
  const mae = { name: "Mae Example", email: "mae@example.org" };
  ids = [
    repository.git("rev-parse", "HEAD"),
    repository.commit({ message: `docs: a page\n\n${bySomebody}`, author: mae, files: { "docs/a.md": linesOf(3) } }),
    repository.commit({ message: `docs: much\n\n${signOff}`, files: { "docs/b.md": linesOf(30) } }),
    repository.commit({ message: `code\n\nAI-used-for: code\n${signOff}`, files: { "src/a.c": "a\n" } }),
    repository.commit({
      message: `docs: \u001b[31m\u202e red\n\nReviewed-by: Lin Example <lin@example.org>\n${signOff}`,
      files: { "docs/a.md": linesOf(5) },
    }),
    repository.commit({ message: "docs: by lin\n", author: lin, files: { "docs/a.md": linesOf(7) } }),
  ];
});
afterAll(() => repository.remove());

const id = (place: number): string => (ids[place] ?? "").slice(0, 12);

describe("proviso policy simulate", () => {
  test("sums first, then verdicts, then commits; nothing is written", () => {
    const before = repository.git("status", "--porcelain", "--ignored");
    const path = draft("entry.md", entry);
    const { status, stdout, stderr } = simulate("--with", path);
    expect(stderr).toBe("");
    expect(stdout).toBe(`draft:   \`${path}\`, an entry as if listed under \`Exceptions\`
policy:  proviso.yaml at ${id(5)}
commits: the newest 1,000 commits of HEAD that are no merges (${id(5)})

small-pages (new), had each of 6 commits declared AI use:
      0  evident
      3  left to judgement; each needs a second opinion, and 1 has one
      3  not covered
  left to judgement, by what is open:
          3  Judgement: it reads well
  not covered, by the first condition that fails:
          2  Covers: docs
          1  At most: 10 added lines

no verdict changes: 6 commits judged under both

left to judgement: Judgement: it reads well (3 commits)
  ${id(5)}  docs: by lin
                the document leaves it to people
                a second opinion could have come from Ada Example <ada@example.org> (nobody else maintains these paths)
  ${id(4)}  docs: \\x1b[31m\\u{202e} red
                the document leaves it to people
                second opinion: Reviewed-by by lin@example.org
  ${id(1)}  docs: a page
                the document leaves it to people
                a second opinion could have come from Ada Example <ada@example.org>, Lin Example <lin@example.org> (nobody else maintains these paths)

not covered: Covers: docs (2 commits)
  ${id(3)}  code
                src/a.c is code
  ${id(0)}  base
                MAINTAINERS is of the class policy, which only \`Covers: policy\` covers

not covered: At most: 10 added lines (1 commit)
  ${id(2)}  docs: much
                30 added lines
`);
    expect(status).toBe(0);
    expect(repository.git("status", "--porcelain", "--ignored")).toBe(before);
  });

  test("a verdict that changes is shown by rule, and an entry that changes before and after", () => {
    const changed = decliningDocument.replace("**Covers:** docs", "**Covers:** docs, code");
    const { status, stdout } = simulate("--with", draft("document.md", changed), "base..HEAD");
    expect(stdout).toContain(`small-fixes (changed), had each of 5 commits declared AI use:
 before    after
      4        5  evident
      0        0  left to judgement
      1        0  not covered
`);
    expect(stdout).toContain(`1 verdict changes: 5 commits judged under both
      1  fail → undecided
  by rule:
          1  ai-content-permitted: unmet → met under small-fixes
          1  ai-second-opinion: nothing to judge → undecided
`);
    expect(stdout).toContain(`\nnot covered → evident (1 commit)\n  ${id(3)}  code\n`);
    expect(status).toBe(0);
  });

  test("JSON follows the published schema, and holds every commit", () => {
    const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(simulationSchema);
    const bad = draft("bad.md", entry.replace("Covers", "Cover"));
    const drafts = [
      draft("entry.md", entry),
      draft("document.md", `${decliningDocument}\n#${entry}`),
      "HEAD",
      "profile:qemu",
      bad,
    ];
    for (const one of drafts) {
      const { stdout } = simulate("--with", one, "--format", "json");
      const value: unknown = JSON.parse(stdout);
      validate(value);
      expect(validate.errors ?? []).toEqual([]);
    }
    const { stdout } = simulate("--with", draft("entry.md", entry), "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { commits: 6, judgedByBoth: 6 },
      entries: [
        { id: "small-pages", counts: { before: null, after: { evident: 0, judgement: 3, not: 3, unknown: 0 } } },
      ],
    });
  });

  test("lists are cut and say so; --all lists everything", () => {
    const many = repositoryWith(declining);
    using(many, () => {
      for (let count = 0; count < 12; count += 1)
        many.commit({ message: `docs: ${count}\n\n${signOff}`, files: { "docs/a.md": linesOf(count + 1) } });
      const path = draft("entry.md", entry);
      const cut = proviso(many, ["policy", "simulate", "--with", path]);
      expect(cut.stdout).toContain("  and 2 more commits; --all lists them\n");
      const whole = proviso(many, ["policy", "simulate", "--with", path, "--all"]);
      expect(whole.stdout).not.toContain("--all");
      expect(whole.stdout.match(/ {2}docs: \d+$/gm)).toHaveLength(12);
    });
  });

  test("what cannot be decided is said, with status 2", () => {
    const path = draft("entry.md", entry);
    const empty = simulate("--with", path, "HEAD..HEAD");
    expect(empty.status).toBe(2);
    expect(empty.stdout).toContain("not determined: the range has no commit\n");
    const broken = literalCommit(repository, { message: "a NUL \0 in it\n" });
    const damaged = simulate("--with", path, `${broken}^!`);
    expect(damaged.status).toBe(2);
    expect(damaged.stdout).toContain("not determined: 1 commit cannot be read whole");
  });

  test.each([
    ["entry.md", entry.replace("Covers", "Cover"), "`Cover` is no field of an exception"],
    ["entry.md", entry.replace("10 added lines", "few lines"), "few lines"],
    ["document.md", `${decliningDocument}\n#### Again\n\n- **Exception:** small-fixes\n`, "listed more than once"],
    ["draft.yaml", decliningPolicy.replace("sign-off-present", "sign-off-presnet"), "sign-off-presnet"],
  ])("problems of a draft are said with their places: %s", (name, text, words) => {
    const path = draft(name, text);
    const { status, stdout, stderr } = simulate("--with", path);
    expect(status).toBe(3);
    expect(stdout).toContain(words);
    expect(stdout).toContain(`${path}:`);
    expect(stderr).toBe("proviso: nothing was simulated: the draft has problems\n");
  });

  test.each([
    [["--with", "nowhere.md"], 3, "there is no file `nowhere.md`"],
    [["--with", "nowhere.yaml"], 3, "there is no policy file `nowhere.yaml`"],
    [["--with", "./draft"], 3, "cannot be told by its name"],
    [["--with", "no-such-branch"], 3, "`no-such-branch` names no commit"],
    [["--with", "profile:none"], 3, "there is no profile `none`"],
    [["--with", "HEAD", "no..HEAD"], 3, "`no` names no commit"],
    [["--with", "HEAD", "--day", "today"], 3, "--day takes a date"],
    [[], 3, "required option `--with <draft>` not specified"],
  ])("%j is refused", (words, status, text) => {
    expectRefusal(simulate(...words), status, text);
  });
});

describe("proviso policy diff", () => {
  const diff = (...more: readonly string[]) => proviso(repository, ["policy", "diff", ...more]);

  test("says that nothing changes, and of how many commits", () => {
    const { status, stdout } = diff("HEAD", "worktree");
    expect(stdout).toBe(`before:  proviso.yaml at ${id(5)}
after:   proviso.yaml in the work tree
commits: the newest 1,000 commits of HEAD that are no merges (${id(5)})

no verdict changes: 6 commits judged under both
`);
    expect(status).toBe(0);
  });

  test("says what another policy makes of past commits, and which entries differ", () => {
    const text = decliningPolicy.replace("sign-off-present: require", "sign-off-present: warn");
    const yaml = diff("HEAD", draft("draft.yaml", text), "--over", "base..HEAD");
    expect(yaml.stdout).toContain(`1 verdict changes: 5 commits judged under both
      1  fail → pass
  by rule:
          1  sign-off-present: unmet → unmet (a warning)

sign-off-present: unmet → unmet (a warning) (1 commit)
  ${id(5)}  docs: by lin
                fail → pass
`);
    const profile = diff("HEAD", "profile:qemu");
    expect(profile.stdout).toContain("note:    of the listed exceptions `small-fixes` is removed; ");
    expect(profile.status).toBe(0);
  });

  test("a document is no policy", () => {
    expectRefusal(diff("HEAD", "./doc.md"), 3, "`./doc.md` is no policy");
  });
});
