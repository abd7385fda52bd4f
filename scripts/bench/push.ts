import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHistory } from "./history.ts";
import { median, run } from "./measure.ts";

/** Commits of the push. */
const pushedCommits = 5_000;
const rounds = 9;

/**
 * Pushes a history into a bare repository on this machine, with `pre-receive` and without, in turn; each time into a repository that has
 * its first commit only.
 *
 * @param setting `bundle` is the program, `policyText` the policy that the first commit brings
 */
export async function benchPush({ bundle, policyText }: { bundle: string; policyText: string }): Promise<void> {
  const source = await buildHistory(pushedCommits + 1, policyText);
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-push-"));
  try {
    const root = execFileSync("git", ["-C", source, "rev-list", "--max-parents=0", "main"], {
      encoding: "utf8",
    }).trim();
    const times = new Map<string, number[]>([
      ["without the hook", []],
      ["with pre-receive", []],
    ]);
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, milliseconds] of times) {
        const target = receiver(join(scratch, "target.git"), {
          source,
          root,
          hook: name.startsWith("with ") ? bundle : null,
        });
        const push = { name, command: "git", args: ["push", "--quiet", target, "main"], cwd: source };
        const took = await run(push);
        const tips = ["main", "HEAD"].map((ref) =>
          execFileSync("git", ["-C", ref === "main" ? source : target, "rev-parse", ref]).toString(),
        );
        if (tips[0] !== tips[1]) throw new Error(`the push ${name} did not arrive`);
        if (round > 0) milliseconds.push(took.milliseconds);
        rmSync(target, { recursive: true });
      }
    }
    print(times);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(source, { recursive: true, force: true });
  }
}

/** A bare repository with the first commit of a history. */
function receiver(
  target: string,
  { source, root, hook }: { source: string; root: string; hook: string | null },
): string {
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", target]);
  execFileSync("git", ["-C", source, "push", "--quiet", target, `${root}:refs/heads/main`]);
  if (hook !== null) execFileSync(process.execPath, [hook, "-C", target, "hook", "install", "pre-receive"]);
  return target;
}

function print(times: ReadonlyMap<string, readonly number[]>): void {
  const base = times.get("without the hook") ?? [];
  console.log(`\na push of ${pushedCommits} commits into a bare repository; ratios run by run`);
  for (const [name, milliseconds] of times) {
    const ratio = median(milliseconds.map((one, index) => one / (base[index] ?? Number.NaN)));
    console.log(
      `  ${name.padEnd(28)} ${median(milliseconds).toFixed(0).padStart(6)} ms  × ${ratio.toFixed(2).padStart(5)}`,
    );
  }
}
