import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentOf, npmProgram, pack, root, scratch } from "./packed.ts";

const npm = npmProgram();

/**
 * What the checker of types says of every package that has ES modules only: from CommonJS they are had by `import()`, or from Node 20.19 on, which is our
 * oldest, by `require()`; and compilers of before `exports` (TypeScript's `node10`) see no entry but the first.
 */
const ofEsModules = new Set(["CJSResolvesToESM", "NoResolution:node10", "UntypedResolution:node10"]);

describe.skipIf(npm === null)("the packed library", () => {
  const place = scratch();
  let tarball = "";
  beforeAll(() => {
    tarball = pack(npm ?? "", root, place.path).tarball;
  });
  afterAll(() => place.remove());

  test("has nothing that publint would change", async () => {
    const file = readFileSync(tarball);
    const data = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    const { messages } = await publint({ level: "suggestion", strict: true, pack: { tarball: data } });
    expect(messages).toEqual([]);
  }, 60_000);

  test("gives its types to every kind of resolution that knows `exports`", async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(result.types).toMatchObject({ kind: "included" });
    const problems = "problems" in result ? result.problems : [];
    const told = problems.map((one) => ("resolutionKind" in one ? `${one.kind}:${one.resolutionKind}` : one.kind));
    const known = (one: string) => [...ofEsModules].some((name) => one === name || one.startsWith(`${name}:`));
    expect(told.filter((one) => !known(one))).toEqual([]);
  }, 60_000);

  const consumer = `import { catalogue, judge, parseCommit, type Policy, policyFromTexts } from "proviso";
import { checkRule } from "proviso/testing";
const source = { name: "proviso.yaml", text: "" };
const policy: Policy = policyFromTexts({ policy: source, document: null, maintainers: null, mailmap: null }, catalogue);
const commit = parseCommit("0".repeat(40), new Uint8Array());
export const conclusion: "pass" | "fail" | "undecided" =
  judge(policy, { commits: [commit], today: "2026-01-01", subject: "one" }).conclusion;
// @ts-expect-error: a policy is no text
judge("policy", { commits: [], today: "2026-01-01", subject: "none" });
export const tester: typeof checkRule = checkRule;
`;

  const folder = join(place.path, "consumer");
  beforeAll(() => {
    const parts = ["yaml", "re2js"].map((name) => pack(npm ?? "", `./node_modules/${name}`, place.path).tarball);
    const words = ["install", "--ignore-scripts", "--omit=optional", "--prefix", folder, tarball, ...parts];
    const env = environmentOf(process.execPath, place.path);
    execFileSync(process.execPath, [npm ?? "", ...words], { cwd: place.path, env });
    writeFileSync(join(folder, "consumer.mts"), consumer);
  });

  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("compiles in a program with module %s and resolution %s, its declarations checked", (module, moduleResolution) => {
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
    const compilerOptions = { module, moduleResolution, target: "es2023", lib: ["es2023"], types: [], ...strict };
    const settings = join(folder, `tsconfig.${module}.json`);
    writeFileSync(settings, JSON.stringify({ compilerOptions, files: ["consumer.mts"] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", settings], { encoding: "utf8" });
    expect(stdout).toBe("");
  });
});
