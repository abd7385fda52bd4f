/**
 * Compares who maintains a sample of paths by our reading of MAINTAINERS with what the project's own
 * scripts/get_maintainer.pl prints. A field script: it needs a checkout and perl, and is no part of the test run.
 *
 *   node scripts/compare-maintainers.ts CHECKOUT [COUNT [SEED]]
 *
 * Only `M:` addresses are compared: lists, reviewers, keywords, history and mailmap are switched off. Differences are
 * printed one a line and are not an error: docs of `parseMaintainersFile` name those that are meant.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { addressKey } from "../src/core/commit/identities.ts";
import type { Maintainers } from "../src/core/people/maintainers.ts";
import { parseMaintainersFile } from "../src/core/people/maintainers-file.ts";

const [checkout, count = "300", seed = "1"] = process.argv.slice(2);
if (checkout === undefined) {
  console.error("usage: node scripts/compare-maintainers.ts CHECKOUT [COUNT [SEED]]");
  process.exit(3);
}
compare(checkout, sample(filesOf(checkout), Number(count), Number(seed)));

function compare(tree: string, paths: readonly string[]): void {
  const text = readFileSync(join(tree, "MAINTAINERS"), "utf8");
  const started = performance.now();
  const { maintainers, problems } = parseMaintainersFile({ name: "MAINTAINERS", text });
  console.log(
    `parsed in ${(performance.now() - started).toFixed(0)} ms: ${maintainers.everyMaintainer.length} maintainers`,
  );
  for (const problem of problems) console.log(`problem: ${problem.text}`);
  const script = scriptOf(tree);
  const chiefs = chiefsOf(tree);
  let equal = 0;
  let empty = 0;
  for (const path of paths) {
    const ours = ourAnswer(maintainers, path);
    const theirs = theirAnswer(tree, script, path);
    if (ours.size === 0 && theirs.size === 0) empty += 1;
    const onlyOurs = [...ours].filter((address) => !theirs.has(address) && !chiefs.has(address));
    const onlyTheirs = [...theirs].filter((address) => !ours.has(address));
    if (onlyOurs.length + onlyTheirs.length === 0) equal += 1;
    else console.log(`${path}\n  only ours: ${onlyOurs.join(" ")}\n  only theirs: ${onlyTheirs.join(" ")}`);
  }
  console.log(
    `${paths.length} paths, ${equal} equal (${empty} of them without a maintainer), ${paths.length - equal} differ`,
  );
}

function ourAnswer(maintainers: Maintainers, path: string): Set<string> {
  const ownerships = maintainers.ownersOf(path);
  if (!ownerships.known) return new Set([`unknown: ${ownerships.why}`]);
  const people = ownerships.value.flatMap((ownership) => ownership.maintainers);
  return new Set(people.map((person) => (person.kind === "login" ? person.login : addressKey(person.identity.email))));
}

/** The script with the options that its version knows. */
function scriptOf(tree: string): readonly string[] {
  const help = spawnSync("perl", ["scripts/get_maintainer.pl", "--help"], { cwd: tree, encoding: "utf8" }).stdout;
  const options = [
    "git",
    "git-fallback",
    "l",
    "r",
    "s",
    "n",
    "rolestats",
    "roles",
    "keywords",
    "mailmap",
    "remove-duplicates",
  ];
  const switchedOff = options.map((option) => `--no-${option}`);
  const single = help.includes("maintainer-path") ? ["--maintainer-path=MAINTAINERS"] : [];
  const outsideLinux = help.includes("--tree") ? ["--no-tree"] : [];
  return ["scripts/get_maintainer.pl", ...outsideLinux, ...switchedOff, ...single];
}

/** People that the script leaves out of every answer, since they get too much mail already. */
function chiefsOf(tree: string): ReadonlySet<string> {
  const text = readFileSync(join(tree, "scripts/get_maintainer.pl"), "utf8");
  return new Set(
    Array.from(text.matchAll(/^push\(@penguin_chief, "[^":]+:([^"]+)"\)/gm), ([, email = ""]) =>
      addressKey(email.replaceAll("\\", "")),
    ),
  );
}

function theirAnswer(tree: string, script: readonly string[], path: string): Set<string> {
  const result = spawnSync("perl", [...script, "-f", path], { cwd: tree, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`get_maintainer.pl failed on ${path}: ${result.stderr}`);
  return new Set(
    result.stdout
      .split("\n")
      .filter((line) => line.includes("@"))
      .map(addressKey),
  );
}

function filesOf(tree: string): readonly string[] {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)));
  return files.filter((path) => !path.startsWith(".git/")).sort();
}

/** A sample without repetition, the same for the same seed. */
function sample(paths: readonly string[], wanted: number, start: number): readonly string[] {
  const left = [...paths];
  const taken: string[] = [];
  let state = start >>> 0;
  while (taken.length < wanted && left.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    taken.push(...left.splice(Math.floor((state / 2 ** 32) * left.length), 1));
  }
  return taken;
}
