import { parseCommit } from "../core/commit/parse-commit.ts";
import type { Listing } from "../core/evaluate/keeper.ts";
import { undecidedBecause } from "../core/evaluate/undecided-because.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { ContributionFacts } from "../core/rules/situation.ts";
import { dayOf } from "../core/text/day.ts";
import { positionAt } from "../core/text/source.ts";
import type { Range, RangeArgument, Repository, RepositoryError } from "../ports/repository.ts";
import type { Sandbox } from "../ports/sandbox.ts";
import type { Syntax } from "../ports/syntax.ts";
import { startAhead } from "./ahead.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { whyNothingIsLeft } from "./broken-policy.ts";
import { type CommitBatches, checkRange } from "./check-range.ts";
import { exceptionsAtHead } from "./exceptions-at-head.ts";
import { policyForPlace } from "./governing-branch.ts";
import type { PolicyPlace, PolicyPorts } from "./read-policy.ts";
import { notAskedToReplay, type ReplayPermission } from "./replay.ts";

/** What somebody wants judged, and by which policy. */
export type Check = {
  readonly range: RangeArgument;
  /** `--policy-from`; null: the left end of the range. */
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
  /** May scripts from messages be run, if the policy allows it, too? */
  readonly replay: boolean;
  readonly listing: Listing;
  readonly progress: (judged: number) => void;
  /** Whose branches a policy at the left end may name; without it, any that the clone has. See `PolicyPlace`. */
  readonly branchesOf?: "origin";
  /** The range enters a branch today: then a date before the policy's first day proves nothing. */
  readonly enters?: true;
  /** Who sends the range, and when he posted it, where a mail says so; a range alone does not. */
  readonly posting?: Pick<ContributionFacts, "sender" | "posted">;
  /** What a forge knows of the range, which takes the policy: it ties logins to people, and says what a forge is asked for. */
  readonly forgeFacts?: (policy: Policy) => Promise<Partial<ContributionFacts>>;
};

export type PolicyFrom =
  | { readonly kind: "revision"; readonly revision: string }
  | { readonly kind: "worktree" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "profile"; readonly name: string };

/** What a check asks: the policy's questions, a reader of source code, and a place to run scripts in. */
export type CheckPorts = PolicyPorts & { readonly syntax: Syntax; readonly sandbox: Sandbox };

/** The report, and what its reader must know beside it. */
export type Checked = { readonly report: Report; readonly policy: Policy; readonly range: Range };

/** `proviso check RANGE`: finds the range, reads the policy at its left end, and judges commit by commit. */
export async function check(request: Check, ports: CheckPorts): Promise<Attempt<Checked>> {
  const { repository } = ports;
  const resolved = await repository.resolveRange(request.range);
  if (!resolved.ok) return failed(faultOf(resolved.error.code), resolved.error.text);
  const range = resolved.value;
  const place = await policyPlace(request.policyFrom, range.policyRevision, range.tip, repository);
  if (!place.ok) return place;
  const { branchesOf } = request;
  const believed =
    place.value.kind === "base" && branchesOf !== undefined ? { ...place.value, branchesOf } : place.value;
  const checked = await checkPinned({ ...request, range, place: believed, without: [] }, ports);
  if (!checked.ok || place.value.kind !== "base") return checked;
  const why = await whyNothingIsLeft(checked.value.policy, range, ports);
  return why === null ? checked : done({ ...checked.value, report: undecidedBecause(checked.value.report, why) });
}

/** What is to be judged, and by what, with every name resolved. */
export type PinnedCheck = Omit<Check, "range" | "policyFrom"> & {
  readonly range: Range;
  readonly place: PolicyPlace;
  /** Full ids of commits that are left out, with all that they reach: somebody judged them, or will. */
  readonly without: readonly string[];
  /** See `CheckRequest`. */
  readonly oneByOne?: number;
};

/** Reads the policy of a place, and judges a range by it commit by commit. */
export async function checkPinned(request: PinnedCheck, ports: CheckPorts): Promise<Attempt<Checked>> {
  const { range, without } = request;
  // git finds and reads the commits while the policy is read. A whole history is read by a thread, of which none is started that may not be wanted.
  const ahead = range.kind === "root" ? null : startAhead(ports.repository.commits(range, without));
  try {
    return await checkAhead(request, ahead, ports);
  } finally {
    await ahead?.stop();
  }
}

async function checkAhead(
  { range, place, without, replay, enters, posting, forgeFacts, today, listing, progress, oneByOne }: PinnedCheck,
  ahead: CommitBatches | null,
  ports: CheckPorts,
): Promise<Attempt<Checked>> {
  const { repository } = ports;
  const policy = await policyForPlace(place, ports);
  if (!policy.ok) return policy;
  const olderThan = await olderCommits(policy.value, range, repository);
  if (!olderThan.ok) return olderThan;
  const report = await checkRange({
    repository,
    syntax: ports.syntax,
    replay: replayPermission(replay, policy.value, ports.sandbox),
    range,
    ahead: olderThan.value.length === 0 ? ahead : null,
    policy: policy.value,
    olderThan: [...olderThan.value, ...without],
    today,
    exceptionsAtHead: await exceptionsAtHead(range.tip, policy.value, repository),
    listing,
    progress,
    ...(oneByOne === undefined ? {} : { oneByOne }),
    posting: { ...posting, ...(await forgeFacts?.(policy.value)) },
  });
  if (!report.ok) return report;
  const entersOn = enters === true ? today : null;
  const backdated = await whyNotOlder(report.value, { range, entersOn }, policy.value, repository);
  return done({ report: withoutEmptyPass(report.value, range, backdated), policy: policy.value, range });
}

/** Both must allow it: who runs the check, as it is his machine, and the policy, as it is the project's verdict. */
export function replayPermission(asked: boolean, { settings }: Policy, sandbox: Sandbox): ReplayPermission {
  if (!asked) return notAskedToReplay;
  if (settings.evidence.replay === "allowed") return { allowed: true, sandbox };
  return { allowed: false, why: "the policy does not let its script be replayed (`evidence: { replay: allowed }`)" };
}

/** Where to read the policy: as asked, else at the left end of the range. */
export async function policyPlace(
  from: PolicyFrom | null,
  base: string | null,
  tip: string | null,
  repository: Repository,
): Promise<Attempt<PolicyPlace>> {
  if (from === null) {
    if (base !== null) return done({ kind: "base", revision: base });
    return failed(
      "usage",
      "the range has no left end to read the policy from; say where it is with --policy-from REV, worktree, a file, or profile:NAME",
    );
  }
  if (from.kind === "worktree") return done(from);
  if (from.kind !== "revision") return done({ ...from, revision: base ?? tip });
  const revision = await repository.resolve(from.revision);
  return revision.ok
    ? done({ kind: "revision", revision: revision.value })
    : failed(faultOf(revision.error.code), revision.error.text);
}

const callersFaults: ReadonlySet<RepositoryError["code"]> = new Set([
  "unknown-revision",
  "no-target",
  "unborn-branch",
  "no-patch",
  "does-not-apply",
  "no-author",
]);

/**
 * Which failures are the caller's: a name that git does not know, a range that cannot be, or mails that fit nowhere.
 */
export const faultOf = (code: RepositoryError["code"]): "usage" | "work" =>
  callersFaults.has(code) ? "usage" : "work";

/** An explicit range without a commit is undecided: nobody judged anything. A default one is an ordinary quiet day. */
function withoutEmptyPass(report: Report, { isDefault }: Range, backdated: string | null): Report {
  const empty = report.counts.commits === 0 && report.counts.olderThanPolicy === 0;
  const why = backdated ?? (empty && !isDefault ? "the range has no commit" : null);
  return why === null ? report : undecidedBecause(report, why);
}

/**
 * A committer dates his commits as he likes. What comes behind a commit of the policy's own days is no older than the
 * policy, whatever it says, so leaving it out would be a pass that nobody looked at; and so it would where it enters after the policy's first day.
 *
 * @param setting `entersOn` is the day on which the range enters; null: somebody looks at it, and it may be history
 * @returns why commits left out as older are not known to be; null: they are, or there are none
 */
async function whyNotOlder(
  { counts: { olderThanPolicy } }: Report,
  { range: { policyRevision }, entersOn }: { readonly range: Range; readonly entersOn: string | null },
  { settings: { from } }: Policy,
  repository: Repository,
): Promise<string | null> {
  if (olderThanPolicy === 0 || from?.kind !== "day" || policyRevision === null) return null;
  const base = await repository.readCommit(policyRevision);
  if (!base.ok) return base.error.text;
  const { id, bytes } = base.value;
  const day = bytes === null ? null : dayOf(parseCommit(id, bytes).committer.at.seconds);
  const commits = olderThanPolicy === 1 ? "one commit bears" : `${olderThanPolicy} commits bear`;
  if (day !== null && day < from.value) {
    const isTooLate = entersOn !== null && entersOn >= from.value;
    return isTooLate
      ? `${commits} a date before ${from.value}, which whoever commits chooses, and what enters now may have been made since; nobody judged that (\`git rebase --force-rebase\` dates them anew)`
      : null;
  }
  return `${commits} a date before ${from.value} and cannot be older than the policy, since the left end is not; nobody judged that`;
}

/** A policy that stands in no commit has no history that anything could be compared with. */
const answered = { ok: true, value: true } as const;

/**
 * The parents of the policy's first commit: they and all that they reach are older than the policy. A name may be a tag, which whoever pushes tags can
 * move to commits of his own: a first commit that is not in the history of the policy is none, and nothing is left out for it.
 */
async function olderCommits(
  { settings, origin }: Policy,
  { excluded }: Range,
  repository: Repository,
): Promise<Attempt<readonly string[]>> {
  if (settings.from?.kind !== "revision") return done([]);
  const id = await repository.resolve(settings.from.value);
  if (!id.ok) {
    const { line, column } = positionAt(settings.source.text, settings.from.at.start);
    const place = `${settings.source.name}:${line}:${column}`;
    return failed("policy", `${place}: \`from: ${settings.from.value}\` names no commit of this repository`);
  }
  const isThere = origin.revision === null ? answered : await repository.isAncestor(id.value, origin.revision);
  if (!isThere.ok) return failed("work", isThere.error.text);
  // What is older than the policy is older than the commit that has it, which the range leaves out already.
  if (!isThere.value || (excluded !== null && excluded === origin.revision)) return done([]);
  const parents = await repository.parents(id.value);
  return parents.ok ? done(parents.value) : failed("work", parents.error.text);
}
