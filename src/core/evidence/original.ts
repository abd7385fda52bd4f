import type { CommitFacts } from "../commit/facts.ts";
import { shortObjectId } from "../commit/object-id.ts";
import type { EvidenceFacts } from "./content.ts";
import { changesOf } from "./gate.ts";
import type { Proof } from "./proof.ts";
import { noProof, notProved, proved } from "./verdicts.ts";

/** `revert`: the exact inverse of an ancestor's change. The message says which; the contents prove it. */
export function proveRevert(commit: CommitFacts, facts: EvidenceFacts): Proof {
  const gate = changesOf(commit);
  if (!gate.ok) return gate.proof;
  const named = originalNamed(commit);
  if (named?.how !== "reverts") return notProved(whyNoneReverted(commit));
  const { original } = facts;
  if (!original.known) return noProof(original.why);
  if (original.value === null) return notProved("the message names no commit that it reverts");
  const { id, subject, isAncestor, comparison } = original.value;
  if (!isAncestor) return notProved(`\`${shortObjectId(id)}\` is no ancestor`);
  if (comparison !== "inverse") return notProved(`it is not the exact inverse of \`${shortObjectId(id)}\``);
  return proved(`the exact inverse of ${shortObjectId(id)} ("${subject}")`, { kind: "commit", id, subject });
}

/** `backport`: the same patch as a commit that is no ancestor, and stands on another branch: anybody can make a commit that stands on none. */
export function proveBackport(commit: CommitFacts, facts: EvidenceFacts): Proof {
  const gate = changesOf(commit);
  if (!gate.ok) return gate.proof;
  const named = originalNamed(commit);
  if (named?.how !== "repeats") return notProved("the message names no commit that it was picked from");
  const { original } = facts;
  if (!original.known) return noProof(original.why);
  if (original.value === null) return notProved("the message names no commit that it was picked from");
  const { id, subject, isAncestor, comparison, reference } = original.value;
  if (isAncestor) return notProved(`\`${shortObjectId(id)}\` is an ancestor, not a commit of another branch`);
  if (comparison !== "same") return notProved(`it is not the same patch as \`${shortObjectId(id)}\``);
  if (reference === null) return notProved(`the original, \`${shortObjectId(id)}\`, is on no branch`);
  return proved(`the same patch as ${shortObjectId(id)} ("${subject}"), which is on ${reference}`, {
    kind: "commit",
    id,
    subject,
  });
}

/** `git revert` writes the full id; by the kernel's style, a short one with the subject behind it. */
const reverted = /^This reverts commit ([0-9a-f]{7,64})\b/gm;

const patterns: readonly (readonly ["reverts" | "repeats", RegExp])[] = [
  ["reverts", reverted],
  ["repeats", /^\(cherry picked from commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\)$/gm],
  // How stable trees of Linux say it.
  ["repeats", /^(?:commit ([0-9a-f]{40}) upstream\.?|\[ Upstream commit ([0-9a-f]{40}) \])$/gm],
];

/**
 * The one commit that a message says it reverts or repeats, by its full id, or the beginning of one that is reverted.
 *
 * @returns null when it names none, or reverts several
 */
export function originalNamed({
  message,
}: CommitFacts): { readonly how: "reverts" | "repeats"; readonly id: string } | null {
  for (const [how, pattern] of patterns) {
    const ids = idsBy(pattern, message.text);
    // Picked from a pick: the last line is the nearest.
    const id = ids.at(-1);
    if (id === undefined) continue;
    return how === "reverts" && ids.length > 1 ? null : { how, id };
  }
  return null;
}

/** The ids that a pattern finds, each once. */
const idsBy = (pattern: RegExp, text: string): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one, other]) => one ?? other ?? "")),
];

function whyNoneReverted({ message }: CommitFacts): string {
  const ids = idsBy(reverted, message.text);
  return ids.length > 1
    ? `the message names ${ids.length} commits that it reverts, not one`
    : "the message names no commit that it reverts";
}
