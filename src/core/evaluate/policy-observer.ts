import { createClaimReader } from "../commit/claim-reader.ts";
import type { CommitFacts } from "../commit/facts.ts";
import { createObserver } from "../commit/observe.ts";
import type { Observed } from "../commit/observed.ts";
import { createSignalReader } from "../commit/signal-reader.ts";
import { builtInSignals } from "../commit/signal-table.ts";
import type { Policy } from "../policy/policy.ts";

/** Reads commits with the policy's vocabulary: its disclosure tags, its exceptions, its signals. */
export function createPolicyObserver({ settings, exceptions }: Policy): (commit: CommitFacts) => Observed {
  const { signals, disclosures, citations } = settings.ai;
  return createObserver({
    signals: createSignalReader(builtInSignals, signals),
    claims: createClaimReader({
      disclosures,
      citations,
      exceptions: exceptions.map(({ id, title }) => ({ id, title })),
    }),
  });
}
