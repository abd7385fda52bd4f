import { isWellFormedAddress } from "../core/commit/identities.ts";
import { contributionOn } from "../core/evaluate/contribution-on.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { findingsIn } from "../core/fix/findings.ts";
import { type CommitPlan, createFixer } from "../core/fix/plan.ts";
import type { Policy } from "../core/policy/policy.ts";
import { placeholderNames } from "../core/rules/sign-off/placeholder-names.ts";
import { foldName } from "../core/rules/sign-off/signers.ts";
import { append } from "../core/text/long-lists.ts";
import type { Range, RawCommit } from "../ports/repository.ts";
import type { Rewriter, User } from "../ports/rewriter.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { type Check, type CheckPorts, check, faultOf } from "./check.ts";

/** Commits that are judged to be repaired, or carried along by those that are. */
export const commitsMax = 20_000;

/** What is to be repaired, and what the user disclosed of single commits. */
export type FixRequest = Omit<Check, "replay" | "listing"> & {
  /** Gives the whole trailer line for a commit, if the user has said one. */
  readonly disclosures: ReadonlyMap<string, string>;
};

/** A contribution judged, and what can be repaired of it. */
export type PlannedFix = {
  readonly request: FixRequest;
  readonly report: Report;
  readonly policy: Policy;
  readonly range: Range;
  readonly user: User;
  readonly rewriter: Rewriter;
  /** What the range leaves out: full ids. */
  readonly excluded: readonly string[];
  /** HEAD's commit if it has the range, else the range's own last commit: commits on top of repaired ones come along. */
  readonly top: string;
  /** Plans of the commits with findings, oldest first. */
  readonly plans: readonly CommitPlan[];
};

/** Judges a contribution as `check` does and plans what can be repaired of it. Changes nothing. */
export async function planFix(request: FixRequest, ports: CheckPorts): Promise<Attempt<PlannedFix>> {
  const { repository } = ports;
  const checked = await check({ ...request, replay: false, listing: "all" }, ports);
  if (!checked.ok) return checked;
  const { report, policy, range } = checked.value;
  if (report.commits.length > commitsMax)
    return failed("usage", `the range has more than ${commitsMax} commits, which is the limit for repairs: name fewer`);
  const rewriter = await repository.rewriter();
  const user = await rewriter.user();
  if (!user.ok) return failed("usage", user.error.text);
  const bad = whyNobody(user.value);
  if (bad !== null) return failed("usage", bad);
  const place = await placeOf(range, rewriter, ports);
  if (!place.ok) return place;
  const { excluded, top, unpublished } = place.value;
  const open = report.commits.filter((verdict) => verdict.commit.id !== null && hasFindings(verdict));
  const fix = createFixer({
    policy,
    contribution: contributionOn(request.today),
    user: user.value.identity,
    committer: user.value.signature,
    disclosures: request.disclosures,
  });
  const raw = await readCommits(
    open.map(({ commit }) => commit.id ?? ""),
    ports,
  );
  if (!raw.ok) return raw;
  const plans = open.flatMap((verdict, index): readonly CommitPlan[] => {
    const bytes = raw.value[index]?.bytes ?? null;
    return bytes === null ? [] : [fix({ bytes, verdict, isPublished: !unpublished.has(verdict.commit.id ?? "") })];
  });
  return done({ request, report, policy, range, user: user.value, rewriter, excluded, top, plans });
}

/** Is anything wrong with a commit, or undecided? */
export const hasFindings = ({ judgements }: Report["commits"][number]): boolean => findingsIn(judgements).length > 0;

/** Whose sign-off would certify nothing. */
function whyNobody({ identity: { name, email } }: User): string | null {
  if (foldName(name) === "" || placeholderNames.has(foldName(name)))
    return `git's \`user.name\` is \`${name}\`, which stands for nobody: set it to the name by which you are known`;
  return isWellFormedAddress(email)
    ? null
    : `git's \`user.email\` is \`${email}\`, which is no address: set it to yours`;
}

type Place = {
  readonly excluded: readonly string[];
  readonly top: string;
  readonly unpublished: ReadonlySet<string>;
};

async function placeOf(range: Range, rewriter: Rewriter, { repository }: CheckPorts): Promise<Attempt<Place>> {
  const parents = range.kind === "commit" ? await repository.parents(range.tip) : null;
  if (parents !== null && !parents.ok) return failed("work", parents.error.text);
  const excluded = parents === null ? (range.excluded === null ? [] : [range.excluded]) : parents.value;
  const head = await repository.resolve("HEAD");
  const isBelow = head.ok ? await repository.isAncestor(range.tip, head.value) : null;
  if (isBelow !== null && !isBelow.ok) return failed("work", isBelow.error.text);
  const top = head.ok && isBelow?.value === true ? head.value : range.tip;
  const unpublished = await rewriter.unpublished(top, excluded);
  if (!unpublished.ok) return failed(faultOf(unpublished.error.code), unpublished.error.text);
  return done({ excluded, top, unpublished: unpublished.value });
}

/**
 * Judges a range again by what the plan was made by, every commit listed.
 *
 * @param ports see the new commits
 */
export async function judgeAnew(
  { request, policy }: PlannedFix,
  range: FixRequest["range"],
  ports: CheckPorts,
): Promise<Attempt<Report>> {
  const again = await check({ ...request, range, replay: false, listing: "all" }, ports);
  if (!again.ok) return again;
  return again.value.policy.digest === policy.digest
    ? done(again.value.report)
    : failed("work", "the policy changed meanwhile, so nothing was changed; try again");
}

/** Fails where git is in the midst of something that a moved branch would confuse. */
export function expectIdle(rewriter: Rewriter): Attempt<null> {
  const busy = rewriter.operationInProgress();
  return busy === null ? done(null) : failed("usage", `${busy} is in progress: finish it, or abort it, first`);
}

/** Commits by their ids, in their order. */
export async function readCommits(
  ids: readonly string[],
  { repository }: Pick<CheckPorts, "repository">,
): Promise<Attempt<readonly RawCommit[]>> {
  const commits: RawCommit[] = [];
  for await (const batch of repository.commitsById(ids)) {
    if (!batch.ok) return failed("work", batch.error.text);
    append(commits, batch.value);
  }
  return done(commits);
}
