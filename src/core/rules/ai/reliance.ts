import type { ChangeKind, ListedException } from "../../document/document.ts";
import { isPathKind } from "../../evidence/path-kinds.ts";
import type { Condition, Reliance } from "../outcome.ts";
import type { FactName, Situation } from "../situation.ts";
import { citationsOf, citedExceptions } from "./citations.ts";
import { justifies } from "./condition-needs.ts";
import { decideConditions, fieldPlace } from "./conditions.ts";
import { type Opinion, secondOpinionOn } from "./second-opinion.ts";

/** How one listed exception stands for a commit. */
export type Candidate = {
  readonly exception: ListedException;
  readonly conditions: readonly Condition[];
  /** Why the entry no longer applies (`it ended on …`, `it was withdrawn on …`), else null. */
  readonly ended: string | null;
};

/**
 * What a commit's AI content can rest on.
 * `evident`: all conditions hold. `judged`: people had to decide the rest, and a second opinion and a sentence are there.
 * `open`: a person must still decide or speak. `unknown`: a fact is missing. `none`: nothing listed covers it.
 */
export type Standing =
  | { readonly kind: "evident" | "judged"; readonly candidate: Candidate; readonly opinion: Opinion | null }
  | { readonly kind: "open"; readonly candidate: Candidate; readonly opinion: Opinion; readonly justified: boolean }
  | { readonly kind: "unknown"; readonly candidate: Candidate }
  | { readonly kind: "none"; readonly nearest: Candidate | null; readonly cited: boolean };

/** Tries the exceptions cited, or all that are listed when the commit cites none, and takes the best standing. */
export function standingOf(situation: Situation): Standing {
  const citations = citationsOf(situation);
  const candidates = triedExceptions(situation).map((exception) => candidateOf(exception, situation));
  const alive = candidates.filter(({ ended }) => ended === null);
  const evident = alive.find(({ conditions }) => conditions.every(({ state }) => state === "holds"));
  if (evident !== undefined) return { kind: "evident", candidate: evident, opinion: opinionFor(evident, situation) };
  const undecided = alive.filter(({ conditions }) => conditions.every(({ state }) => state !== "fails"));
  const standings = undecided
    .filter(({ conditions }) => conditions.every((condition) => condition.state !== "unknown" || waits(condition)))
    .map((candidate) => openOrJudged(candidate, situation));
  const open = standings.find(({ kind }) => kind === "judged") ?? standings[0];
  if (open !== undefined) return open;
  const [unknown] = undecided;
  if (unknown !== undefined) return { kind: "unknown", candidate: unknown };
  return { kind: "none", nearest: nearestOf(candidates), cited: citations.length > 0 };
}

/** How each listed exception stands for a change, whatever its message cites. */
export const candidatesOf = (situation: Situation): readonly Candidate[] =>
  situation.policy.exceptions.map((exception) => candidateOf(exception, situation));

/** The exceptions that the commit cites, or all that are listed when it cites none. */
function triedExceptions(situation: Situation): readonly ListedException[] {
  const citations = citationsOf(situation);
  const { exceptions } = situation.policy;
  return citations.length === 0 ? exceptions : citedExceptions(exceptions, citations);
}

/** The kinds of change that a verdict could rest on and that need the contents of the files. */
export function contentKinds(situation: Situation): ReadonlySet<ChangeKind> {
  const kinds = triedExceptions(situation).flatMap(({ change, covers }): readonly ChangeKind[] =>
    covers.includes("comments") ? [...change, "comments"] : change,
  );
  return new Set(kinds.filter((kind) => !isPathKind(kind)));
}

const withContent: readonly FactName[] = ["changes", "earlier-commits", "content"];
const withoutContent: readonly FactName[] = ["changes", "earlier-commits"];

/** The facts that conditions of exceptions may need. */
export const factsForExceptions = (situation: Situation): readonly FactName[] =>
  contentKinds(situation).size > 0 ? withContent : withoutContent;

/** The reliance that a report shows for a standing in which something is relied on. */
export function relianceOf(standing: Exclude<Standing, { kind: "none" }>): Reliance {
  const { exception, conditions } = standing.candidate;
  const opinion = "opinion" in standing ? standing.opinion : null;
  return {
    exception: exception.id,
    evident: standing.kind === "evident",
    conditions,
    secondOpinion: opinion?.kind === "given" ? opinion.opinion : null,
  };
}

/** A word that nobody has said yet is no missing fact: it may still come. */
const waits = ({ text, state }: Condition): boolean =>
  state === "unknown" && (text === "Needs: second opinion" || text === "Needs: justification");

function openOrJudged(candidate: Candidate, situation: Situation): Standing {
  const { exception, conditions } = candidate;
  const judgement = conditions.some(({ state }) => state === "judgement");
  const sentenceNeeded = judgement || exception.needs.includes("justification");
  const justified = !sentenceNeeded || justifies(exception, situation);
  const opinion = secondOpinionOn(situation);
  const opinionNeeded = judgement || exception.needs.includes("second opinion");
  if (justified && (!opinionNeeded || opinion.kind === "given")) return { kind: "judged", candidate, opinion };
  return { kind: "open", candidate, opinion, justified };
}

const opinionFor = ({ exception }: Candidate, situation: Situation): Opinion | null =>
  exception.needs.includes("second opinion") ? secondOpinionOn(situation) : null;

function candidateOf(exception: ListedException, situation: Situation): Candidate {
  const end = endOf(exception, situation);
  if (end?.state === "fails") return { exception, ended: end.why, conditions: [] };
  const conditions = decideConditions(exception, situation);
  return { exception, ended: null, conditions: end === null ? conditions : [end, ...conditions] };
}

/**
 * Days are inclusive and UTC: an entry lasts through its last day, and a withdrawal counts from its own day on. Null while it lasts, and for a series
 * that was in flight and is spared; unknown where nobody can say whether this one was.
 */
function endOf(exception: ListedException, { contribution: { today, posted } }: Situation): Condition | null {
  const { until, withdrawn } = exception;
  const ends: End[] = [];
  if (withdrawn !== null && withdrawn.day <= today) {
    const why = `it was withdrawn on ${withdrawn.day}${withdrawn.reason === "" ? "" : `: ${withdrawn.reason}`}`;
    ends.push({
      field: "Withdrawn",
      day: withdrawn.day,
      why,
      wasInTime: (day) => day < withdrawn.day,
      ...graceOf(withdrawn),
    });
  }
  if (until !== null && until.day < today) {
    const why = `it ended on ${until.day}`;
    ends.push({ field: "Until", day: until.day, why, wasInTime: (day) => day <= until.day, ...graceOf(until) });
  }
  let open: Condition | null = null;
  for (const { field, day, why, grace, wasInTime } of ends) {
    const condition = { text: `${field}: ${day}`, at: fieldPlace(exception, field) };
    const late = grace === null || grace < today || (posted.known && !wasInTime(posted.value));
    if (late) return { ...condition, state: "fails", why };
    if (!posted.known) {
      const doubt = `${why}; what was posted before may land until ${grace}, and whether this was is not known: ${posted.why}`;
      open ??= { ...condition, state: "unknown", why: doubt };
    }
  }
  return open;
}

type End = {
  readonly field: "Until" | "Withdrawn";
  readonly day: string;
  readonly why: string;
  readonly grace: string | null;
  readonly wasInTime: (day: string) => boolean;
};

const graceOf = (end: { readonly postedBeforeMayLandUntil: string | null }): { readonly grace: string | null } => ({
  grace: end.postedBeforeMayLandUntil,
});

/** The one with the fewest failed conditions, so that its reader learns most; an ended one only if there is no other. */
function nearestOf(candidates: readonly Candidate[]): Candidate | null {
  const failures = ({ ended, conditions }: Candidate): number =>
    ended === null ? conditions.filter(({ state }) => state === "fails").length : Number.MAX_SAFE_INTEGER;
  return candidates.reduce<Candidate | null>(
    (best, candidate) => (best === null || failures(candidate) < failures(best) ? candidate : best),
    null,
  );
}
