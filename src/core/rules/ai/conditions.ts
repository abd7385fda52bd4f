import type { ListedException } from "../../document/document.ts";
import { isProseOnly } from "../../document/prose-only.ts";
import type { Condition } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { whatChanged } from "./condition-change.ts";
import { whatIsNeeded } from "./condition-needs.ts";
import { whatIsTouched } from "./condition-paths.ts";
import { whoMay } from "./condition-who.ts";

/**
 * Every condition of a listed exception, decided for one commit: holds, fails, unknown, or left to people.
 * An entry that limits the content by no field (none at all, or only who may rely on it and what must be said) is a
 * judgement besides: its limits stand in prose, and nothing a program can read would be evident.
 */
export function decideConditions(exception: ListedException, situation: Situation): readonly Condition[] {
  const broken = exception.problems.find(({ severity }) => severity === "error");
  if (broken !== undefined) {
    return [{ text: "the entry", state: "unknown", why: `it cannot be read: ${broken.text}`, at: broken.at }];
  }
  return [
    ...whatIsTouched(exception, situation),
    ...whatChanged(exception, situation),
    ...whoMay(exception, situation),
    ...whatIsNeeded(exception, situation),
    ...(isProseOnly(exception) ? [proseOnly(exception)] : whatPeopleDecide(exception)),
  ];
}

/** The place of a field in the document, for a condition; the heading when the field cannot be found. */
export function fieldPlace(exception: ListedException, name: string): Condition["at"] {
  const wanted = name.toLowerCase();
  return exception.fields.find((field) => field.name.toLowerCase() === wanted)?.valueAt ?? exception.at;
}

function whatPeopleDecide(exception: ListedException): readonly Condition[] {
  const conditions = exception.judgements.map(
    (words): Condition => ({
      text: `Judgement: ${words}`,
      state: "judgement",
      why: "the document leaves it to people",
      at: fieldPlace(exception, "Judgement"),
    }),
  );
  if (exception.tool === null) return conditions;
  const tool: Condition = {
    text: `Tool: ${exception.tool}`,
    state: "judgement",
    why: "no commit proves which tool made it",
    at: fieldPlace(exception, "Tool"),
  };
  return [tool, ...conditions];
}

const proseOnly = (exception: ListedException): Condition => ({
  text: `the entry "${exception.title}" as a whole`,
  state: "judgement",
  why: "the entry states its conditions in prose only",
  at: exception.at,
});
