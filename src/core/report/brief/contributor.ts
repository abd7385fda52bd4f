import type { Clause, Policy } from "../../policy/policy.ts";
import { markdownText } from "../markdown.ts";
import { citationPoints, disclosurePoints, limitPoints, positionOf, refusedPoints } from "./ai-content.ts";
import { exceptionPoints } from "./exceptions.ts";
import { askPoints } from "./people.ts";
import { rulePoints } from "./rule-words.ts";
import { type Point, plainPoints, type Section } from "./section.ts";

/** What a contribution needs, for whoever sends one. */
export function contributorBrief(policy: Policy): readonly Section[] {
  const on = policy.clauses.filter(({ level }) => level !== "off");
  const about = (wanted: (topic: Clause["rule"]["topic"]) => boolean): readonly Point[] =>
    on.filter(({ rule }) => wanted(rule.topic)).flatMap(rulePoints);
  const signOffs = about((topic) => topic === "sign-off");
  const asksForOne = on.some(({ rule }) => rule.id === "sign-off-present");
  return [
    {
      title: "Sign-off",
      text: asksForOne ? [] : [`The policy asks for no sign-off.${signOffs.length > 0 ? " If one is given:" : ""}`],
      points: signOffs,
    },
    aiContent(policy),
    { title: "What does not belong in a commit", text: [], points: refusedPoints(policy) },
    { title: "Also", text: [], points: about((topic) => topic !== "sign-off") },
    { title: "Before you send, and if in doubt", text: [], points: plainPoints(...askPoints(policy, "contributor")) },
  ];
}

function aiContent(policy: Policy): Section {
  const title = "AI-derived content";
  const position = positionOf(policy);
  switch (position.kind) {
    case "silent":
      return { title, text: ["The policy does not speak of it. Ask first."], points: [] };
    case "unclear":
      return {
        title,
        text: [`It cannot be told whether it is accepted: ${markdownText(position.why)}. Ask first.`],
        points: [],
      };
    case "permitted": {
      const asked = [...limitPoints(policy), ...disclosurePoints(policy)];
      const text = `It is permitted, under all the other rules.${asked.length > 0 ? "" : " No tag about it is asked for."}`;
      return { title, text: [text], points: asked };
    }
    case "declined": {
      if (!position.hasExceptions) {
        const text = "Contributions that include it, or derive from it, are declined. The document lists no exception.";
        return { title, text: [text], points: exceptionPoints(policy) };
      }
      const text =
        "Contributions that include it, or derive from it, are declined, except where the document lists an exception:";
      const points = [
        ...exceptionPoints(policy),
        ...limitPoints(policy),
        ...citationPoints(policy),
        ...disclosurePoints(policy),
      ];
      return { title, text: [text], points };
    }
  }
}
