import type { Policy } from "../../policy/policy.ts";
import { type Candidate, candidatesOf } from "../../rules/ai/reliance.ts";
import type { Condition } from "../../rules/outcome.ts";
import type { Situation } from "../../rules/situation.ts";
import { type AiPosition, positionOf } from "./ai-content.ts";

/** How a listed exception would stand for a change that has no message yet. */
export type ExceptionOutlook = {
  readonly id: string;
  readonly title: string;
  /** May it cover the change? False: a condition fails whatever the message will say, or the entry has ended. */
  readonly mayCover: boolean;
  /** Why the entry no longer applies, else null. */
  readonly ended: string | null;
  /** What the change itself decides. */
  readonly conditions: readonly Condition[];
  /** What has yet to be said or given: `justification`, `second opinion`, `disclosure`, `script`. */
  readonly needs: readonly string[];
  /** Are there conditions that a program does not decide? Then another maintainer's word and a sentence in the message are needed. */
  readonly isForPeople: boolean;
};

/** What a policy says of AI-derived content in a change that is still to be made. It answers a question, and grants nothing. */
export type AiOutlook = { readonly position: AiPosition; readonly exceptions: readonly ExceptionOutlook[] };

/**
 * Asks every listed exception about a planned change.
 *
 * @param isMade the change is there, and only its message is missing; else only its paths are known, and what kind of change it will be is not
 */
export function aiOutlook(policy: Policy, situation: Situation, isMade: boolean): AiOutlook {
  const position = positionOf(policy);
  const isAsked = position.kind === "declined";
  return { position, exceptions: isAsked ? candidatesOf(situation).map((one) => outlookOf(one, isMade)) : [] };
}

function outlookOf({ exception, conditions, ended }: Candidate, isMade: boolean): ExceptionOutlook {
  const ofChange = conditions.filter((condition) => !isNeed(condition));
  const decided = isMade ? ofChange : ofChange.map(withoutKind);
  return {
    id: exception.id,
    title: exception.title,
    mayCover: ended === null && decided.every(({ state }) => state !== "fails"),
    ended,
    conditions: decided,
    needs: exception.needs,
    isForPeople: decided.some(({ state }) => state === "judgement"),
  };
}

/** What the message and other people still have to bring. */
const isNeed = ({ text }: Condition): boolean => text.startsWith("Needs: ");

/** Of paths alone nobody can tell that they will not be renamed, say. */
const withoutKind = (condition: Condition): Condition =>
  condition.text.startsWith("Change: ") && condition.state !== "holds"
    ? { ...condition, state: "unknown", why: "the change is not made yet" }
    : condition;
