import type { Policy, PolicySettings } from "../core/policy/policy.ts";
import type { Range } from "../ports/repository.ts";
import { createReader, type Reader } from "./policy-reader.ts";
import { type PolicyPorts, readDocumentMaterial, readFloor, readPolicy, readSettings } from "./read-policy.ts";

/** Why a policy decides nothing, in one sentence; null: it has no errors. */
export function whyPolicyIsBroken({ problems, origin }: Policy): string | null {
  const [first, ...more] = problems.filter(({ severity }) => severity === "error");
  if (first === undefined) return null;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return `the policy (${origin.name}) has problems: ${first.text}${others}; \`proviso policy lint\` shows where`;
}

/**
 * Why the policy that a contribution leaves behind would decide nothing of the next one. A contribution is judged by the policy before it, so nobody else would
 * say so until all is stopped.
 *
 * @param policy the one that judged
 * @returns null: it decides, it is as it was, or another branch's governs anyway
 */
export async function whyNothingIsLeft(
  policy: Policy,
  { tip, policyRevision }: Range,
  ports: PolicyPorts,
): Promise<string | null> {
  if (policyRevision === null || policy.origin.revision !== policyRevision) return null;
  if (whyPolicyIsBroken(policy) !== null || tip === policyRevision) return null;
  const place = { kind: "base", revision: tip } as const;
  const left = await readSettings(place, ports);
  if (!left.ok) return left.text;
  const { settings } = left.value;
  const isAsItWas =
    settings.source.name === policy.settings.source.name && settings.source.text === policy.settings.source.text;
  const reader = createReader(place, ports);
  const isUntouched = isAsItWas && (await floorIsAsItWas(policy, settings, reader, ports));
  if (isUntouched && (await documentIsAsItWas(policy, settings, reader))) return null;
  const next = await readPolicy(place, ports);
  const why = next.ok ? whyPolicyIsBroken(next.value) : next.text;
  return why === null ? null : `it would leave a policy that decides nothing: ${why}`;
}

async function floorIsAsItWas(
  { floor }: Policy,
  settings: PolicySettings,
  reader: Reader,
  { cache }: PolicyPorts,
): Promise<boolean> {
  const found = await readFloor(settings, reader, cache);
  return found.ok && floorText(found.value.material) === floorText(floor);
}

const floorText = (floor: Policy["floor"]): string | null =>
  floor === null || "missing" in floor ? null : floor.settings.source.text;

async function documentIsAsItWas({ document }: Policy, settings: PolicySettings, reader: Reader): Promise<boolean> {
  const found = await readDocumentMaterial(settings, settings.document.length === 0, reader);
  const text = found.ok ? (found.value.read?.source.text ?? null) : undefined;
  return text === (document?.source.text ?? null);
}
