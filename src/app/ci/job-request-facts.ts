import type { Contribution } from "../../core/forge/decision.ts";
import { requestFacts } from "../../core/forge/request-facts.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import { unknown } from "../../core/text/learned.ts";
import type { AskedRepository, RequestSource } from "../../ports/forge.ts";
import { askRequestFacts, factsAskedBy } from "../asked-request-facts.ts";

/** The forge that a job may ask, or why it may not: mostly that nobody gave it a token. `why` is the end of a sentence for people. */
export type JobForge =
  | { readonly ok: true; readonly repository: AskedRepository; readonly source: RequestSource }
  | { readonly ok: false; readonly why: string };

/**
 * What a job knows of the request that it judges: what the event says, and what the forge answers where a rule in force looks at something else.
 *
 * @param open is called only then
 */
export async function jobRequestFacts(
  policy: Pick<Policy, "clauses">,
  { request }: Pick<Contribution, "request">,
  open: () => Promise<JobForge>,
): Promise<ContributionFacts["request"]> {
  if (request === null) return requestFacts(null);
  const asked = new Set(factsAskedBy(policy));
  // Of an account that the event describes it has all that the forge would say.
  if (request.openedBy !== null) asked.delete("openedByBot");
  if (asked.size === 0) return requestFacts(request);
  const forge = await open();
  if (forge.ok)
    return requestFacts(request, (await askRequestFacts(asked, request, forge.repository, forge.source)).facts);
  return requestFacts(request, Object.fromEntries([...asked].map((name) => [name, unknown(forge.why)])));
}
