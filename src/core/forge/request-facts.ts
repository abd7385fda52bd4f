import type { AskedRequestFact, RequestFacts } from "../rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { RequestText } from "./decision.ts";

/** Facts that whoever read the request does not have from it, and may have asked for. */
export type ToldRequestFacts = Partial<Pick<RequestFacts, "labels" | "openedBy" | AskedRequestFact>>;

/**
 * What rules look at in a request, as far as whoever read it knows: its title, its text where that came whole, and its labels and who opened it where they
 * came with it. What was asked for besides stands in `told`. The rest is unknown, and said to be.
 */
export function requestFacts(request: RequestText | null, told: ToldRequestFacts = {}): Learned<RequestFacts> {
  if (request === null) return unknown("there is no pull request, or it is not known what it says");
  const { title, body, truncated, labels, openedBy } = request;
  return learned({
    title: learned(title),
    text: truncated === null ? learned(body) : unknown(truncated),
    labels: labels === null ? notTold : learned(labels),
    openedBy: openedBy === null ? notTold : learned(openedBy.login),
    openedByBot: openedBy === null ? notTold : openedBy.isBot,
    workItems: notTold,
    othersOpen: notTold,
    ...told,
  });
}

const notTold: Learned<never> = unknown("the forge was not asked for it");
