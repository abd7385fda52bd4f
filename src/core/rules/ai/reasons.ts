import type { Claim } from "../../commit/claims.ts";
import type { Signal } from "../../commit/signals.ts";
import { clip } from "../../text/neutralise.ts";
import { notApplicable, type Place } from "../outcome.ts";
import { type Declaration, declaredThrough } from "../request/channels.ts";
import type { Situation } from "../situation.ts";

/** What makes a commit a matter for the AI rules: the claims, signals and declarations that say there is AI-derived content. */
export type Reasons = {
  /** Claims of content: disclosures and citations of an exception. */
  readonly claims: readonly Claim[];
  readonly signals: readonly Signal[];
  /** Claims that could mean a person as well as a tool. */
  readonly unclassified: readonly Claim[];
  /** What the pull request declares, of which it cannot be told in whose commit it is: content, and what may be. */
  readonly declared: readonly Declaration[];
  readonly declaredUnclassified: readonly Declaration[];
};

/** The outcome of a rule that speaks only of AI-derived content, of which nothing says that there is any. */
export const nothingSaid = notApplicable("nothing says that the change has AI-derived content");

/** The reasons, or null for the ordinary commit that has none. */
export function reasonsOf(situation: Situation): Reasons | null {
  const { claims, signals } = situation.observed;
  const declarations = declarationsFor(situation);
  if (claims.length === 0 && signals.length === 0 && declarations.length === 0) return null;
  const content = claims.filter(({ kind }) => kind === "content");
  const evidence = signals.filter((signal) => signal.class === "agent" || signal.class === "ai-signoff");
  const unclassified = claims.filter(({ kind }) => kind === "unclassified");
  const isDenied = content.length + evidence.length + unclassified.length === 0 && denies(claims);
  const declared = isDenied ? noDeclarations : declarations.filter(({ kind }) => kind === "content");
  const declaredUnclassified = isDenied ? noDeclarations : declarations.filter(({ kind }) => kind === "unclassified");
  const reasons = { claims: content, signals: evidence, unclassified, declared, declaredUnclassified };
  return Object.values(reasons).some(({ length }) => length > 0) ? reasons : null;
}

const noDeclarations: readonly Declaration[] = Object.freeze([]);

/** A commit that says in git's own block that there is none in it speaks for itself; the pull request then means others. */
const denies = (claims: readonly Claim[]): boolean =>
  claims.some(({ kind, source }) => kind === "none" && source.by === "disclosure" && source.inTrailerBlock);

/**
 * What the pull request declares, as far as it can be seen. Where no forge was asked, or not for labels, nothing is missed that could be read here: the rules
 * that need it ask. A text that is there and cannot be read may declare anything.
 */
function declarationsFor({ policy, contribution }: Situation): readonly Declaration[] {
  const { channels } = policy;
  if (!contribution.request.known) return noDeclarations;
  return channels.flatMap((channel) => {
    const declared = declaredThrough(channel, contribution.request);
    if (declared.known) return declared.value;
    const isText = channel.in !== "label" && channel.in !== "title";
    return isText ? [{ kind: "unclassified" as const, channel: channel.name, text: declared.why }] : [];
  });
}

/** Is there AI content by somebody's word or a tool's own mark? What is unclassified alone is none. */
export const saysContent = (reasons: Reasons | null): reasons is Reasons =>
  reasons !== null && reasons.claims.length + reasons.signals.length + reasons.declared.length > 0;

/** Where the first reason stands; the commit as a whole, if there is none or it stands in no commit. */
export function placeOf(reasons: Reasons | null): Place {
  if (reasons === null) return { kind: "commit" };
  const signal = reasons.signals[0];
  const claim = firstClaim(reasons);
  if (claim !== undefined) return { kind: "message", at: claim.at };
  if (signal === undefined) return { kind: "commit" };
  return "at" in signal.place ? { kind: "message", at: signal.place.at } : { kind: signal.place.kind };
}

/** The first reason in words: a tag as written, a citation, or a tool's mark. */
export function reasonInWords(reasons: Reasons): string {
  const claim = firstClaim(reasons);
  if (claim?.source.by === "disclosure") return `${claim.source.key}: ${claim.source.value}`;
  if (claim?.source.by === "citation") return `exception ${claim.source.cited}`;
  const declaration = reasons.declared[0] ?? reasons.declaredUnclassified[0];
  return reasons.signals[0]?.text ?? (declaration === undefined ? "" : inWords(declaration));
}

/** A claim that may mean nobody's tool comes last: where something else says so for certain, that is the reason. */
const firstClaim = ({ claims, unclassified, declared }: Reasons): Claim | undefined =>
  claims[0] ?? (declared.length > 0 ? undefined : unclassified[0]);

/** What the pull request says, and through what. */
const inWords = ({ channel, text }: Declaration): string => `${channel}: ${clip(text, declarationShownMax)}`;

/** Characters of a declaration that are shown. */
const declarationShownMax = 80;
