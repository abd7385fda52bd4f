import type { Identity } from "../../commit/identity.ts";
import { likenessOf } from "../../people/likeness.ts";
import { type IndependentMaintainers, independentMaintainers } from "../../people/who-maintains.ts";
import { type Learned, learned } from "../../text/learned.ts";
import { choice } from "../../text/shape.ts";
import { met, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule, noFacts, pathsOnly } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { touchedPaths } from "../touched-paths.ts";
import { whenKnown } from "../when-known.ts";
import { firstLinePlace, identityText, isSignOffKey, mergeCommit, noSignOff, personKey, tagPlace } from "./signers.ts";

const signed = met("a maintainer who is no author signed off");
const signedInAnswer = met("a maintainer who is no author signed off in an answer");

/** How many maintainers a message names, before it says how many more there are. */
const namesShownMax = 3;

/** Asked for on QEMU's list in 2025 (four eyes): a maintainer other than the author signs off. */
export default defineRule({
  id: "sign-off-independent",
  topic: "sign-off",
  summary: "A maintainer who is not an author of the commit signs it off.",
  options: {
    scope: choice(
      "whose maintainer: of a touched path (of any, where nobody else maintains it), or of anything",
      ["touched", "any"],
      "touched",
    ),
  },
  tighter: { scope: ["any", "touched"] },
  messages: {
    missing: {
      what: "no maintainer other than the authors signed off; {who} could",
      fix: "have one of them sign off when the commit is queued",
      waitsFor: "maintainer",
    },
    nobody: {
      what: "no maintainer other than the authors signed off, and {source} names nobody else",
      fix: "have somebody else listed as a maintainer there",
      waitsFor: "maintainer",
    },
    namesake: {
      what: "whether the maintainer `{signer}` is another person than an author of the same name is not known",
      fix: "tie the addresses together in .mailmap if they are one person's",
    },
    unknown: {
      what: "whether another maintainer signed off is not known: {why}",
      fix: whenKnown,
      waitsFor: "maintainer",
    },
  },
  asks: ({ commit, observed }, { scope }) =>
    scope === "any" || commit.kind === "merge" || observed.signOffs.length === 0 ? noFacts : pathsOnly,
  check(situation, { scope }, finding): Outcome {
    const { commit, observed, policy, contribution } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    const at = firstLinePlace(commit);
    const others = otherMaintainers(situation, scope);
    if (!others.known) return undecided(finding("unknown", at, { why: others.why }));

    const listed = new Map(others.value.identities.map((person) => [personKey(policy, person), person]));
    const authors = authorsOf(situation);
    const mayBeAuthor = likenessOf([...authors, ...authors.map(policy.canonical)]);
    const isListed = (person: Identity): boolean => listed.has(personKey(policy, person));
    const signers = observed.signOffs.filter(({ identity }) => identity !== undefined && isListed(identity));
    const answering = contribution.answers.filter(({ form, by }) => isSignOffKey(form) && isListed(by));
    // The name that the maintainers file gives counts too: a tag may be typed with another.
    const isOther = (signer: Identity): boolean =>
      ![signer, policy.canonical(signer), listed.get(personKey(policy, signer)) ?? signer].some(mayBeAuthor);
    if (signers.some(({ identity }) => identity !== undefined && isOther(identity))) return signed;
    if (answering.some(({ by }) => isOther(by))) return signedInAnswer;
    const [namesake] = signers;
    if (namesake !== undefined)
      return undecided(finding("namesake", tagPlace(commit, namesake.trailer), { signer: namesake.trailer.value }));
    const [answered] = answering;
    if (answered !== undefined)
      return undecided(finding("namesake", { kind: "commit" }, { signer: identityText(answered.by) }));
    if (others.value.doubts.length > 0)
      return undecided(finding("unknown", at, { why: others.value.doubts.join("; ") }));
    const source = policy.maintainers.known ? policy.maintainers.value.source : "";
    const message = others.value.identities.length === 0 ? "nobody" : "missing";
    return unmet(finding(message, at, { who: inWords(others.value), source }));
  },
});

function otherMaintainers(situation: Situation, scope: "touched" | "any"): Learned<IndependentMaintainers> {
  const { policy } = situation;
  if (!policy.maintainers.known) return policy.maintainers;
  const touched: Learned<readonly string[]> = scope === "touched" ? touchedPaths(situation) : learned([]);
  if (!touched.known) return touched;
  return independentMaintainers({
    maintainers: policy.maintainers.value,
    paths: touched.value,
    notThese: authorsOf(situation),
    canonical: policy.canonical,
    addressesOf: policy.addressesOf,
  });
}

const authorsOf = ({ commit, observed }: Situation): readonly Identity[] => [
  commit.author,
  ...observed.coAuthors.flatMap(({ identity }) => identity ?? []),
];

function inWords({ people }: IndependentMaintainers): string {
  const named = people.slice(0, namesShownMax).map(({ identity }) => `\`${identityText(identity)}\``);
  const others = people.length - named.length;
  return others > 0 ? `${named.join(", ")} or one of ${others} others` : named.join(" or ");
}
