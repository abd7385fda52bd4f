import { shortObjectId } from "../../core/commit/object-id.ts";
import { createCommitJudge } from "../../core/evaluate/commit-judge.ts";
import { contributionOn } from "../../core/evaluate/contribution-on.ts";
import type { Listing } from "../../core/evaluate/keeper.ts";
import { createTally } from "../../core/evaluate/tally.ts";
import { undecidedBecause } from "../../core/evaluate/undecided-because.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { evidenceBy } from "../../core/evidence/evidence.ts";
import { fetchLine, type PullRequest } from "../../core/mail/pull-request.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import type { TagSignature } from "../../ports/tag-signature.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, check, faultOf, type PolicyFrom, policyPlace } from "../check.ts";
import { policyForPlace } from "../governing-branch.ts";

/** What `defaultTarget` answers. */
export type DefaultTarget = Awaited<ReturnType<CheckPorts["repository"]["defaultTarget"]>>;

/** A pull request, as a mail brought it. */
export type PullCheck = {
  readonly pull: PullRequest;
  /** For people: the mail's subject. */
  readonly subject: string;
  /** Who sent the mail, and when: he passes every commit on. */
  readonly posting: Pick<ContributionFacts, "sender" | "posted">;
  /** `--policy-from`; null: the policy of the branch that contributions enter. */
  readonly policyFrom: PolicyFrom | null;
  /** The branch that contributions enter, or why none is known; left out: git is asked. */
  readonly target?: DefaultTarget;
  readonly today: string;
  readonly replay: boolean;
  readonly listing: Listing;
  readonly progress: (judged: number) => void;
};

/** What was judged, and what its reader must know beside it. */
export type CheckedPull = {
  readonly report: Report;
  readonly policy: Policy;
  /** What git says of the tag; null: none is named, or its commits are not here. */
  readonly tag: TagSignature | null;
  /** The line that fetches the commits; null: they are here, or no branch is known and nobody looked. */
  readonly fetch: string | null;
};

/**
 * Judges what a pull request would bring: all commits that the branch does not have, whatever base the mail names, so that nothing comes in
 * unjudged below a base of the sender's choosing. Nothing is fetched: where the commits are not here, it is undecided.
 */
export async function checkPullRequest(request: PullCheck, ports: CheckPorts): Promise<Attempt<CheckedPull>> {
  const { repository } = ports;
  const { pull } = request;
  const target = request.target ?? (await repository.defaultTarget());
  if (!target.ok) {
    // Mails may be judged where no branch is known; one that asks to pull must not keep the others from it.
    if (target.error.code === "no-target" && request.policyFrom !== null)
      return unjudged(request, { tip: null, why: noBranch, fetch: null }, ports);
    return failed(faultOf(target.error.code), target.error.text);
  }
  const { id: tip, name } = target.value;
  const head = await repository.resolve(pull.head);
  if (!head.ok || head.value !== pull.head) return unjudged(request, notHere(pull, tip), ports);
  const checked = await check(
    {
      range: { text: `${tip}..${pull.head}`, root: false },
      policyFrom: request.policyFrom,
      today: request.today,
      replay: request.replay,
      listing: request.listing,
      progress: request.progress,
      posting: request.posting,
    },
    ports,
  );
  if (!checked.ok) return checked;
  const named = { ...checked.value.report, subject: `${request.subject}: ${name}..${shortObjectId(pull.head)}` };
  const signature = pull.tag === null ? null : await repository.tagSignature(pull.tag, pull.head);
  if (signature !== null && !signature.ok) return failed("work", signature.error.text);
  const tag = signature?.value ?? null;
  const report =
    tag?.state === "bad"
      ? undecidedBecause(named, `the signature of the tag \`${pull.tag}\` is bad: ${tag.said}`)
      : named;
  return done({ report, policy: checked.value.policy, tag, fetch: null });
}

const noBranch =
  "nothing says which branch the pull request would enter: set `git config proviso.target BRANCH`, and check it again";

/** Why no commit is judged. */
type Unjudged = { readonly tip: string | null; readonly why: string; readonly fetch: string | null };

function notHere(pull: PullRequest, tip: string): Unjudged {
  const fetch = fetchLine(pull);
  const why = `the commits of the pull request, up to ${shortObjectId(pull.head)}, are not here: run \`${fetch}\`, and check it again`;
  return { tip, why, fetch };
}

async function unjudged(
  request: PullCheck,
  { tip, why, fetch }: Unjudged,
  ports: CheckPorts,
): Promise<Attempt<CheckedPull>> {
  const place = await policyPlace(request.policyFrom, tip, tip, ports.repository);
  if (!place.ok) return place;
  const policy = await policyForPlace(place.value, ports);
  if (!policy.ok) return policy;
  const { clauses } = createCommitJudge(
    policy.value,
    contributionOn(request.today),
    evidenceBy(policy.value.classOf, policy.value.settings.evidence),
  );
  const report = createTally(policy.value, clauses, request.listing).close({
    subject: request.subject,
    judgements: [],
    reasons: [why],
    olderThanPolicy: 0,
  });
  return done({ report, policy: policy.value, tag: null, fetch });
}
