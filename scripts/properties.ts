/**
 * Holds the properties of the tests to other cases than `npm test` does, and to more of them:
 * `npm run properties -- [--times 40] [--seed N] [--seconds 20] [FOLDER-OR-FILE]…`.
 *
 * Without `--seed` it takes one at random, and prints it. A property ends after so many seconds. `PROVISO_SEED` with the seed makes
 * `npm test` take the same cases (docs/fuzzing.md).
 */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "40" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    seconds: { type: "string", default: "20" },
  },
});

const hasProperties = (path: string): boolean => readFileSync(join(root, path), "utf8").includes("random-cases.ts");
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.ts"))
  .map((path) => `test/${path}`)
  .filter(hasProperties)
  .filter((path) => positionals.length === 0 || positionals.some((wanted) => path.includes(wanted)));
if (files.length === 0) throw new Error(`none of these has properties: ${positionals.join(", ")}`);

console.log(`${files.length} files, ${values.times} times the cases, seed ${values.seed}`);
const script = join(root, "scripts/locked-node.mjs");
const { status } = spawnSync(process.execPath, [script, "vitest", "run", "--testTimeout=3600000", ...files], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PROVISO_SEED: values.seed, PROVISO_TIMES: values.times, PROVISO_SECONDS: values.seconds },
});
process.exitCode = status ?? 1;
