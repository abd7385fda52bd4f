import { fieldAt } from "../../text/foreign-value.ts";
import { itemsOf, keysOf } from "../plain-values.ts";
import { leftOpen, proposed, type Setting } from "../setting.ts";
import { fileName, type LeftOver, leftOver, type Translator } from "./translation.ts";

/** `ai-contribution-policy.yml`, by the draft 0.1 of its schema (ecogetaway/oss-ai-contribution-policy). */
export const aiContributionPolicy: Translator = {
  tool: "ai-contribution-policy.yml",
  reads: (path) => /^ai-contribution-policy\.ya?ml$/.test(fileName(path)),
  form: "yaml",
  translate(settings) {
    const said = fieldAt(settings, "stance");
    const code = fieldAt(said, "code");
    return {
      settings: [...stances(code), ...disclosures(code, fieldAt(settings, "disclosure"))],
      leftOver: [
        ...otherStances(code, said),
        ...channels(fieldAt(settings, "disclosure")),
        ...attestations(fieldAt(settings, "attestations")),
        ...consequences(settings),
      ],
    };
  },
};

/** The words of the schema for what is said of code, which is what commits are judged by. */
const positions: { readonly [word: string]: "permitted" | "declined" } = {
  "disclosed-allowed": "permitted",
  unrestricted: "permitted",
  restricted: "declined",
  prohibited: "declined",
};

const positionOf = (word: unknown): "permitted" | "declined" | undefined =>
  typeof word === "string" && Object.hasOwn(positions, word) ? positions[word] : undefined;

function stances(code: unknown): readonly Setting[] {
  const position = positionOf(code);
  if (position === undefined)
    return [leftOpen("ai.stance", "declined", "Of code the file says nothing that is known here. People decide it.")];
  const reasons =
    code === "restricted"
      ? ["From `stance.code: restricted`: what it is allowed for belongs into the document, as listed exceptions."]
      : [`From \`stance.code: ${String(code)}\`.`];
  return [
    proposed("ai.stance", position, ...reasons),
    proposed("rules.ai-content-permitted", "require", ...reasons.slice(1)),
  ];
}

function disclosures(code: unknown, disclosure: unknown): readonly Setting[] {
  const mechanism = fieldAt(disclosure, "mechanism");
  const isAsked =
    fieldAt(disclosure, "required") === true || (disclosure === undefined && code === "disclosed-allowed");
  if (!isAsked || positionOf(code) !== "permitted" || (mechanism !== "commit-trailer" && mechanism !== "either"))
    return [];
  const level = mechanism === "either" ? "warn" : "require";
  const reason =
    mechanism === "either"
      ? "From `disclosure.mechanism: either`: a pull request's text may say it as well, so a missing trailer is only pointed out."
      : "From `disclosure.mechanism: commit-trailer`.";
  return [proposed("rules.ai-disclosure", level, reason)];
}

/** Of other content only what differs from code needs saying. */
function otherStances(code: unknown, said: unknown): readonly LeftOver[] {
  const position = positionOf(code);
  const different = keysOf(said).filter((name) => {
    const other = positionOf(fieldAt(said, name));
    return name !== "code" && name !== "notes" && other !== undefined && other !== position;
  });
  const notes =
    fieldAt(said, "notes") === undefined
      ? []
      : [leftOver("stance.notes", "words for people: put them into the policy document")];
  return [
    ...different.map((name) =>
      leftOver(
        `stance.${name}`,
        position === "declined"
          ? "is allowed where code is not: list it in the document as an exception, with `Covers:` and its words"
          : "is not allowed where code is: `ai-path-scope: { level: require, deny: [GLOB] }` refuses it by its paths",
      ),
    ),
    ...notes,
  ];
}

const channels = (disclosure: unknown): readonly LeftOver[] =>
  fieldAt(disclosure, "mechanism") === "pr-template"
    ? [
        leftOver(
          "disclosure.mechanism: pr-template",
          "the text of a pull request is no part of a commit, and not asked for here",
        ),
      ]
    : [];

const attestations = (attested: unknown): readonly LeftOver[] => {
  const names = itemsOf(fieldAt(attested, "required")).filter((name) => typeof name === "string");
  return names.length === 0
    ? []
    : [
        leftOver(
          `attestations: ${names.join(", ")}`,
          "what people promise, and no commit shows: it belongs into the document, and into what a sign-off certifies",
        ),
      ];
};

const consequences = (settings: unknown): readonly LeftOver[] =>
  keysOf(settings)
    .filter((name) => name === "enforcement" || name === "review")
    .map((name) => leftOver(name, "what people do about it; a rule here is `require` or `warn`"));
