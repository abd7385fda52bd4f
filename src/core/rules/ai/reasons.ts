import type { Claim } from "../../commit/claims.ts";
import type { Signal } from "../../commit/signals.ts";
import type { Place } from "../outcome.ts";
import type { Situation } from "../situation.ts";

/** What makes a commit a matter for the AI rules: the claims and signals that say there is AI-derived content. */
export type Reasons = {
  /** Claims of content: disclosures and citations of an exception. */
  readonly claims: readonly Claim[];
  readonly signals: readonly Signal[];
  /** Claims that could mean a person as well as a tool. */
  readonly unclassified: readonly Claim[];
};

/** The reasons, or null for the ordinary commit that has none. */
export function reasonsOf({ observed }: Situation): Reasons | null {
  const { claims, signals } = observed;
  if (claims.length === 0 && signals.length === 0) return null;
  const content = claims.filter(({ kind }) => kind === "content");
  const evidence = signals.filter((signal) => signal.class === "agent" || signal.class === "ai-signoff");
  const unclassified = claims.filter(({ kind }) => kind === "unclassified");
  if (content.length + evidence.length + unclassified.length === 0) return null;
  return { claims: content, signals: evidence, unclassified };
}

/** Is there AI content by somebody's word or a tool's own mark? Unclassified claims alone are none. */
export const saysContent = (reasons: Reasons | null): reasons is Reasons =>
  reasons !== null && reasons.claims.length + reasons.signals.length > 0;

/** Where the first reason stands. */
export function placeOf(reasons: Reasons): Place {
  const claim = reasons.claims[0] ?? reasons.unclassified[0];
  if (claim !== undefined) return { kind: "message", at: claim.at };
  const signal = reasons.signals[0];
  if (signal === undefined) return { kind: "commit" };
  return "at" in signal.place ? { kind: "message", at: signal.place.at } : { kind: signal.place.kind };
}

/** The first reason in words: a tag as written, a citation, or a tool's mark. */
export function reasonInWords(reasons: Reasons): string {
  const claim = reasons.claims[0] ?? reasons.unclassified[0];
  if (claim?.source.by === "disclosure") return `${claim.source.key}: ${claim.source.value}`;
  if (claim?.source.by === "citation") return `exception ${claim.source.cited}`;
  return reasons.signals[0]?.text ?? "";
}
