import type { Judgement } from "../evaluate/verdict.ts";
import type { Finding, Outcome } from "../rules/outcome.ts";
import type { Repair } from "./repair.ts";

/** All findings of a commit, in the order of the clauses: what is wrong, and what nobody could decide. */
export const findingsIn = (
  judgements: readonly Judgement[],
): readonly { readonly judgement: Judgement; readonly finding: Finding }[] =>
  judgements.flatMap((judgement) => findingsOf(judgement.outcome).map((finding) => ({ judgement, finding })));

/** The findings of an outcome, if it has any. */
export const findingsOf = (outcome: Outcome | undefined): readonly Finding[] =>
  outcome?.kind === "unmet" || outcome?.kind === "undecided" ? outcome.findings : none;

/** How many findings of an outcome have this message. */
export const openCount = (outcome: Outcome | undefined, message: string): number =>
  findingsOf(outcome).filter((finding) => finding.message === message).length;

/** How many of them are left when these repairs of the clause are made. */
export const leftCount = (outcome: Outcome | undefined, message: string, repairs: readonly Repair[]): number =>
  openCount(outcome, message) - repairs.filter(({ finding }) => finding.message === message).length;

/** The messages of an outcome's findings, each once: there can be as many findings as lines. */
export const messagesOf = (outcome: Outcome): readonly string[] => [
  ...new Set(findingsOf(outcome).map(({ message }) => message)),
];

const none: readonly Finding[] = [];
