import { bracketNotes } from "./bracket-notes.ts";
import { type ClaimReader, isQuotedTag } from "./claim-reader.ts";
import type { Claim } from "./claims.ts";
import type { BracketNote, CommitFacts, Trailer } from "./facts.ts";
import { parseIdentity } from "./identities.ts";
import { type Lookalike, looseTags, tagLookalikes } from "./loose-tags.ts";
import type { Observed, PersonTag } from "./observed.ts";
import type { SignalReader } from "./signal-reader.ts";
import type { Signal } from "./signals.ts";
import { isOneOf } from "./trailer-keys.ts";

/** The readers that a policy's vocabulary makes. */
export type Readers = { readonly signals: SignalReader; readonly claims: ClaimReader };

/** Makes the function that says what rules read in a commit. Each part is worked out when a rule first looks at it, once. */
export const createObserver =
  (readers: Readers): ((facts: CommitFacts) => Observed) =>
  (facts) =>
    new LazilyObserved(facts, readers);

/** Everything but the trailers is lazy: an audit has a hundred thousand ordinary commits, and most rules look at little. */
class LazilyObserved implements Observed {
  readonly #facts: CommitFacts;
  readonly #readers: Readers;
  #signOffs: readonly PersonTag[] | undefined;
  #coAuthors: readonly PersonTag[] | undefined;
  #looseTags: readonly Trailer[] | undefined;
  #lookalikes: readonly Lookalike[] | undefined;
  #notes: readonly BracketNote[] | undefined;
  #claims: readonly Claim[] | undefined;
  #signals: readonly Signal[] | undefined;

  constructor(facts: CommitFacts, readers: Readers) {
    this.#facts = facts;
    this.#readers = readers;
  }

  get trailers(): readonly Trailer[] {
    return this.#facts.trailers;
  }

  get signOffs(): readonly PersonTag[] {
    this.#signOffs ??= personTags(this.#facts.trailers, signOffKeys);
    return this.#signOffs;
  }

  get coAuthors(): readonly PersonTag[] {
    this.#coAuthors ??= personTags(this.#facts.trailers, coAuthorKeys);
    return this.#coAuthors;
  }

  get looseTags(): readonly Trailer[] {
    this.#looseTags ??= looseTags(this.#facts.message.text, this.#facts.trailers);
    return this.#looseTags;
  }

  get lookalikes(): readonly Lookalike[] {
    this.#lookalikes ??= tagLookalikes(this.#facts.message.text);
    return this.#lookalikes;
  }

  get notes(): readonly BracketNote[] {
    this.#notes ??= bracketNotes(this.#facts.message.text, this.#facts.trailers);
    return this.#notes;
  }

  get claims(): readonly Claim[] {
    this.#claims ??= this.#readers.claims(this.#facts, this.#facts.trailers, this.looseTags);
    return this.#claims;
  }

  get signals(): readonly Signal[] {
    this.#signals ??= this.#readers.signals(this.#facts, this.#tagsOfTools());
    return this.#signals;
  }

  /** Agents also put their tags in the middle of a body; one indented like code is quoted. */
  #tagsOfTools(): readonly Trailer[] {
    const loose = this.looseTags;
    if (loose.length === 0) return this.#facts.trailers;
    return [...this.#facts.trailers, ...loose.filter((tag) => !isQuotedTag(this.#facts, tag))];
  }
}

const signOffKeys = ["signed-off-by"];
const coAuthorKeys = ["co-authored-by", "co-developed-by"];

const noTags: readonly PersonTag[] = Object.freeze([]);

function personTags(trailers: readonly Trailer[], keys: readonly string[]): readonly PersonTag[] {
  let tags: PersonTag[] | undefined;
  for (const trailer of trailers) {
    if (!isOneOf(trailer.key, keys)) continue;
    (tags ??= []).push({ trailer, identity: parseIdentity(trailer.value) });
  }
  return tags ?? noTags;
}
