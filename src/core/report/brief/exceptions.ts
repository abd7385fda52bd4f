import type { ListedException, SizeLimit, Who } from "../../document/document.ts";
import { isProseOnly } from "../../document/prose-only.ts";
import type { Policy } from "../../policy/policy.ts";
import { markdownCode, markdownText } from "../markdown.ts";
import { codes, joined, type Point, plainPoints, wordsMax } from "./section.ts";

/** Exceptions told one by one; a page has no room for more, and the document has them all. */
const exceptionsMax = 30;

/** Entries that may apply. Those that ended by a day are told with it, as a brief knows no today. */
export const usable = ({ exceptions }: Policy): readonly ListedException[] =>
  exceptions.filter(
    ({ withdrawn, problems }) => withdrawn === null && problems.every(({ severity }) => severity !== "error"),
  );

/** A point for each exception that may apply, and one for those that no longer do. */
export function exceptionPoints(policy: Policy): readonly Point[] {
  const entries = usable(policy);
  const points = entries.slice(0, exceptionsMax).map((entry) => {
    const conditions = conditionsOf(entry);
    const ends = entry.until === null ? "" : ` It ends on ${entry.until.day}.`;
    return `**${markdownText(entry.title)}** (${markdownCode(entry.id)}): ${conditions.join("; ")}.${ends}`;
  });
  if (entries.length > exceptionsMax) points.push(`${entries.length - exceptionsMax} more, which the document lists.`);
  const others = policy.exceptions.filter((entry) => !entries.includes(entry)).map(({ id }) => id);
  if (others.length > 0)
    points.push(`Not to be relied on, as withdrawn or unreadable: ${codes(others.slice(0, exceptionsMax), "and")}.`);
  return plainPoints(...points);
}

function conditionsOf(entry: ListedException): readonly string[] {
  const { covers, change, paths, notPaths, atMost, tool, who, needs, judgements } = entry;
  const conditions = [
    isProseOnly(entry)
      ? "what its text says, which people judge each time"
      : covers.length === 0
        ? "any content but legal texts and the policy's own files"
        : joined(covers, "and"),
    ...(change.length === 0 ? [] : [`only changes that the commit proves to be of the kind ${joined(change, "or")}`]),
    ...(paths.length === 0 ? [] : [`only in ${codes(paths, "and")}`]),
    ...(notPaths.length === 0 ? [] : [`not in ${codes(notPaths, "or")}`]),
    ...atMost.map(limitWords),
    ...(tool === null ? [] : [`made with ${markdownText(tool)}`]),
    ...whoWords(who),
    ...judgements.map((judgement) => `people judge whether ${markdownText(judgement, wordsMax)}`),
    ...(needs.length === 0
      ? []
      : [
          `needs ${joined(
            needs.map((need) => needWords[need]),
            "and",
          )}`,
        ]),
  ];
  return conditions;
}

const needWords = {
  justification: "a sentence that justifies it",
  "second opinion": "a second opinion",
  disclosure: "a disclosure",
  script: "the script",
} as const;

const limitWords = ({ count, of, notCountingTests }: SizeLimit): string =>
  `at most ${count} ${of}${notCountingTests ? ", tests not counted" : ""}`;

function whoWords(who: Who): readonly string[] {
  if (who.kind === "anyone") return [];
  if (who.kind === "maintainers") return ["for maintainers only"];
  return [`for contributors with at least ${who.earlierCommits} earlier commits`];
}
