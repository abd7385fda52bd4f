import type { Clause } from "../../policy/policy.ts";
import { codes, type Point, pointOf, textsOf } from "./section.ts";

/** What a clause asks of a contributor, in plain words: a sentence or two each. Empty: other parts of a brief say it. */
export function rulePoints(clause: Clause): readonly Point[] {
  const words = Object.hasOwn(wordsOfRules, clause.rule.id) ? wordsOfRules[clause.rule.id] : undefined;
  const said = words === undefined ? [clause.rule.summary] : words(clause);
  return said.map((sentence) => pointOf(clause, sentence));
}

type Words = (clause: Clause) => readonly string[];

const simply =
  (...sentences: readonly string[]): Words =>
  () =>
    sentences;

const wordsOfRules: { readonly [rule: string]: Words } = {
  "sign-off-present": (clause) => [
    "Sign off every commit (`git commit --signoff`): by `Signed-off-by: Your Name <you@example.org>` you certify that you may contribute all of it.",
    ...leniency(clause),
  ],
  "sign-off-well-formed": simply("Write a name and an address that mail can be sent to."),
  "sign-off-in-trailers": simply("Keep sign-offs in the last paragraph of the message, where git looks for them."),
  "sign-off-by-author": ({ settings }) => [
    `${settings["match"] === "author" ? "The author" : "The author or the committer"} of a commit signs it off${
      settings["names"] === "compare" ? ", under the same name and address as in git's own field" : ""
    }.`,
  ],
  "sign-off-by-submitter": simply(
    "If you pass on what somebody else wrote, keep their sign-off and add your own below.",
  ),
  "sign-off-kept": simply("In a new version of a patch, keep the sign-offs that the version before had."),
  "sign-off-by-co-authors": (clause) => [`Whoever is named by ${codes(textsOf(clause, "keys"), "or")} signs off, too.`],
  "sign-off-order": simply("Keep sign-offs in the order in which the work passed through hands, the oldest first."),
  "sign-off-human": ({ settings }) => [
    settings["bots"] === "allow"
      ? "People sign off, and ordinary bots may; AI tools do not."
      : "Only people sign off, never a tool or a bot.",
  ],
  "sign-off-named": simply("Sign off with the name that you are known by, not anonymously."),
  "sign-off-one-address": simply("Use one address within a commit."),
  "sign-off-independent": simply("A maintainer who is not the author signs it off before it goes in."),
  "edit-note-placement": simply(
    "A note in brackets on an edit stands just above the sign-off of whoever made the edit.",
  ),
  "generated-acknowledged": simply("If you add generated or binary files, the message says so, and why."),
  "automation-declared": simply(
    "If a program or a script made the change, the message shows the command or the script.",
  ),
  "policy-self-reliance": simply("A change of the policy is accepted first; only then may a commit rely on it."),
  "policy-touched": simply("Changes of the policy's own files are pointed out to those who look after it."),
  "ai-content-permitted": simply(),
  "ai-disclosure": simply(),
  "ai-disclosure-form": simply(),
  "ai-signal-disclosed": simply(),
  "ai-path-scope": simply(),
  "ai-size-limit": simply(),
  "ai-window-share": simply(),
  "ai-attestation": ({ settings }) => [
    `State, in the project's own form, ${settings["required"] === "always" ? "with every commit" : "with AI-derived content"}: ${statementNames(settings["statements"])}. That you say so is looked for; whether it is so is your word.`,
  ],
  "ai-degree": (clause) => [
    `Say to which degree AI was used; permitted is ${codes(textsOf(clause, "permitted"), "or")}. What is not said is not taken for the least.`,
  ],
  "ai-judgement": (clause) => textsOf(clause, "questions").map((question) => `Left to people: whether ${question}.`),
  "ai-work-item": (clause) => [
    ...(textsOf(clause, "labels").length === 0
      ? []
      : [`Use AI only for issues that are labelled ${codes(textsOf(clause, "labels"), "or")}.`]),
    ...(textsOf(clause, "not").length === 0
      ? []
      : [`Use no AI for issues that are labelled ${codes(textsOf(clause, "not"), "or")}.`]),
  ],
  "ai-rate-limit": ({ settings }) => {
    const open = typeof settings["open"] === "number" ? settings["open"] : 1;
    return [`Have no more than ${open} ${open === 1 ? "request" : "requests"} with AI-derived content open at a time.`];
  },
  "ai-unattended": simply("Nothing is sent by a tool on its own: a person opens the pull request and answers for it."),
  "ai-exception-listed": simply(),
  "ai-justification": simply(),
  "ai-second-opinion": simply(),
  "ai-self-grant": simply(),
  "no-tool-advertising": simply(),
  "no-tool-identity": simply(),
};

/** Ids of the rules that have words here, for the test that none is forgotten. */
export const rulesWithWords: readonly string[] = Object.keys(wordsOfRules);

/** The statements of a policy by the names that it gives them. */
const statementNames = (statements: unknown): string =>
  Array.isArray(statements)
    ? statements
        .flatMap((one: { readonly name?: unknown }) => (typeof one.name === "string" ? [one.name] : []))
        .join(", ")
    : "";

/** Who need not sign off, and how a forgotten sign-off is made up for. */
function leniency({ settings }: Clause): readonly string[] {
  const { remediation, members, bots } = settings;
  return [
    ...(remediation === "individual" ? ["You can make up for a forgotten sign-off in a later commit of yours."] : []),
    ...(remediation === "third-party"
      ? ["You, or somebody on your behalf, can make up for a forgotten sign-off in a later commit."]
      : []),
    ...(members === "exempt" ? ["Members of the organisation whose commits the forge verified need none."] : []),
    ...(bots === "exempt" ? ["Accounts that the forge knows as bots need none."] : []),
  ];
}
