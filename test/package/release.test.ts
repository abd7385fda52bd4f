import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { announcesBreaks, changelogProblem, releaseProblems, vanished } from "../../scripts/check-release.ts";
import { createRepository } from "../git/repository.ts";
import { root } from "./packed.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("the changelog", () => {
  test("has a section for each version, the newest first, each with points", () => {
    const sections = read("CHANGELOG.md").split(/^## /m).slice(1);
    const versions = sections.map((text) => /^(\d+)\.(\d+)\.(\d+) \((?:\d{4}-\d{2}-\d{2}|not released)\)\n/.exec(text));
    expect(versions).not.toContain(null);
    const numbers = versions.map((found) => Number(found?.[1]) * 1e6 + Number(found?.[2]) * 1e3 + Number(found?.[3]));
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => other - one));
    expect(sections.filter((text) => !/^- \S/m.test(text))).toEqual([]);
    expect(sections.slice(1).filter((text) => text.includes("(not released)"))).toEqual([]);
  });

  test("has no point twice, and none outside of the headings where there are any", () => {
    for (const text of read("CHANGELOG.md").split(/^## /m).slice(1)) {
      const points = [...text.matchAll(/^- (.*)$/gm)].map(([, point = ""]) => point.slice(0, 40));
      expect(points.filter((point, index) => points.indexOf(point) < index)).toEqual([]);
      const [before = "", ...groups] = text.split(/^### /m);
      expect(groups.length > 0 && /^- /m.test(before)).toBe(false);
      expect(groups.filter((group) => !/^- \S/m.test(group))).toEqual([]);
    }
  });

  test.each([
    ["## 1.2.0 (2026-01-31)\n\n- one\n", null],
    ["# Changelog\n\n## 1.2.0 (2026-01-31)\n\n- one\n\n## 1.1.0 (2025-01-01)\n\n- two\n", null],
    ["## 1.2.0 (not released)\n\n- one\n", "and not `1.2.0 (the day)`"],
    ["## 1.20 (2026-01-31)\n\n- one\n", "and not `1.2.0 (the day)`"],
    ["## 1.1.0 (2025-01-01)\n\n- one\n", "and not `1.2.0 (the day)`"],
    ["## 1.2.0 (2026-01-31)\n\n## 1.1.0 (2025-01-01)\n\n- two\n", "says nothing of 1.2.0"],
    ["", "and not `1.2.0 (the day)`"],
  ])("%j announces 1.2.0? %s", (changelog, problem) => {
    const said = changelogProblem(changelog, "1.2.0");
    expect(problem === null ? said : said?.includes(problem)).toBe(problem === null ? null : true);
  });

  test.each([
    ["## 2.0.0 (2026-01-31)\n\n### Breaks\n\n- one\n", true],
    ["## 2.0.0 (2026-01-31)\n\n- one\n\n## 1.0.0 (2025-01-31)\n\n### Breaks\n\n- two\n", false],
  ])("%j announces that something breaks: %s", (changelog, answer) => {
    expect(announcesBreaks(changelog)).toBe(answer);
  });
});

describe("what a schema lost", () => {
  const rule = { anyOf: [{ enum: ["off", "warn"] }, { properties: { level: {}, match: { enum: ["a", "b"] } } }] };
  const older = { properties: { rules: { properties: { one: rule } } }, $defs: { level: { type: "string" } } };
  test.each<[string, unknown, readonly string[]]>([
    ["nothing", older, []],
    ["nothing, and has more", { ...older, properties: { ...older.properties, more: {} } }, []],
    ["a rule", { ...older, properties: { rules: { properties: { two: rule } } } }, ["rules.one"]],
    ["a definition", { properties: older.properties }, ["level"]],
    ["all", null, ["rules", "level"]],
    [
      "an option, a value",
      {
        ...older,
        properties: { rules: { properties: { one: { anyOf: [{ enum: ["off"] }, { properties: { level: {} } }] } } } },
      },
      ["rules.one: the value warn", "rules.one.match"],
    ],
  ])("%s", (_name, newer, gone) => {
    expect(vanished(older, newer)).toEqual(gone);
  });

  test("our own schemas have lost nothing to themselves", () => {
    const schema: unknown = JSON.parse(read("schemas/proviso.schema.json"));
    expect(vanished(schema, schema)).toEqual([]);
    expect(vanished(schema, {}).length).toBeGreaterThan(5);
  });
});

describe("a tree that is to be released", () => {
  const repository = createRepository();
  afterAll(() => repository.remove());
  const directory = repository.path;
  const schema = { properties: { rules: { properties: { one: {}, two: {} } } } };
  const write = (version: string, changelog: string, policySchema: unknown = schema) => {
    mkdirSync(join(directory, "schemas"), { recursive: true });
    for (const name of ["proviso", "report", "audit", "evidence", "register"])
      writeFileSync(join(directory, `schemas/${name}.schema.json`), JSON.stringify(policySchema));
    const manifest = { version, repository: { url: "git+https://github.com/lamps/proviso.git" } };
    writeFileSync(join(directory, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(directory, "CHANGELOG.md"), changelog);
  };

  test("is compared with its tag, its changelog, its forge, and the release before", () => {
    write("0.1.0", "## 0.1.0 (2026-01-31)\n\n- one\n");
    expect(releaseProblems(directory, "v0.1.0", "lamps/proviso")).toEqual([]);
    expect(releaseProblems(directory, "v0.2.0", undefined)).toEqual(["the tag is v0.2.0, and package.json says 0.1.0"]);
    expect(releaseProblems(directory, "v0.1.0", "others/proviso")).toEqual([
      expect.stringContaining("must name the repository others/proviso"),
    ]);
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=one");
    repository.git("tag", "v0.1.0");

    const less = { properties: { rules: { properties: { two: {} } } } };
    write("0.2.0", "## 0.2.0 (2026-02-28)\n\n- two\n\n## 0.1.0 (2026-01-31)\n\n- one\n", less);
    const problems = releaseProblems(directory, "v0.2.0", undefined);
    expect(problems).toHaveLength(5);
    expect(problems[0]).toBe(
      "schemas/proviso.schema.json lacks what v0.1.0 had, and CHANGELOG.md has no `### Breaks`: rules.one",
    );
    write("0.2.0", "## 0.2.0 (2026-02-28)\n\n### Breaks\n\n- two\n", less);
    expect(releaseProblems(directory, "v0.2.0", undefined)).toEqual([]);
  });
});

describe("the workflow that publishes", () => {
  type Step = { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> };
  type Workflow = {
    readonly permissions: object;
    readonly jobs: {
      readonly publish: { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] };
    };
  };
  const text = read(".github/workflows/release.yml");
  const { permissions, jobs } = parse(text) as Workflow;
  const runs = jobs.publish.steps.flatMap(({ run }) => run ?? []);

  test("may say who it is, and nothing else; it knows no secret", () => {
    expect(permissions).toEqual({});
    expect(jobs.publish.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(text).not.toMatch(/\bsecrets\b|NODE_AUTH_TOKEN|\$\{\{/);
    expect(jobs.publish.steps[0]?.with).toMatchObject({ "persist-credentials": false, "fetch-depth": 0 });
  });

  test("checks and tests before it publishes, with a statement of where the package comes from", () => {
    expect(runs.map((one) => one.split(" ").slice(0, 2).join(" "))).toEqual([
      "node scripts/check-release.ts",
      ".ci/run",
      "npm pack",
      "npm publish",
    ]);
    expect(runs.at(-1)).toContain("--provenance");
  });
});
