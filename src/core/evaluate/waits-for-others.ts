import { addressKey } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import type { Policy } from "../policy/policy.ts";
import type { Finding } from "../rules/outcome.ts";
import type { Rule } from "../rules/rule.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Does a commit that did not pass only wait for the word of somebody else? Nobody can hold that while he types, so hooks on his
 * machine do not stop him. Whose word a finding waits for is said by its rule (`MessageWords.waitsFor`).
 *
 * @param typist who sits at the machine: his own word is no other's
 * @returns false for a commit that passed, and where anything else is open
 */
export function waitsForOthers({ commit, damage, judgements }: Verdict, typist: Identity, policy: Policy): boolean {
  if (damage !== null) return false;
  const isOwnWork = personOf(commit.author, policy) === personOf(typist, policy);
  const open = judgements.filter(
    ({ clause, outcome }) => clause.level === "require" && (outcome.kind === "unmet" || outcome.kind === "undecided"),
  );
  const waits = (rule: Rule, finding: Finding): boolean => {
    const speaker = speakerOf(rule, finding);
    return speaker !== undefined && !(speaker === "author" && isOwnWork);
  };
  return (
    open.length > 0 &&
    open.every(
      ({ clause, outcome }) =>
        "findings" in outcome && outcome.findings.every((finding) => waits(clause.rule, finding)),
    )
  );
}

const personOf = (person: Identity, policy: Policy): string => addressKey(policy.canonical(person).email);

const speakerOf = ({ messages }: Rule, { message }: Finding) =>
  Object.hasOwn(messages, message) ? messages[message]?.waitsFor : undefined;
