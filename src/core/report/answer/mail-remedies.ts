import { pendingFix } from "../pending-fix.ts";

/** Whose patch it is: the sender's own, or somebody else's that he passes on. Nobody is told to change what another one certified. */
export type Ownership = "own" | "own-of-series" | "passed-on";

/** `ownOfSeries` where one command does it for all patches. */
type Remedy = { readonly own: string; readonly ownOfSeries?: string; readonly passedOn: string };

/**
 * What to do about a finding where the answer comes by mail: the rules' words are for whoever has the commit before him, and
 * name commands for that. The placeholders of those words are filled already, so these have none.
 */
const remedies: { readonly [rule: string]: { readonly [message: string]: Remedy } } = {
  "sign-off-present": {
    missing: {
      own: "if you can certify it, sign it off (`git commit --amend --signoff`)",
      ownOfSeries: "if you can certify it, sign it off (`git rebase --signoff BASE` does all patches)",
      passedOn: "ask the author for a sign-off; nobody can give it in another's name. Your own goes below it",
    },
    indented: {
      own: "if it is quoted, sign the patch off yourself; if it is yours, put it at the start of its line",
      passedOn: "if the author gave it, put it at the start of its line; else ask for one",
    },
    lookalike: {
      own: "take that line out and sign off with `git commit --amend --signoff`",
      passedOn: "ask the author for a sign-off in place of that line",
    },
    unverifiedMember: {
      own: "sign the patch off",
      passedOn: "ask the author for a sign-off",
    },
    membershipUnknown: {
      own: "sign the patch off, then it does not matter",
      passedOn: "ask the author for a sign-off, then it does not matter",
    },
  },
  "sign-off-well-formed": {
    unreadable: {
      own: "write it as `Signed-off-by: NAME <ADDRESS>`",
      passedOn: "ask whose it is for the tag as `Signed-off-by: NAME <ADDRESS>`",
    },
    badAddress: {
      own: "sign off with an address that mail can be sent to",
      passedOn: "ask whose it is for an address that mail can be sent to",
    },
  },
  "sign-off-by-author": {
    otherPerson: {
      own: "sign the patch off yourself, or, if you are not its author, name the author in a `From:` line",
      passedOn: "ask the author for a sign-off, or correct the `From:` line if somebody else is the author",
    },
    neitherPerson: {
      own: "sign the patch off yourself, or, if you are not its author, name the author in a `From:` line",
      passedOn: "ask the author for a sign-off, or correct the `From:` line if somebody else is the author",
    },
    mangledAuthor: {
      own: "put a `From: NAME <ADDRESS>` line above the message (`git format-patch --force-in-body-from`)",
      passedOn: "put a `From: NAME <ADDRESS>` line with the author above the message",
    },
  },
  "sign-off-by-submitter": {
    missing: {
      own: "add your sign-off below the author's",
      passedOn: "add your sign-off below the author's",
    },
  },
  "sign-off-human": {
    tool: {
      own: "take that sign-off out, and sign off yourself if you can certify the whole content",
      passedOn: "take that sign-off out, and ask the author for one",
    },
  },
  "sign-off-named": {
    unnamed: {
      own: "sign off with your name before the address",
      passedOn: "ask whose it is for a sign-off with a name",
    },
    placeholder: {
      own: "sign off with the name by which people know you",
      passedOn: "ask whose it is for a sign-off with the name by which people know them",
    },
  },
  "no-tool-identity": {
    tool: {
      own: "name the person who answers for the work instead, or take the line out",
      passedOn: "ask who answers for the work, and name that person instead, or take the line out",
    },
  },
  "ai-content-permitted": {
    citedNotListed: {
      own: "cite an exception that the document lists, or replace the AI-derived part",
      passedOn:
        "ask the author for another exception that the document lists, or for a patch without the AI-derived part",
    },
  },
  "ai-exception-listed": {
    notListed: {
      own: "cite one that is listed, or ask the project to list it first",
      passedOn: "ask the author which listed exception is meant, or ask the project to list it first",
    },
  },
};

/** What to do about a finding of the rule with this message, in words for a mail; `fix` is what the rule says. */
export function mailRemedy(rule: string, message: string, fix: string | null, ownership: Ownership): string | null {
  const ofRule = Object.hasOwn(remedies, rule) ? remedies[rule] : undefined;
  const remedy = ofRule !== undefined && Object.hasOwn(ofRule, message) ? ofRule[message] : undefined;
  if (remedy !== undefined) {
    if (ownership === "passed-on") return remedy.passedOn;
    return ownership === "own" ? remedy.own : (remedy.ownOfSeries ?? remedy.own);
  }
  return fix === null ? null : pendingFix(fix);
}
