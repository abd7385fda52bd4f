import type { CommitJudge } from "../../core/evaluate/commit-judge.ts";
import { baseNamedIn } from "../../core/mail/named-base.ts";
import type { MailedPatch } from "../../core/mail/posted-mail.ts";
import type { Series, SeriesPatch } from "../../core/mail/series.ts";
import type { FactName, Situation } from "../../core/rules/situation.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { EvidencePorts } from "../gather-evidence.ts";
import { type AppliedSeries, applySeries, type Landing } from "./apply-series.ts";
import { entirePatch, type ReadAgain } from "./entire-patches.ts";
import { gatherMailedFacts, type MailedAsking } from "./gather-mailed-facts.ts";

/** A patch, and what a clause asks about it. */
export type SeriesAsking = {
  readonly patch: SeriesPatch;
  /** In the report, the newest first. */
  readonly place: number;
  readonly situation: Situation;
  readonly names: readonly FactName[];
};

/** Where facts about the patches of a series are had. */
export type SeriesGround = EvidencePorts & {
  readonly judge: CommitJudge;
  readonly series: Series;
  /** Unknown: nothing says where the series would land. */
  readonly landing: Learned<Landing>;
  readonly readAgain: ReadAgain;
};

/** Facts that a diff does not tell. Nearly no patch asks for one, and to apply a series costs much. */
const needsCommit: ReadonlySet<FactName> = new Set(["content", "repeats"]);

/** Learns what patches are asked: from their diffs, and where that is not enough from the commits that they would become. Order is kept. */
export async function gatherSeriesFacts(
  asking: readonly SeriesAsking[],
  ground: SeriesGround,
): Promise<readonly SeriesAsking[]> {
  const open = asking.filter(({ names }) => names.length > 0);
  if (open.length === 0) return asking;
  const applied = open.some(({ names }) => names.some((name) => needsCommit.has(name)))
    ? await applyAll(ground)
    : unknown("the series was not applied to any commit");
  try {
    const { judge, landing, syntax, replay } = ground;
    const repository = applied.known ? applied.value.repository : ground.repository;
    const base = landing.known ? landing.value.tip : null;
    const mailed: (MailedAsking & { readonly original: SeriesAsking })[] = [];
    for (const original of open) {
      const { patch, place, situation, names } = original;
      const entire = await entirePatch(patch, ground.readAgain);
      const diff = entire.known ? learned(entire.value.diff) : entire;
      mailed.push({ place, situation, names, base, diff, commit: commitAt(patch.position, applied), original });
    }
    const answered = new Map<SeriesAsking, SeriesAsking>();
    for (const { asked, answers } of await gatherMailedFacts(mailed, { repository, syntax, replay }))
      answered.set(asked.original, { ...asked.original, situation: judge.answered(asked.situation, answers) });
    return asking.map((one) => answered.get(one) ?? one);
  } finally {
    if (applied.known) await applied.value.repository.close();
  }
}

async function applyAll({ series, landing, repository, readAgain }: SeriesGround): Promise<Learned<AppliedSeries>> {
  if (!landing.known) return landing;
  const patches: MailedPatch[] = [];
  for (const one of firstPatches(series)) {
    const patch = await entirePatch(one, readAgain);
    if (!patch.known) return patch;
    patches.push(patch.value);
  }
  return applySeries({ patches, named: baseNamedIn(series) }, landing.value, repository);
}

/** Up to the first position of which no patch is here, or more than one: nobody can tell what stands behind that was made on. */
function firstPatches({ patches }: Series): readonly SeriesPatch[] {
  const several = new Set(
    patches.filter(({ position }, index) => patches[index + 1]?.position === position).map(({ position }) => position),
  );
  const end = patches.findIndex(({ position }, index) => position !== index + 1 || several.has(position));
  return end === -1 ? patches : patches.slice(0, end);
}

function commitAt(position: number, applied: Learned<AppliedSeries>): AppliedSeries["commits"][number] {
  if (!applied.known) return applied;
  return applied.value.commits[position - 1] ?? unknown("a patch before it is missing, or comes twice");
}
