import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

type Component = { readonly name: string; readonly version: string; readonly hashes?: readonly unknown[] };

test("the bill of materials has what a release holds, with hashes, and nothing of development", () => {
  const script = fileURLToPath(new URL("../../scripts/sbom.mjs", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 64 << 20 });
  expect([status, stderr]).toEqual([0, ""]);
  const { bomFormat, metadata, components } = JSON.parse(stdout) as {
    readonly bomFormat: string;
    readonly metadata: { readonly component: Component };
    readonly components: readonly Component[];
  };
  expect([bomFormat, metadata.component.name]).toEqual(["CycloneDX", "proviso"]);
  const names = components.map(({ name }) => name);
  // Bundled, installed with it, optional, and as WebAssembly.
  for (const name of ["hono", "pg-boss", "yaml", "better-sqlite3", "tree-sitter-c"]) expect(names).toContain(name);
  for (const name of ["vitest", "typescript", "knip", "playwright-core"]) expect(names).not.toContain(name);
  expect(components.filter(({ hashes = [] }) => hashes.length === 0)).toEqual([]);
});
