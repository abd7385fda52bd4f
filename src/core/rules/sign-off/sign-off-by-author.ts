import type { Identity } from "../../commit/identity.ts";
import { isOfList } from "../../mail/list-sender.ts";
import { choice } from "../../text/shape.ts";
import { met, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule, type FindingMaker } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { exemptionOf, exemptionOptions, membershipDoubt, tighterExemptions } from "./exemptions.ts";
import { isRemediated, remediationOption, tighterRemediation } from "./remediated.ts";
import {
  firstLinePlace,
  foldName,
  identityText,
  isSamePerson,
  mergeCommit,
  namesakeOf,
  noSignOff,
  signOffOf,
  tagPlace,
} from "./signers.ts";
import { forgeCommitted } from "./submitter.ts";

const signedByAuthor = met("the author signed off");
const signedByCommitter = met("the committer signed off, which the policy accepts");
const remediated = met("a later commit of the contribution adds the author's sign-off");

/** QEMU, code-provenance: name and address of one of the sign-offs generally match git's author field. */
export default defineRule({
  id: "sign-off-by-author",
  topic: "sign-off",
  plain: true,
  summary: "The author of a commit signs it off.",
  options: {
    match: choice("whose sign-off is asked for", ["author", "author-or-committer"], "author"),
    names: choice("whether the names must be equal too", ["ignore", "compare"], "ignore"),
    ...remediationOption,
    ...exemptionOptions,
  },
  tighter: {
    ...tighterExemptions,
    ...tighterRemediation,
    match: ["author-or-committer", "author"],
    names: ["ignore", "compare"],
  },
  messages: {
    otherPerson: {
      what: "signed off by `{signer}`, but written by `{author}`",
      fix: "have the author sign off, or correct the author with `git commit --amend --author='NAME <ADDRESS>'`",
      waitsFor: "author",
    },
    neitherPerson: {
      what: "signed off by `{signer}`, but written by `{author}` and committed by `{committer}`",
      fix: "have one of them sign off, or correct the author with `git commit --amend --author='NAME <ADDRESS>'`",
    },
    otherAddress: {
      what: "signed off as `{signer}`, but the author is recorded as `{author}`",
      fix: "use one address in both, or tie them together with the line `{mailmap}` in .mailmap",
    },
    otherName: {
      what: "signed off as `{signer}`, but the author is recorded under another name, `{author}`",
      fix: "use one name in both: correct the tag or the author with `git commit --amend`",
    },
    mangledAuthor: {
      what: "the author is recorded as `{author}`, as a mailing list rewrites senders",
      fix: "restore the person with `git commit --amend --author='NAME <ADDRESS>'`",
    },
    membershipUnknown: {
      what: "no sign-off is by the author, `{author}`, and whether that person is exempt as a member is not known: {why}",
      fix: "have the author sign off, then it does not matter",
      waitsFor: "author",
    },
  },
  check(situation, options, finding): Outcome {
    const { commit, observed } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return isRemediated(situation, options) ? remediated : noSignOff;
    const compareNames = options.names === "compare";
    if (isSigned(commit.author, situation, compareNames)) return signedByAuthor;
    const acceptsCommitter = options.match === "author-or-committer" && !forgeCommitted(situation);
    if (acceptsCommitter && isSigned(commit.committer, situation, compareNames)) return signedByCommitter;
    const exempt = exemptionOf(commit, options);
    if (exempt !== null) return exempt;
    if (isRemediated(situation, options)) return remediated;
    const why = membershipDoubt(commit, options);
    if (why !== null) {
      const author = identityText(commit.author);
      return undecided(finding("membershipUnknown", firstLinePlace(commit), { author, why }));
    }
    return unmet(mismatch(situation, acceptsCommitter, finding));
  },
});

function isSigned(person: Identity, situation: Situation, compareNames: boolean): boolean {
  if (!compareNames) return signOffOf(person, situation) !== undefined;
  const { observed, policy } = situation;
  return observed.signOffs.some(
    ({ identity }) =>
      identity !== undefined && isSamePerson(policy, identity, person) && haveOneName(policy, identity, person),
  );
}

/** As written, or as `.mailmap` gives them. */
const haveOneName = ({ canonical }: Situation["policy"], one: Identity, other: Identity): boolean =>
  foldName(one.name) === foldName(other.name) || foldName(canonical(one).name) === foldName(canonical(other).name);

type Messages = "otherPerson" | "neitherPerson" | "otherAddress" | "otherName" | "mangledAuthor";

function mismatch(
  situation: Situation,
  acceptsCommitter: boolean,
  finding: FindingMaker<Messages>,
): ReturnType<typeof finding> {
  const { commit, observed } = situation;
  const author = identityText(commit.author);
  if (isOfList(commit.author, [])) return finding("mangledAuthor", { kind: "author" }, { author });
  const sameAddress = signOffOf(commit.author, situation);
  if (sameAddress !== undefined) {
    return finding("otherName", tagPlace(commit, sameAddress.trailer), { author, signer: sameAddress.trailer.value });
  }
  const namesake = namesakeOf(commit.author, situation);
  if (namesake?.identity !== undefined) {
    const mailmap = `${identityText(commit.author)} <${namesake.identity.email}>`;
    return finding("otherAddress", tagPlace(commit, namesake.trailer), {
      author,
      signer: namesake.trailer.value,
      mailmap,
    });
  }
  const trailer = observed.signOffs[0]?.trailer;
  const at = trailer === undefined ? firstLinePlace(commit) : tagPlace(commit, trailer);
  const data = { author, signer: trailer?.value ?? "" };
  if (!acceptsCommitter) return finding("otherPerson", at, data);
  return finding("neitherPerson", at, { ...data, committer: identityText(commit.committer) });
}
