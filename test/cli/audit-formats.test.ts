import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { writeFileInParts } from "../../src/cli/output-file.ts";
import type { TestRepository } from "../git/repository.ts";
import { readPage } from "../page.ts";
import { expectRefusal, plainPolicy, proviso, repositoryWith, signOff, using } from "./proviso.ts";

const history = () => {
  const repository = repositoryWith({ "proviso.yaml": plainPolicy });
  repository.commit({ message: `one\n\n${signOff}`, files: { a: "1\n" } });
  repository.commit({ message: "=two\n", files: { a: "2\n" } });
  return repository;
};

describe("audit --format", () => {
  test("json lists commits with something to say, and keeps the exit status", () =>
    using(history(), (repository) => {
      const { status, stdout } = proviso(repository, ["audit", "--format", "json"]);
      expect(status).toBe(1);
      const { audit, counts, commits } = JSON.parse(stdout) as {
        audit: number;
        counts: { failed: number };
        commits: { subject: string }[];
      };
      expect([audit, counts.failed, commits.map(({ subject }) => subject)]).toEqual([1, 1, ["=two"]]);
    }));

  test("csv has a row for each finding", () =>
    using(history(), (repository) => {
      const { status, stdout } = proviso(repository, ["audit", "--format", "csv"]);
      expect(status).toBe(1);
      expect(stdout.split("\n")).toHaveLength(3);
      expect(stdout).toContain(`,"'=two",fail,sign-off-present,require,unmet,`);
    }));

  test("sarif has a result for each finding, with the line of the policy", () =>
    using(history(), (repository) => {
      const { status, stdout } = proviso(repository, ["audit", "--format", "sarif"]);
      expect(status).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        version: "2.1.0",
        runs: [
          {
            tool: {
              driver: {
                name: "Proviso",
                rules: expect.arrayContaining([expect.objectContaining({ id: "sign-off-present" })]),
              },
            },
            results: [
              {
                ruleId: "sign-off-present",
                level: "error",
                locations: [
                  { physicalLocation: { artifactLocation: { uri: "proviso.yaml" }, region: { startLine: 3 } } },
                ],
              },
            ],
          },
        ],
      });
    }));

  test("html is a page with charts", () =>
    using(history(), (repository) => {
      const { status, stdout } = proviso(repository, ["audit", "--format", "html"]);
      expect(status).toBe(1);
      const page = readPage(stdout);
      expect(page.querySelector("h1")?.textContent).toBe("Provenance audit of HEAD");
      expect(page.querySelectorAll("figure svg[role=img]").length).toBeGreaterThan(3);
      expect(page.querySelector("ol.commits > li .subject")?.textContent).toBe("=two");
    }));
});

describe("render writes what audit would have written, with its exit status", () => {
  const forms = [[], ["-v"], ["--format", "json"], ["--format", "csv"], ["--format", "sarif"], ["--format", "html"]];
  // What the text form says of the last audit is in no other, so none is remembered.
  const rendered = (repository: TestRepository, options: readonly string[], some = forms) => {
    const saved = proviso(repository, ["audit", "--format", "json", ...options]);
    writeFileSync(join(repository.path, "audit.json"), saved.stdout);
    for (const form of some) {
      const audited = proviso(repository, ["audit", ...options, ...form], {
        environment: { XDG_CACHE_HOME: newCache() },
      });
      expect(proviso(repository, ["render", "audit.json", ...form]), form.join(" ")).toEqual(audited);
    }
    return saved.status;
  };
  const caches: string[] = [];
  const newCache = (): string => {
    caches.push(mkdtempSync(join(tmpdir(), "proviso-cache-")));
    return caches.at(-1) ?? "";
  };
  afterAll(() => {
    for (const cache of caches) rmSync(cache, { recursive: true });
  });

  test("one that fails, as of today as well, and one that passes", () =>
    using(history(), (repository) => {
      expect(rendered(repository, ["--as-of", "today", "--by-subsystem"])).toBe(1);
      expect(rendered(repository, ["HEAD~2"], [[]])).toBe(0);
    }));

  test("with a baseline: what is known whole, in part, and not at all", () =>
    using(history(), (repository) => {
      proviso(repository, ["audit", "--write-baseline", "known"]);
      expect(rendered(repository, ["--baseline", "known"], [[]])).toBe(0);
      repository.commit({ message: "three\n", files: { a: "3\n" } });
      expect(rendered(repository, ["--baseline", "known"])).toBe(1);
    }));

  test("a form that an audit does not have is refused, and which it has is said", () =>
    using(history(), (repository) => {
      const input = proviso(repository, ["audit", "--format", "json"]).stdout;
      expectRefusal(
        proviso(repository, ["render", "-", "--format", "junit"], { input }),
        3,
        "standard input is an audit, which can be written as text, json, csv, sarif, html, and not as junit",
      );
      expectRefusal(
        proviso(repository, ["render", "-"], { input: input.replace('"conclusion":"fail"', '"conclusion":"pass"') }),
        3,
        "standard input contradicts itself: `conclusion` is pass, and by all the rest it is fail",
      );
    }));
});

describe("what the command line brings of others", () => {
  const licences = readFileSync(join(dirname(inject("bundle")), "licences.txt"), "utf8");
  test.each(["@observablehq/plot", "d3-scale", "linkedom", "yaml", "tree-sitter-c"])(
    "%s: its licence comes along",
    (name) => expect(licences).toMatch(new RegExp(`^${name} \\d.* \\((?:ISC|MIT)\\)$`, "m")),
  );
});

describe("audit --output", () => {
  test("a file gets what standard output would, without colours", () =>
    using(history(), (repository) => {
      const environment = { FORCE_COLOR: "1" };
      // The second audit goes on from the first, and says so; the third says what the second did.
      proviso(repository, ["audit"]);
      const plain = proviso(repository, ["audit"]);
      const written = proviso(repository, ["audit", "-o", "audit.txt"], { environment });
      expect(written).toEqual({ status: 1, stdout: "", stderr: "" });
      expect(readFileSync(join(repository.path, "audit.txt"), "utf8")).toBe(plain.stdout);
    }));

  test("a link is replaced, not followed", () =>
    using(history(), (repository) => {
      const target = join(repository.path, "target");
      const link = join(repository.path, "link");
      writeFileSync(target, "kept");
      symlinkSync(target, link);
      expect(proviso(repository, ["audit", "--output", "link"]).status).toBe(1);
      expect(readFileSync(target, "utf8")).toBe("kept");
      expect(lstatSync(link).isFile()).toBe(true);
    }));

  test("a directory, a device, and a place that is not there are refused in a sentence", () =>
    using(history(), (repository) => {
      mkdirSync(join(repository.path, "directory"));
      const run = (path: string) => proviso(repository, ["audit", "--output", path]);
      expectRefusal(run("directory"), 3, "it is a directory");
      expectRefusal(run("/dev/null"), 3, "it is no ordinary file");
      expectRefusal(run("nowhere/audit.txt"), 4, "there is no such directory");
    }));

  test("what ends half-way leaves the old file and nothing beside it", async () => {
    const directory = mkdtempSync(join(tmpdir(), "proviso-output-"));
    const path = join(directory, "audit.txt");
    writeFileSync(path, "old");
    const broken = function* () {
      yield "x".repeat(1 << 20);
      throw new Error("a defect");
    };
    try {
      await expect(writeFileInParts(path, broken())).rejects.toThrow("a defect");
      expect(readFileSync(path, "utf8")).toBe("old");
      expect(readdirSync(directory)).toEqual(["audit.txt"]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
