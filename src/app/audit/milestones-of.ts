import type { Milestone } from "../../core/audit/audit.ts";
import { type AuditMemory, goingOn } from "../../core/audit/audit-memory.ts";
import { type Lineage, notReached } from "../../core/audit/lineage.ts";
import { changesBetween, noPolicy, type PolicySketch, sketchOf } from "../../core/audit/milestones.ts";
import type { PolicyTexts, Timeline } from "../../core/audit/timeline.ts";
import { dayOf } from "../../core/text/day.ts";
import type { Learned } from "../../core/text/learned.ts";
import type { Repository } from "../../ports/repository.ts";
import { factsOf } from "../gather-facts.ts";
import type { GivenTexts } from "./given-texts.ts";
import { asksTheSame, type Governing, hasOwnPolicy } from "./governing.ts";

export type MilestonesRequest = {
  readonly timeline: Timeline;
  /** The index of the texts that an earlier audit ended with; 0 where there was none. */
  readonly from: number;
  /** An earlier audit, which told what came about up to then. */
  readonly earlier: AuditMemory | null;
  readonly given: GivenTexts;
  readonly givenBefore: (commit: number) => Learned<number>;
  readonly governing: (texts: number, given: Learned<number>) => Promise<Governing>;
  readonly lineage: Lineage;
};

/** Where what governs becomes another: texts of the repository, or the text that was given for the time without. */
type Turn = {
  readonly texts: number;
  readonly given: Learned<number>;
  /** The number of the commit with which it comes about; null: it was so from the start. */
  readonly commit: number | null;
  readonly isOfGiven: boolean;
};

/** What each change of the policy's texts on the audited line changed, oldest first. */
export async function milestonesOf(request: MilestonesRequest, repository: Repository): Promise<readonly Milestone[]> {
  const { timeline, earlier, governing, lineage } = request;
  const milestones: Milestone[] = [];
  let before = noPolicy;
  let governed: Governing = { kind: "none" };
  let last: number | null = null;
  for (const [index, turn] of [...turnsOf(request)].entries()) {
    const texts = timeline.texts[turn.texts] as PolicyTexts;
    const follows = !turn.isOfGiven && texts.previous === last;
    last = turn.texts;
    if (follows && asksTheSame(texts, governed)) continue;
    governed = await governing(turn.texts, turn.given);
    const after = sketchAfter(before, texts, governed);
    const isTold = index === 0 && earlier !== null;
    const said = isTold ? [] : [...saidOfGiven(turn, texts, request.given), ...changesBetween(before, after)];
    before = after;
    if (said.length === 0) continue;
    const commit = turn.commit === null ? undefined : lineage.idOf(turn.commit);
    const raw = commit === undefined ? null : await repository.readCommit(commit);
    const day = raw?.ok ? dayOf(factsOf(raw.value).committer.at.seconds) : "0000-01-01";
    for (const text of said) milestones.push({ commit: commit ?? "", day, text });
  }
  return milestones;
}

function sketchAfter(before: PolicySketch, texts: PolicyTexts, found: Governing): PolicySketch {
  if (found.kind === "policy") return sketchOf(found.past.policy());
  if (found.kind === "none") return noPolicy;
  // What cannot be read is as it was, but a policy that is not there is not.
  return { ...before, settings: hasOwnPolicy(texts) ? before.settings : null };
}

/** Which of several given texts it is that judges from here on; a policy of the repository's own takes their place. */
function saidOfGiven({ given: number, isOfGiven }: Turn, texts: PolicyTexts, given: GivenTexts): readonly string[] {
  const text = number.known && isOfGiven && given.length > 1 && !hasOwnPolicy(texts) ? given[number.value] : undefined;
  if (!text?.found) return [];
  return [`${text.found.origin.name} judges from here on${text.change === null ? "" : `: ${text.change}`}`];
}

/** The first is what governed at the start. Where nobody can tell which given text was in force, none takes another's place. */
function* turnsOf({ timeline, from, earlier, givenBefore, lineage }: MilestonesRequest): Iterable<Turn> {
  const { mainline } = lineage;
  const { from: start } = goingOn(lineage, earlier);
  let texts = from;
  // As it was with the last commit that was judged before, if there is one.
  let given = givenBefore(mainline[Math.max(0, start - 1)] ?? notReached);
  yield { texts, given, commit: null, isOfGiven: true };
  for (const commit of mainline.slice(start)) {
    const own = givenBefore(commit);
    if (own.known && (!given.known || own.value !== given.value)) {
      given = own;
      yield { texts, given, commit, isOfGiven: true };
    }
    const after = timeline.after(commit);
    if (after <= texts) continue;
    texts = after;
    yield { texts, given, commit: timeline.texts[texts]?.madeBy ?? null, isOfGiven: false };
  }
}
