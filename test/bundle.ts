import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The command line as it is published, `dist/proviso.cjs`. */
    readonly bundle: string;
  }
}

const root = fileURLToPath(new URL("../", import.meta.url));

/** Before all tests: builds what they run if it is older than its source, and gives them a copy that no other build replaces. */
export default function setup(project: TestProject): () => void {
  buildIfStale();
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "proviso-bundle-")));
  cpSync(join(root, "dist"), join(copy, "dist"), { recursive: true });
  symlinkSync(join(root, "docs"), join(copy, "docs"));
  // The service's database is native, and so no part of what is built.
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  project.provide("bundle", join(copy, "dist", "proviso.cjs"));
  // Every repository of a test has a home of its own. What V8 made of the program is the same for all, and half of what a short run takes.
  process.env["PROVISO_TEST_CACHE"] ??= join(copy, "cache");
  return () => rmSync(copy, { recursive: true, force: true });
}

/** Builds what tests run if it is older than its source. Of two at the same time one would fail. */
export function buildIfStale(): void {
  if (!isStale()) return;
  const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts", "build.mjs")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the bundle cannot be built: ${stderr}`);
}

function isStale(): boolean {
  const built = ["dist/proviso.cjs", "dist/core.js"].map((path) => join(root, path));
  if (!built.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...built.map(changedAt));
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((path) =>
    join("src", path),
  );
  return ["package.json", "scripts/build.mjs", ...sources].some((path) => changedAt(join(root, path)) > oldest);
}

const changedAt = (path: string): number => statSync(path).mtimeMs;
