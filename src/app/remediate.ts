import { decodeLatin1 } from "../core/commit/decode.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { type Twice, whyNotAsPlanned } from "../core/fix/after.ts";
import type { CommitPlan } from "../core/fix/plan.ts";
import { emptyCommit, planRemediation, type RemediationPlan, remediationMessage } from "../core/fix/remediation.ts";
import type { Move } from "../ports/rewriter.ts";
import { keepAndMove } from "./apply-fix.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import type { CheckPorts } from "./check.ts";
import { expectIdle, judgeAnew, type PlannedFix, readCommits } from "./fix.ts";

/** What a remediation commit says, and what was done about it. */
export type Remediated = {
  readonly plan: RemediationPlan;
  readonly message: string;
  readonly move: Move;
  readonly after: Report;
};

/**
 * Makes an empty commit on HEAD that signs earlier commits off, as far as the policy lets it count, judges the contribution with it, and only
 * then moves HEAD's branch.
 *
 * @returns with no statement in the plan: nothing lacks a sign-off that a statement could give, and nothing was made
 */
export async function remediate(
  planned: PlannedFix,
  { onBehalf, dryRun }: { readonly onBehalf: boolean; readonly dryRun: boolean },
  ports: CheckPorts,
): Promise<Attempt<Remediated | { readonly plan: RemediationPlan; readonly message: null }>> {
  const { rewriter, range, report, policy, user } = planned;
  const plan = planRemediation(report.commits, { policy, user: user.identity, onBehalf });
  if (plan.statements.length === 0) return done({ plan, message: null });
  const idle = expectIdle(rewriter);
  if (!idle.ok) return idle;
  const head = await ports.repository.resolve("HEAD");
  if (!head.ok || head.value !== range.tip)
    return failed("usage", "a remediation commit goes on top of the contribution: check its branch out first");
  const message = remediationMessage(user.identity, plan.statements);
  const made = await commitOn(head.value, message, planned, ports);
  if (!made.ok) return made;
  const staged = await rewriter.stage([made.value]);
  if (!staged.ok) return failed("work", staged.error.text);
  try {
    const after = await judgeWith(made.value.id, planned, plan, { ...ports, repository: staged.value.repository });
    if (!after.ok) return after;
    const name = ports.repository.description.headBranch ?? "HEAD";
    const move: Move = { name, from: head.value, to: made.value.id };
    if (!dryRun) {
      const moved = await keepAndMove(staged.value, [move], head.value, "remediation commit", rewriter);
      if (!moved.ok) return moved;
    }
    return done({ plan, message, move, after: after.value });
  } finally {
    await staged.value.close();
  }
}

async function commitOn(
  parent: string,
  message: string,
  { rewriter, user }: PlannedFix,
  ports: CheckPorts,
): Promise<Attempt<{ readonly id: string; readonly bytes: Uint8Array }>> {
  const raw = await readCommits([parent], ports);
  if (!raw.ok) return raw;
  const header = decodeLatin1(raw.value[0]?.bytes?.subarray(0, treeLineMax) ?? new Uint8Array());
  const tree = /^tree ([0-9a-f]+)\n/.exec(header)?.[1];
  if (tree === undefined) return failed("work", `commit ${parent} cannot be read`);
  const bytes = emptyCommit(tree, parent, user.signature, message);
  const id = rewriter.idOf(bytes);
  return parseCommit(id, bytes).damage === null
    ? done({ id, bytes })
    : failed("work", "the statements are longer than a commit message that is read whole: name fewer commits");
}

/** Characters in which the tree's line of a commit stands. */
const treeLineMax = 80;

async function judgeWith(
  tip: string,
  planned: PlannedFix,
  { statements }: RemediationPlan,
  ports: CheckPorts,
): Promise<Attempt<Report>> {
  const { range, report } = planned;
  if (range.excluded === null)
    return failed("usage", "statements count within a contribution only: name it as a range, such as `main..HEAD`");
  const after = await judgeAnew(planned, { text: `${range.excluded}..${tip}`, root: false }, ports);
  if (!after.ok) return after;
  const byId = new Map(after.value.commits.map((verdict) => [verdict.commit.id, verdict]));
  const commits = report.commits.flatMap((before): readonly Twice[] => {
    const now = byId.get(before.commit.id);
    const own = statements.find(({ commit }) => commit === before.commit.id);
    return now === undefined ? [] : [{ before, after: now, plan: own === undefined ? null : asPlan(own) }];
  });
  const why = whyNotAsPlanned(commits);
  if (why === null && commits.length === report.commits.length) return after;
  return failed(
    "work",
    `judged again, the statements do not count, so nothing was changed: ${why ?? "a commit is missing"}`,
  );
}

const asPlan = ({ commit, subject, author, repairs }: RemediationPlan["statements"][number]): CommitPlan => ({
  id: commit,
  subject,
  author,
  isOwn: true,
  repairs,
  left: [],
  message: null,
  changes: [],
});
