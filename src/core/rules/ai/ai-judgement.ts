import { choice, texts } from "../../text/shape.ts";
import { type Finding, met, notApplicable, type Outcome } from "../outcome.ts";
import { changesOnly, defineRule, noFacts } from "../rule.ts";
import { nothingSaid, placeOf, reasonsOf } from "./reasons.ts";
import { secondOpinionOn } from "./second-opinion.ts";

const nothingAsked = notApplicable("the policy leaves no question to people");

/**
 * What only people can decide: whether a part is significant (GCC, Fedora), whether a project's leaders want a change (Git). The rule never answers such a
 * question; it says that it is open, and to whom.
 */
export default defineRule({
  id: "ai-judgement",
  topic: "ai",
  plain: true,
  summary: "What only people can decide about AI-derived content, a person has decided.",
  options: {
    questions: texts("what a person must decide, each as the end of a sentence that begins with `whether`", []),
    required: choice(
      "when: `declared` if something says that there is AI-derived content, or may, `always` for every commit",
      ["declared", "always"],
      "declared",
    ),
    settledBy: choice(
      "what settles it: nothing that a commit could hold, or a second opinion of a maintainer as `ai-second-opinion` finds it",
      ["nothing", "second-opinion"],
      "nothing",
    ),
  },
  tighter: { questions: "more", required: ["declared", "always"], settledBy: ["second-opinion", "nothing"] },
  messages: {
    judge: {
      what: "a person must judge whether {question}",
      fix: "ask a maintainer",
      waitsFor: "maintainer",
    },
    waits: {
      what: "a person must judge whether {question}; a second opinion could come from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
  },
  asks: (situation, { questions, required, settledBy }) => {
    const isAsked = questions.length > 0 && settledBy === "second-opinion";
    return isAsked && (required === "always" || reasonsOf(situation) !== null) ? changesOnly : noFacts;
  },
  check(situation, { questions, required, settledBy }, finding): Outcome {
    const [first, ...rest] = questions;
    if (first === undefined) return nothingAsked;
    const reasons = reasonsOf(situation);
    if (reasons === null && required === "declared") return nothingSaid;
    const at = placeOf(reasons);
    const opinion = settledBy === "second-opinion" ? secondOpinionOn(situation) : null;
    if (opinion?.kind === "given") return met(`${opinion.opinion.form} by ${opinion.opinion.by.email}`);
    const open = (question: string): Finding =>
      opinion === null ? finding("judge", at, { question }) : finding("waits", at, { question, who: opinion.why });
    return { kind: "undecided", findings: [open(first), ...rest.map(open)] };
  },
});
