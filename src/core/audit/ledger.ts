import type { Outcome, Reliance, SecondOpinion } from "../rules/outcome.ts";
import type { LedgerEntry } from "./audit.ts";
import type { JudgedCommit } from "./audit-tally.ts";

/** What the ledger says of a commit: an entry for each exception that one of its outcomes rests on, or would. */
export function ledgerEntriesOf({
  commit,
  entered,
  outcomes,
}: Pick<JudgedCommit, "commit" | "entered" | "outcomes">): readonly LedgerEntry[] {
  const byException = new Map<string, { outcome: Applied; reliance: Reliance; opinions: Map<string, SecondOpinion> }>();
  for (const outcome of outcomes) {
    if (!("reliance" in outcome) || outcome.reliance === undefined) continue;
    const { reliance } = outcome;
    const known = byException.get(reliance.exception);
    const opinions = known?.opinions ?? new Map<string, SecondOpinion>();
    const { secondOpinion } = reliance;
    if (secondOpinion !== null) opinions.set(`${secondOpinion.form} ${secondOpinion.by.email}`, secondOpinion);
    if (known === undefined) byException.set(reliance.exception, { outcome, reliance, opinions });
    else if (weight(outcome) > weight(known.outcome)) known.outcome = outcome;
  }
  return [...byException].map(([exception, { outcome, reliance, opinions }]) => ({
    exception,
    id: commit.id ?? "",
    subject: commit.subject,
    author: { name: commit.author.name, email: commit.author.email },
    entered,
    outcome: outcome.kind,
    evident: reliance.evident,
    conditions: reliance.conditions.map(({ text, state, why }) => ({ text, state, why })),
    secondOpinions: [...opinions.values()],
  }));
}

type Applied = Exclude<Outcome, { readonly kind: "not-applicable" }>;

/** One clause that fails outweighs others that are met. */
const weight = ({ kind }: Applied): number => ({ met: 0, undecided: 1, unmet: 2 })[kind];
