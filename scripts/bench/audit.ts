import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contender, compare, median, type Run } from "./measure.ts";

type AuditBench = {
  readonly bundle: string;
  readonly policy: string;
  readonly repository: string;
  readonly scratch: string;
};

/** Every commit's paths must be known. */
const scopedPolicy = `proviso: 1
rules:
  sign-off-present:
    - { level: require, paths: ["part1/**"] }
    - warn
`;

/** Audits by somebody who has run them before, so that V8 need not read their code again; what an audit found is forgotten each time. */
const forgetful = (scratch: string): Pick<Contender, "environment" | "before"> => {
  const home = join(scratch, "home");
  const cache = join(home, "proviso");
  return {
    environment: { XDG_CACHE_HOME: home },
    before() {
      for (const name of existsSync(cache) ? readdirSync(cache) : [])
        if (name.startsWith("audits-")) rmSync(join(cache, name), { recursive: true });
    },
  };
};

/** The audit of a whole history beside the walk that git needs at least, and again after a hundred commits more. */
export async function benchAudit({ bundle, policy, repository, scratch }: AuditBench): Promise<void> {
  const audit = (name: string, args: readonly string[]): Contender => ({
    name,
    command: process.execPath,
    args: [bundle, "audit", "--policy-from", policy, ...args],
    cwd: repository,
    ...forgetful(scratch),
  });
  const count: Contender = {
    name: "git rev-list --count",
    command: "git",
    args: ["-c", "core.commitGraph=false", "rev-list", "--count", "HEAD"],
    cwd: repository,
  };
  const runs = await compare(
    [count, audit("audit", ["HEAD"]), audit("audit --as-of today", ["--as-of", "today", "HEAD"])],
    3,
  );
  const commits = git(repository, ["rev-list", "--count", "HEAD"]);
  printAudit(`audit of ${commits} commits; ratios to git rev-list --count, run by run`, runs, count.name);
  const scoped = join(scratch, "scoped.yaml");
  writeFileSync(scoped, scopedPolicy);
  const compared: Contender = {
    name: "git diff-tree --stdin",
    command: "sh",
    args: ["-c", "git rev-list HEAD | git diff-tree --stdin -r --root --no-renames --name-only -z"],
    cwd: repository,
  };
  const withPaths = {
    ...audit("audit, a clause for paths", []),
    args: [bundle, "audit", "--policy-from", scoped, "HEAD"],
  };
  printAudit("with a clause for some paths", await compare([compared, withPaths], 3), compared.name);
  await again({ repository, scratch }, audit("audit", ["proviso-bench"]));
}

/** Every run begins with what an audit left behind of the last commit of the line behind which a hundred came in, or a few more. */
async function again(
  { repository, scratch }: Pick<AuditBench, "repository" | "scratch">,
  audit: Contender,
): Promise<void> {
  const kept = join(scratch, "kept");
  const used = join(scratch, "used");
  const earlier = git(repository, ["rev-list", "--first-parent", "--max-count=1000", "HEAD"])
    .split("\n")
    .find((id) => countBetween(repository, id) >= 100);
  if (earlier === undefined) return;
  git(repository, ["update-ref", "refs/heads/proviso-bench", earlier]);
  await compare([{ ...audit, environment: { XDG_CACHE_HOME: kept } }], 0);
  git(repository, ["update-ref", "refs/heads/proviso-bench", "HEAD"]);
  const second: Contender = {
    ...audit,
    environment: { XDG_CACHE_HOME: used },
    before() {
      rmSync(used, { recursive: true, force: true });
      cpSync(kept, used, { recursive: true });
    },
  };
  const bare: Contender = { ...second, name: "node -e 0", args: ["-e", "0"] };
  const version: Contender = { ...second, name: "proviso --version", args: [audit.args[0] as string, "--version"] };
  const runs = await compare([bare, version, second], 7);
  printAudit(`the same after ${countBetween(repository, earlier)} commits more; ratios to node -e 0`, runs, bare.name);
  git(repository, ["update-ref", "-d", "refs/heads/proviso-bench"]);
}

/** The audit of stretches of one history: twice the commits should take twice as long. */
export async function benchAuditScaling({ bundle, policy, repository, scratch }: AuditBench): Promise<void> {
  const line = git(repository, ["rev-list", "--reverse", "HEAD"]).split("\n");
  // What every audit takes, however short the history: programs, threads and the policy.
  const shortest: Contender = {
    name: "audit of one commit",
    command: process.execPath,
    args: [bundle, "audit", "--policy-from", policy, line[0] ?? "HEAD"],
    cwd: repository,
    ...forgetful(scratch),
  };
  const start = median(
    (await compare([shortest], 7)).get(shortest.name)?.map(({ milliseconds }) => milliseconds) ?? [],
  );
  for (const commits of [10_000, 50_000, 100_000]) {
    const tip = line[commits - 1] ?? "HEAD";
    const log: Contender = {
      name: "git log",
      command: "git",
      args: ["log", "--format=%an%ae%B", tip],
      cwd: repository,
    };
    const audit: Contender = {
      name: "audit",
      command: process.execPath,
      args: [bundle, "audit", "--policy-from", policy, tip],
      cwd: repository,
      ...forgetful(scratch),
    };
    const runs = await compare([log, audit], 3);
    const of = (name: string): number => median(runs.get(name)?.map(({ milliseconds }) => milliseconds) ?? []);
    console.log(
      `  the first ${commits}: git log ${of("git log").toFixed(0)} ms, audit ${of("audit").toFixed(0)} ms, start-up subtracted × ${((of("audit") - start) / of("git log")).toFixed(2)}`,
    );
  }
}

const countBetween = (repository: string, earlier: string): number =>
  Number(git(repository, ["rev-list", "--count", `${earlier}..HEAD`]));

const git = (repository: string, args: readonly string[]): string =>
  execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 1 << 30 }).trim();

function printAudit(title: string, runs: ReadonlyMap<string, readonly Run[]>, reference: string): void {
  const base = (runs.get(reference) ?? []).map(({ milliseconds }) => milliseconds);
  console.log(`\n${title}`);
  for (const [name, results] of runs) {
    const time = median(results.map(({ milliseconds }) => milliseconds));
    const ratio = median(results.map(({ milliseconds }, index) => milliseconds / (base[index] ?? Number.NaN)));
    const [own, children] = [
      Math.max(...results.map(({ megabytes }) => megabytes)),
      Math.max(...results.map(({ childMegabytes }) => childMegabytes)),
    ];
    console.log(
      `  ${name.padEnd(24)} ${time.toFixed(0).padStart(6)} ms  × ${ratio.toFixed(2).padStart(5)}  ${own.toFixed(0).padStart(4)} MB, its processes ${children.toFixed(0)} MB`,
    );
  }
}
