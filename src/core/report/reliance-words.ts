import { lineWords } from "./basis.ts";
import type { JudgementValue } from "./json-values.ts";
import { type RelianceValue, relianceOf } from "./report-value.ts";
import { shown } from "./words.ts";

/** Was this not said yet? From now on it was. */
export function isNew(said: Set<string>, words: string): boolean {
  if (said.has(words)) return false;
  said.add(words);
  return true;
}

/** The exception that an outcome rests on, if it was not named before, with the second opinion that any outcome found. */
export function newReliance(
  judgement: JudgementValue,
  all: readonly JudgementValue[],
  said: Set<string>,
): RelianceValue | null {
  const reliance = judgement.outcome === "met" ? relianceOf(judgement) : null;
  if (reliance === null || !isNew(said, `exception ${reliance.exception}`)) return null;
  const given = all.find(({ exception, secondOpinion }) => exception === reliance.exception && secondOpinion !== null);
  return { ...reliance, secondOpinion: reliance.secondOpinion ?? given?.secondOpinion ?? null };
}

/** The exception that an open outcome is about, if it was not named before. The conditions of an evident one all hold, so it is not news. */
export function newOpenReliance(
  judgement: JudgementValue,
  said: Set<string>,
  evidentToo: boolean,
): RelianceValue | null {
  const reliance = relianceOf(judgement);
  if (reliance === null || (reliance.evidence.evident && !evidentToo)) return null;
  return isNew(said, `exception ${reliance.exception}`) ? reliance : null;
}

/** `under exception mechanical-changes (docs/provenance.rst:40), evident, Acked-by from …`. */
export function relianceWords(reliance: RelianceValue): string {
  const { evidence, secondOpinion } = reliance;
  const how = evidence.evident ? "evident" : "judged by people";
  const opinion =
    secondOpinion === null ? "" : `, ${shown(secondOpinion.form)} from \`${personWords(secondOpinion.by)}\``;
  return `under ${relianceHead(reliance)}, ${how}${opinion}`;
}

/** `exception mechanical-changes (docs/provenance.rst:40)`. */
export function relianceHead({ exception, evidence: { conditions } }: RelianceValue): string {
  const [first] = conditions;
  return `exception ${shown(exception)}${first === undefined ? "" : ` (${lineWords(first)})`}`;
}

/** Acked-by from whom, and how that is known. */
export function opinionWords({ form, by, source, verified }: NonNullable<RelianceValue["secondOpinion"]>): string {
  return `${shown(form)} from \`${personWords(by)}\` (${shown(source)}${verified ? ", verified" : ""})`;
}

const personWords = ({ name, email }: { name: string; email: string }): string => shown(`${name} <${email}>`);
