import type { Policy } from "../core/policy/policy.ts";
import type { SidedProblem, Simulation } from "../core/process/simulation.ts";
import { type DraftedEntry, draftedEntries, withParts } from "../core/process/simulation-entries.ts";
import { remembering } from "../core/text/remember.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace } from "./check.ts";
import { readPolicy } from "./read-policy.ts";
import { notAskedToReplay } from "./replay.ts";
import { type Past, pastCommits, simulateCommits } from "./simulate-commits.ts";
import { type DraftPlace, type Ground, readDraftPolicy } from "./simulate-draft.ts";

/** A draft that somebody wants to know the effect of. */
export type SimulateRequest = {
  readonly draft: DraftPlace;
  /** `--policy-from`: the policy that the draft would replace; null: that of HEAD. */
  readonly policyFrom: PolicyFrom | null;
  /** Null: the newest commits of HEAD. */
  readonly range: string | null;
  readonly today: string;
  readonly progress: (done: number) => void;
};

/** Entries that one draft may bring, change and take out. */
const entriesMax = 50;

/** `proviso policy simulate`: what a draft would change for past commits, and which of them its entries would cover. */
export async function simulate(request: SimulateRequest, ports: CheckPorts): Promise<Attempt<Simulation>> {
  const ground = await readGround(request.policyFrom, ports);
  if (!ground.ok) return ground;
  const drafted = await readDraftPolicy(request.draft, ground.value, ports);
  if (!drafted.ok) return drafted;
  const { words, policy: after, asked } = drafted.value;
  const { policy: before } = ground.value;
  const entries = draftedEntries(before, after, (id) => asked.includes(id));
  if (entries.length > entriesMax)
    return failed(
      "usage",
      `the draft changes ${entries.length} entries, and ${entriesMax} are simulated at once, which is the limit`,
    );
  const past = await pastCommits(request.range, ports.repository);
  if (!past.ok) return past;
  const notes = notesOn(after, entries);
  return compared({ ...request, draft: words, before, after, entries, past: past.value, notes }, ports);
}

/** The policy in force at HEAD, or the one that somebody names. */
async function readGround(from: PolicyFrom | null, ports: CheckPorts): Promise<Attempt<Ground>> {
  const head = await ports.repository.resolve("HEAD");
  if (!head.ok) return failed(faultOf(head.error.code), head.error.text);
  const place = await policyPlace(from, head.value, head.value, ports.repository);
  if (!place.ok) return place;
  const policy = await readPolicy(place.value, ports);
  return policy.ok ? done({ policy: policy.value, place: place.value, head: head.value }) : policy;
}

export type Comparison = Pick<SimulateRequest, "today" | "progress"> & {
  readonly draft: string | null;
  readonly before: Policy;
  readonly after: Policy;
  readonly entries: readonly DraftedEntry[];
  readonly past: Past;
  readonly notes: readonly string[];
};

/** Two policies over past commits. A policy with problems judges none. */
export async function compared(comparison: Comparison, ports: CheckPorts): Promise<Attempt<Simulation>> {
  const { before, after, past, draft, notes } = comparison;
  const problems = sidedProblems(before, after);
  const head = {
    draft,
    before: before.origin,
    after: after.origin,
    over: { text: past.text, tip: past.range.tip },
    notes,
    problems,
  };
  if (problems.some(({ problem }) => problem.severity === "error")) return done({ ...head, ...nothingJudged });
  const { repository, syntax } = ports;
  const why = whySkipped(after);
  const sides = { before: withQuickClasses(before), after: withQuickClasses(after) };
  const entries = comparison.entries.map((entry) => ({ entry, skipped: entry.after === null ? null : why }));
  const request = { ...comparison, ...sides, entries, repository, syntax, replay: notAskedToReplay };
  const simulated = await simulateCommits(request);
  return simulated.ok ? done({ ...head, ...simulated.value }) : simulated;
}

/** Past commits touch the same files over and over, and sorting a path takes longer than anything else that is asked of it. */
const withQuickClasses = (policy: Policy): Policy => withParts(policy, { classOf: remembering(policy.classOf) });

const nothingJudged = {
  counts: { commits: 0, merges: 0, judgedByBoth: 0, olderThanBefore: 0, olderThanAfter: 0 },
  entries: [],
  changes: [],
  undetermined: [],
} as const;

/** Errors of both policies, and what reading the later one gives beside that. What stands in both is said once. */
function sidedProblems(before: Policy, after: Policy): readonly SidedProblem[] {
  const keyOf = ({ problem: { code, text, at } }: SidedProblem): string => JSON.stringify([code, text, at.source.name]);
  const earlier = before.problems.map((problem): SidedProblem => ({ side: "before", problem }));
  const known = new Set(earlier.map(keyOf));
  const later = after.problems.map((problem): SidedProblem => ({ side: "after", problem }));
  return [
    ...earlier.filter(({ problem }) => problem.severity === "error"),
    ...later.filter((one) => !known.has(keyOf(one))),
  ];
}

const whySkipped = ({ stance }: Policy): string | null =>
  stance.position === "permitted"
    ? "the policy declines no AI-derived content, so that nothing needs an exception"
    : null;

function notesOn(
  { stance, exceptionsAt, settings, document }: Policy,
  entries: readonly DraftedEntry[],
): readonly string[] {
  const { inForce, position } = stance;
  const notes: string[] = [];
  if (entries.length === 0) notes.push("the draft leaves all conditions of the listed exceptions as they are");
  if (position === "declined" && inForce.kind !== "in-force")
    notes.push(`the policy on AI content is not in force (${inForce.why}); entries are decided as if it were`);
  if (exceptionsAt === null && document !== null && settings.ai.exceptions !== null && entries.length > 0)
    notes.push(`the document has no heading \`${settings.ai.exceptions}\` yet`);
  return notes;
}
