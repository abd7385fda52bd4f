import type { Claim } from "../../commit/claims.ts";
import type { ListedException, Need } from "../../document/document.ts";
import type { Condition, ConditionState } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { citesException, haveSentence } from "./citations.ts";
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
      return disclosure(situation.observed.claims);
    case "script":
      return carriesScript(situation.commit.message.text)
        ? ["holds", "the message carries a command or a semantic patch"]
        : ["fails", "the message carries no script"];
  }
}

/** Only a tag in git's block is a disclosure in form: the lenient reading makes nothing hold. */
function disclosure(claims: readonly Claim[]): readonly [ConditionState, string] {
  const disclosures = claims.flatMap(({ kind, source }) =>
    kind === "content" && source.by === "disclosure" ? [source] : [],
  );
  if (disclosures.some(({ inTrailerBlock }) => inTrailerBlock)) return ["holds", "the message discloses it"];
  const [loose] = disclosures;
  if (loose === undefined) return ["fails", "the message does not disclose it"];
  return ["fails", `\`${loose.key}: ${loose.value}\` is not in the trailer block at the end of the message`];
}

/** Does a full sentence stand in a paragraph that cites this exception? Whether it convinces is for people. */
export const justifies = (exception: ListedException, situation: Situation): boolean =>
  haveSentence(situation.observed.claims, (claim) => citesException(claim, exception));

/** A line that runs a rewriting program, or the `@@` of a semantic patch. */
function carriesScript(message: string): boolean {
  let fenced = false;
  return message.split("\n").some((line) => {
    if (line.trimStart().startsWith("```")) fenced = !fenced;
    return isCommand(line, fenced) || semanticPatch.test(line);
  });
}

/** Indented, after a prompt, or in a fence: a command that stands among prose is spoken of, not given. */
function isCommand(line: string, fenced: boolean): boolean {
  const lead = /^(?:> )?[ \t]{0,40}/.exec(line)?.[0] ?? "";
  const prompted = line.startsWith("$ ", lead.length);
  const command = line.slice(lead.length + (prompted ? 2 : 0));
  const program = programs.exec(command)?.[0];
  if (program === undefined) return false;
  const setOff = fenced || / {2}|\t|> /.test(lead);
  return prompted || (setOff && firstArgument.test(command.slice(program.length)));
}

const programs = /^(?:sed|perl|awk|spatch|git grep|git ls-files|find|grep|xargs|python3?|sh|make|clang-format)(?= )/;
/** What tells a command from prose that goes on with `make sure` or `find out`: an option, quotes, a path, a file, a variable. */
const firstArgument = /^ +(?:[-'"./$*|<>~]|\S{0,200}[/=]|\S{0,200}\.\w{2})/;
const semanticPatch = /^[ \t]{0,8}@@[ \t]*$/;
