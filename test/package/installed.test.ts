import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentOf, nodes, npmProgram, oldest, pack, root, scratch } from "./packed.ts";

const npm = npmProgram();

/** What the package asks for at run time, packed as it stands in `node_modules`, since these tests have no network. */
const needed = ["yaml", "re2js"];

describe.skipIf(npm === null)("installed from the tarball in an empty directory", () => {
  const place = scratch();
  let tarballs: readonly string[] = [];
  beforeAll(() => {
    const folders = [root, ...needed.map((name) => `./node_modules/${name}`)];
    tarballs = folders.map((folder) => pack(npm ?? "", folder, place.path).tarball);
  });
  afterAll(() => place.remove());

  describe.each(nodes)("on %s", (name, node) => {
    const folder = join(place.path, name.replaceAll(" ", "-"));
    const env = environmentOf(node, folder);
    const run = (directory: string, program: string, ...words: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(program, words, { cwd: directory, env, encoding: "utf8" });
      return { status, stdout, stderr };
    };
    const withNpm = (...words: readonly string[]) => run(folder, node, npm ?? "", ...words);
    const proviso = (...words: readonly string[]) => withNpm("exec", "--offline", "--", "proviso", ...words);
    const git = (...words: readonly string[]) => {
      const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
      expect(run(join(folder, "project"), "git", ...identity, ...words)).toMatchObject({ status: 0 });
    };

    beforeAll(() => {
      mkdirSync(folder);
      writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
      const installed = withNpm("install", "--omit=optional", ...tarballs);
      expect(installed).toMatchObject({ status: 0 });
      mkdirSync(join(folder, "project"));
      git("init", "--quiet", "--initial-branch=main");
      writeFileSync(join(folder, "project", "lamp.c"), "int lamp(void) { return 1; }\n");
      git("add", ".");
      git("commit", "--quiet", "--signoff", "--message=lamp: one");
      git("commit", "--quiet", "--allow-empty", "--signoff", "--message=lamp: nothing yet");
      writeFileSync(join(folder, "project", "lamp.c"), "int lamp(void)  { return 1; }\n");
      git("commit", "--quiet", "--all", "--message=lamp: a blank more");
    });

    test("brings itself and what the library imports, nothing more", () => {
      const installed = readdirSync(join(folder, "node_modules")).filter((one) => !one.startsWith("."));
      expect(installed.sort()).toEqual(["proviso", ...needed].sort());
    });

    test("says its version", () => {
      expect(proviso("--version")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    });

    test("acts out the demo", () => {
      expect(proviso("demo")).toMatchObject({ status: 0, stdout: expect.stringContaining("commits: ") });
    });

    test("judges a small repository", () => {
      expect(proviso("-C", "project", "check", "HEAD~2..HEAD~")).toMatchObject({ status: 0 });
      const { status, stdout } = proviso("-C", "project", "check", "HEAD~..HEAD");
      expect(status).toBe(1);
      expect(stdout).toContain("sign-off-present");
    });

    test("reads source code for a proof, with the grammars that it brings", () => {
      const { status, stdout } = proviso("-C", "project", "evidence", "HEAD", "--kind", "format");
      expect(stdout).toMatch(/format: proved/);
      expect(status).toBe(0);
    });

    test("is a library, by import and by require", () => {
      const words = `const commit = parseCommit("0".repeat(40), new TextEncoder().encode("tree " + "1".repeat(40) + "\\n\\nsubject\\n"));
        console.log(catalogue.length > 20, typeof judge, typeof checkRule, commit.subject);`;
      const names = "{ catalogue, judge, parseCommit }";
      writeFileSync(
        join(folder, "library.mjs"),
        `import ${names} from "proviso"; import { checkRule } from "proviso/testing";\n${words}`,
      );
      writeFileSync(
        join(folder, "library.cjs"),
        `const ${names} = require("proviso"); const { checkRule } = require("proviso/testing");\n${words}`,
      );
      for (const file of ["library.mjs", "library.cjs"]) {
        const { status, stdout, stderr } = run(folder, node, "--no-warnings", file);
        expect({ file, status, stdout, stderr }).toMatchObject({
          status: 0,
          stdout: "true function function subject\n",
        });
      }
    });

    test("gives its schemas to programs", () => {
      const script = `import schema from "proviso/schemas/proviso.schema.json" with { type: "json" }; console.log(schema.title);`;
      expect(run(folder, node, "--no-warnings", "--input-type=module", "-e", script)).toMatchObject({
        stdout: "Proviso policy\n",
      });
    });

    test.runIf(name === oldest)("says in a sentence what the service needs", () => {
      const { status, stdout, stderr } = proviso("serve", "--demo");
      expect({ status, stdout, lines: stderr.trim().split("\n").length }).toEqual({ status: 4, stdout: "", lines: 1 });
      expect(stderr).toContain("22.18");
    });
  });
});
