import { type Coverage, coverageOf } from "../../core/policy/coverage.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { faultOf } from "../check.ts";
import { type PolicyPorts, readPolicy } from "../read-policy.ts";

/** The policy in force at a repository's branch, which is what HEAD of its mirror is. */
export async function policyInForce(ports: PolicyPorts): Promise<Attempt<Policy>> {
  const head = await ports.repository.resolve("HEAD");
  if (!head.ok) return failed(faultOf(head.error.code), head.error.text);
  return readPolicy({ kind: "revision", revision: head.value }, ports);
}

/** Who sees to each sentence of the document, by the policy in force. */
export async function readCoverage(
  ports: PolicyPorts,
): Promise<Attempt<{ readonly policy: Policy; readonly coverage: Coverage }>> {
  const policy = await policyInForce(ports);
  if (!policy.ok) return policy;
  const { document, settings } = policy.value;
  if (document === null)
    return failed(
      "policy",
      settings.document.length === 0
        ? "the policy names no document, so there are no sentences to cover"
        : `the policy's document ${settings.document.join(" or ")} is not there, so there are no sentences to cover`,
    );
  const digestOf = (text: string): string => ports.digest([new TextEncoder().encode(text)]);
  return done({ policy: policy.value, coverage: coverageOf(policy.value, digestOf) });
}
