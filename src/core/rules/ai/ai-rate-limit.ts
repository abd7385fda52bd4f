import { learned } from "../../text/learned.ts";
import { choice, count } from "../../text/shape.ts";
import { met, type Outcome, undecided, unmet } from "../outcome.ts";
import { type Channel, declaredThrough } from "../request/channels.ts";
import type { OpenRequest } from "../request/request-facts.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";

const within = met("no more such requests of the same person are open than the policy permits");

/** Homebrew takes one open request with AI-derived content of a contributor, llama.cpp one of a newcomer. */
export default defineRule({
  id: "ai-rate-limit",
  topic: "ai",
  plain: true,
  asksForge: ["othersOpen"],
  summary: "Nobody has more requests with AI-derived content open than the policy permits.",
  options: {
    open: count("requests of one person that may be open at a time, this one included", 1, [1, 10_000]),
    counting: choice(
      "which of his other requests count: those that declare AI use through a channel of `ai.channels`, or all",
      ["declared", "all"],
      "declared",
    ),
  },
  tighter: { open: "lower" },
  messages: {
    many: {
      what: "`{reason}` says that the change has AI-derived content, and with {others} the same person has {found} such requests open, where the project takes {open}",
      fix: "wait until another of your requests is decided, or close one",
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and more requests are open than the project takes with AI-derived content",
      fix: "say in the message whether a person or a tool is meant",
    },
    unseen: {
      what: "how many requests with AI-derived content the same person has open is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
  },
  check(situation, { open, counting }, finding): Outcome {
    const reasons = reasonsOf(situation);
    if (reasons === null) return nothingSaid;
    const at = placeOf(reasons);
    const { request } = situation.contribution;
    const others = request.known ? request.value.othersOpen : request;
    if (!others.known) return undecided(finding("unseen", at, { why: others.why }));
    const { channels } = situation.policy;
    const sorted = others.value.map((other) => ({ other, use: counting === "all" ? "yes" : usesAi(other, channels) }));
    const certain = sorted.filter(({ use }) => use === "yes").map(({ other }) => other.name);
    const unclear = sorted.filter(({ use }) => use === "open");
    if (certain.length + 1 > open) {
      const reason = reasonInWords(reasons);
      if (!saysContent(reasons)) return undecided(finding("unclassified", at, { reason }));
      const named = certain.slice(0, namedMax).join(", ");
      return unmet(finding("many", at, { reason, others: named, found: certain.length + 1, open }));
    }
    const [doubtful] = unclear;
    if (doubtful === undefined || certain.length + unclear.length + 1 <= open) return within;
    return undecided(finding("unseen", at, { why: `whether ${doubtful.other.name} declares AI use cannot be told` }));
  },
});

/** Requests that a finding names. */
const namedMax = 5;

/** Does a request declare AI use by one of the channels? `open`: one of them cannot be seen or understood. */
function usesAi(other: OpenRequest, channels: readonly Channel[]): "yes" | "no" | "open" {
  const said = channels.map((channel) => declaredThrough(channel, learned(other)));
  if (said.some((one) => one.known && one.value.some(({ kind }) => kind === "content"))) return "yes";
  const isOpen = said.some((one) => !one.known || one.value.some(({ kind }) => kind === "unclassified"));
  // Where no channel is described, no request declares anything that could be seen.
  return isOpen || channels.length === 0 ? "open" : "no";
}
