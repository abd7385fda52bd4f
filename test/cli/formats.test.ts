import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TestRepository } from "../git/repository.ts";
import { declining, expectRefusal, plainPolicy, proviso, repositoryWith, signOff, using } from "./proviso.ts";

const formats = ["text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "mail", "html", "csv"];

const unsigned = (): TestRepository => {
  const repository = repositoryWith({ "proviso.yaml": plainPolicy });
  repository.commit({ message: `one\n\n${signOff}`, files: { a: "1\n" } });
  repository.commit({ message: "two: ::error::x %0A @ada #1 \u{1b}[31m\n", files: { a: "2\n" } });
  return repository;
};

/** A pass under an exception, one that waits for a second opinion, and one that cites what is not listed. */
const excepted = (): TestRepository => {
  const repository = repositoryWith(declining);
  const claim = "Assisted-by: an assistant\n";
  const other = "Lin Example <lin@example.org>";
  repository.commit({ message: `docs: one\n\n${claim}Acked-by: ${other}\n${signOff}`, files: { "docs/a.md": "1\n" } });
  repository.commit({ message: `docs: two\n\n${claim}${signOff}`, files: { "docs/a.md": "2\n" } });
  repository.commit({
    message: `code\n\nUnder exception everything-goes.\n\n${claim}`,
    files: { "a.c": "int a;\n" },
  });
  return repository;
};

const broken = (): TestRepository => {
  const repository = repositoryWith({ "proviso.yaml": "proviso: 1\nrulez:\n  sign-off-present: require\n" });
  repository.commit({ message: "one\n", files: { a: "1\n" } });
  return repository;
};

const situations: readonly (readonly [
  name: string,
  make: () => TestRepository,
  range: readonly string[],
  status: number,
])[] = [
  ["fails", unsigned, ["base..HEAD"], 1],
  ["passes", unsigned, ["base..HEAD~1"], 0],
  ["a chosen policy", unsigned, ["base..HEAD~1", "--policy-from", "profile:dco"], 0],
  ["an empty range", unsigned, ["HEAD..HEAD"], 2],
  ["exceptions, second opinions, what is not listed", excepted, ["base..HEAD"], 1],
  ["undecided", excepted, ["HEAD~1^!"], 2],
  ["a policy with problems", broken, ["base..HEAD"], 3],
];

describe("render writes what check would have written, with its exit status", () => {
  test.each(situations)("%s", (_name, make, range, expected) =>
    using(make(), (repository) => {
      const saved = proviso(repository, ["check", ...range, "--format", "json", "-o", "report.json"]);
      expect({ status: saved.status, stdout: saved.stdout }).toEqual({ status: expected, stdout: "" });
      for (const format of formats) {
        const options = ["--format", format];
        const checked = proviso(repository, ["check", ...range, ...options]);
        expect(proviso(repository, ["render", "report.json", ...options]), format).toEqual(checked);
        expect(checked.status).toBe(expected);
      }
      const input = readFileSync(join(repository.path, "report.json"), "utf8");
      expect(proviso(repository, ["render", "-", "-v"], { input })).toEqual(
        proviso(repository, ["check", ...range, "-v"]),
      );
    }),
  );
});

describe("what cannot be rendered", () => {
  const refused = (name: string, bytes: string | Uint8Array, words: string): void =>
    test(name, () =>
      using(repositoryWith({}), (repository) => {
        writeFileSync(join(repository.path, "report.json"), bytes);
        expectRefusal(proviso(repository, ["render", "report.json"]), 3, words);
      }),
    );
  refused("no JSON", "{", "`report.json` is no JSON, or only the beginning of it");
  refused(
    "what is called an audit",
    '{"audit":1}',
    "`report.json` is no audit as `proviso audit --format json` writes it",
  );
  refused("no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "`report.json` is no report: it is not UTF-8");
  refused("UTF-16", Buffer.from("\ufeff{}", "utf16le"), "save the report with `--output`");
  refused(
    "a key with escapes",
    '{"report":1,"\\u001b[31m":1}',
    "is no report as `proviso check --format json` writes it: `conclusion` is missing",
  );

  test("no file", () =>
    using(repositoryWith({}), (repository) => {
      expectRefusal(
        proviso(repository, ["render", "none.json"]),
        3,
        "`none.json` cannot be read: there is no such file",
      );
    }));

  test("a form that is none", () =>
    using(repositoryWith({}), (repository) => {
      expectRefusal(proviso(repository, ["render", "-", "--format", "xml"]), 3, "there are text, json, sarif");
    }));
});

describe("check --output", () => {
  test("a file gets what standard output would; a directory is refused before anything is judged", () =>
    using(unsigned(), (repository) => {
      const { stdout } = proviso(repository, ["check", "base..HEAD", "--format", "junit"]);
      expect(proviso(repository, ["check", "base..HEAD", "--format", "junit", "-o", "junit.xml"])).toEqual({
        status: 1,
        stdout: "",
        stderr: "",
      });
      expect(readFileSync(join(repository.path, "junit.xml"), "utf8")).toBe(stdout);
      expectRefusal(proviso(repository, ["check", "base..HEAD", "-o", "."]), 3, "it is a directory");
      expect(readdirSync(repository.path).filter((name) => name.startsWith(".junit"))).toEqual([]);
    }));
});

describe("GITHUB_STEP_SUMMARY", () => {
  test("the Markdown form is appended to it, and nothing where all is well", () =>
    using(unsigned(), (repository) => {
      const path = join(repository.path, "summary.md");
      const environment = { GITHUB_STEP_SUMMARY: path };
      writeFileSync(path, "before\n");
      proviso(repository, ["check", "base..HEAD~1", "--format", "github"], { environment });
      expect(readFileSync(path, "utf8")).toBe("before\n");
      const { stdout } = proviso(repository, ["check", "base..HEAD", "--format", "markdown"], { environment });
      expect(readFileSync(path, "utf8")).toBe("before\n");
      proviso(repository, ["check", "base..HEAD", "--format", "github"], { environment });
      expect(readFileSync(path, "utf8")).toBe(`before\n${stdout}`);
    }));

  test("one that cannot be written is said, after the annotations", () =>
    using(unsigned(), (repository) => {
      const environment = { GITHUB_STEP_SUMMARY: join(repository.path, "none", "summary.md") };
      const { status, stdout, stderr } = proviso(repository, ["check", "base..HEAD", "--format", "github"], {
        environment,
      });
      expect(stdout).toMatch(/^::error /);
      expect(stderr).toContain("(GITHUB_STEP_SUMMARY), cannot be written: there is no such directory");
      expect(status).toBe(4);
    }));
});
