import type { Observed } from "../commit/observed.ts";
import type { Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { Rule } from "../rules/rule.ts";
import type { RepairKind } from "./repair.ts";

/**
 * Would a repair take away something by which a commit says that it has AI-derived content, or may say so, so that it no longer does? It may
 * only where the policy permits such content and no other rule rests on what the message says of it. A claim that stays where programs find it
 * is enough: an advertisement beside it says nothing more.
 */
export function hidesDeclaration(before: Observed, after: Observed, policy: Policy): boolean {
  const left = [...declarations(after)];
  const lost = declarations(before).filter((one) => {
    const place = left.indexOf(one);
    if (place !== -1) left.splice(place, 1);
    return place === -1;
  });
  return lost.length > 0 && !claimsContent(after) && !mayBeSilent(policy);
}

/** What says that there is AI-derived content, or may say so: claims, those that may name a person too, and the marks of agents. */
const declarations = ({ claims, signals }: Observed): readonly string[] => [
  ...claims.flatMap(({ kind, source }) =>
    kind === "content" || kind === "unclassified"
      ? [source.by === "citation" ? `cites ${source.cited}` : `${source.key}: ${source.value}`]
      : [],
  ),
  ...signals.flatMap(({ class: kind, text }) => (kind === "agent" || kind === "ai-signoff" ? [`mark ${text}`] : [])),
];

const claimsContent = ({ claims }: Observed): boolean =>
  claims.some(({ kind, source }) => kind === "content" && (source.by === "citation" || source.inTrailerBlock));

/** Does nothing in the policy rest on whether a commit says that it has AI-derived content? */
function mayBeSilent({ stance, clauses }: Policy): boolean {
  if (stance.position !== "permitted" || stance.inForce.kind !== "in-force") return false;
  return clauses.every(
    ({ rule, level }) =>
      level === "off" || rule.topic !== "ai" || aboutMarks.has(rule.id) || rule.id === "ai-content-permitted",
  );
}

/** Rules about the marks themselves: taking a mark out is what they ask for. */
const aboutMarks: ReadonlySet<string> = new Set(["no-tool-advertising", "no-tool-identity"]);

/** Rules about whether and how AI use is disclosed: only a disclosure satisfies them. */
export const aboutDisclosure: ReadonlySet<string> = new Set([
  "ai-disclosure",
  "ai-disclosure-form",
  "ai-signal-disclosed",
]);

/**
 * May an outcome of this rule get better by repairs of these kinds? What a program does to a message must never make a verdict on AI content
 * better: not by hiding a declaration, and not by any other way.
 */
export function mayImprove({ id, topic }: Rule, kinds: ReadonlySet<RepairKind>): boolean {
  if (topic !== "ai" || aboutMarks.has(id)) return true;
  return aboutDisclosure.has(id) && (kinds.has("disclose") || kinds.has("move-disclosure"));
}

/** Is the second outcome better than the first? */
export const isBetter = (before: Outcome, after: Outcome): boolean => rank[after.kind] < rank[before.kind];

const rank: { readonly [kind in Outcome["kind"]]: number } = {
  met: 0,
  "not-applicable": 0,
  undecided: 1,
  unmet: 2,
};
