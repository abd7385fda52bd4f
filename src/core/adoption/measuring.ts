import type { Policy } from "../policy/policy.ts";
import { policyFromTexts } from "../policy/policy-from-texts.ts";
import { catalogue } from "../rules/catalogue.ts";
import { candidates, measurings, variantOf } from "./candidates.ts";
import type { Measured, SeenTexts } from "./seen.ts";
import type { SeenMaintainers } from "./seen-maintainers.ts";
import { clauseOf, scalarOf } from "./yaml-writing.ts";

/** How often each outcome came up, as a report counts them. */
type Counted = { readonly met: number; readonly unmet: number; readonly undecided: number };

/**
 * Policies that measure practice: every rule on sign-offs that a proposal could hold, each in one setting. Judging commits by them says how
 * many keep each rule, and says it as a check would. The first has the strictest settings.
 */
export function measuringPolicies(
  { mailmap }: Pick<SeenTexts, "mailmap">,
  maintainers: SeenMaintainers | null,
): readonly Policy[] {
  const known = maintainers?.unfit === null ? maintainers.source : null;
  return Array.from({ length: measurings }, (_, measuring) => {
    const rules = candidates
      .filter(({ needsMaintainers }) => needsMaintainers !== true || known !== null)
      .map(
        (candidate) => `  ${candidate.rule}: ${clauseOf("require", variantOf(candidate, measuring).options, null)}\n`,
      );
    const head = known === null ? "" : `maintainers: ${scalarOf(known.name)}\n`;
    const text = `proviso: 1\n${head}rules:\n${rules.join("")}`;
    return policyFromTexts({ policy: { name: "proviso.yaml", text }, maintainers: known, mailmap }, catalogue);
  });
}

/** What the measurings say, in the order of the candidates, each setting once. */
export function measuredRules(counts: readonly ReadonlyMap<string, Counted>[]): readonly Measured[] {
  return candidates.flatMap((candidate) =>
    candidate.variants.flatMap(({ options, words }, measuring): readonly Measured[] => {
      const of = counts[measuring]?.get(candidate.rule);
      if (of === undefined) return [];
      const { met, unmet, undecided } = of;
      return [{ rule: candidate.rule, options, words, met, of: met + unmet + undecided }];
    }),
  );
}
