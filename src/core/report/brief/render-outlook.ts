import type { Condition } from "../../rules/outcome.ts";
import { append } from "../../text/long-lists.ts";
import { markdownCode, markdownText } from "../markdown.ts";
import type { AiOutlook, ExceptionOutlook } from "./ai-outlook.ts";

/** Exceptions told one by one. */
const exceptionsMax = 30;

/** The answer to "may AI be used for this change?", as Markdown that ends in a line feed. */
export function renderOutlook({ position, exceptions }: AiOutlook): string {
  switch (position.kind) {
    case "silent":
      return "The policy does not say. Ask the maintainers before anything is written that is to be contributed.\n";
    case "unclear":
      return `It cannot be told: ${markdownText(position.why)}. Take it for declined, and ask.\n`;
    case "permitted":
      return "Yes: the policy permits AI-derived content, and all other rules hold for it as for any content.\n";
    case "declined":
      return declined(exceptions);
  }
}

function declined(exceptions: readonly ExceptionOutlook[]): string {
  const covering = exceptions.filter(({ mayCover }) => mayCover);
  const excluded = exceptions.filter(({ mayCover }) => !mayCover);
  const lines =
    covering.length === 0
      ? [
          exceptions.length === 0
            ? "No: the policy declines AI-derived content, and its document lists no exception."
            : "No: the policy declines AI-derived content, and no exception that its document lists covers this change.",
        ]
      : [
          "Only under an exception that the document lists, if all of its conditions hold. Nothing said here grants it:",
          ...covering.slice(0, exceptionsMax).flatMap(coveringLines),
        ];
  if (excluded.length > 0)
    append(lines, ["", "These do not cover it:", ...excluded.slice(0, exceptionsMax).map(excludedLine)]);
  const left = Math.max(0, covering.length - exceptionsMax) + Math.max(0, excluded.length - exceptionsMax);
  if (left > 0) lines.push(`- ${left} more, which the document lists.`);
  return `${lines.join("\n")}\n`;
}

function coveringLines(outlook: ExceptionOutlook): readonly string[] {
  const { id, title, conditions } = outlook;
  return [
    `- **${markdownText(title)}** (${markdownCode(id)})`,
    ...conditions.map((condition) => `  - ${conditionWords(condition)}`),
    ...toDo(outlook).map((words) => `  - still to come: ${words}`),
  ];
}

const excludedLine = ({ id, conditions, ended }: ExceptionOutlook): string => {
  const why = ended ?? conditions.find(({ state }) => state === "fails")?.why ?? "a condition fails";
  return `- ${markdownCode(id)}: ${markdownText(why)}`;
};

const stateWords: { readonly [State in Condition["state"]]: string } = {
  holds: "holds",
  fails: "fails",
  unknown: "is not known",
  judgement: "is for people to judge",
};

const conditionWords = ({ text, state, why }: Condition): string =>
  `${markdownCode(text)} ${stateWords[state]}: ${markdownText(why)}`;

/** What the message and other people have to bring before the exception can be relied on. */
function toDo({ needs, isForPeople }: ExceptionOutlook): readonly string[] {
  const sentence = needs.includes("justification") || isForPeople;
  const opinion = needs.includes("second opinion") || isForPeople;
  return [
    ...(sentence ? ["a sentence or two in the message, with the citation, that say why it applies"] : []),
    ...(opinion ? ["the word of another maintainer; it is asked for, never written for him"] : []),
    ...(needs.includes("disclosure") ? ["a disclosure in the message"] : []),
    ...(needs.includes("script") ? ["the script in the message"] : []),
  ];
}
