import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contender, compare, median } from "./measure.ts";

const rounds = 21;

/** Who commits; the other tools want a subject of a conventional form. */
const person = { GIT_AUTHOR_NAME: "Ada Example", GIT_AUTHOR_EMAIL: "ada@example.org" };

/**
 * What `git commit` takes with different hooks `commit-msg`, in turn: one that only starts Node, ours with what it remembers and without, and commitlint and gitlint
 * where they are on the PATH. The message is in order, so that none of them has anything to say.
 *
 * @param setting `bundle` is the program, `policyText` the policy that the first commit brings
 */
export async function benchHook({ bundle, policyText }: { bundle: string; policyText: string }): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-hook-"));
  try {
    const upstream = join(scratch, "upstream");
    const git = (directory: string, ...args: readonly string[]) => execFileSync("git", ["-C", directory, ...args]);
    execFileSync("git", ["init", "--quiet", "--initial-branch=main", upstream]);
    writeFileSync(join(upstream, "proviso.yaml"), policyText);
    git(upstream, "add", "proviso.yaml");
    git(
      upstream,
      "-c",
      "user.name=Ada Example",
      "-c",
      "user.email=ada@example.org",
      "commit",
      "--quiet",
      "-sm",
      "policy",
    );
    const contender = (name: string, hook: string, cache = join(scratch, "cache")): Contender => {
      const clone = join(scratch, name.replaceAll(/\W+/g, "-"));
      execFileSync("git", ["clone", "--quiet", upstream, clone]);
      git(clone, "config", "user.name", "Ada Example");
      git(clone, "config", "user.email", "ada@example.org");
      const path = join(clone, ".git", "hooks", "commit-msg");
      writeFileSync(path, `#!/bin/sh\n${hook}\n`);
      chmodSync(path, 0o755);
      const args = ["commit", "--quiet", "--allow-empty", "-sm", "fix: a change", "-m", "It is needed."];
      return { name, command: "git", args, cwd: clone, environment: { ...person, XDG_CACHE_HOME: cache } };
    };
    const node = `"${process.execPath}"`;
    const ours = `exec ${node} "${bundle}" hook run commit-msg "$1"`;
    const cold = join(scratch, "cold");
    const contenders = [
      contender(reference, `exec ${node} -e 0`),
      contender("proviso, like the one before", ours),
      contender("proviso, nothing remembered", `rm -rf "${cold}"; ${ours}`, cold),
      ...["commitlint", "gitlint"].filter(isOnPath).map((name) => contender(name, others[name] ?? name)),
    ];
    print(await compare(contenders, rounds));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const reference = "node -e 0";

/** How their pages say to run them as a hook. */
const others: Readonly<Record<string, string>> = {
  commitlint: 'exec commitlint --extends @commitlint/config-conventional --edit "$1"',
  gitlint: 'exec gitlint --staged --msg-filename "$1"',
};

const isOnPath = (name: string): boolean => spawnSync(name, ["--version"]).status === 0;

function print(runs: Awaited<ReturnType<typeof compare>>): void {
  const base = (runs.get(reference) ?? []).map(({ milliseconds }) => milliseconds);
  console.log(
    `\ngit commit with a hook commit-msg (Node ${process.version}); beyond one that starts node -e 0, run by run`,
  );
  for (const [name, results] of runs) {
    const times = results.map(({ milliseconds }) => milliseconds);
    const beyond = median(times.map((time, index) => time - (base[index] ?? Number.NaN)));
    // On a machine that others use, too, the best runs say most.
    const bestBeyond = Math.min(...times) - Math.min(...base);
    console.log(
      `  ${name.padEnd(30)} ${median(times).toFixed(0).padStart(6)} ms  + ${beyond.toFixed(0).padStart(4)} ms, best of each + ${bestBeyond.toFixed(0).padStart(4)} ms`,
    );
  }
}
