import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { createForge, type TestForge } from "./forge.ts";
import { gitlabJob, readExample, runAction, stepsOf } from "./job.ts";
import { pullRequest } from "./payloads.ts";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("a release's tree", () => {
  let forge: TestForge;
  let release = "";
  let source = "";

  beforeAll(async () => {
    forge = await createForge();
    release = forge.directory("release");
    // The script stands beside what it carries, so it is run on the build that the tests have.
    source = forge.directory("source");
    mkdirSync(join(source, "scripts"));
    for (const path of [
      "scripts/release-action.mjs",
      "action.yml",
      "templates",
      "Containerfile",
      "LICENSE",
      "CHANGELOG.md",
    ])
      cpSync(join(root, path), join(source, path), { recursive: true });
    cpSync(dirname(inject("bundle")), join(source, "dist"), { recursive: true });
    const words = [join(source, "scripts/release-action.mjs"), release];
    expect(await run(process.execPath, words, { cwd: source, env: {} })).toMatchObject({ status: 0, stderr: "" });
  });

  afterAll(() => forge.close());

  test("holds what its parts name", () => {
    const { runs } = parse(read("action.yml")) as { readonly runs: { readonly using: string; readonly main: string } };
    expect(runs.using).toBe("node24");
    expect(readdirSync(join(release, dirname(runs.main)))).toContain("action.cjs");
    expect(readdirSync(release).sort()).toEqual(
      ["CHANGELOG.md", "Containerfile", "LICENSE", "README.md", "action.yml", "dist", "templates"].sort(),
    );
  });

  test("runs with node and git alone", async () => {
    const main = forge.work.git("rev-parse", "HEAD");
    const head = forge.work.commit({ message: "Break the lamp\n" });
    const sha = await forge.openRequest(7, head, main);
    const event = { name: "pull_request", payload: pullRequest({ head, base: main }), sha, ref: "refs/pull/7/merge" };
    const end = await runAction(forge, "github.yml", {
      event,
      action: join(release, "dist/action.cjs"),
      inputs: { reports: "sarif=found.sarif\njunit=found.xml\nhtml=found.html\ngitlab=found.json" },
    });
    expect(end).toMatchObject({ status: 1, outputs: { conclusion: "fail" } });
    expect(readdirSync(end.checkout)).toEqual(
      expect.arrayContaining(["found.sarif", "found.xml", "found.html", "found.json"]),
    );
  });

  test("becomes a tag by the commands of the page", async () => {
    const [, block = ""] = /```sh\n(node scripts\/build\.mjs\n[^]*?)```/.exec(read("docs/ci.md")) ?? [];
    // What is built here is the tests' own build.
    const [, ...lines] = block.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    const git = (...words: readonly string[]) => forge.git(source, ...words);
    await git("init", "--quiet");
    await git("switch", "--quiet", "--orphan", "releases");
    const script = lines.join("\n").replaceAll("../release", join(source, "../made"));
    const end = await run("sh", ["-ec", script], { cwd: source, env: { ...forge.work.environment } });
    expect(end).toMatchObject({ status: 0 });
    // The workflows on the page name `@v0`.
    expect(await git("rev-parse", "v0")).toBe(await git("rev-parse", "v0.1.0"));
    const listed = (await git("ls-tree", "-r", "--name-only", "v0")).split("\n");
    expect(listed).toEqual(
      expect.arrayContaining(["action.yml", "dist/action.cjs", "dist/proviso.cjs", "templates/check.yml"]),
    );
    expect(listed.filter((path) => /^(?:src|test|node_modules)\//.test(path))).toEqual([]);
  });

  test("is not made over something else", async () => {
    const words = [join(root, "scripts/release-action.mjs"), release];
    expect(await run(process.execPath, words, { cwd: root, env: {} })).toMatchObject({ status: 3 });
  });
});

describe("examples", () => {
  const actions = ["github.yml", "github-target.yml", "forgejo.yml"];

  test.each(actions)("%s gives only inputs that the action has", (example) => {
    const { inputs } = parse(read("action.yml")) as { readonly inputs: object };
    const given = stepsOf(example).find(({ uses }) => uses?.includes("/proviso@"))?.with ?? {};
    expect(Object.keys(given).filter((name) => !(name in inputs))).toEqual([]);
  });

  test.each([...actions, "gitlab.yml", "plain.sh"])("the page has %s as it is run here", (example) => {
    const language = example.endsWith(".sh") ? "sh" : "yaml";
    expect(read("docs/ci.md")).toContain(`\`\`\`${language}\n${readExample(example).trimEnd()}\n\`\`\`\n`);
  });

  test("the page's table has every input", () => {
    const { inputs } = parse(read("action.yml")) as { readonly inputs: object };
    const [{ spec } = { spec: { inputs: {} } }] = parseAllDocuments(read("templates/check.yml")).map((one) =>
      one.toJS(),
    );
    const page = read("docs/ci.md");
    const own = new Set(["directory", "image", "stage", "job-name"]);
    const names = [...Object.keys(inputs), ...Object.keys(spec.inputs)].filter((name) => !own.has(name));
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test("the component's job has all its inputs filled in", () => {
    expect(JSON.stringify(gitlabJob({ image: "example.org/proviso:v0" }))).not.toContain("$[[");
  });

  test("the container's recipe copies what is built, and runs as nobody in particular", () => {
    const recipe = read("Containerfile");
    expect(recipe).toMatch(/^FROM docker\.io\/library\/debian:/m);
    expect(recipe).toMatch(/^COPY dist /m);
    expect(recipe).toMatch(/^USER proviso$/m);
  });
});
