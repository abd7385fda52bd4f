import type { Identity } from "../../commit/identity.ts";
import { choices, texts } from "../../text/shape.ts";
import { notApplicable, type Outcome } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { whenKnown } from "../when-known.ts";
import { contributorsOf, isMaintainer } from "./contributors.ts";
import { placeOf, reasonsOf, saysContent } from "./reasons.ts";
import { factsForExceptions, relianceOf, standingOf } from "./reliance.ts";
import { secondOpinionOn } from "./second-opinion.ts";

const notRelied = notApplicable("the commit relies on no exception");
const saidElsewhere = notApplicable("ai-content-permitted already waits for the second opinion");
const notAsked = notApplicable("the exception is evident and no contributor is a maintainer");

/** A maintainer who contributes AI-derived content under an exception needs another maintainer's word. */
export default defineRule({
  id: "ai-second-opinion",
  topic: "ai",
  plain: true,
  summary:
    "AI-derived content of a maintainer, or under an exception that needs judgement, has another maintainer's word.",
  options: {
    forms: texts("tags by which a maintainer gives a second opinion", ["Signed-off-by", "Acked-by", "Reviewed-by"]),
    from: choices("whose work needs it when the exception is evident", ["maintainers", "anyone"], ["maintainers"]),
  },
  tighter: { forms: "fewer", from: "more" },
  messages: {
    missing: {
      what: "the author is a maintainer and relies on the exception {exception}: another maintainer's word is needed, from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
    missingForContributor: {
      what: "{contributor} contributed to the commit, which relies on the exception {exception}, and is a maintainer: another maintainer's word is needed, from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
    missingForAnyone: {
      what: "the commit relies on the exception {exception}: a maintainer's word is needed, from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
    doubtful: {
      what: "whether the second opinion comes from another person cannot be told: {why}",
      fix: "tie the addresses together in .mailmap if they are one person's, or ask another maintainer for an Acked-by or Reviewed-by",
    },
    unknown: {
      what: "whether a second opinion is needed or given is not known: {why}",
      fix: whenKnown,
      waitsFor: "maintainer",
    },
  },
  asks: (situation) => (saysContent(reasonsOf(situation)) ? factsForExceptions(situation) : []),
  check(situation, { from, forms }, finding): Outcome {
    const reasons = reasonsOf(situation);
    const { position, inForce } = situation.policy.stance;
    if (!saysContent(reasons) || position === "permitted" || inForce.kind !== "in-force") return notRelied;
    const standing = standingOf(situation);
    if (standing.kind === "none" || standing.kind === "unknown") return notRelied;
    if (standing.kind === "open") return saidElsewhere;
    const reliance = relianceOf(standing);
    const undecided = (found: ReturnType<typeof finding>): Outcome => ({
      kind: "undecided",
      findings: [found],
      reliance,
    });
    const { maintainer, doubt } = maintainerAmong(contributorsOf(situation), situation);
    const asked = standing.kind === "judged" || from.includes("anyone") || maintainer !== null;
    if (!asked && doubt !== null) return undecided(finding("unknown", placeOf(reasons), { why: doubt }));
    if (!asked) return notAsked;
    // Several clauses may ask for different forms, and each for its own.
    const opinion = secondOpinionOn({ ...situation, opinionForms: forms.map((form) => form.toLowerCase()) });
    if (opinion.kind === "given") {
      const because = `${opinion.opinion.form} by ${opinion.opinion.by.email}`;
      return { kind: "met", because, reliance: { ...reliance, secondOpinion: opinion.opinion } };
    }
    if (opinion.kind !== "waits") return undecided(finding(opinion.kind, placeOf(reasons), { why: opinion.why }));
    const isAuthor = maintainer === situation.commit.author;
    const message = maintainer === null ? "missingForAnyone" : isAuthor ? "missing" : "missingForContributor";
    const contributor = maintainer?.email ?? "";
    return undecided(
      finding(message, placeOf(reasons), {
        exception: standing.candidate.exception.id,
        who: opinion.why,
        ...(message === "missingForContributor" ? { contributor } : {}),
      }),
    );
  },
});

/** The first contributor who is a maintainer, or why it is open whether one is. */
function maintainerAmong(
  people: readonly Identity[],
  situation: Situation,
): { readonly maintainer: Identity | null; readonly doubt: string | null } {
  let doubt: string | null = null;
  for (const person of people) {
    const maintains = isMaintainer(person, situation);
    if (!maintains.known) doubt ??= maintains.why;
    else if (maintains.value) return { maintainer: person, doubt: null };
  }
  return { maintainer: null, doubt };
}
