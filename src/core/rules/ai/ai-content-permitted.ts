import type { CommitFacts } from "../../commit/facts.ts";
import type { Finding, FindingData, Outcome, Reliance } from "../outcome.ts";
import { met, notApplicable } from "../outcome.ts";
import { defineRule, type FindingMaker } from "../rule.ts";
import type { FactName, Situation } from "../situation.ts";
import { whenKnown } from "../when-known.ts";
import { nothingSaid, placeOf, type Reasons, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";
import { factsForExceptions, relianceOf, type Standing, standingOf } from "./reliance.ts";

const notInForceYet = notApplicable("the policy on AI content is not in force at this revision");
const permitted = met("the policy permits AI-derived content");

/** The heart: default decline, and exceptions that the document lists (docs/exceptions.md). */
export default defineRule({
  id: "ai-content-permitted",
  topic: "ai",
  plain: true,
  summary:
    "AI-derived content is in a change only where the policy permits it or an exception that its document lists covers it.",
  options: {},
  messages: {
    noException: {
      what: "`{reason}` says that the change has AI-derived content, which the project declines; its document lists no exception that could cover it",
      fix: "replace the AI-derived part with work of your own, or ask the project for an exception before you send it",
    },
    notCovered: {
      what: "`{reason}` says that the change has AI-derived content, and the nearest exception, {exception}, does not cover it: {condition}: {why}",
      fix: "keep the change within the exception, or replace the AI-derived part",
    },
    ended: {
      what: "`{reason}` relies on the exception {exception}, but {why}",
      fix: "replace the AI-derived part, or ask the project for an exception before you send it",
    },
    citedNotListed: {
      what: "`{reason}` says that the change has AI-derived content, and no exception that the message cites is listed in the document",
      fix: "cite an exception that the document lists (`proviso exception list`), or replace the AI-derived part",
    },
    judgement: {
      what: "the exception {exception} may cover the change, but a person must decide: {condition}; a second opinion could come from {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
    sentence: {
      what: "the exception {exception} may cover the change, but that is not evident from the commit ({condition}), and no sentence in the message says why it applies",
      fix: "say in a sentence or two which exception applies and why, in the form `exception {exception}`",
    },
    waits: {
      what: "the exception {exception} covers the change once another maintainer gives a second opinion: {who}",
      fix: "ask one of them for an Acked-by or Reviewed-by",
      waitsFor: "maintainer",
    },
    factMissing: {
      what: "whether the exception {exception} covers the change is not known: {condition}: {why}",
      fix: whenKnown,
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool; whether AI-derived content is meant cannot be told",
      fix: "say in the message whether a person or a tool is meant",
    },
    reappliesUnknown: {
      what: "the commit brings back what was reverted, and whether that had AI-derived content is not known: {why}",
      fix: whenKnown,
    },
    vanished: {
      what: "`{reason}` says that the change has AI-derived content, but whether the policy declines it is not known: {why}",
      fix: whenKnown,
    },
  },
  asks: (situation) => factsFor(situation),
  check(situation, _options, finding): Outcome {
    const reasons = reasonsOf(situation);
    if (reasons === null) return reappliesUnknown(situation, finding) ?? nothingSaid;
    const { position, inForce } = situation.policy.stance;
    if (inForce.kind === "not-yet") return notInForceYet;
    const reason = reasonInWords(reasons);
    if (inForce.kind === "vanished")
      return undecided(finding("vanished", placeOf(reasons), { reason, why: inForce.why }));
    if (position === "permitted") return permitted;
    if (!saysContent(reasons)) return undecided(finding("unclassified", placeOf(reasons), { reason }));
    return outcomeOf(standingOf(situation), { situation, reasons, reason, finding });
  },
});

const nothing: readonly FactName[] = [];
const onlyReapplied: readonly FactName[] = ["reapplies"];

/**
 * A revert may bring claims back, so it is asked what it reverts; a commit with reasons is asked for all that an
 * exception may need.
 */
function factsFor(situation: Situation): readonly FactName[] {
  const { text } = situation.commit.message;
  const { position, inForce } = situation.policy.stance;
  if (position === "permitted" || inForce.kind === "not-yet") return nothing;
  const reverts = text.includes(revertWords) || saysReapplied(situation.commit);
  if (reasonsOf(situation) === null) {
    if (!reverts) return nothing;
    return saysReapplied(situation.commit) ? ["reapplies", ...factsForExceptions(situation)] : onlyReapplied;
  }
  const names: FactName[] = [...factsForExceptions(situation)];
  if (reverts) names.push("reapplies");
  if (text.includes("(cherry picked from commit ")) names.push("repeats");
  return names;
}

/** What `git revert` writes before the id. */
const revertWords = "This reverts commit ";

/**
 * `Revert "Revert …"` and `Reapply …`: git's subjects of commits that bring content back. An ordinary revert brings
 * none.
 */
const saysReapplied = ({ subject }: CommitFacts): boolean =>
  subject.startsWith('Revert "Revert ') || subject.startsWith('Reapply "');

/** Takes content out, as far as git's subject and its words tell; the other reverts may bring some back. */
const isPlainRevert = (commit: CommitFacts): boolean => commit.subject.startsWith('Revert "') && !saysReapplied(commit);

/** What comes back must be known, as far back as it was written. */
function reappliesUnknown(
  { commit, asked: { reapplies }, policy }: Situation,
  finding: FindingMaker<"reappliesUnknown">,
): Outcome | null {
  const { position, inForce } = policy.stance;
  if (position === "permitted" || inForce.kind === "not-yet") return null;
  const why = whyReappliedIsOpen(commit, reapplies);
  return why === null ? null : undecided(finding("reappliesUnknown", { kind: "commit" }, { why }));
}

function whyReappliedIsOpen(commit: CommitFacts, reapplies: Situation["asked"]["reapplies"]): string | null {
  if (!reapplies.known) return saysReapplied(commit) ? reapplies.why : null;
  const original = reapplies.value;
  if (original === null) return saysReapplied(commit) ? "no full id leads to the commit that it brings back" : null;
  if (original.message.text.includes(revertWords) && !isPlainRevert(original))
    return "what it brings back may have brought something back itself";
  return commit.message.text.split(revertWords, 3).length > 2 ? "it reverts more than one commit" : null;
}

type Messages =
  | "noException"
  | "notCovered"
  | "ended"
  | "citedNotListed"
  | "judgement"
  | "sentence"
  | "waits"
  | "factMissing";
type Context = { situation: Situation; reasons: Reasons; reason: string; finding: FindingMaker<Messages> };

const undecided = (finding: Finding, reliance?: Reliance): Outcome =>
  reliance ? { kind: "undecided", findings: [finding], reliance } : { kind: "undecided", findings: [finding] };

function outcomeOf(standing: Standing, context: Context): Outcome {
  const { reasons, finding } = context;
  if (standing.kind === "none") return { kind: "unmet", findings: [notCovered(standing, context)] };
  const reliance = relianceOf(standing);
  switch (standing.kind) {
    case "evident":
    case "judged": {
      const how = standing.kind === "evident" ? "evident" : "judged by people";
      const because = `under exception ${standing.candidate.exception.id}, ${how}`;
      return { kind: "met", because, reliance };
    }
    case "open":
      return undecided(openFinding(standing, context), reliance);
    case "unknown": {
      const missing = standing.candidate.conditions.find(({ state }) => state === "unknown");
      const data = {
        exception: standing.candidate.exception.id,
        condition: missing?.text ?? "",
        why: missing?.why ?? "",
      };
      return undecided(finding("factMissing", placeOf(reasons), data), reliance);
    }
  }
}

function openFinding(standing: Standing & { kind: "open" }, { reasons, finding }: Context): Finding {
  const { exception, conditions } = standing.candidate;
  const left = conditions.filter(({ state }) => state === "judgement" || (state === "unknown" && !standing.justified));
  const condition = left.map(({ text }) => text).join("; ");
  const who = "why" in standing.opinion ? standing.opinion.why : "";
  const data: FindingData = { exception: exception.id, condition, who };
  const message = !standing.justified ? "sentence" : left.length === 0 ? "waits" : "judgement";
  const made = finding(message, placeOf(reasons), data);
  return { ...made, policyAt: exception.at };
}

function notCovered(
  { nearest, cited }: Standing & { kind: "none" },
  { situation, reasons, reason, finding }: Context,
): Finding {
  const at = placeOf(reasons);
  if (nearest === null) {
    const made = finding(cited ? "citedNotListed" : "noException", at, { reason });
    const { exceptionsAt } = situation.policy;
    return exceptionsAt === null ? made : { ...made, policyAt: exceptionsAt };
  }
  const exception = nearest.exception.id;
  if (nearest.ended !== null) {
    return { ...finding("ended", at, { reason, exception, why: nearest.ended }), policyAt: nearest.exception.at };
  }
  const failed = nearest.conditions.find(({ state }) => state === "fails");
  const data = { reason, exception, condition: failed?.text ?? "", why: failed?.why ?? "" };
  return { ...finding("notCovered", at, data), policyAt: failed?.at ?? nearest.exception.at };
}
