import { compilePattern, type Pattern } from "../text/pattern.ts";
import { type CitableException, createCitationReader } from "./citations.ts";
import type { Claim, ClaimKind } from "./claims.ts";
import { builtInDisclosures, type Disclosure } from "./disclosures.ts";
import { type CommitFacts, messageSpan, type Trailer } from "./facts.ts";

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
 * its tag-shaped lines outside git's block; of the latter only unindented ones count, since an indented one is quoted.
 * Gives one shared empty list when nothing is claimed. A pattern that cannot be compiled fits nothing, so its values are unclassified;
 * reading the policy has made that a problem already. Linear in the message.
 */
export function createClaimReader({ disclosures, citations, exceptions }: ClaimVocabulary): ClaimReader {
  const readings = new Map<string, (value: string) => ClaimKind | null>();
  for (const disclosure of [...disclosures, ...builtInDisclosures]) {
    const key = disclosure.key.toLowerCase();
    if (!readings.has(key)) readings.set(key, readingOf(disclosure));
  }
  const cited = createCitationReader(exceptions, citations);
  const disclosed = (facts: CommitFacts, trailer: Trailer, inTrailerBlock: boolean): readonly Claim[] => {
    const { key, value } = trailer;
    const lowerKey = key.toLowerCase();
    if (cited.isCitationKey(lowerKey)) return cited.inTrailer(facts, trailer);
    const kind = readings.get(lowerKey)?.(value) ?? null;
    if (kind === null) return noClaims;
    return [{ kind, source: { by: "disclosure", key, value, inTrailerBlock }, at: messageSpan(facts, trailer) }];
  };
  return (facts, trailers, looseTags) => {
    let claims: Claim[] | undefined;
    const add = (found: readonly Claim[]): void => {
      if (found.length > 0) (claims ??= []).push(...found);
    };
    for (const trailer of trailers) add(disclosed(facts, trailer, true));
    for (const tag of looseTags) if (isUnindented(facts, tag)) add(disclosed(facts, tag, false));
    add(cited.inMessage(facts, trailers));
    return claims?.sort((one, other) => one.at.start - other.at.start) ?? noClaims;
  };
}

const noClaims: readonly Claim[] = Object.freeze([]);

/** Does a tag stand at the start of its line? */
export const isUnindented = ({ message }: CommitFacts, { start }: Trailer): boolean =>
  start === 0 || message.text[start - 1] === "\n";

/** Characters of a disclosure's value that are read; a longer one is unclassified. */
const valueLengthMax = 2000;

/** How a key's values read. Patterns are compiled when a value is first met: most histories hold none. */
function readingOf({ none, outsideScope, content, otherwise }: Disclosure): (value: string) => ClaimKind | null {
  let compiled: readonly (readonly [ClaimKind, Pattern])[] | undefined;
  const unreadable = otherwise === "no-claim" ? null : "unclassified";
  return (value) => {
    if (value.length > valueLengthMax) return unreadable;
    compiled ??= [...compile("none", none), ...compile("outside-scope", outsideScope), ...compile("content", content)];
    return compiled.find(([, pattern]) => pattern.matchesWhole(value))?.[0] ?? unreadable;
  };
}

function compile(kind: ClaimKind, pattern: string | null): readonly (readonly [ClaimKind, Pattern])[] {
  if (pattern === null) return [];
  const answer = compilePattern(pattern);
  return answer.ok ? [[kind, answer.pattern]] : [];
}
