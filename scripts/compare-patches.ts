/**
 * Compares what `changesOfDiff` reads in patches with what git says: of real commits, `git format-patch` against `git diff-tree` and
 * `git apply --numstat`.
 *
 *     node scripts/locked-node.mjs scripts/compare-patches.ts REPOSITORY [COUNT] [FORMAT-PATCH OPTION…]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createChangeReader, roundEnd } from "../src/adapters/git/change-reader.ts";
import { changeArguments } from "../src/adapters/git/differ.ts";
import type { Change } from "../src/core/commit/facts.ts";
import { unsaidBlob, unsaidMode } from "../src/core/commit/facts.ts";
import { changesOfDiff } from "../src/core/mail/patch-changes.ts";

const [repository = ".", count = "300", ...options] = process.argv.slice(2);
const bytesMax = 1 << 30;
const git = (...words: string[]): Buffer =>
  execFileSync("git", ["-C", repository, ...words], { maxBuffer: bytesMax, stdio: ["ignore", "pipe", "ignore"] });

function sample(): readonly string[] {
  const ids = git("rev-list", "--no-merges", "--all").toString("latin1").trim().split("\n");
  const wanted = Math.min(Number(count), ids.length);
  // A stride through the whole history: the same commits on every run.
  return Array.from({ length: wanted }, (_, index) => ids[Math.floor((index * ids.length) / wanted)] ?? "");
}

function treeChanges(id: string): readonly Change[] {
  const reader = createChangeReader();
  const output = git("diff-tree", "--root", "--always", ...changeArguments, id);
  reader.read(Buffer.concat([output, Buffer.from(roundEnd)]));
  return reader.take()[0]?.changes ?? [];
}

/** The paths that `git apply` says it would touch; a rename's are joined. */
function appliedPaths(patch: Buffer): readonly string[] | null {
  const output = spawnSync("git", ["apply", "--numstat", "-z"], { input: patch, cwd: "/", maxBuffer: bytesMax });
  if (output.status !== 0) return null;
  const tokens = output.stdout.toString("latin1").split("\0");
  const paths: string[] = [];
  for (let at = 0; at < tokens.length - 1; at += 1) {
    const path = tokens[at]?.split("\t")[2] ?? "";
    paths.push(path === "" ? (tokens[(at += 2)] ?? "") : path);
  }
  return paths;
}

/** Where the diff says less than the tree, that is taken for equal; where it says something else, it is not. */
function differs(read: Change, real: Change): string | null {
  const isUnsaid = (text: string): boolean => text === unsaidMode || Object.values<string>(unsaidBlob).includes(text);
  for (const key of [
    "path",
    "from",
    "status",
    "oldMode",
    "newMode",
    "oldBlob",
    "newBlob",
    "added",
    "deleted",
  ] as const) {
    const [one, other] = [read[key], real[key]];
    if (one === other) continue;
    if (typeof one === "string" && isUnsaid(one)) continue;
    if ((key === "oldBlob" || key === "newBlob") && String(other).startsWith(String(one))) continue;
    if ((key === "added" || key === "deleted") && read.status === "type-changed") continue;
    return `${key}: ${String(one)}, and git has ${String(other)}`;
  }
  return null;
}

/** Null: git cannot show it; a copy of a history may lack large files. */
function patchOf(id: string): Buffer | null {
  const shown = ["--stdout", "--root", "--find-renames=50%", "-l1000", "--diff-algorithm=myers", ...options];
  try {
    return git("format-patch", "-1", ...shown, id);
  } catch {
    return null;
  }
}

let [alike, unlike, unread, refused, unshown] = [0, 0, 0, 0, 0];
for (const id of sample()) {
  const patch = patchOf(id);
  if (patch === null) {
    unshown += 1;
    continue;
  }
  const text = patch.toString("latin1");
  const start = /^diff --git /m.exec(text)?.index ?? text.length;
  const real = treeChanges(id);
  if (real.length === 0) continue;
  const read = changesOfDiff(text.slice(start));
  const applied = appliedPaths(patch.subarray(start));
  if (applied === null) refused += 1;
  if (!read.known) {
    unread += 1;
    console.log(`${id} unknown: ${read.why}${applied === null ? " (git refuses it, too)" : ""}`);
    continue;
  }
  const wrong = read.value.length === real.length ? null : `${read.value.length} changes, and git has ${real.length}`;
  const first =
    wrong ?? real.map((one, index) => differs(read.value[index] as Change, one)).find((why) => why !== null);
  const paths = new Set(read.value.map(({ path }) => Buffer.from(path, "utf8").toString("latin1")));
  const missing = applied?.find((path) => !paths.has(path));
  if (first === undefined && missing === undefined) alike += 1;
  else {
    unlike += 1;
    console.log(`${id} ${first ?? `git apply touches ${missing}`}`);
  }
}
console.log(
  `${alike} alike, ${unlike} not, ${unread} unknown; ${refused} that git apply refuses, ${unshown} that git cannot show`,
);
process.exitCode = unlike > 0 ? 1 : 0;
