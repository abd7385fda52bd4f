import { choice, choices, pattern, records, text } from "../../text/shape.ts";
import { type Attestation, type Finding, met, notApplicable, type Outcome } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";
import { findStatement, statementPlaces } from "./attested.ts";
import { nothingSaid, placeOf, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";

const nothingAsked = notApplicable("the policy asks for no statement");

const statementKeys = {
  name: text("what messages and audits call it", ""),
  in: choices("where it may be made; one place is enough", statementPlaces, ["trailer", "text", "checkbox"]),
  key: text("the key of the trailer", null),
  heading: text("the heading of the pull request's text under which it stands", null),
  words: pattern(
    "what the whole value must be like; without it, a trailer of the key or words under the heading make it",
    null,
  ),
} as const;

/**
 * Promises that no program can verify: that somebody understood the change, tested it, or keeps to a tool's terms. Most policies ask for some. Found is
 * that they are made, by whom and where; whether they are true is nowhere said.
 */
export default defineRule({
  id: "ai-attestation",
  topic: "ai",
  summary: "Whoever contributes AI-derived content states what the policy has him state, in the project's own form.",
  options: {
    statements: records("the statements that are asked for, each of them", statementKeys, []),
    required: choice(
      "when: `declared` if something says that there is AI-derived content, `always` for every commit",
      ["declared", "always"],
      "declared",
    ),
    missing: choice("what a statement that is not made comes to", ["unmet", "undecided"], "unmet"),
  },
  tighter: { statements: "more", required: ["declared", "always"], missing: ["undecided", "unmet"] },
  messages: {
    missing: {
      what: "nobody states what the policy asks for: {name} ({places})",
      fix: "state it in the form that the project's policy describes, if you can",
    },
    outsideBlock: {
      what: "`{text}` is not in the trailer block at the end of the message, where programs look for it ({name})",
      fix: "move the line into the last paragraph, next to your Signed-off-by",
    },
    unseen: {
      what: "whether the pull request states what the policy asks for ({name}) is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
    unclassified: {
      what: "`{reason}` may name a person or a tool, and what the policy asks for with AI-derived content is not stated: {name}",
      fix: "say in the message whether a person or a tool is meant",
    },
  },
  check(situation, { statements, required, missing }, finding): Outcome {
    if (statements.length === 0) return nothingAsked;
    const reasons = reasonsOf(situation);
    if (reasons === null && required === "declared") return nothingSaid;
    const at = placeOf(reasons);
    const isCertain = required === "always" || saysContent(reasons);
    const attested: Attestation[] = [];
    const open: Finding[] = [];
    const failed: Finding[] = [];
    for (const statement of statements) {
      const { name } = statement;
      const found = findStatement(statement, situation);
      if (found.kind === "made") attested.push(found.attestation);
      else if (!isCertain && reasons !== null)
        open.push(finding("unclassified", at, { reason: reasonInWords(reasons), name }));
      else if (found.kind === "unseen") open.push(finding("unseen", at, { name, why: found.why }));
      else if (found.kind === "loose") {
        failed.push(finding("outsideBlock", { kind: "message", at: found.at }, { name, text: found.text }));
      } else failed.push(finding("missing", at, { name, places: statement.in.join(" or ") }));
    }
    const [first, ...rest] = [...failed, ...open];
    if (first === undefined) return { ...met(inWords(attested)), attested };
    const isUnmet = failed.length > 0 && missing === "unmet";
    // Of a statement that may still be seen nobody can say that it is missing.
    return {
      kind: isUnmet ? "unmet" : "undecided",
      findings: isUnmet ? withFirst(failed, first) : [first, ...rest],
      attested,
    };
  },
});

const withFirst = (findings: readonly Finding[], first: Finding): readonly [Finding, ...Finding[]] => [
  first,
  ...findings.slice(1),
];

/** What is stated. That nobody checked it is said each time. */
const inWords = (attested: readonly Attestation[]): string =>
  `stated, which nobody can check: ${attested.map(({ statement, place }) => `${statement} (${place})`).join(", ")}`;
