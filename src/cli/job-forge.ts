import { forgeAccessOf } from "../app/ci/forge-access.ts";
import type { JobFacts } from "../app/ci/job-facts.ts";
import type { JobForge } from "../app/ci/job-request-facts.ts";
import type { Forge } from "../core/forge/decision.ts";
import { secretInVariable } from "./secret.ts";

/** The variable that holds the token with which a job asks its forge. */
const tokenVariable = "PROVISO_FORGE_TOKEN";

/** Opens the forge of a job, to ask what a rule in force looks at and the event does not say. */
export async function openJobForge(forge: Forge, facts: JobFacts, input: string | undefined): Promise<JobForge> {
  const token = input ?? secretInVariable(tokenVariable);
  if (token === null)
    return {
      ok: false,
      why: `the job has no token to ask the forge with (${tokenVariable}, or the action's \`token\`)`,
    };
  const access = forgeAccessOf(forge, facts);
  if (access === null) return { ok: false, why: "the runner does not say where the forge is to be asked" };
  // Seldom wanted, and it takes a while to load.
  const { createRequestSource } = await import("../adapters/forge/token-requests.ts");
  const source = createRequestSource({ ...access, token, now: Date.now });
  return { ok: true, repository: access.repository, source };
}
