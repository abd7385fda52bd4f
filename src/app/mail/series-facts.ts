import type { Change } from "../../core/commit/facts.ts";
import { type Answers, type CommitJudge, nothingAsked } from "../../core/evaluate/commit-judge.ts";
import { nothingLearnt } from "../../core/evidence/content.ts";
import { changesOfDiff } from "../../core/mail/patch-changes.ts";
import type { SeriesPatch } from "../../core/mail/series.ts";
import type { FactName, Situation } from "../../core/rules/situation.ts";
import { learned } from "../../core/text/learned.ts";

/** A patch, and what a clause asks about it. */
export type SeriesAsking = {
  readonly patch: SeriesPatch;
  /** In the report, the newest first. */
  readonly place: number;
  readonly situation: Situation;
  readonly names: readonly FactName[];
};

/** Learns what patches are asked, from their diffs. The rest is unknown, with the reason. Order is kept. */
export async function gatherSeriesFacts(
  asking: readonly SeriesAsking[],
  judge: CommitJudge,
): Promise<readonly SeriesAsking[]> {
  return asking.map((one) => {
    if (one.names.length === 0) return one;
    const { situation, patch } = one;
    return { ...one, situation: judge.answered(situation, answersByDiff(patch)) };
  });
}

/** What a diff says; nothing of the rest is known. */
function answersByDiff({ patch: { diff } }: SeriesPatch): Answers {
  const changes = changesOfDiff(diff);
  const paths = changes.known ? learned(pathsIn(changes.value)) : changes;
  return { changes, asked: { ...nothingAsked, paths, evidence: nothingLearnt(notApplied) } };
}

const pathsIn = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap(({ path, from }) => (from === null ? [path] : [path, from]));

const notApplied = "the patch was not applied to any commit";
