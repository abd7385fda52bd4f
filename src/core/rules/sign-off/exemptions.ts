import type { CommitFacts } from "../../commit/facts.ts";
import { choice } from "../../text/shape.ts";
import { notApplicable, type Outcome } from "../outcome.ts";

const botAuthor = notApplicable("the forge knows the author's account as a bot, which the policy exempts");
const verifiedMember = notApplicable(
  "the author is a member and the commit's signature is verified, which the policy exempts",
);

/** Whom a policy need not ask for a sign-off. Both questions are answered by a forge, never by a name that anybody can type. */
export const exemptionOptions = {
  bots: choice("commits by accounts that the forge knows as bots", ["require", "exempt"], "require"),
  members: choice(
    "commits by members of the organisation whose signature the forge verified",
    ["require", "exempt"],
    "require",
  ),
} as const;

/** The fewer are exempt, the more must sign off. */
export const tighterExemptions = { bots: ["exempt", "require"], members: ["exempt", "require"] } as const;

type Exemptions = { readonly bots: "require" | "exempt"; readonly members: "require" | "exempt" };

/** The outcome for an exempted commit; null for all others, those among them of which nobody could tell. */
export function exemptionOf(commit: CommitFacts, { bots, members }: Exemptions): Outcome | null {
  const { authorIsBot, authorIsMember, signatureVerified } = commit;
  if (bots === "exempt" && authorIsBot.known && authorIsBot.value) return botAuthor;
  if (members === "require") return null;
  const exempted = authorIsMember.known && authorIsMember.value && signatureVerified.known && signatureVerified.value;
  return exempted ? verifiedMember : null;
}

/** Why it is open whether the commit is a verified member's; null if that is settled or does not matter. */
export function membershipDoubt(
  { authorIsMember, signatureVerified }: CommitFacts,
  { members }: Exemptions,
): string | null {
  if (members === "require") return null;
  if (authorIsMember.known && !authorIsMember.value) return null;
  if (signatureVerified.known && !signatureVerified.value) return null;
  if (!authorIsMember.known) return authorIsMember.why;
  return signatureVerified.known ? null : signatureVerified.why;
}
