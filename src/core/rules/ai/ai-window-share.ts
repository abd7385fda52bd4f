import { count } from "../../text/shape.ts";
import { met, notApplicable, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";
import { exceeds } from "./window-use.ts";

const notLookedAt = notApplicable("what entered lately is looked at by an audit only");
const within = met("no more of what entered lately declares AI use than the project permits");

/**
 * Some projects limit not a change but their sum: when too much of what they merged in some weeks was made with AI, they take no more of
 * it for a while (Rust's policy has such a window and a pause).
 */
export default defineRule({
  id: "ai-window-share",
  topic: "ai",
  plain: true,
  summary:
    "A commit that declares AI use enters only while such commits are no more of the latest than the policy permits.",
  options: {
    weeks: count("weeks before the day of entry that are looked at", 4, [1, 520]),
    percent: count("percent of the commits of these weeks that may declare AI use", 10, [0, 100]),
    least: count("commits below which these weeks say nothing", 20),
    pauseWeeks: count("weeks without such commits after the share was too large", 0, [0, 520]),
  },
  messages: {
    full: {
      what: "`{reason}` declares AI use, and of the {commits} commits of the {weeks} weeks before {withAi} do already: more than {percent} %",
      fix: "wait until the share has fallen",
    },
    paused: {
      what: "`{reason}` declares AI use, and until {weeks} weeks after {day}, when the share was more than {percent} %, the project takes no such change",
      fix: "wait until the pause is over",
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and the project takes no AI-derived content at that time",
      fix: "say in the message whether a person or a tool is meant",
    },
    unknown: { what: "how much of what entered lately declares AI use is not known: {why}", fix: whenKnown },
  },
  check(situation, options, finding): Outcome {
    const reasons = reasonsOf(situation);
    if (reasons === null) return nothingSaid;
    const { windowUse } = situation.contribution;
    if (windowUse === null) return notLookedAt;
    const at = placeOf(reasons);
    const reason = reasonInWords(reasons);
    if (!windowUse.known) return undecided(finding("unknown", at, { why: windowUse.why }));
    const { weeks, percent, pauseWeeks } = options;
    const use = windowUse.value(options);
    const isFull = exceeds(options, use);
    if (!isFull && use.exceededOn === null) return within;
    if (!saysContent(reasons)) return undecided(finding("unclassified", at, { reason }));
    const { commits, withAi, exceededOn } = use;
    return isFull
      ? unmet(finding("full", at, { reason, commits, withAi, weeks, percent }))
      : unmet(finding("paused", at, { reason, day: exceededOn ?? "", weeks: pauseWeeks, percent }));
  },
});
