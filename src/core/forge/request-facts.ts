import type { RequestFacts } from "../rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { RequestText } from "./decision.ts";

/**
 * What rules look at in a request, as far as whoever read it knows: its title, and its text where that came whole. Labels and the login come from whoever
 * asked for them. The rest is unknown, and said to be.
 */
export function requestFacts(
  request: RequestText | null,
  { labels = notTold, openedBy = notTold }: Partial<Pick<RequestFacts, "labels" | "openedBy">> = {},
): Learned<RequestFacts> {
  if (request === null) return unknown("there is no pull request, or it is not known what it says");
  const { title, body, truncated } = request;
  return learned({
    title: learned(title),
    text: truncated === null ? learned(body) : unknown(truncated),
    labels,
    openedBy,
    openedByBot: notTold,
    workItems: notTold,
    othersOpen: notTold,
  });
}

const notTold: Learned<never> = unknown("the forge was not asked for it");
