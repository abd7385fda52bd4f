import type { Listing } from "../../core/evaluate/keeper.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import type { Contribution, SquashBody } from "../../core/forge/decision.ts";
import { requestFacts } from "../../core/forge/request-facts.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import { type Attempt, done } from "../attempt.ts";
import { type Check, type CheckPorts, check, type PolicyFrom } from "../check.ts";
import { withLanding } from "./judge-landing.ts";
import { type Checkout, type Ends, prepareRange } from "./prepare-range.ts";

/** How the requests of a repository come into their branch. */
export type MergeMethod = "commits" | "squash";

export type JobRequest = {
  readonly contribution: Contribution;
  readonly mergeMethod: MergeMethod;
  /** Where a squash takes its body from; null: as the event says. */
  readonly squashBody: SquashBody | null;
  /** Null: where the contribution's base is. */
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
  readonly replay: boolean;
  readonly listing: Listing;
  readonly progress: (judged: number) => void;
  /** Called when both ends are here, before anything is judged. */
  readonly prepared?: (ends: { readonly tip: string; readonly base: string }) => Promise<void>;
  /** See `Check`. */
  readonly forgeFacts?: Check["forgeFacts"];
};

/** What came of a job. `judged` is null when everything of the contribution is where it was to go. */
export type JobResult = {
  readonly ends: Ends;
  readonly judged: { readonly report: Report; readonly policy: Policy } | null;
};

/**
 * Judges what an event brings, by the policy of the branch that it wants to enter. Commits are read as objects; nothing is checked out,
 * so nothing of a contribution is run.
 */
export async function judgeJob(job: JobRequest, checkout: Checkout<CheckPorts>): Promise<Attempt<JobResult>> {
  const { contribution } = job;
  const ends = await prepareRange(contribution, checkout);
  if (!ends.ok) return ends;
  const { tip, base } = ends.value;
  if (base === null) return done({ ends: ends.value, judged: null });
  await job.prepared?.({ tip, base });
  return checkout.withRepository(async (ports) => {
    const { policyFrom, today, replay, listing, progress, forgeFacts, squashBody, mergeMethod } = job;
    const range = { text: `${base}..${tip}`, root: false };
    // Whoever named the range has his own clone; a job's has local branches as the contribution calls them.
    const believed = contribution.isAsked ? {} : ({ branchesOf: "origin", enters: true } as const);
    let known: Partial<ContributionFacts> = { request: requestFacts(contribution.request) };
    const learn = async (policy: Policy): Promise<typeof known> => {
      known = { ...known, ...(await forgeFacts?.(policy)) };
      return known;
    };
    const checked = await check(
      { range, policyFrom, today, replay, listing, progress, ...believed, forgeFacts: learn },
      ports,
    );
    if (!checked.ok) return checked;
    const { policy } = checked.value;
    const named = { ...checked.value.report, subject: contribution.what };
    const landing = {
      request: contribution.request,
      body: squashBody,
      ends: { tip, base },
      today,
      known,
    };
    const whole =
      mergeMethod === "squash" && landing.request !== null
        ? await withLanding(named, policy, { ...landing, request: landing.request }, ports)
        : done(named);
    return whole.ok ? done({ ends: ends.value, judged: { report: whole.value, policy } }) : whole;
  });
}
