import { shortObjectId } from "../core/commit/object-id.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Repository } from "../ports/repository.ts";
import { type Attempt, failed } from "./attempt.ts";
import { type PolicyPlace, type PolicyPorts, readPolicy } from "./read-policy.ts";

/**
 * The policy that governs a base: its own, unless it names a `branch` that the base is not part of. A stable branch keeps
 * an old copy of the policy; the branch named has the one in force.
 */
export async function readGoverningPolicy(
  { revision: base, branchesOf }: Extract<PolicyPlace, { kind: "base" }>,
  ports: PolicyPorts,
): Promise<Attempt<Policy>> {
  const own = await readPolicy({ kind: "base", revision: base }, ports);
  if (!own.ok || own.value.settings.branch === null) return own;
  const { branch } = own.value.settings;
  const tip = await branchTip(branch, branchesOf ?? "any", ports.repository);
  if (tip === null) {
    return failed(
      "policy",
      `the policy at ${shortObjectId(base)} says \`branch: ${branch}\`, which is not in this clone; fetch it, or say where the policy is with --policy-from`,
    );
  }
  const within = await ports.repository.isAncestor(base, tip);
  if (!within.ok) return failed("work", within.error.text);
  return within.value ? own : readPolicy({ kind: "base", revision: tip }, ports);
}

const branchPlaces = {
  any: ["refs/remotes/origin/", "refs/remotes/upstream/", "refs/heads/"],
  itself: ["refs/heads/"],
  origin: ["refs/remotes/origin/"],
} as const;

/**
 * The branch as a remote has it comes first: the local copy may be behind. A repository that receives pushes has it itself: there anybody may push
 * to `refs/remotes/`.
 */
async function branchTip(
  branch: string,
  branchesOf: keyof typeof branchPlaces,
  repository: Repository,
): Promise<string | null> {
  for (const place of branchPlaces[branchesOf]) {
    const name = `${place}${branch}`;
    const tip = await repository.resolve(name);
    if (tip.ok) return tip.value;
  }
  return null;
}

/** The policy for a place: the governing one for a base that nobody chose, else what was asked for. */
export const policyForPlace = (place: PolicyPlace, ports: PolicyPorts): Promise<Attempt<Policy>> =>
  place.kind === "base" ? readGoverningPolicy(place, ports) : readPolicy(place, ports);
