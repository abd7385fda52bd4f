import type { ContributionFacts } from "../rules/situation.ts";
import { type Learned, unknown } from "../text/learned.ts";

/**
 * What is known of a contribution of which nobody said more than the day on which it is judged, `YYYY-MM-DD` UTC. Whoever knows more
 * says it beside that.
 */
export const contributionOn = (today: string): ContributionFacts => ({
  today,
  posted: notSaid,
  sender: notSaid,
  windowUse: null,
  request: noForge,
  answers: noAnswers,
  earlierVersion: null,
  exceptionsAtHead: notSaid,
  remediations: new Map(),
});

const noAnswers: ContributionFacts["answers"] = Object.freeze([]);
const noForge: Learned<never> = unknown("no forge was asked what the pull request says");
const notSaid: Learned<never> = unknown("nobody said");
