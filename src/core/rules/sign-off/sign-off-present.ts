import { isUnindented } from "../../commit/claim-reader.ts";
import type { Trailer } from "../../commit/facts.ts";
import { positionAt } from "../../text/source.ts";
import { closest } from "../../text/suggest.ts";
import { met, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { exemptionOf, exemptionOptions, membershipDoubt, tighterExemptions } from "./exemptions.ts";
import { isRemediated, remediationOption, tighterRemediation } from "./remediated.ts";
import { firstLinePlace, isSignOffKey, mergeCommit, tagPlace } from "./signers.ts";
import { endOfMessage, whyUnread } from "./unread-tag.ts";

const present = met("there is a sign-off among the trailers");
const remediated = met("a later commit of the contribution adds the author's sign-off");

/** DCO 1.1; QEMU, code-provenance, "Certification of patch submissions": every commit carries a sign-off. */
export default defineRule({
  id: "sign-off-present",
  topic: "sign-off",
  plain: true,
  summary: "Every commit carries a Signed-off-by tag where git looks for it.",
  options: { ...remediationOption, ...exemptionOptions },
  tighter: { ...tighterExemptions, ...tighterRemediation },
  messages: {
    missing: {
      what: "the commit has no sign-off",
      fix: "its author certifies it with `git commit --amend --signoff`, or several with `git rebase --signoff BASE`",
    },
    outside: {
      what: "the sign-off on line {line} does not count: git reads tags only in the last paragraph",
      fix: "move it into the last paragraph with `git commit --amend`",
    },
    inTitle: {
      what: "the sign-off on line {line} does not count: it stands in the first paragraph, which is the title to git",
      fix: "put an empty line above it with `git commit --amend`",
    },
    amongOthers: {
      what: "the sign-off on line {line} does not count: too much else stands in its paragraph for git to read tags there",
      fix: "give the tags a paragraph of their own, or shorten the notes among them, with `git commit --amend`",
    },
    belowEnd: {
      what: "the sign-off on line {line} does not count: git takes what stands below line {end} for a patch",
      fix: "take line {end} out, or put the sign-off above it, with `git commit --amend`",
    },
    indented: {
      what: "the sign-off on line {line} does not count: git reads no tag in an indented line",
      fix: "if it is quoted, sign off with `git commit --amend --signoff`; if it is yours, put it at the start of its line",
    },
    lookalike: {
      what: "`{key}` only looks like Signed-off-by: it has characters that no tag may have",
      fix: "take that line out and sign off with `git commit --amend --signoff`",
    },
    misspelled: {
      what: "`{key}` is no tag that certifies anything; it was probably meant to be Signed-off-by",
      fix: "correct it with `git commit --amend`",
    },
    unverifiedMember: {
      what: "the commit has no sign-off, and members are exempt only if the commit's signature is verified",
      fix: "sign off with `git commit --amend --signoff`, or sign the commit with a key that the forge knows",
    },
    membershipUnknown: {
      what: "the commit has no sign-off, and whether its author is exempt as a member is not known: {why}",
      fix: "sign off with `git commit --amend --signoff`, then it does not matter",
    },
  },
  check(situation, options, finding): Outcome {
    const { commit, observed } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length > 0) return present;
    const exempt = exemptionOf(commit, options);
    if (exempt !== null) return exempt;
    if (isRemediated(situation, options)) return remediated;
    const why = membershipDoubt(commit, options);
    if (why !== null) return undecided(finding("membershipUnknown", firstLinePlace(commit), { why }));

    const lookalike = observed.lookalikes.find(({ imitates }) => imitates === "signed-off-by");
    if (lookalike !== undefined) {
      return unmet(finding("lookalike", tagPlace(commit, lookalike), { key: lookalike.key }));
    }
    const loose = looseSignOff(situation);
    if (loose !== undefined) {
      const { line } = positionAt(commit.message.text, loose.start);
      const end = positionAt(commit.message.text, endOfMessage(commit)).line;
      return unmet(finding(whyUnread(commit, loose), tagPlace(commit, loose), { line, end }));
    }
    const misspelled = [...observed.trailers, ...observed.looseTags].find(({ key }) => looksMisspelled(key));
    if (misspelled !== undefined) {
      return unmet(finding("misspelled", tagPlace(commit, misspelled), { key: misspelled.key }));
    }
    const member = options.members === "exempt" && commit.authorIsMember.known && commit.authorIsMember.value;
    return unmet(finding(member ? "unverifiedMember" : "missing", firstLinePlace(commit)));
  },
});

/** The last one at the start of a line, else the last indented one, which may be quoted from somebody else. */
function looseSignOff({ commit, observed }: Situation): Trailer | undefined {
  const tags = observed.looseTags.filter(({ key }) => isSignOffKey(key));
  return tags.findLast((tag) => isUnindented(commit, tag)) ?? tags.at(-1);
}

const signOffKey: readonly string[] = ["signed-off-by"];
/** Who writes that a change is not signed off has made no typing mistake. */
const denial = /^(?:no|non|not|un|never)-?signed/i;
const looksMisspelled = (key: string): boolean => !denial.test(key) && closest(key, signOffKey) !== undefined;
