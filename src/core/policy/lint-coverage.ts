import { type Problem, warningAt } from "../problem/problem.ts";
import { spanOf } from "../text/source.ts";
import { coverageOf, type TextDigest } from "./coverage.ts";
import type { Policy } from "./policy.ts";

/**
 * What stewards should know of `coverage:`, beside `lintPolicy`: entries that no longer fit the document or the rules, and rules
 * that no sentence asks for. Nothing where the policy has no such section.
 */
export function lintCoverage(policy: Policy, digestOf: TextDigest): readonly Problem[] {
  const { source, places, coverage } = policy.settings;
  if (coverage.length === 0 || policy.document === null) return [];
  const { problems, rulesWithoutSentence } = coverageOf(policy, digestOf);
  const left = rulesWithoutSentence ?? [];
  if (left.length === 0) return problems;
  const at = places.get("coverage") ?? spanOf(source, 0, 0);
  const text = `no sentence of the document is said to ask for ${left.map((id) => `\`${id}\``).join(", ")}`;
  return [...problems, warningAt("rules-without-sentence", text, at)];
}
