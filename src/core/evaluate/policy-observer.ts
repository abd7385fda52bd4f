import { createClaimReader } from "../commit/claim-reader.ts";
import type { CommitFacts } from "../commit/facts.ts";
import { createObserver } from "../commit/observe.ts";
import type { Observed } from "../commit/observed.ts";
import { createSignalReader } from "../commit/signal-reader.ts";
import { builtInSignals } from "../commit/signal-table.ts";
import type { Policy } from "../policy/policy.ts";
import type { ContributionFacts } from "../rules/situation.ts";

/**
 * Reads commits with the policy's vocabulary: its disclosure tags, its exceptions, its signals.
 * What the contribution's own document lists can be cited too, so that a commit that relies on it is seen; it grants nothing.
 */
export function createPolicyObserver(
  { settings, exceptions }: Policy,
  exceptionsAtHead: ContributionFacts["exceptionsAtHead"],
): (commit: CommitFacts) => Observed {
  const { signals, disclosures, citations } = settings.ai;
  const own = exceptionsAtHead.known ? exceptionsAtHead.value : [];
  return createObserver({
    signals: createSignalReader(builtInSignals, signals),
    claims: createClaimReader({
      disclosures,
      citations,
      exceptions: [...own, ...exceptions].map(({ id, title }) => ({ id, title })),
    }),
  });
}
