import type { CommitFacts } from "../commit/facts.ts";
import type { Judgement } from "../evaluate/verdict.ts";
import type { Outcome } from "../rules/outcome.ts";
import { type Draft, isBlank } from "./draft.ts";
import { leftCount, messagesOf, openCount } from "./findings.ts";
import type { Repair } from "./repair.ts";

/**
 * Do lines that nobody touched still say what they said? A trailer that stays is read as before, and what goes on in an indented line is not torn
 * from the line above it, nor given to another: it would become part of somebody else's tag.
 */
export function keepsTheRest(before: CommitFacts, old: Draft, after: CommitFacts, draft: Draft): boolean {
  return keepsTrailers(before, old, after, draft) && keepsFolds(old, draft);
}

function keepsTrailers(before: CommitFacts, old: Draft, after: CommitFacts, draft: Draft): boolean {
  const kept = new Set(draft.lines.map(({ from }) => from));
  const now = new Map<string, number>();
  for (const { key, value } of after.trailers) now.set(`${key}: ${value}`, (now.get(`${key}: ${value}`) ?? 0) + 1);
  const starts = new Map<number, number>();
  let offset = 0;
  for (const [line, { text }] of old.lines.entries()) {
    starts.set(offset, line);
    offset += text.length + 1;
  }
  return before.trailers.every(({ key, value, start }) => {
    if (!kept.has(starts.get(start) ?? null)) return true;
    const count = now.get(`${key}: ${value}`) ?? 0;
    now.set(`${key}: ${value}`, count - 1);
    return count > 0;
  });
}

const keepsFolds = (old: Draft, { lines }: Draft): boolean =>
  lines.every(({ text, from }, index) => {
    const above = from === null ? undefined : old.lines[from - 1];
    if (from === null || above === undefined || isBlank(above) || !/^[ \t]+[^ \t\r]/.test(text)) return true;
    return lines[index - 1]?.from === from - 1;
  });

/**
 * Does a clause that had something to judge have a finding more than are left when all is repaired that is said to be? Such a rewriting is refused
 * (`whyNotAsPlanned`), so none is planned.
 *
 * @param known what a report said of the commit
 * @param before the same commit, judged by all that its message can tell
 */
export const hasUnplannedFinding = (
  known: readonly Judgement[],
  before: readonly Outcome[],
  after: readonly Judgement[],
  repairs: readonly Repair[],
): boolean =>
  after.some((judgement, index) => {
    const earlier = [known[index]?.outcome, before[index]];
    if (earlier.some((outcome) => outcome?.kind === "not-applicable")) return false;
    const planned = repairs.filter((repair) => repair.judgement.clause === judgement.clause);
    return messagesOf(judgement.outcome).some((message) => {
      const found = openCount(judgement.outcome, message);
      return earlier.every((outcome) => found > leftCount(outcome, message, planned));
    });
  });
