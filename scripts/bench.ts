/**
 * Measures Proviso beside git, in one run, as ratios: `npm run bench [-- [REPOSITORY] [--only history|audit|start|hook|push|evidence|mail|service]]`.
 * Without a repository it builds one of 100,000 invented commits in a temporary directory. For mails the repository is an archive of public-inbox.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchAudit, benchAuditScaling } from "./bench/audit.ts";
import { buildRenaming, renamedFiles } from "./bench/evidence.ts";
import { buildHistory } from "./bench/history.ts";
import { benchHook } from "./bench/hook.ts";
import { benchMail } from "./bench/mail.ts";
import { type Contender, compare, median } from "./bench/measure.ts";
import { benchPush } from "./bench/push.ts";
import { benchService } from "./bench/service.ts";

/** Sign-off and AI rules on, the stance in force, no `from`: every commit of the range is judged. */
const policyText = `proviso: 1
ai:
  stance: declined
rules:
  sign-off-present: require
  sign-off-well-formed: require
  sign-off-in-trailers: require
  sign-off-by-author: require
  sign-off-by-submitter: require
  sign-off-by-co-authors: require
  sign-off-order: require
  sign-off-human: require
  sign-off-named: require
  sign-off-one-address: warn
  edit-note-placement: warn
  ai-content-permitted: require
  ai-exception-listed: require
  ai-justification: require
  ai-second-opinion: require
  ai-self-grant: require
  no-tool-advertising: { level: require, trailers: [Generated-by, Assisted-by] }
  no-tool-identity: require
`;

const bundle = resolve(import.meta.dirname, "../dist/proviso.cjs");
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const [given] = positionals;
const wanted = (part: string): boolean => options.only === undefined || options.only === part;
const onHistory = ["history", "audit", "start"].some(wanted);
const repository = given === undefined ? (onHistory ? await buildHistory(100_000) : "") : resolve(given);
const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-policy-"));
const policy = join(scratch, "proviso.yaml");
writeFileSync(policy, policyText);

const revisions = (count: number): string => {
  const ids = execFileSync("git", ["-C", repository, "rev-list", "--max-count", String(count + 1), "HEAD"], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const lines = ids.trim().split("\n");
  return lines.length > count ? `${lines[count]}..HEAD` : "HEAD";
};

const git = (name: string, args: readonly string[]): Contender => ({ name, command: "git", args, cwd: repository });
const check = (name: string, args: readonly string[]): Contender => ({
  name,
  command: process.execPath,
  args: [bundle, "check", "--policy-from", policy, ...args],
  cwd: repository,
});

async function history(count: number, rounds: number): Promise<void> {
  const range = revisions(count);
  const contenders = [
    git("git rev-list", ["rev-list", range]),
    git("git log --format=%B", ["log", "--format=%B", range]),
    git("git log --format=%an%ae%B", ["log", "--format=%an%ae%B", range]),
    check("proviso check", range === "HEAD" ? ["--root", "HEAD"] : [range]),
  ];
  // A history with findings ends with 1, which is no failure here.
  const args = [bundle, "check", "--policy-from", policy, "--format", "json", ...(contenders[3]?.args.slice(4) ?? [])];
  const { stdout } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8", maxBuffer: 1 << 30 });
  print(
    `${count} commits (${(JSON.parse(stdout) as { counts: { commits: number } }).counts.commits} judged)`,
    await compare(contenders, rounds),
    "git log --format=%an%ae%B",
  );
}

async function coldStart(rounds: number): Promise<void> {
  const runs = await compare(
    [
      { name: "node -e 0", command: process.execPath, args: ["-e", "0"], cwd: repository },
      check("proviso check HEAD", ["HEAD"]),
    ],
    rounds,
  );
  print(`cold start (Node ${process.version})`, runs, "node -e 0");
  const times = (name: string): readonly number[] => (runs.get(name) ?? []).map(({ milliseconds }) => milliseconds);
  console.log(
    `  proviso check of one commit is ${(median(times("proviso check HEAD")) - median(times("node -e 0"))).toFixed(0)} ms over node -e 0`,
  );
}

/** What proofs cost: a tree-wide renaming as a whole process, and single commits one by one. */
async function evidence(): Promise<void> {
  const renaming = buildRenaming();
  try {
    const proving = (kind: string): Contender => ({
      name: `proviso evidence: ${kind}`,
      command: process.execPath,
      args: [bundle, "evidence", "HEAD", "--kind", kind],
      cwd: renaming,
    });
    const contenders = ["substitution", "identifiers"].map(proving);
    const show = { name: "git diff-tree -p", command: "git", args: ["diff-tree", "-p", "HEAD"], cwd: renaming };
    const title = `one name renamed in ${renamedFiles} files, on ${availableParallelism()} processors`;
    print(title, await compare([show, ...contenders], 3), "git diff-tree -p");
    for (const { args, cwd } of contenders) {
      const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
      console.log(`  ${stdout.split("\n")[1]?.trim() ?? ""}`);
    }
    const field = join(scratch, "field.jsonl");
    const where = given === undefined ? renaming : repository;
    execFileSync(process.execPath, [resolve(import.meta.dirname, "field-evidence.ts"), where, "300", field], {
      stdio: "inherit",
    });
    const times = readFileSync(field, "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { milliseconds: number }).milliseconds);
    const sorted = [...times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
    console.log(
      `  every kind, ${times.length} commits one by one: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms`,
    );
  } finally {
    rmSync(renaming, { recursive: true, force: true });
  }
}

function print(title: string, runs: Awaited<ReturnType<typeof compare>>, reference: string): void {
  const base = (runs.get(reference) ?? []).map(({ milliseconds }) => milliseconds);
  console.log(`\n${title}; ratios to ${reference}, run by run`);
  for (const [name, results] of runs) {
    const ratio = median(results.map(({ milliseconds }, index) => milliseconds / (base[index] ?? Number.NaN)));
    const memory = Math.max(...results.map(({ megabytes }) => megabytes));
    const time = median(results.map(({ milliseconds }) => milliseconds));
    console.log(
      `  ${name.padEnd(30)} ${time.toFixed(0).padStart(6)} ms  × ${ratio.toFixed(2).padStart(5)}  ${memory.toFixed(0).padStart(4)} MB`,
    );
  }
}

try {
  if (wanted("history")) await history(10_000, 5);
  if (wanted("history")) await history(100_000, 5);
  if (wanted("audit")) await benchAudit({ bundle, policy, repository, scratch });
  if (wanted("audit")) await benchAuditScaling({ bundle, policy, repository, scratch });
  if (wanted("start")) await coldStart(15);
  if (wanted("hook")) await benchHook({ bundle, policyText });
  if (wanted("push")) await benchPush({ bundle, policyText, repository: given === undefined ? null : resolve(given) });
  if (wanted("evidence")) await evidence();
  if (wanted("mail")) await benchMail({ bundle, policy, archive: options.only === "mail" ? (given ?? null) : null });
  if (wanted("service")) await benchService();
} finally {
  rmSync(scratch, { recursive: true, force: true });
  if (given === undefined && repository !== "") rmSync(repository, { recursive: true, force: true });
}
