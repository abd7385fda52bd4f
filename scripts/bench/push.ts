import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHistory } from "./history.ts";
import { median, run } from "./measure.ts";

/** Commits of the push; of a real history as many as its first-parent line brings at once, at least. */
const pushedCommits = 5_000;
const rounds = 9;

/** A push to be made again and again: from `source`, of `tip`, into copies of `receiver`, a bare repository that has what comes before it. */
type Push = { readonly source: string; readonly tip: string; readonly receiver: string; readonly commits: number };

/**
 * Pushes a history into a bare repository on this machine, with `pre-receive` and without, in turn; each time into a repository that has
 * none of its commits but what comes before them.
 *
 * @param setting `bundle` is the program, `policyText` the policy that stands before the commits, `repository` a history to take them from
 *   (null: an invented one, a line of small commits)
 */
export async function benchPush(setting: {
  bundle: string;
  policyText: string;
  repository: string | null;
}): Promise<void> {
  const { bundle, policyText, repository } = setting;
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-push-"));
  try {
    const push =
      repository === null ? await inventedPush(scratch, policyText) : realPush(scratch, { policyText, repository });
    const times = new Map<string, number[]>([
      ["without the hook", []],
      ["with pre-receive", []],
    ]);
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, milliseconds] of times) {
        const took = await pushOnce(push, { name, target: join(scratch, "target.git"), bundle });
        if (round > 0) milliseconds.push(took);
      }
    }
    print(times, push.commits);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Milliseconds of one push. That it arrived is made sure of. */
async function pushOnce(push: Push, asked: { name: string; target: string; bundle: string }): Promise<number> {
  const { name, target, bundle } = asked;
  cpSync(push.receiver, target, { recursive: true });
  if (name.startsWith("with ")) {
    execFileSync(process.execPath, [bundle, "-C", target, "hook", "install", "pre-receive"]);
  }
  const args = ["push", "--quiet", target, `${push.tip}:refs/heads/main`];
  const took = await run({ name, command: "git", args, cwd: push.source });
  if (git(target, "rev-parse", "main") !== push.tip) throw new Error(`the push ${name} did not arrive`);
  rmSync(target, { recursive: true });
  return took.milliseconds;
}

async function inventedPush(scratch: string, policyText: string): Promise<Push> {
  const source = join(scratch, "source.git");
  const built = await buildHistory(pushedCommits + 1, policyText);
  cpSync(built, source, { recursive: true });
  rmSync(built, { recursive: true });
  const receiver = receiverOf(scratch, { source, base: git(source, "rev-list", "--max-parents=0", "main") });
  return { source, tip: git(source, "rev-parse", "main"), receiver, commits: pushedCommits };
}

/**
 * The newest commits of a repository as they are. The receiver's branch stands on a commit that adds the policy to the last one before them,
 * and a merge of both is pushed. Findings only warn: a real history has some, and a push that is refused ends early.
 */
function realPush(scratch: string, { policyText, repository }: { policyText: string; repository: string }): Push {
  const source = join(scratch, "source.git");
  execFileSync("git", ["clone", "--quiet", "--bare", "--shared", repository, source]);
  const head = git(source, "rev-parse", "HEAD");
  const before = commitBefore(source, head);
  const policy = join(scratch, "proviso.yaml");
  writeFileSync(policy, policyText.replaceAll("require", "warn"));
  const blob = git(source, "hash-object", "-w", policy);
  const base = commitWithPolicy(source, { blob, like: before, parents: [before] });
  const tip = commitWithPolicy(source, { blob, like: head, parents: [base, head] });
  const commits = Number(git(source, "rev-list", "--count", `${base}..${tip}`));
  return { source, tip, receiver: receiverOf(scratch, { source, base }), commits };
}

/** The newest commit of the first-parent line that has enough commits after it. The further back, the more there are. */
function commitBefore(source: string, head: string): string {
  const line = git(source, "rev-list", "--first-parent", head).split("\n");
  let [near, far] = [0, line.length - 1];
  while (near < far) {
    const middle = (near + far) >> 1;
    const after = Number(git(source, "rev-list", "--count", `${line[middle]}..${head}`));
    if (after >= pushedCommits) far = middle;
    else near = middle + 1;
  }
  return line[far] as string;
}

/** A commit with the tree of another and the policy beside it. */
function commitWithPolicy(
  source: string,
  { blob, like, parents }: { blob: string; like: string; parents: readonly string[] },
): string {
  const entries = git(source, "ls-tree", like);
  const tree = execFileSync("git", ["-C", source, "mktree"], {
    input: `${entries}\n100644 blob ${blob}\tproviso.yaml\n`,
    encoding: "utf8",
  }).trim();
  const by = ["-c", "user.name=Person 1", "-c", "user.email=person1@example.org"];
  return git(
    source,
    ...by,
    "commit-tree",
    tree,
    ...parents.flatMap((id) => ["-p", id]),
    "-m",
    "policy: enter the policy",
  );
}

/** A bare repository that has a commit and what it stands on. */
function receiverOf(scratch: string, { source, base }: { source: string; base: string }): string {
  const receiver = join(scratch, "receiver.git");
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", receiver]);
  execFileSync("git", ["-C", source, "push", "--quiet", receiver, `${base}:refs/heads/main`]);
  return receiver;
}

const git = (directory: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", directory, ...args], { encoding: "utf8", maxBuffer: 1 << 30 }).trim();

function print(times: ReadonlyMap<string, readonly number[]>, commits: number): void {
  const base = times.get("without the hook") ?? [];
  console.log(`\na push of ${commits} commits into a bare repository; ratios run by run`);
  for (const [name, milliseconds] of times) {
    const ratio = median(milliseconds.map((one, index) => one / (base[index] ?? Number.NaN)));
    console.log(
      `  ${name.padEnd(28)} ${median(milliseconds).toFixed(0).padStart(6)} ms  × ${ratio.toFixed(2).padStart(5)}`,
    );
  }
}
