import { shortObjectId } from "../core/commit/object-id.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { type Twice, whyNotAsPlanned } from "../core/fix/after.ts";
import { rewriteCommit } from "../core/fix/commit-bytes.ts";
import type { CommitPlan } from "../core/fix/plan.ts";
import type { CommitReference, Range } from "../ports/repository.ts";
import type { Move, Rewriter, Staged } from "../ports/rewriter.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { branchesToMove, type Moving } from "./branches-to-move.ts";
import type { CheckPorts } from "./check.ts";
import { commitsMax, expectIdle, judgeAnew, type PlannedFix, readCommits } from "./fix.ts";

export type ApplyOptions = {
  /** Move other local branches that end among the rewritten commits, too. */
  readonly updateRefs: boolean;
  /** Signatures of rewritten commits are lost; without this that refuses. */
  readonly dropSignatures: boolean;
  /** Find out all, change nothing. */
  readonly dryRun: boolean;
};

/** What was done, or would be. */
export type AppliedFix = {
  readonly moves: readonly Move[];
  /** Commits whose message was repaired, and those that only have other parents now. */
  readonly repaired: number;
  readonly carried: number;
  readonly signaturesLost: number;
  /** What `git range-diff` says; null: there are more commits than anybody would read so, or it tells nothing. */
  readonly rangeDiff: string | null;
  /** The contribution as it is judged now, and the range by which it is named now. */
  readonly after: Report;
  readonly range: PlannedFix["request"]["range"];
};

/** Commits for which a range-diff is made: it compares every old one with every new one. */
const comparedMax = 50;

/** A commit in which `git range-diff` does not know the old one again, as of two that change no file. */
const unmatched = /^ *(?:\d+|-): +\S+ [<>] /m;

/** Rewrites the commits of a plan and those on top of them, judges the result, and only then moves the branches. */
export async function applyFix(
  planned: PlannedFix,
  options: ApplyOptions,
  ports: CheckPorts,
): Promise<Attempt<AppliedFix>> {
  const { rewriter } = planned;
  const asked = await rewritingOf(planned, options, ports);
  if (!asked.ok) return asked;
  const made = await makeCommits(planned, asked.value, ports);
  if (!made.ok) return made;
  const { commits, signed } = made.value;
  if (signed.length > 0 && !options.dropSignatures) return failed("usage", signaturesText(signed));
  const staged = await rewriter.stage(commits);
  if (!staged.ok) return failed("work", staged.error.text);
  try {
    const result = await resultOf(planned, asked.value, made.value, staged.value, ports);
    if (!result.ok || options.dryRun) return result;
    const moved = await keepAndMove(staged.value, result.value.moves, planned.top, "messages repaired", rewriter);
    return moved.ok ? result : moved;
  } finally {
    await staged.value.close();
  }
}

/** What a plan comes to, before anything is made of it. */
type Rewriting = {
  /** Of commits whose message changes. */
  readonly plans: readonly CommitPlan[];
  /** Those, and all that stand on one. Oldest first. */
  readonly rewritten: readonly CommitReference[];
  readonly moving: readonly Moving[];
};

async function rewritingOf(
  planned: PlannedFix,
  { updateRefs }: ApplyOptions,
  ports: CheckPorts,
): Promise<Attempt<Rewriting>> {
  const { rewriter, range, top, excluded } = planned;
  const idle = expectIdle(rewriter);
  if (!idle.ok) return idle;
  if (range.incomplete !== null) return failed("work", range.incomplete);
  const plans = planned.plans.filter(({ message }) => message !== null);
  const line = await rewriter.lineOf(top, excluded);
  if (!line.ok) return failed("work", line.error.text);
  const rewritten = withDescendants(line.value, new Set(plans.map(({ id }) => id)));
  if (rewritten.length > commitsMax)
    return failed("usage", `more than ${commitsMax} commits would be rewritten, which is the limit: name fewer`);
  const moving = await branchesToMove({ rewriter, top, rewritten, updateRefs }, ports.repository);
  return moving.ok ? done({ plans, rewritten, moving: moving.value }) : moving;
}

/** Judges what was made, and says what has changed, or would. */
async function resultOf(
  planned: PlannedFix,
  { plans, rewritten, moving }: Rewriting,
  { ids, signed }: Made,
  staged: Staged,
  ports: CheckPorts,
): Promise<Attempt<AppliedFix>> {
  const after = await judgeAgain(planned, plans, ids, staged, ports);
  if (!after.ok) return after;
  const compared = await rangeDiff(planned, rewritten.length, ids, staged);
  if (!compared.ok) return compared;
  return done({
    moves: moving.map(({ name, id }): Move => ({ name, from: id, to: ids.get(id) ?? id })),
    repaired: plans.length,
    carried: rewritten.length - plans.length,
    signaturesLost: signed.length,
    rangeDiff: compared.value,
    after: after.value,
    range: rangeOfNew(planned.range, ids),
  });
}

/** What `AppliedFix.rangeDiff` says. */
async function rangeDiff(
  { top, excluded: [base] }: PlannedFix,
  commits: number,
  ids: Made["ids"],
  staged: Staged,
): Promise<Attempt<string | null>> {
  if (commits > comparedMax || base === undefined) return done(null);
  const compared = await staged.rangeDiff(base, top, ids.get(top) ?? top);
  if (!compared.ok) return failed("work", compared.error.text);
  return done(unmatched.test(compared.value) ? null : compared.value);
}

/**
 * Writes the new commits into the repository and moves what names the old ones: all or nothing.
 *
 * @param before what HEAD's line was
 * @param what for the reflog: what was done
 */
export async function keepAndMove(
  staged: Staged,
  moves: readonly Move[],
  before: string,
  what: string,
  rewriter: Rewriter,
): Promise<Attempt<null>> {
  const kept = await staged.keep();
  if (!kept.ok) return failed("work", kept.error.text);
  const moved = await rewriter.move(moves, before, `proviso fix: ${what}`);
  return moved.ok ? done(null) : failed("work", moved.error.text);
}

/** The commits that get another id: those that are repaired, and all that stand on one. Oldest first. */
function withDescendants(line: readonly CommitReference[], repaired: ReadonlySet<string>): readonly CommitReference[] {
  const found = new Set<string>();
  return line.filter(({ id, parents }) => {
    const isNew = repaired.has(id) || parents.some((parent) => found.has(parent));
    if (isNew) found.add(id);
    return isNew;
  });
}

const signaturesText = (signed: readonly string[]): string =>
  `${signed.length === 1 ? "one of the commits is signed" : `${signed.length} of the commits are signed`} (${shortObjectId(signed[0] ?? "")}), and a rewritten commit loses its signature: allow it with --drop-signatures, and sign again with \`git rebase --force-rebase --gpg-sign\``;

type Made = {
  readonly commits: readonly { readonly id: string; readonly bytes: Uint8Array }[];
  /** New ids by old ones. */
  readonly ids: ReadonlyMap<string, string>;
  /** Old ids of commits that lose a signature. */
  readonly signed: readonly string[];
};

/** The new commit objects. What is only carried along keeps its committer: nobody passed it on anew. */
async function makeCommits(
  { rewriter, user }: PlannedFix,
  { plans, rewritten }: Rewriting,
  ports: CheckPorts,
): Promise<Attempt<Made>> {
  const messages = new Map(plans.map(({ id, message }) => [id, message]));
  const raw = await readCommits(
    rewritten.map(({ id }) => id),
    ports,
  );
  if (!raw.ok) return raw;
  const ids = new Map<string, string>();
  const commits: { id: string; bytes: Uint8Array }[] = [];
  const signed: string[] = [];
  for (const { id, bytes } of raw.value) {
    if (bytes === null) return failed("work", `commit ${id} is too large to be rewritten`);
    const message = messages.get(id) ?? null;
    const made = rewriteCommit(bytes, { parents: ids, committer: message === null ? null : user.signature, message });
    if (made === null) return failed("work", `the encoding of commit ${id} cannot write your name`);
    if (made.lost.length > 0) signed.push(id);
    const newId = rewriter.idOf(made.bytes);
    ids.set(id, newId);
    commits.push({ id: newId, bytes: made.bytes });
  }
  return done({ commits, ids, signed });
}

/** Judges the new commits by the same policy; what is not as planned refuses the whole. */
async function judgeAgain(
  planned: PlannedFix,
  plans: readonly CommitPlan[],
  ids: ReadonlyMap<string, string>,
  { repository }: Staged,
  ports: CheckPorts,
): Promise<Attempt<Report>> {
  const after = await judgeAnew(planned, rangeOfNew(planned.range, ids), { ...ports, repository });
  if (!after.ok) return after;
  const byId = new Map(after.value.commits.map((verdict) => [verdict.commit.id, verdict]));
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const commits: Twice[] = [];
  for (const before of planned.report.commits) {
    const id = before.commit.id ?? "";
    const now = byId.get(ids.get(id) ?? id);
    if (now === undefined) return failed("work", `commit ${id} was not judged again, so nothing was changed`);
    commits.push({ before, after: now, plan: planById.get(id) ?? null });
  }
  const why = whyNotAsPlanned(commits);
  if (why !== null)
    return failed("work", `judged again, the new commits are not as planned, so nothing was changed: ${why}`);
  return after;
}

/** The range with the new commits in it. A single commit is judged alone again. */
function rangeOfNew({ kind, tip, excluded }: Range, ids: ReadonlyMap<string, string>): PlannedFix["request"]["range"] {
  const now = ids.get(tip) ?? tip;
  if (kind === "root") return { text: now, root: true };
  return { text: kind === "commit" || excluded === null ? now : `${excluded}..${now}`, root: false };
}
