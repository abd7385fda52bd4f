// The built command line and library on the oldest Node that they run on. Drives what was built: the tests' own tools need a newer Node.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodeOf } from "./locked-node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const oldest = nodeOf("node20");
if (oldest === null) {
  console.log("no package with the oldest supported Node for this platform: its leg was not run");
  process.exit(0);
}

const run = (/** @type {string[]} */ ...args) => {
  const { status, stdout, stderr } = spawnSync(oldest, args, { encoding: "utf8", cwd: root });
  return { status, stdout, stderr };
};

const version = run("--version").stdout.trim();
assert.equal(version, "v20.19.2");

const cli = join(root, "dist", "proviso.cjs");
/** @type {readonly (readonly [string, readonly string[], number, RegExp])[]} */
const cases = [
  ["says its version", [cli, "--version"], 0, /^\d+\.\d+\.\d+\n$/],
  ["lists the rules", [cli, "explain"], 0, /sign-off-present/],
  ["lists the profiles", [cli, "init", "--list"], 0, /qemu/],
  ["acts out the demo", [cli, "demo"], 0, /fail: 9 commits/],
  ["refuses an unknown command", [cli, "chekc"], 3, /^$/],
];
for (const [name, args, status, output] of cases) {
  const result = run(...args);
  assert.equal(result.status, status, `${name}: ${result.stderr}`);
  assert.match(result.stdout, output, name);
}

const library = pathToFileURL(join(root, "dist", "core.js")).href;
const imported = run("--input-type=module", "-e", `import { catalogue } from ${JSON.stringify(library)}; console.log(catalogue.length > 20)`);
assert.equal(imported.stdout, "true\n", imported.stderr);

console.log(`oldest Node (${version}): ${cases.length + 1} passed, 0 failed`);
