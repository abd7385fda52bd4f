import type { Outcome } from "../rules/outcome.ts";
import { createArrangements } from "./plain-arrangements.ts";
import { notPlain } from "./plain-bytes.ts";

/** Gives texts numbers from 1 on, within each of the words that they begin with. */
export function createNumbering(): (text: string) => number {
  const known = new Map<string, number>();
  const counts = new Map<string, number>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const word = text.slice(0, text.indexOf(" "));
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    known.set(text, number);
    return number;
  };
}

/**
 * Gives what the clauses say, one after another, numbers from 1 on: the same for the same answers. Reasons are constants of the rules, so that each is
 * found at once; put together into one text they took longer than judging. `notPlain`: there are too many.
 */
export function createAnswerNumbering(): (outcomes: readonly Outcome[]) => number {
  const known = { met: new Map(), "not-applicable": new Map(), unmet: new Map(), undecided: new Map() } as const;
  const paths = createArrangements();
  const numbers = new Map<number, number>();
  let answers = 0;

  function answerOf(outcome: Outcome): number {
    const ofKind: Map<string, number> = known[outcome.kind];
    const text = reasonOf(outcome);
    const found = ofKind.get(text);
    if (found !== undefined) return found;
    answers += 1;
    ofKind.set(text, answers);
    return answers;
  }

  return (outcomes) => {
    let path = 0;
    for (const outcome of outcomes) {
      path = paths.step(path, answerOf(outcome));
      if (path === notPlain) return notPlain;
    }
    const number = numbers.get(path) ?? numbers.size + 1;
    numbers.set(path, number);
    return number;
  };
}

/** Which answer it is. Data of findings do not count: an outcome with findings is never taken for another commit's. */
export const inWords = (outcome: Outcome): string => `${outcome.kind} ${reasonOf(outcome)}`;

const reasonOf = (outcome: Outcome): string =>
  outcome.kind === "met" || outcome.kind === "not-applicable"
    ? outcome.because
    : outcome.findings.map(({ message }) => message).join(" ");
