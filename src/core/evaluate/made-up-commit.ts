import type { CommitFacts } from "../commit/facts.ts";
import type { Identity } from "../commit/identity.ts";
import { factsOf } from "../commit/parse-commit.ts";

/** Commits that nobody wrote, by which it is asked what rules say of one line. */

/** Somebody who stands in no history. */
export const reference: Identity = { name: "Reference Of Plain Commits", email: "reference@plain-commit.invalid" };
const signedBy = ({ name, email }: Identity): string => `Signed-off-by: ${name} <${email}>`;

/** The sign-off of the commit's only person. */
export const referenceSignOff = signedBy(reference);

const body = "A sentence.";

/** Lines behind the sign-off. */
export const withTrailers = (lines: readonly string[]): CommitFacts =>
  madeUp(reference, reference, body, [referenceSignOff, ...lines]);

/** Somebody else in the place of the author or of the committer, who has signed off. */
export function withHeader(role: string, identity: Identity): CommitFacts {
  const signers = [signedBy(identity), referenceSignOff];
  return role === "author" ? madeUp(identity, reference, body, signers) : madeUp(reference, identity, body, signers);
}

function madeUp(author: Identity, committer: Identity, text: string, trailers: readonly string[]): CommitFacts {
  const at = { seconds: 0, offsetMinutes: 0 };
  return factsOf({
    id: null,
    name: "a made-up commit",
    parents: ["0".repeat(40)],
    author: { ...author, at },
    committer: { ...committer, at },
    text: `plain: title\n\n${text}\n\n${trailers.join("\n")}\n`,
    damages: [],
  });
}
