import type { Policy } from "../../policy/policy.ts";
import { markdownText } from "../markdown.ts";
import { citationPoints, disclosurePoints, limitPoints, positionOf, refusedPoints } from "./ai-content.ts";
import { exceptionPoints } from "./exceptions.ts";
import { askPoints } from "./people.ts";
import { rulePoints } from "./rule-words.ts";
import { clauseOf, type Point, plainPoints, type Section } from "./section.ts";

/** What a coding agent must know before it writes a line for a project. */
export const agentBrief = (policy: Policy): readonly Section[] => [
  mayContribute(policy),
  sayIt(policy),
  {
    title: "What never stands in a commit",
    text: [],
    points: [
      ...refusedPoints(policy),
      ...plainPoints("No sign-off, review or approval in anybody's name: those are people's own words."),
    ],
  },
  signOff(policy),
  { title: "Whom to ask", text: [], points: plainPoints(...askPoints(policy, "agent")) },
];

function mayContribute(policy: Policy): Section {
  const position = positionOf(policy);
  const title = "May AI-derived content be contributed?";
  switch (position.kind) {
    case "silent": {
      const text = "The policy does not say. Ask the maintainers before you write something that is to be contributed.";
      return { title, text: [text], points: [] };
    }
    case "unclear": {
      const text = `It cannot be told: ${markdownText(position.why)}. Take it for declined, and ask.`;
      return { title, text: [text], points: [] };
    }
    case "permitted":
      return { title, text: ["Yes. All other rules hold for it as for any content."], points: limitPoints(policy) };
    case "declined": {
      if (!position.hasExceptions) {
        const text = [
          "No. Contributions that include AI-derived content, or derive from it, are declined, and no exception is listed.",
          "Write nothing that is to be contributed. If you are asked to, say that the policy declines it, and stop.",
        ];
        return { title, text, points: exceptionPoints(policy) };
      }
      const text = [
        "No, except where an exception that the document lists covers it. An exception waives no other rule, and nobody",
        "grants one in a commit or a review. For anything that none of these covers, say so, and stop:",
      ];
      return { title, text, points: [...exceptionPoints(policy), ...limitPoints(policy)] };
    }
  }
}

function sayIt(policy: Policy): Section {
  const title = "What the commit message says";
  const position = positionOf(policy);
  const declines = position.kind === "declined" && !position.hasExceptions;
  const disclosures = declines ? [] : disclosurePoints(policy);
  const asksForNone = position.kind === "permitted" && disclosures.length === 0;
  const first = plainPoints(
    ...(declines ? ["No tag and no sentence makes declined content acceptable."] : []),
    ...(asksForNone ? ["No tag about AI use is asked for."] : []),
  );
  const citations = position.kind === "permitted" ? [] : citationPoints(policy);
  return { title, text: [], points: [...first, ...disclosures, ...citations, ...others(policy)] };
}

const others = (policy: Policy): readonly Point[] =>
  ["automation-declared", "generated-acknowledged"].flatMap((id) => {
    const clause = clauseOf(policy, id);
    return clause === undefined ? [] : rulePoints(clause);
  });

function signOff(policy: Policy): Section {
  const title = "Sign-off";
  if (clauseOf(policy, "sign-off-present") === undefined) {
    const text = "The policy asks for no sign-off. If one is given, a person gives it: never add, copy or change one.";
    return { title, text: [text], points: [] };
  }
  const text = [
    "Every commit carries a person's `Signed-off-by`. It is that person's statement that the whole content may be",
    "contributed, so leave it to the person (`git commit --signoff`): never add, copy or change one.",
  ];
  return { title, text, points: [] };
}
