import { justificationFor } from "../../commit/justification.ts";
import type { ListedException, Need } from "../../document/document.ts";
import type { Condition, ConditionState } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { citesException } from "./citations.ts";
import { fieldPlace } from "./conditions.ts";
import { secondOpinionOn } from "./second-opinion.ts";

/** *Needs*: a second opinion or a sentence that is not there yet may still come, so it is unknown; the rest is there or it is not. */
export function whatIsNeeded(exception: ListedException, situation: Situation): readonly Condition[] {
  return exception.needs.map((need) => {
    const [state, why] = decide(need, exception, situation);
    return { text: `Needs: ${need}`, state, why, at: fieldPlace(exception, "Needs") };
  });
}

function decide(need: Need, exception: ListedException, situation: Situation): readonly [ConditionState, string] {
  switch (need) {
    case "justification":
      return justifies(exception, situation)
        ? ["holds", "a sentence stands in the paragraph that cites the exception"]
        : ["unknown", "no sentence in the message says why the exception applies"];
    case "second opinion": {
      const opinion = secondOpinionOn(situation);
      if (opinion.kind === "given") return ["holds", `${opinion.opinion.form} by ${opinion.opinion.by.email}`];
      return ["unknown", opinion.why];
    }
    case "disclosure":
      return situation.observed.claims.some((claim) => claim.kind === "content" && claim.source.by === "disclosure")
        ? ["holds", "the message discloses it"]
        : ["fails", "the message does not disclose it"];
    case "script":
      return carriesScript(situation.commit.message.text)
        ? ["holds", "the message carries a command or a semantic patch"]
        : ["fails", "the message carries no script"];
  }
}

/** Does a full sentence stand in a paragraph that cites this exception? Whether it convinces is for people. */
export function justifies(exception: ListedException, situation: Situation): boolean {
  const { claims } = situation.observed;
  const message = situation.commit.message.text;
  return claims.some((claim) => citesException(claim, exception) && justificationFor(message, claim.at) !== null);
}

/** An indented or prompted line that runs a rewriting program, or the `@@` of a semantic patch. */
function carriesScript(message: string): boolean {
  return message.split("\n").some((line) => commandLine.test(line) || semanticPatch.test(line));
}

const commandLine =
  /^(?: {2,}|\t|\$ |> )[ \t$]{0,8}(?:sed|perl|awk|spatch|git grep|git ls-files|find|grep|xargs|python3?|sh|make|clang-format) /;
const semanticPatch = /^[ \t]{0,8}@@[ \t]*$/;
