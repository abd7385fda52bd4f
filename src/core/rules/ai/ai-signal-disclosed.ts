import type { Signal } from "../../commit/signals.ts";
import { flag, texts } from "../../text/shape.ts";
import { met, notApplicable, type Outcome, type Place, undecided } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { whenKnown } from "../when-known.ts";
import { disclosureState, disclosuresOf } from "./disclosed.ts";
import { disclosureParts } from "./disclosure-parts.ts";

const noMark = notApplicable("no agent left its mark in the commit");
const disclosed = met("the message discloses what the agent's mark shows");

/** Undisclosed use: the mark of an agent is in the commit, and its message does not say what the policy wants said. */
export default defineRule({
  id: "ai-signal-disclosed",
  topic: "ai",
  plain: true,
  summary: "A commit in which an agent left its mark says that it has AI-derived content, as the policy asks.",
  options: {
    trailers: texts(
      "trailer keys that disclose; a tool's own line counts too if its key is named here; none named: every disclosure trailer that the policy knows",
      [],
    ),
    channels: texts("places of the pull request that disclose as well, by their names in `ai.channels`", []),
    citations: flag("citing an exception discloses as well", true),
  },
  messages: {
    undisclosed: {
      what: "`{text}` is the mark of an agent ({tool}), and the message does not disclose AI-derived content",
      fix: "disclose it as the project's policy describes, or take the mark out if the tool has no part in the change",
    },
    denied: {
      what: "`{key}: {value}` says that there is no AI-derived content, but `{text}` is the mark of an agent ({tool})",
      fix: "correct whichever of the two is wrong",
    },
    unseen: {
      what: "`{text}` is the mark of an agent ({tool}), and whether the pull request ({channel}) discloses it is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
    outsideBlock: {
      what: "`{key}: {value}` discloses AI-derived content, but not in the trailer block at the end of the message",
      fix: "move the line into the last paragraph, next to your Signed-off-by",
    },
    unclassified: {
      what: "`{text}` is the mark of an agent ({tool}), and whether `{key}: {value}` discloses it cannot be told",
      fix: "write the value in the form that the project's policy describes",
    },
  },
  check(situation, { trailers, channels, citations }, finding): Outcome {
    const { observed } = situation;
    const signal = observed.signals.find(isAgent);
    if (signal === undefined) return noMark;
    const { text, tool } = signal;
    const state = disclosureState(disclosuresOf(situation, trailers));
    if (state.kind === "disclosed") return disclosed;
    if (citations && observed.claims.some(({ source }) => source.by === "citation")) return disclosed;
    if (hasOwnLine(trailers, situation)) return disclosed;
    const inRequest = disclosureParts(situation, { trailers: [], byTrailer: false, channels });
    if (inRequest.some(({ kind }) => kind === "disclosed")) return disclosed;
    const unseen = inRequest.find((part) => part.kind === "unseen");
    if (unseen !== undefined)
      return undecided(
        finding("unseen", placeOfSignal(signal), { text, tool, channel: unseen.channel, why: unseen.why }),
      );
    if (state.kind === "nothing")
      return { kind: "unmet", findings: [finding("undisclosed", placeOfSignal(signal), { text, tool })] };
    const { at, source } = state.claim;
    const data = { text, tool, key: source.key, value: source.value };
    const place: Place = { kind: "message", at };
    if (state.kind === "unclassified") return { kind: "undecided", findings: [finding("unclassified", place, data)] };
    return { kind: "unmet", findings: [finding(state.kind === "loose" ? "outsideBlock" : "denied", place, data)] };
  },
});

/** Is there a tool's own line under a key that the policy names? As for every disclosure, only git's block counts. */
function hasOwnLine(keys: readonly string[], { observed }: Situation): boolean {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  const lines = new Set(observed.trailers.filter(({ key }) => wanted.has(key.toLowerCase())).map(({ start }) => start));
  return observed.signals.some((one) => isAgent(one) && one.place.kind === "trailer" && lines.has(one.place.at.start));
}

const isAgent = (signal: Signal): boolean => signal.class === "agent" || signal.class === "ai-signoff";

const placeOfSignal = ({ place }: Signal): Place =>
  "at" in place ? { kind: "message", at: place.at } : { kind: place.kind };
