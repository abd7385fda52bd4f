import { choices, texts } from "../../text/shape.ts";
import { notApplicable, type Outcome } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { placeOf, reasonsOf, saysContent } from "./reasons.ts";
import { relianceOf, standingOf } from "./reliance.ts";
import { isMaintainer, secondOpinionOn } from "./second-opinion.ts";

const notRelied = notApplicable("the commit relies on no exception");
const saidElsewhere = notApplicable("ai-content-permitted already waits for the second opinion");
const notAsked = notApplicable("the exception is evident and the author is no maintainer");

/** A maintainer who contributes AI-derived content under an exception needs another maintainer's word (design §2.5). */
export default defineRule({
  id: "ai-second-opinion",
  topic: "ai",
  summary:
    "AI-derived content of a maintainer, or under an exception that needs judgement, has another maintainer's word.",
  options: {
    forms: texts("tags by which a maintainer gives a second opinion", ["Signed-off-by", "Acked-by", "Reviewed-by"]),
    from: choices("whose work needs it when the exception is evident", ["maintainers", "anyone"], ["maintainers"]),
  },
  messages: {
    missing: {
      what: "the author is a maintainer and relies on the exception {exception}: another maintainer's word is needed, from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
    },
    missingForAnyone: {
      what: "the commit relies on the exception {exception}: a maintainer's word is needed, from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
    },
    doubtful: { what: "whether the second opinion comes from another person cannot be told: {why}" },
    unknown: { what: "whether a second opinion is needed or given cannot be told: {why}" },
  },
  asks: (situation) => (saysContent(reasonsOf(situation)) ? ["changes", "earlier-commits"] : []),
  check(situation, { from }, finding): Outcome {
    const reasons = reasonsOf(situation);
    const { position, inForce } = situation.policy.stance;
    if (!saysContent(reasons) || position === "permitted" || inForce.kind !== "in-force") return notRelied;
    const standing = standingOf(situation);
    if (standing.kind === "none" || standing.kind === "unknown") return notRelied;
    if (standing.kind === "open") return saidElsewhere;
    const reliance = relianceOf(standing) ?? undefined;
    const undecided = (found: ReturnType<typeof finding>): Outcome =>
      reliance === undefined
        ? { kind: "undecided", findings: [found] }
        : { kind: "undecided", findings: [found], reliance };
    const maintains = isMaintainer(situation.commit.author, situation);
    const anyone = from.includes("anyone");
    const asked = standing.kind === "judged" || anyone || (maintains.known && maintains.value);
    if (!asked && !maintains.known) return undecided(finding("unknown", placeOf(reasons), { why: maintains.why }));
    if (!asked) return notAsked;
    const opinion = secondOpinionOn(situation);
    if (opinion.kind === "given") {
      const because = `${opinion.opinion.form} by ${opinion.opinion.by.email}`;
      return reliance === undefined
        ? { kind: "met", because }
        : { kind: "met", because, reliance: { ...reliance, secondOpinion: opinion.opinion } };
    }
    if (opinion.kind !== "waits") return undecided(finding(opinion.kind, placeOf(reasons), { why: opinion.why }));
    const message = maintains.known && maintains.value ? "missing" : "missingForAnyone";
    return undecided(
      finding(message, placeOf(reasons), { exception: standing.candidate.exception.id, who: opinion.why }),
    );
  },
});
