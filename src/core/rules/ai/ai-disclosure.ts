import { choice, flag, texts } from "../../text/shape.ts";
import { type Finding, type FindingData, met, type Outcome, type Place, undecided, unmet } from "../outcome.ts";
import { defineRule, type FindingMaker } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { whenKnown } from "../when-known.ts";
import { type DisclosureClaim, disclosuresOf } from "./disclosed.ts";

import { type DisclosurePart, disclosureParts, type WantedDisclosure, wantedInWords } from "./disclosure-parts.ts";
import { nothingSaid, placeOf, type Reasons, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";

const disclosed = met("the AI-derived content is disclosed where the policy asks for it");
const stated = met("it is said whether AI was used, where the policy asks for it");

/** Linux, OpenSSL, OpenEmbedded, Mesa and others ask for a trailer, Kubernetes, Homebrew and SciPy for words in the pull request, Nextcloud for both. */
export default defineRule({
  id: "ai-disclosure",
  topic: "ai",
  plain: true,
  summary:
    "A commit with AI-derived content discloses it where the policy asks for it: in a trailer, in the pull request, or in both.",
  options: {
    trailers: texts("trailer keys that disclose; none named: every disclosure trailer that the policy knows", []),
    byTrailer: flag("a trailer of the message discloses; `false` where only the pull request does", true),
    channels: texts("places of the pull request that disclose, by their names in `ai.channels`", []),
    need: choice("is any one of these places enough, or is it all of them?", ["one", "all"], "one"),
    required: choice(
      "when: `claimed` if somebody says so in any form, `signalled` if a tool left its mark too, `always` for every commit, a denial counting as an answer",
      ["claimed", "signalled", "always"],
      "signalled",
    ),
    missing: choice(
      "what content that is not disclosed comes to: `undecided` where a part of it need not be, which people must tell",
      ["unmet", "undecided"],
      "unmet",
    ),
  },
  tighter: { required: ["claimed", "signalled"], missing: ["undecided", "unmet"] },
  messages: {
    missing: {
      what: "`{reason}` says that the change has AI-derived content, which is not disclosed in {wanted}",
      fix: "disclose it in {wanted}, as the project's policy describes",
    },
    perhaps: {
      what: "`{reason}` says that the change has AI-derived content, which is not disclosed in {wanted}; whether it had to be, a person must tell",
      fix: "disclose it in {wanted}, as the project's policy describes, unless it is of the kind that need not be",
    },
    unstated: {
      what: "it is not said in {wanted} whether AI was used",
      fix: "say so in {wanted}, as the project's policy describes",
    },
    outsideBlock: {
      what: "`{key}: {value}` is not in the trailer block at the end of the message, where programs look for it",
      fix: "move the line into the last paragraph, next to your Signed-off-by",
    },
    unclassified: {
      what: "`{key}: {value}` may name a person or a tool, so that it cannot be told whether it discloses AI-derived content",
      fix: "write the value in the form that the project's policy describes",
    },
    unclear: {
      what: "it cannot be told whether `{text}` in the pull request ({channel}) discloses AI-derived content",
      fix: "write it in the form that the project's policy describes",
    },
    unseen: {
      what: "whether the pull request ({channel}) says if AI was used is not known: {why}",
      fix: whenKnown,
      waitsFor: "forge",
    },
  },
  check(situation, options, finding): Outcome {
    const reasons = reasonFor(situation, options.required);
    const { need } = options;
    if (reasons === null && options.required !== "always") {
      const open = openClaim(situation, options);
      if (open === null) return nothingSaid;
      if ("channel" in open) return undecided(finding("unclear", { kind: "commit" }, open));
      return undecided(finding("unclassified", ...placed(open)));
    }
    const parts = disclosureParts(situation, options);
    const answers = parts.map((part) => answerOf(part, reasons !== null));
    const isMet =
      need === "one" ? answers.includes("yes") : parts.length > 0 && answers.every((answer) => answer === "yes");
    if (isMet) return reasons === null ? stated : disclosed;
    const wanted = wantedInWords(options, need === "one" ? "or" : "and");
    // Where all places are asked for, one that fails decides, whatever the others say; where one is enough, what is not known may be it.
    const isMissing = need === "all" && answers.includes("no");
    if (!isMissing) {
      const open = openFinding(parts, finding);
      if (open !== null) return undecided(open);
    }
    if (reasons !== null && options.missing === "undecided")
      return undecided(finding("perhaps", placeOf(reasons), { reason: reasonInWords(reasons), wanted }));
    const loose = parts.find((part) => part.kind === "loose" || (reasons === null && isLooseDenial(part)));
    if (loose !== undefined && "by" in loose && "claim" in loose.by)
      return unmet(finding("outsideBlock", ...placed(loose.by.claim)));
    return unmet(
      reasons === null
        ? finding("unstated", { kind: "commit" }, { wanted })
        : finding("missing", placeOf(reasons), { reason: reasonInWords(reasons), wanted }),
    );
  },
});

/**
 * Where nothing says for certain that there is AI-derived content: what may say so, and would not disclose it as the policy asks. Of a name in a trailer it
 * does not matter whose it is if all is disclosed should it be a tool's, nor of words in the pull request what they mean if they stand where they should.
 */
function openClaim(
  situation: Situation,
  options: WantedDisclosure & { readonly need: "one" | "all" },
): DisclosureClaim | { readonly channel: string; readonly text: string } | null {
  const names = disclosuresOf(situation, []).filter(({ kind }) => kind === "unclassified");
  const declared = reasonsOf(situation)?.declaredUnclassified ?? [];
  if (names.length + declared.length === 0) return null;
  const parts = disclosureParts(situation, options);
  const [name] = names;
  const loose = names.find(({ source }) => !source.inTrailerBlock);
  if (loose !== undefined) return loose;
  if (name !== undefined && !isDisclosedIfTool(parts, options.need)) return name;
  const isOnlyPlace = options.need === "one" || parts.length === 1;
  const elsewhere = declared.find(({ channel }) => !isOnlyPlace || !options.channels.includes(channel));
  return elsewhere === undefined ? null : { channel: elsewhere.channel, text: elsewhere.text };
}

/** Would everything be disclosed if a name that may be a tool's were one? */
function isDisclosedIfTool(parts: readonly DisclosurePart[], need: "one" | "all"): boolean {
  const discloses = (part: DisclosurePart): boolean =>
    part.kind === "disclosed" || (part.kind === "unclassified" && "claim" in part.by);
  return need === "one" ? parts.some(discloses) : parts.every(discloses);
}

/** Does a place say what is asked of it? A denial answers only where nothing says that there is AI-derived content. */
function answerOf(part: DisclosurePart, isDeclared: boolean): "yes" | "no" | "open" {
  if (part.kind === "disclosed") return "yes";
  if (part.kind === "unseen" || part.kind === "unclassified") return "open";
  return part.kind === "denied" && !isDeclared && !isLooseDenial(part) ? "yes" : "no";
}

const isLooseDenial = (part: DisclosurePart): boolean =>
  part.kind === "denied" && "claim" in part.by && !part.by.claim.source.inTrailerBlock;

/** What nobody can tell of the places; null: nothing. */
function openFinding(
  parts: readonly DisclosurePart[],
  finding: FindingMaker<"unclassified" | "unclear" | "unseen">,
): Finding | null {
  for (const part of parts) {
    if (part.kind === "unseen") return finding("unseen", { kind: "commit" }, { channel: part.channel, why: part.why });
    if (part.kind !== "unclassified") continue;
    if ("claim" in part.by) return finding("unclassified", ...placed(part.by.claim));
    return finding("unclear", { kind: "commit" }, part.by.declaration);
  }
  return null;
}

/** Where a disclosure stands, and its words. */
const placed = ({ at, source }: DisclosureClaim): [Place, FindingData] => [
  { kind: "message", at },
  { key: source.key, value: source.value },
];

/** What says that there is AI-derived content, as far as this clause asks; null: nothing does. */
function reasonFor(situation: Situation, required: "claimed" | "signalled" | "always"): Reasons | null {
  const reasons = reasonsOf(situation);
  if (!saysContent(reasons)) return null;
  return required === "claimed" && reasons.claims.length + reasons.declared.length === 0 ? null : reasons;
}
