import type { Policy } from "../core/policy/policy.ts";
import type { Simulation } from "../core/process/simulation.ts";
import { draftedEntries } from "../core/process/simulation-entries.ts";
import { type Attempt, failed } from "./attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace } from "./check.ts";
import { readPolicy } from "./read-policy.ts";
import { compared } from "./simulate.ts";
import { pastCommits } from "./simulate-commits.ts";
import { inPlaceOf } from "./simulate-draft.ts";

/** Two policies that somebody wants to know the difference of. */
export type PolicyDiffRequest = {
  readonly before: PolicyFrom;
  readonly after: PolicyFrom;
  /** Null: the newest commits of HEAD. */
  readonly range: string | null;
  readonly today: string;
  readonly progress: (done: number) => void;
};

/** `proviso policy diff`: which verdicts of past commits two policies do not share. */
export async function policyDiff(request: PolicyDiffRequest, ports: CheckPorts): Promise<Attempt<Simulation>> {
  const head = await ports.repository.resolve("HEAD");
  if (!head.ok) return failed(faultOf(head.error.code), head.error.text);
  const policies: Policy[] = [];
  for (const from of [request.before, request.after]) {
    const place = await policyPlace(from, head.value, head.value, ports.repository);
    if (!place.ok) return place;
    const policy = await readPolicy(place.value, ports);
    if (!policy.ok) return policy;
    policies.push(policy.value);
  }
  const [before, after] = policies as [Policy, Policy];
  const past = await pastCommits(request.range, ports.repository);
  if (!past.ok) return past;
  return compared(
    {
      ...request,
      draft: null,
      before: inPlaceOf(after, before),
      after: inPlaceOf(before, after),
      entries: [],
      past: past.value,
      notes: notesOn(before, after),
    },
    ports,
  );
}

/** Which entries differ, whom they cover being another question. */
function notesOn(before: Policy, after: Policy): readonly string[] {
  const words = draftedEntries(before, after, () => false).flatMap(({ id, what }) =>
    what === "unchanged" ? [] : [`\`${id}\` is ${what}`],
  );
  if (words.length === 0) return [];
  const shown = words.slice(0, entriesNamedMax).join(", ");
  const more = words.length > entriesNamedMax ? ` and ${words.length - entriesNamedMax} more` : "";
  return [
    `of the listed exceptions ${shown}${more}; \`proviso policy simulate --with\` says which commits they would cover`,
  ];
}

/** Entries that are named one by one. */
const entriesNamedMax = 12;
