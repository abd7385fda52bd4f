import { compilePattern, type Pattern } from "../text/pattern.ts";
import { remembering } from "../text/remember.ts";
import { type CitableException, createCitationReader } from "./citations.ts";
import type { Claim, ClaimKind } from "./claims.ts";
import { builtInDisclosures, type Disclosure } from "./disclosures.ts";
import { type CommitFacts, messageSpan, type Trailer } from "./facts.ts";
import { isIndentedLikeCode } from "./quoted-lines.ts";
import { usualKeys } from "./trailer-keys.ts";

/** What a policy knows of claims. */
export type ClaimVocabulary = {
  /** The policy's own; they come before the built-in ones, and the first entry for a key decides. */
  readonly disclosures: readonly Disclosure[];
  /** Trailer keys that cite an exception. */
  readonly citations: readonly string[];
  /** Every exception the document lists, expired and withdrawn ones too. */
  readonly exceptions: readonly CitableException[];
};

export type ClaimReader = (
  facts: CommitFacts,
  trailers: readonly Trailer[],
  looseTags: readonly Trailer[],
) => readonly Claim[];

/**
 * Makes the reader of claims: disclosure trailers and cited exceptions, in the order of the message. Takes a commit, its trailers and
 * its tag-shaped lines outside git's block; of the latter those indented like code do not count, since they are quoted.
 * Gives one shared empty list when nothing is claimed. A pattern that cannot be compiled fits nothing, so its values are unclassified;
 * reading the policy has made that a problem already. Linear in the message.
 */
export function createClaimReader({ disclosures, citations, exceptions }: ClaimVocabulary): ClaimReader {
  const readings = new Map<string, Reading>();
  for (const disclosure of [...disclosures, ...builtInDisclosures]) {
    const key = disclosure.key.toLowerCase();
    if (!readings.has(key)) readings.set(key, readingOf(disclosure));
  }
  const cited = createCitationReader(exceptions, citations);
  const meaningOf = remembering((key): Meaning => {
    const lowerKey = key.toLowerCase();
    if (cited.isCitationKey(lowerKey)) return "cites";
    return readings.get(lowerKey) ?? "nothing";
  }, usualKeys);
  const disclosed = (facts: CommitFacts, trailer: Trailer, inTrailerBlock: boolean): readonly Claim[] => {
    const { key, value } = trailer;
    const meaning = meaningOf(key);
    if (meaning === "nothing") return noClaims;
    if (meaning === "cites") return cited.inTrailer(facts, trailer);
    const kind = meaning(value);
    if (kind === null) return noClaims;
    return [{ kind, source: { by: "disclosure", key, value, inTrailerBlock }, at: messageSpan(facts, trailer) }];
  };
  return (facts, trailers, looseTags) => {
    let claims: Claim[] | undefined;
    for (const trailer of trailers) {
      for (const claim of disclosed(facts, trailer, true)) (claims ??= []).push(claim);
    }
    for (const tag of looseTags) {
      if (isQuotedTag(facts, tag)) continue;
      for (const claim of disclosed(facts, tag, false)) (claims ??= []).push(claim);
    }
    for (const claim of cited.inMessage(facts, trailers)) (claims ??= []).push(claim);
    return claims?.sort((one, other) => one.at.start - other.at.start) ?? noClaims;
  };
}

/** What a disclosure's value claims; null: nothing. */
type Reading = (value: string) => ClaimKind | null;

/** What a trailer with some key says of AI. */
type Meaning = Reading | "cites" | "nothing";

const noClaims: readonly Claim[] = Object.freeze([]);

/** Does a tag stand at the start of its line? */
export const isUnindented = ({ message }: CommitFacts, { start }: Trailer): boolean =>
  start === 0 || message.text[start - 1] === "\n";

/**
 * Is a tag outside git's block somebody else's, by its indentation? What goes on in a trailer is indented and quotes nothing: a writer
 * who put his tags in one column meant a tag.
 */
export function isQuotedTag(facts: CommitFacts, tag: Trailer): boolean {
  if (isUnindented(facts, tag)) return false;
  const { text } = facts.message;
  const line = text.lastIndexOf("\n", tag.start - 1) + 1;
  return isIndentedLikeCode(text, line, tag.start) && !isWithin(facts.trailers, tag.start);
}

/** Is an offset inside one of these, which stand in the order of the message? */
function isWithin(trailers: readonly Trailer[], offset: number): boolean {
  let low = 0;
  let high = trailers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trailers[middle] as Trailer).end <= offset) low = middle + 1;
    else high = middle;
  }
  const found = trailers[low];
  return found !== undefined && found.start < offset;
}

/** Characters of a disclosure's value that are read; a longer one is unclassified. */
const valueLengthMax = 2000;

/** How a key's values read. Patterns are compiled when a value is first met: most histories hold none. */
function readingOf({ none, outsideScope, content, otherwise }: Disclosure): Reading {
  let compiled: readonly (readonly [ClaimKind, Pattern])[] | undefined;
  const unreadable = otherwise === "no-claim" ? null : "unclassified";
  return (value) => {
    if (value.length > valueLengthMax) return "unclassified";
    compiled ??= [...compile("none", none), ...compile("outside-scope", outsideScope), ...compile("content", content)];
    return compiled.find(([, pattern]) => pattern.matchesWhole(value))?.[0] ?? unreadable;
  };
}

function compile(kind: ClaimKind, pattern: string | null): readonly (readonly [ClaimKind, Pattern])[] {
  if (pattern === null) return [];
  const answer = compilePattern(pattern);
  return answer.ok ? [[kind, answer.pattern]] : [];
}
