import { expect, test } from "vitest";
import type { Judgement } from "../../src/core/evaluate/verdict.ts";
import { waitsForOthers } from "../../src/core/evaluate/waits-for-others.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Finding } from "../../src/core/rules/outcome.ts";
import { clauseOf, metOutcome, toyRule, verdictOf } from "../report/sample.ts";

const policy = policyFromTexts(
  {
    policy: { name: "proviso.yaml", text: "proviso: 1\nrules: { sign-off-present: require }\n" },
    mailmap: { name: ".mailmap", text: "Ada <ada@example.org> <ada@old.example.org>\n" },
  },
  catalogue,
);

const rule = toyRule("sign-off-present", {
  wrong: { what: "something is wrong" },
  authorSilent: { what: "the author has not signed", waitsFor: "author" },
  unread: { what: "nobody agreed", waitsFor: "maintainer" },
});

const finding = (message: string): Finding => ({ message, data: {}, at: { kind: "commit" } });
/** `require undecided unread wrong`: a judgement with these findings. */
function judgement(words: string): Judgement {
  const [level, kind, first = "", ...others] = words.split(" ");
  const clause = clauseOf(rule, level as "require" | "warn");
  if (kind === "met") return { clause, outcome: metOutcome };
  if (kind === "not-applicable") return { clause, outcome: { kind, because: "a merge" } };
  return {
    clause,
    outcome: { kind: kind as "unmet" | "undecided", findings: [finding(first), ...others.map(finding)] },
  };
}

const [ada, oldAda, lin] = ["ada@example.org", "ada@old.example.org", "lin@example.org"];

/** Verdicts are of Ada's commits. */
test.each<readonly [judgements: readonly string[], typist: string | undefined, waits: boolean]>([
  [["require unmet unread"], ada, true],
  [["require undecided unread"], ada, true],
  [["require undecided unread", "require unmet unread"], ada, true],
  [["require undecided unread", "require undecided wrong"], ada, false],
  [["require undecided wrong"], ada, false],
  [["require unmet unread wrong"], ada, false],
  [["require unmet unknown"], ada, false],
  [["require unmet toString"], ada, false],
  // The author is somebody else only where somebody else types.
  [["require unmet authorSilent"], lin, true],
  [["require unmet authorSilent"], ada, false],
  [["require unmet authorSilent"], "ADA@example.org", false],
  [["require unmet authorSilent"], oldAda, false],
  [["require unmet authorSilent unread"], lin, true],
  [["require unmet authorSilent unread"], ada, false],
  // Where nothing is open, nothing is waited for.
  [[], ada, false],
  [["require met"], ada, false],
  [["require not-applicable"], ada, false],
  [["warn unmet unread"], ada, false],
  [["require met", "require not-applicable", "warn unmet wrong", "require unmet unread"], ada, true],
])("%j for %s: %s", (judgements, typist = "", waits) => {
  const verdict = verdictOf("topic", judgements.map(judgement));
  expect(waitsForOthers(verdict, { name: "Somebody", email: typist }, policy)).toBe(waits);
  expect(waitsForOthers({ ...verdict, damage: "it is cut off" }, { name: "Somebody", email: typist }, policy)).toBe(
    false,
  );
});
