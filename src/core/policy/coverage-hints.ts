import type { Sentence } from "../document/sentences.ts";
import type { Rule } from "../rules/rule.ts";
import { folded } from "../text/folded.ts";
import type { CoveredSentence } from "./coverage.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { Anchor, Policy } from "./policy.ts";
import { profiles } from "./profiles.ts";

/** What a profile says of the very same sentence. */
export type ProfileHint = { readonly profile: string; readonly anchor: Anchor };

/** What may help to say who sees to a sentence. Only hints: nothing is ever taken for said by them. */
export type CoverageHints = {
  readonly profiles: readonly ProfileHint[];
  /** Ids of rules that the policy switches on, and that are about such words. */
  readonly rules: readonly string[];
};

/** Rules that are proposed for one sentence. */
const rulesMax = 3;

/** Words by which a sentence may be about a rule. `sign_off` are two words; one that ends in a hyphen stands for all that begin so. */
const wordsOfRules: { readonly [rule: string]: string } = {
  "sign-off-order": "order oldest newest",
  "sign-off-by-submitter": "sending sender queue queues submitter submits",
  "sign-off-by-co-authors": "co- authors authorship secondary",
  "sign-off-named": "anonymous pseudonym misrepresent name names",
  "sign-off-one-address": "addresses",
  "sign-off-human": "tool tools bot bots agent agents machine",
  "sign-off-by-author": "author author's",
  "edit-note-placement": "modifies note record",
  "sign-off-present": "sign_off signs_off signed_off signed-off-by sign-off sign-offs signoff certify certifies dco",
  "sign-off-well-formed": "signed-off-by well-formed address",
  "no-tool-advertising": "generated-by assisted-by advertising advertise footer footers",
  "no-tool-identity": "co-author co-authored-by co-authoring author",
  "ai-disclosure": "disclose disclosed discloses disclosure tag trailer assisted-by ai-generated",
  "ai-disclosure-form": "form format before tag trailer",
  "ai-second-opinion": "opinion maintainer maintainers",
  "ai-content-permitted": "ai ai- llm llms generative",
  "generated-acknowledged": "generated acknowledged binary",
  "automation-declared": "automated script coccinelle sed deterministic",
};

/** Makes the hints for a policy's sentences. The rules come as an argument, as everywhere. */
export function createHinter(policy: Policy, catalogue: readonly Rule[]): (one: CoveredSentence) => CoverageHints {
  const anchors = profiles.flatMap(({ name, text }): readonly ProfileHint[] =>
    parsePolicy({ name, text }, catalogue).settings.coverage.map((anchor) => ({ profile: name, anchor })),
  );
  const on = new Set(policy.clauses.filter(({ level }) => level !== "off").map(({ rule }) => rule.id));
  return ({ sentence, digest }) => ({
    profiles: anchors.filter(({ anchor }) => anchor.digest?.startsWith(digest) === true),
    rules: rulesAbout(sentence).filter((id) => on.has(id)),
  });
}

function rulesAbout({ words }: Sentence): readonly string[] {
  const there = ` ${words.map(folded).join(" ")} `;
  const fits = (wanted: string): boolean =>
    there.includes(` ${wanted.replaceAll("_", " ")}${wanted.endsWith("-") ? "" : " "}`);
  return Object.entries(wordsOfRules)
    .filter(([, wanted]) => wanted.split(" ").some(fits))
    .map(([id]) => id)
    .slice(0, rulesMax);
}
