import type { PersonTag } from "../../commit/observed.ts";
import { texts } from "../../text/shape.ts";
import { type Finding, met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { foldName, mergeCommit, noSignOff, personKey, tagPlace } from "./signers.ts";

const noCoAuthor = notApplicable("no tag names a co-author");
const onlyMachines = notApplicable("the co-authors named are machines; no-tool-identity speaks of those");
const allSigned = met("every co-author signed off");

/**
 * QEMU, code-provenance, "Multiple authorship": one sign-off for each contributor; Linux asks the same of
 * Co-developed-by.
 */
export default defineRule({
  id: "sign-off-by-co-authors",
  topic: "sign-off",
  plain: true,
  summary: "Every co-author named by a tag signs the commit off.",
  options: {
    keys: texts("tags that name co-authors", ["Co-developed-by", "Co-authored-by"]),
  },
  tighter: { keys: "more" },
  messages: {
    missing: {
      what: "the co-author `{coAuthor}` did not sign off",
      fix: "ask for it and add `Signed-off-by: NAME <ADDRESS>` before the author's own; for a mere suggestion use Suggested-by",
      waitsFor: "co-author",
    },
    otherAddress: {
      what: "the co-author `{coAuthor}` signed off as `{signer}`",
      fix: "use one address in both tags",
    },
    unreadable: {
      what: "`{coAuthor}` has no address in angle brackets, so nobody can tell whether that person signed off",
      fix: "write `{key}: NAME <ADDRESS>`",
    },
  },
  check(situation, { keys }, finding): Outcome {
    const { commit, observed } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.coAuthors.length === 0) return noCoAuthor;
    const wanted = new Set(keys.map((key) => key.toLowerCase()));
    const named = observed.coAuthors.filter(({ trailer }) => wanted.has(trailer.key.toLowerCase()));
    if (named.length === 0) return noCoAuthor;
    if (observed.signOffs.length === 0) return noSignOff;
    const people = withoutMachines(named, situation);
    if (people.length === 0) return onlyMachines;
    const { byPerson, byName } = signersOf(situation);
    const findings: Finding[] = [];
    for (const { trailer, identity } of people) {
      const at = tagPlace(commit, trailer);
      const coAuthor = trailer.value;
      if (identity === undefined) {
        findings.push(finding("unreadable", at, { coAuthor, key: trailer.key }));
        continue;
      }
      if (byPerson.has(personKey(situation.policy, identity))) continue;
      const signer = byName.get(foldName(identity.name));
      findings.push(
        signer === undefined ? finding("missing", at, { coAuthor }) : finding("otherAddress", at, { coAuthor, signer }),
      );
    }
    return unmetIfAny(findings, allSigned);
  },
});

/** Those whose own tag a signal stands in are left out: a machine certifies nothing. */
function withoutMachines(tags: readonly PersonTag[], { observed }: Situation): readonly PersonTag[] {
  const starts = new Set(observed.signals.flatMap(({ place }) => (place.kind === "trailer" ? [place.at.start] : [])));
  return tags.filter(({ trailer }) => !starts.has(trailer.start));
}

/** The signers by address and by name, so that many co-authors cost no more than one look each. */
function signersOf({ observed, policy }: Situation): {
  byPerson: ReadonlySet<string>;
  byName: ReadonlyMap<string, string>;
} {
  const byPerson = new Set<string>();
  const byName = new Map<string, string>();
  for (const { trailer, identity } of observed.signOffs) {
    if (identity === undefined) continue;
    byPerson.add(personKey(policy, identity));
    if (identity.name !== "") byName.set(foldName(identity.name), trailer.value);
  }
  return { byPerson, byName };
}
