import type { RequestFacts } from "../rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { RequestText } from "./decision.ts";

/**
 * What rules look at in a request, as far as whoever read it knows: its title, its text where that came whole, and its labels where they came with it.
 * Other labels and the login come from whoever asked for them. The rest is unknown, and said to be.
 */
export function requestFacts(
  request: RequestText | null,
  { labels, openedBy = notTold }: Partial<Pick<RequestFacts, "labels" | "openedBy">> = {},
): Learned<RequestFacts> {
  if (request === null) return unknown("there is no pull request, or it is not known what it says");
  const { title, body, truncated, labels: told } = request;
  return learned({
    title: learned(title),
    text: truncated === null ? learned(body) : unknown(truncated),
    labels: labels ?? (told === null ? notTold : learned(told)),
    openedBy,
    openedByBot: notTold,
    workItems: notTold,
    othersOpen: notTold,
  });
}

const notTold: Learned<never> = unknown("the forge was not asked for it");
