import type { Opener, RequestText } from "../core/forge/decision.ts";
import type { ToldRequestFacts } from "../core/forge/request-facts.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { AskedRequestFact } from "../core/rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { AskedRepository, ForgeAnswer, ForgeError, ForgeList, RequestSource } from "../ports/forge.ts";

/** Facts of a request that a forge was asked for. */
export type AskedRequestFacts = {
  readonly facts: ToldRequestFacts;
  /** What kept a fact from being learnt now and may not later; null: nothing did. */
  readonly later: ForgeError | null;
};

export const nothingAsked: AskedRequestFacts = { facts: {}, later: null };

/** What of a request the rules in force look at that a forge has to be asked for. */
export function factsAskedBy({ clauses }: Pick<Policy, "clauses">): ReadonlySet<AskedRequestFact> {
  return new Set(clauses.flatMap(({ rule, level }) => (level === "off" ? [] : rule.asksForge)));
}

/**
 * Asks a forge for what the rules in force look at in a request and nobody knows yet; of a policy without such a rule it is asked nothing.
 *
 * @param asked what is wanted, as `factsAskedBy` says
 */
export async function askRequestFacts(
  asked: ReadonlySet<AskedRequestFact>,
  { number, openedBy }: RequestText,
  repository: AskedRepository,
  source: RequestSource,
): Promise<AskedRequestFacts> {
  const answers: ForgeAnswer<unknown>[] = [];
  const noted = <T>(answer: ForgeAnswer<T>): ForgeAnswer<T> => {
    answers.push(answer);
    return answer;
  };
  const facts: { -readonly [Name in keyof ToldRequestFacts]: ToldRequestFacts[Name] } = {};
  const opener: Learned<Opener> =
    openedBy !== null
      ? learned(openedBy)
      : asked.has("openedByBot") || asked.has("othersOpen")
        ? known(noted(await source.opener(repository, number)))
        : unknown("the forge was not asked who opened it");
  if (openedBy === null && opener.known) facts.openedBy = learned(opener.value.login);
  if (asked.has("openedByBot"))
    facts.openedByBot = flat(opener.known ? known(noted(await source.isBot(opener.value))) : opener);
  if (asked.has("workItems")) facts.workItems = whole(noted(await source.workItems(repository, number)));
  if (asked.has("othersOpen"))
    facts.othersOpen = opener.known ? whole(noted(await source.othersOpen(repository, number, opener.value))) : opener;
  const failed = answers.flatMap((answer) => (answer.ok || answer.error.code !== "later" ? [] : [answer.error]));
  return { facts, later: failed[0] ?? null };
}

const known = <T>(answer: ForgeAnswer<T>): Learned<T> =>
  answer.ok ? learned(answer.value) : unknown(answer.error.text);

const flat = <T>(answer: Learned<Learned<T>>): Learned<T> => (answer.known ? answer.value : answer);

/** Of a list that was cut nobody can tell what it does not have. */
function whole<T>(answer: ForgeAnswer<ForgeList<T>>): Learned<readonly T[]> {
  if (!answer.ok) return unknown(answer.error.text);
  const { items, complete } = answer.value;
  return complete
    ? learned(items)
    : unknown("the forge has more of them than are looked through, or did not show or describe all");
}
