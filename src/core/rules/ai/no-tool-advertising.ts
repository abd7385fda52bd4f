import { isQuotedTag } from "../../commit/claim-reader.ts";
import type { Claim } from "../../commit/claims.ts";
import { kindPattern, productPattern } from "../../commit/disclosures.ts";
import { messageSpan, type Trailer } from "../../commit/facts.ts";
import type { Signal } from "../../commit/signals.ts";
import { isOneOf, lowerCase } from "../../commit/trailer-keys.ts";
import { choice, flag, texts } from "../../text/shape.ts";
import { fitsWhole } from "../fits-whole.ts";
import { type Finding, met, type Outcome, undecided, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { fieldOf, isTool } from "./tool-fields.ts";

const namesNone = met("the message advertises no tool");

/** No advertising: which tool it was does not decide, and it belongs in no project's history. */
export default defineRule({
  id: "no-tool-advertising",
  topic: "ai",
  plain: true,
  summary:
    "The message of a commit advertises no tool: no trailer that the policy refuses, no tool's footer, no tool as co-author.",
  options: {
    trailers: texts("trailer keys that are refused", ["Assisted-by", "Generated-by"]),
    values: choice(
      "which of them: `any`, whatever the value, or `tools`, those whose value names a tool, so that people may stand there",
      ["any", "tools"],
      "any",
    ),
    footers: flag("refuse lines and trailers that only tools write", true),
    coAuthors: flag("refuse tools in Co-authored-by and Co-developed-by", true),
  },
  tighter: { trailers: "more", values: ["tools", "any"], footers: [false, true], coAuthors: [false, true] },
  messages: {
    trailer: {
      what: "`{key}: {value}` is a trailer that the project does not take",
      fix: "take the line out with `git commit --amend`, {instead}",
    },
    unclassified: {
      what: "`{key}: {value}` may name a person or a tool, and the project takes only people there",
      fix: "for a person, write name and address; for a tool, take the line out with `git commit --amend`",
    },
    footer: { what: "`{text}` advertises a tool", fix: "take the line out with `git commit --amend`" },
    coAuthor: {
      what: "`{text}` names a tool as co-author",
      fix: "take the line out with `git commit --amend`; only people are credited",
    },
  },
  check(situation, { trailers, values, footers, coAuthors }, finding): Outcome {
    const { commit, observed } = situation;
    const tags = refusedTags(situation, trailers);
    if (tags.length + observed.signals.length === 0) return namesNone;
    const refused = values === "any" ? tags : toolsIn(tags, situation);
    const instead = insteadOf(situation);
    const found: { readonly start: number; readonly finding: Finding }[] = refused.map((tag) => {
      const at = messageSpan(commit, tag);
      return {
        start: tag.start,
        finding: finding("trailer", { kind: "message", at }, { key: tag.key, value: tag.value, instead }),
      };
    });
    for (const signal of observed.signals) {
      if (!("at" in signal.place) || !isTool(signal)) continue;
      const { at } = signal.place;
      const message = advertises(signal, situation, { footers, coAuthors });
      if (message === null || refused.some(({ start }) => start === at.start)) continue;
      found.push({ start: at.start, finding: finding(message, { kind: "message", at }, { text: signal.text }) });
    }
    found.sort((one, other) => one.start - other.start);
    const [unclear] = values === "any" ? [] : tags.filter((tag) => claimOf(tag, situation)?.kind === "unclassified");
    if (found.length === 0 && unclear !== undefined) {
      const at = messageSpan(commit, unclear);
      return undecided(finding("unclassified", { kind: "message", at }, { key: unclear.key, value: unclear.value }));
    }
    return unmetIfAny(
      found.map((one) => one.finding),
      namesNone,
    );
  },
});

/** Where that belongs which the line says: into no commit does not mean nowhere. */
function insteadOf({ policy: { stance, exceptionsAt, channels } }: Situation): string {
  if (stance.position === "declined" && stance.inForce.kind !== "not-yet")
    return exceptionsAt === null
      ? "as no tag makes declined content acceptable"
      : "and say in words which listed exception covers AI-derived content, if there is any";
  return channels.length === 0
    ? "as what the project wants to know of AI use belongs where its policy says, such as the text of a pull request"
    : `and disclose AI use in the pull request (${channels.map(({ name }) => name).join(", ")})`;
}

/** Those that say that a tool was used, or name one where the policy knows no disclosure, as in `Reviewed-by`. */
function toolsIn(tags: readonly Trailer[], situation: Situation): readonly Trailer[] {
  const marks = new Set(
    situation.observed.signals.flatMap((one) => (isTool(one) && "at" in one.place ? one.place.at.start : [])),
  );
  return tags.filter((tag) => {
    const claim = claimOf(tag, situation);
    if (claim !== undefined) return claim.kind === "content";
    return marks.has(tag.start) || fitsWhole(kindPattern, tag.value) || fitsWhole(productPattern, tag.value);
  });
}

/** What a tag says of AI use, if it says anything. */
const claimOf = ({ start }: Trailer, { observed }: Situation): Claim | undefined =>
  observed.claims.find(({ at, source }) => source.by === "disclosure" && at.start === start);

const noTags: readonly Trailer[] = [];

/** Tags with a refused key, in git's trailer block or anywhere else where it is no quotation. */
function refusedTags({ commit, observed }: Situation, keys: readonly string[]): readonly Trailer[] {
  if (keys.length === 0) return noTags;
  const refused = keys.map(lowerCase);
  let found: Trailer[] | undefined;
  for (const tag of observed.trailers) if (isOneOf(tag.key, refused)) (found ??= []).push(tag);
  for (const tag of observed.looseTags) {
    if (isOneOf(tag.key, refused) && !isQuotedTag(commit, tag)) (found ??= []).push(tag);
  }
  return found ?? noTags;
}

/**
 * How a tool's mark advertises, or null. A tool in another tag (sign-off, review) is the matter of other rules, and a
 * disclosure is refused by its key or not at all.
 */
function advertises(
  { place }: Signal,
  { observed }: Situation,
  { footers, coAuthors }: { readonly footers: boolean; readonly coAuthors: boolean },
): "footer" | "coAuthor" | null {
  if (place.kind === "message") return footers ? "footer" : null;
  if (place.kind !== "trailer") return null;
  const field = fieldOf(place);
  if (field === "co-author") return coAuthors ? "coAuthor" : null;
  const discloses = observed.claims.some(({ at, source }) => source.by === "disclosure" && at.start === place.at.start);
  return field === "other" && footers && !discloses ? "footer" : null;
}
