import type { Settings, Shapes } from "../text/shape.ts";
import type { Finding, FindingData, Outcome, Place } from "./outcome.ts";
import type { AskedRequestFact } from "./request/request-facts.ts";
import type { FactName, Situation } from "./situation.ts";

/**
 * The words of a message: what is wrong and what to do, with `{placeholders}` for the finding's data. `waitsFor`: nothing is wrong
 * with what stands there, but somebody's own word is missing, which nobody else can give.
 */
export type MessageWords = { readonly what: string; readonly fix?: string; readonly waitsFor?: Speaker };

/** Whose word a commit may wait for. `forge`: what a pull request says, which nobody can know before there is one. */
export type Speaker = "author" | "co-author" | "maintainer" | "forge";

/**
 * Which of two values of an option asks for more, all else being equal: a list with `more` or `fewer` in it, the `lower` number (none is no
 * limit), or the words from the loosest to the strictest.
 */
export type Tightening = "more" | "fewer" | "lower" | readonly (string | boolean)[];

export type Topic = "sign-off" | "ai" | "generated" | "policy";

/**
 * A rule: what it is, what it can be told, what it can say, how it looks.
 * `check` is pure and total. `asks` names the costly facts it would need to decide this commit; it must be cheap and
 * may look at everything else.
 */
export type Rule = {
  readonly id: string;
  readonly topic: Topic;
  /** One sentence: what holds when the rule is met. */
  readonly summary: string;
  readonly options: Shapes;
  readonly messages: { readonly [id: string]: MessageWords };
  readonly asks: (situation: Situation, options: Settings<Shapes>) => readonly FactName[];
  /** Facts of the request that the rule looks at, for which a forge is asked where the rule is in force. */
  readonly asksForge: readonly AskedRequestFact[];
  readonly check: (situation: Situation, options: Settings<Shapes>) => Outcome;
  /**
   * Of a plain commit (`evaluate/plain-commit.ts`: usual trailers, and nothing that could be a claim, a signal
   * or a revert) the rule looks at nothing but who stands where: who are one person or bear one name, and what it would
   * say of each by himself; and only that of those who neither wrote the commit nor signed it off nor are co-authors. Of an editor's note it sees whether a sign-off
   * follows. Keys of trailers it knows from its options only, as texts, or from `heardKeys`. Then histories are judged by arrangements.
   */
  readonly plain: boolean;
  /** By option; of one that is not named here nobody knows which of two different values asks for more. */
  readonly tighter: { readonly [option: string]: Tightening };
};

type Definition<O extends Shapes, M extends string> = {
  readonly id: string;
  readonly topic: Topic;
  readonly summary: string;
  readonly options: O;
  readonly messages: { readonly [id in M]: MessageWords };
  readonly plain?: boolean;
  readonly tighter?: { readonly [Option in keyof O]?: Tightening };
  readonly asks?: (situation: Situation, options: Settings<O>) => readonly FactName[];
  readonly asksForge?: readonly AskedRequestFact[];
  readonly check: (situation: Situation, options: Settings<O>, finding: FindingMaker<M>) => Outcome;
};

/** Makes a finding of this rule; a message id the rule does not have does not compile. */
export type FindingMaker<M extends string> = (message: M, at: Place, data?: FindingData) => Finding;

/** What `asks` mostly answers, made once: it is asked of every commit. */
export const noFacts: readonly FactName[] = Object.freeze([]);

/** The `asks` of a rule that has none. It is told by this, and not called for every commit. */
export const asksNothing = (): readonly FactName[] => noFacts;
export const changesOnly: readonly FactName[] = Object.freeze(["changes"] as const);
/** Enough for a rule about who owns what: see `touchedPaths`. */
export const pathsOnly: readonly FactName[] = Object.freeze(["paths"] as const);
/** Enough for a rule about new files: see `Asked.additions`. */
export const additionsOnly: readonly FactName[] = Object.freeze(["additions"] as const);

/** Makes a rule of its definition. The message ids become the type of what it can say. */
export function defineRule<const O extends Shapes, const M extends string>(definition: Definition<O, M>): Rule {
  const { id, topic, summary, options, messages, plain = false } = definition;
  const { tighter = {}, asks, asksForge = [], check } = definition;
  const finding: FindingMaker<M> = (message, at, data = {}) => ({ message, at, data });
  return {
    id,
    topic,
    summary,
    options,
    messages,
    plain,
    tighter,
    asks: asks === undefined ? asksNothing : (situation, settings) => asks(situation, settings as Settings<O>),
    asksForge,
    check: (situation, settings) => check(situation, settings as Settings<O>, finding),
  };
}
