import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { registerSchema } from "../../src/core/report/schemas/register-schema.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { decliningDocument, decliningPolicy, expectRefusal, proviso } from "./proviso.ts";

const request = `# Uniform changes

- **Exception:** uniform-changes
- **Covers:** code, tests
- **Needs:** justification

The same edit in many places.
`;

const epoch = { SOURCE_DATE_EPOCH: "1780000000" };
const files = { "proviso.yaml": decliningPolicy, "doc.md": decliningDocument, MAINTAINERS: "" };

/** Runs the work in a repository whose document lists one exception. */
function withListed(work: (repository: TestRepository) => void, more: Readonly<Record<string, string>> = {}): void {
  const repository = createRepository();
  try {
    repository.commit({ message: "start: policy\n", files: { ...files, ...more } });
    work(repository);
  } finally {
    repository.remove();
  }
}

const edit = (repository: TestRepository, ...words: readonly string[]) =>
  proviso(repository, ["exception", ...words], { input: request, environment: epoch });

const stateOf = (repository: TestRepository): string =>
  [
    repository.git("for-each-ref"),
    repository.git("status", "--porcelain=v2", "--ignored"),
    repository.git("count-objects", "-v"),
  ].join("\n");

describe("proviso exception propose", () => {
  test("prints a patch that git applies, and touches nothing", () =>
    withListed((repository) => {
      const before = stateOf(repository);
      const { status, stdout, stderr } = edit(repository, "propose", "-", "--signoff");
      expect(status).toBe(0);
      expect(stderr).toContain("`uniform-changes` does not say when and where it was agreed");
      expect(stateOf(repository)).toBe(before);
      const applied = spawnSync("git", ["am", "--quiet"], {
        cwd: repository.path,
        env: repository.environment,
        input: stdout,
      });
      expect(applied.status).toBe(0);
      expect(repository.git("log", "-1", "--format=%B")).toMatch(
        /^doc: list uniform-changes among the exceptions\n\nThe same edit in many places\.\n\nOnce this is merged, the document lists it\.\n\nSigned-off-by: .* <.*>$/,
      );
      expect(readFileSync(join(repository.path, "doc.md"), "utf8")).toBe(
        `${decliningDocument}\n#### ${request.slice(2)}`,
      );
      expect(edit(repository, "propose", "-").stdout).toBe("");
    }));

  test("the same request gives the same bytes", () =>
    withListed((repository) => {
      const once = edit(repository, "propose", "-").stdout;
      expect(edit(repository, "propose", "-").stdout).toBe(once);
      expect(once).toContain("\nDate: Thu, 28 May 2026 20:26:40 +0000\n");
    }));

  test("a dry run shows the lines and writes nothing", () =>
    withListed((repository) => {
      const before = stateOf(repository);
      for (const how of [[], ["--write"], ["--output", "new.patch"]]) {
        const { status, stdout } = edit(repository, "propose", "-", "--dry-run", ...how);
        expect({ status, stdout }).toEqual({
          status: 0,
          stdout: `doc.md:14:\n${`\n#### ${request.slice(2)}`.replace(/\n$/, "").replace(/^/gm, "+")}\n`,
        });
      }
      expect(stateOf(repository)).toBe(before);
    }));

  test("--write edits the work tree's document and nothing else; it stays a program if it was one", () =>
    withListed((repository) => {
      const path = join(repository.path, "doc.md");
      chmodSync(path, 0o755);
      const { status, stdout } = edit(repository, "propose", "-", "--write");
      expect({ status, stdout }).toEqual({ status: 0, stdout: "wrote doc.md: uniform-changes; `git diff` shows it\n" });
      expect(readFileSync(path, "utf8")).toBe(`${decliningDocument}\n#### ${request.slice(2)}`);
      expect(statSync(path).mode & 0o777).toBe(0o755);
      expect(repository.git("status", "--porcelain")).toBe("M doc.md");
    }));

  test("bytes that are not ASCII, and a byte order mark, stay as they are", () =>
    withListed(
      (repository) => {
        edit(repository, "propose", "-", "--write");
        expect(readFileSync(join(repository.path, "doc.md"), "utf8")).toBe(
          `\ufeff${decliningDocument}\nŁódź 😀\n\n#### ${request.slice(2)}`,
        );
      },
      { "doc.md": `\ufeff${decliningDocument}\nŁódź 😀\n` },
    ));
});

test("a document with carriage returns needs --keep-cr, and the command says so", () =>
  withListed(
    (repository) => {
      const { stdout } = edit(repository, "propose", "-", "--output", "new.patch");
      expect(stdout).toBe("wrote new.patch; `git am --keep-cr` applies it\n");
      repository.git("am", "--quiet", "--keep-cr", "new.patch");
      expect(edit(repository, "propose", "-", "--output", "new.patch", "--force").status).toBe(3);
    },
    { "doc.md": decliningDocument.replaceAll("\n", "\r\n") },
  ));

describe("an edit is refused", () => {
  const refusals: readonly (readonly [name: string, words: readonly string[], input: string, sentence: string])[] = [
    ["without an entry", ["propose", "-"], "# Title\n\nText.\n", "there is no entry"],
    ["with two", ["propose", "-"], `${request}\n${request}`, "standard input:9: `Uniform changes` is a second entry"],
    [
      "with a field that nobody can read",
      ["propose", "-"],
      request.replace("code, tests", "cod"),
      "`cod` is no word for `Covers`",
    ],
    [
      "with a heading below it",
      ["propose", "-"],
      `${request}\n## Contact\n\nUs.\n`,
      "standard input:9: `Contact` is a heading below the entry",
    ],
    [
      "over another file",
      ["propose", "-", "--output", "doc.md"],
      request,
      "`doc.md` exists already; --force overwrites it",
    ],
    ["of bytes that are no text", ["propose", "-"], "\ufffd", "there is no entry"],
    ["of a file that is not there", ["propose", "none.md"], "", "there is no such file"],
    ["at a revision that is not there", ["propose", "-", "--at", "nowhere"], request, "nowhere"],
    ["in two ways at once", ["propose", "-", "--write", "--output", "x"], request, "say either --write"],
    ["without a link", ["record-agreement", "small-fixes"], "", "say where it was agreed"],
    ["with a link that is none", ["record-agreement", "small-fixes", "--link", "list"], "", "`list` is neither"],
    [
      "of another request",
      ["record-agreement", "small-fixes", "--link", "<1@example.org>", "--request", "-"],
      request,
      "proposes the exception `uniform-changes`, not `small-fixes`",
    ],
    ["until no day", ["renew", "small-fixes", "--until", "soon"], "", "--until takes a date"],
    ["without a reason", ["withdraw", "small-fixes"], "", "required option"],
  ];

  test.each(refusals)("%s", (_, words, input, sentence) =>
    withListed((repository) => {
      const before = stateOf(repository);
      const run = proviso(repository, ["exception", ...words], { input, environment: epoch });
      expectRefusal(run, run.status ?? 0, sentence);
      expect([3, 4]).toContain(run.status);
      expect(stateOf(repository)).toBe(before);
    }),
  );

  /** Refusals that name a place of the document. */
  const placed: readonly (readonly [name: string, words: readonly string[], document: string, sentence: string])[] = [
    [
      "for an id that is listed",
      ["propose", "-"],
      decliningDocument.replace("small-fixes", "uniform-changes"),
      "doc.md:9:6: error: the id `uniform-changes` is listed already",
    ],
    [
      "for an id that was withdrawn",
      ["propose", "-"],
      `${decliningDocument.replace("small-fixes", "uniform-changes")}- **Withdrawn:** 2026-01-01 no\n`,
      "doc.md:9:6: error: the id `uniform-changes` was withdrawn on 2026-01-01",
    ],
    [
      "for two entries of one id",
      ["withdraw", "small-fixes", "--reason", "x"],
      `${decliningDocument}\n#### Other\n\n- **Exception:** small-fixes\n`,
      "doc.md:15:6: error: the id `small-fixes` is listed more than once",
    ],
    [
      "for an entry that is not there",
      ["withdraw", "no-such", "--reason", "x"],
      decliningDocument,
      "the document does not list `no-such`",
    ],
    [
      "for an entry without an end",
      ["renew", "small-fixes", "--until", "2030-01-01"],
      decliningDocument,
      "has no last day",
    ],
    [
      "for a second agreement",
      ["record-agreement", "small-fixes", "--link", "<2@example.org>"],
      decliningDocument,
      "was agreed on 2026-01-15",
    ],
  ];

  test.each(placed)("%s", (_, words, document, sentence) =>
    withListed(
      (repository) => {
        const { status, stdout, stderr } = edit(repository, ...words);
        expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
        expect(stderr).toContain(sentence);
      },
      { "doc.md": document },
    ),
  );

  test("for an id that was listed once and taken out", () =>
    withListed((repository) => {
      const once = `${decliningDocument}\n#### Old\n\n- **Exception:** uniform-changes\n`;
      repository.commit({ message: "listed\n", files: { "doc.md": once } });
      const out = repository.commit({ message: "out\n", files: { "doc.md": decliningDocument } });
      const { status, stderr } = edit(repository, "propose", "-");
      expect(status).toBe(3);
      expect(stderr).toContain(`the id \`uniform-changes\` was listed before and taken out by ${out.slice(0, 12)}`);
    }));

  test("for a document among git's own files", () =>
    withListed((repository) => {
      writeFileSync(join(repository.path, ".git/doc.md"), decliningDocument);
      writeFileSync(join(repository.path, "proviso.yaml"), decliningPolicy.replace("doc.md", ".git/doc.md"));
      expectRefusal(edit(repository, "propose", "-", "--write"), 3, ".git/doc.md is git's own");
      expect(readFileSync(join(repository.path, ".git/doc.md"), "utf8")).toBe(decliningDocument);
    }));

  test("for a document that is not UTF-8, or a symbolic link", () =>
    withListed((repository) => {
      const path = join(repository.path, "doc.md");
      writeFileSync(path, Buffer.concat([Buffer.from(decliningDocument), Buffer.of(0xe9, 10)]));
      expectRefusal(edit(repository, "propose", "-", "--write"), 3, "doc.md is not UTF-8");
      repository.git("rm", "--quiet", "--cached", "doc.md");
      spawnSync("rm", [path]);
      writeFileSync(join(repository.path, "real.md"), decliningDocument);
      symlinkSync("real.md", path);
      expectRefusal(edit(repository, "propose", "-", "--write"), 3, "doc.md is a symbolic link");
    }));
});

test("what of a request is left out is said", () =>
  withListed((repository) => {
    const whole = `# Exception request: Uniform changes\n\n## Scenario\n\nMany places.\n\n## Limits\n\nOnly tests.\n\n## Proposed entry\n\n### Uniform changes\n\n- **Exception:** uniform-changes\n- **Covers:** code\n`;
    const { status, stderr } = proviso(repository, ["exception", "propose", "-", "--dry-run"], { input: whole });
    expect(status).toBe(0);
    expect(stderr).toContain("standard input:7:4: warning: `Limits`");
  }));

test("where HEAD cannot be read, nobody knows which ids were listed", () =>
  withListed((repository) => {
    writeFileSync(join(repository.path, ".git/refs/heads/main"), `${"1".repeat(40)}\n`);
    const { stderr } = edit(repository, "propose", "-", "--write", "--dry-run");
    expect(stderr).toContain("whether `uniform-changes` was listed before is not known");
  }));

describe("the register", () => {
  test("is empty before there is a commit, in every form", () => {
    const repository = createRepository();
    try {
      for (const [path, text] of Object.entries(files)) writeFileSync(join(repository.path, path), text);
      for (const format of ["text", "json", "markdown", "html"]) {
        const { status, stderr } = proviso(repository, ["exception", "list", "--format", format]);
        expect({ format, status, stderr }).toEqual({ format, status: 0, stderr: "" });
      }
    } finally {
      repository.remove();
    }
  });

  test("says which revisions list one id twice, and invents no change", () =>
    withListed((repository) => {
      const twice = `${decliningDocument}\n#### Other\n\n- **Exception:** small-fixes\n`;
      const id = repository.commit({ message: "twice\n", files: { "doc.md": twice } });
      repository.commit({ message: "once\n", files: { "doc.md": decliningDocument } });
      const { stdout } = proviso(repository, ["exception", "list", "--format", "json"]);
      const { unread, exceptions } = JSON.parse(stdout) as {
        unread: { commit: string }[];
        exceptions: { history: { kind: string }[] }[];
      };
      expect(unread.map(({ commit }) => commit)).toEqual([id]);
      expect(exceptions.map(({ history }) => history.map(({ kind }) => kind))).toEqual([["listed"]]);
    }));

  test("tells what became of each exception, in every form", () =>
    withListed((repository) => {
      const am = (patch: string): void => {
        const run = spawnSync("git", ["am", "--quiet"], {
          cwd: repository.path,
          env: repository.environment,
          input: patch,
        });
        expect(run.status).toBe(0);
      };
      am(
        edit(
          repository,
          "record-agreement",
          "uniform-changes",
          "--request",
          "-",
          "--link",
          "https://lists.example.org/7",
        ).stdout,
      );
      am(edit(repository, "withdraw", "uniform-changes", "--reason", "too wide", "--day", "2026-06-01").stdout);
      const list = (format: string): string =>
        proviso(repository, ["exception", "list", "--day", "2026-07-01", "--format", format]).stdout;
      const markdown = list("markdown");
      expect(markdown).toContain("| `small-fixes` | Small fixes | listed | 2026-01-15 |\n");
      expect(markdown).toContain("| `uniform-changes` | Uniform changes | withdrawn 2026-06-01 |");
      expect(markdown).toContain(" in <https://lists.example.org/7>.\n");
      expect(markdown).toMatch(/What became of it:\n\n- [\d-]+: listed \(`[0-9a-f]{12}`\)\n- [\d-]+: withdrawn \(`/);
      const page = list("html");
      expect(page).toContain('<a href="https://lists.example.org/7" rel="noreferrer nofollow">');
      const parsed = JSON.parse(list("json")) as { exceptions: { id: string; history: { kind: string }[] }[] };
      const valid = new Ajv2020.default().compile(registerSchema);
      expect(valid(parsed) ? [] : valid.errors).toEqual([]);
      expect(parsed.exceptions.map(({ id, history }) => [id, history.map(({ kind }) => kind)])).toEqual([
        ["small-fixes", ["listed"]],
        ["uniform-changes", ["listed", "withdrawn"]],
      ]);
    }));

  test("shows nothing that acts, whatever titles and values hold", () => {
    const hostile = `${decliningDocument}
#### <img src=x onerror=alert(1)> [x](javascript:alert(1)) \`a\` \u202e |

- **Exception:** other-one
- **Tool:** <script>alert(1)</script> ![x](http://evil.example/x.png)
- **Agreed:** 2026-02-02 <javascript:alert(1)@x> https://example.org/"onmouseover="alert(1)
`;
    withListed(
      (repository) => {
        const page = proviso(repository, ["exception", "list", "--format", "html"]).stdout;
        expect(page.match(/<(?:script|img)|href="(?!#|https:\/\/example\.org\/)|" on[a-z]+=/g) ?? []).toEqual([]);
        const markdown = proviso(repository, ["exception", "list", "--format", "markdown"]).stdout;
        const text = markdown.replace(/`[^`]*`/g, "");
        expect(text.match(/(?<!\\)(?:<(?!https:)|!\[|\]\()/g) ?? []).toEqual([]);
      },
      { "doc.md": hostile },
    );
  });
});
