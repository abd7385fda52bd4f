import type { Signal } from "../../commit/signals.ts";
import { choice } from "../../text/shape.ts";
import { type Finding, met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { isSignOffKey, mergeCommit, noSignOff } from "./signers.ts";

const byPeople = met("no sign-off is by a machine that is known as one");

/** DCO 1.1: "By making a contribution to this project, I certify". A machine cannot. */
export default defineRule({
  id: "sign-off-human",
  topic: "sign-off",
  plain: true,
  summary: "People sign off, not tools or bots.",
  options: {
    bots: choice(
      "sign-offs of ordinary automation, such as bots that update dependencies",
      ["refuse", "allow"],
      "refuse",
    ),
  },
  tighter: { bots: ["allow", "refuse"] },
  messages: {
    tool: {
      what: "`{signer}` is a tool, and only a person can certify a contribution",
      fix: "take that sign-off out with `git commit --amend`, and sign off yourself if you can certify the whole content",
    },
    bot: {
      what: "`{signer}` is a bot, and only a person can certify a contribution",
      fix: "have a person who can certify the change sign it off",
    },
  },
  check({ commit, observed }, { bots }, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    if (observed.signals.length === 0) return byPeople;
    const seen = new Set<number>();
    const findings = observed.signals.flatMap(({ class: kind, place, text }): readonly Finding[] => {
      if (!isInSignOff(place) || (kind === "bot" && bots === "allow") || seen.has(place.at.start)) return [];
      seen.add(place.at.start);
      return [finding(kind === "bot" ? "bot" : "tool", { kind: "message", at: place.at }, { signer: text })];
    });
    return unmetIfAny(findings, byPeople);
  },
});

const isInSignOff = (place: Signal["place"]): place is Extract<Signal["place"], { kind: "trailer" }> =>
  place.kind === "trailer" && isSignOffKey(place.key);
