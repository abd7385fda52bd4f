import type { ForeignObject } from "../../text/foreign-value.ts";

/** Where forges and their programs put what was answered. Arrays of these are read, of an issue or of what stands around it. */
export const answerNames = ["comments", "notes", "discussions"] as const;

/** What else holds words of people. */
const unreadNames = ["reviews", "latestReviews", "reviewThreads", "review_comments", "replies", "answer"] as const;

/**
 * Answers that an issue or a comment holds in a form that is not read, each a sentence: an objection may stand there.
 *
 * @param place - of the one that holds them, such as `comment 2`
 * @param isRead - is a value, under one of `answerNames`, read elsewhere? Of a comment none is, so that it has to be empty.
 */
export function answersNotRead(holder: ForeignObject, place: string, isRead = isEmpty): readonly string[] {
  const named = answerNames.filter((name) => holder[name] !== undefined && !isRead(holder[name]));
  const others = unreadNames.filter((name) => !isEmpty(holder[name]));
  return [...named, ...others].map((name) => `${place} has \`${name}\` in a form that is not read`);
}

/** No answers at all, as an empty list, GraphQL's connection or a count says it. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object") return false;
  const { nodes, totalCount } = value as ForeignObject;
  const isBare = Array.isArray(nodes) && nodes.length === 0;
  return (isBare && totalCount === undefined) || ((isBare || nodes === undefined) && totalCount === 0);
}
