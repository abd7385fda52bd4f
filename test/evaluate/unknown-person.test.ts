import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/core/commit/parse-commit.ts";
import { createCommitJudge } from "../../src/core/evaluate/commit-judge.ts";
import { contributionOn } from "../../src/core/evaluate/contribution-on.ts";
import { judgeWhoever } from "../../src/core/evaluate/unknown-person.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const policy = policyFromTexts(
  {
    policy: {
      name: "proviso.yaml",
      text: "proviso: 1\nrules:\n  sign-off-present: require\n  sign-off-by-author: require\n  sign-off-by-submitter: require\n  sign-off-human: require\n",
    },
  },
  catalogue,
);
const list = { name: "Ada Example via Devel", email: "devel@lists.example.org", at: { seconds: 0, offsetMinutes: 0 } };
const ada = { ...list, name: "Ada Example", email: "ada@example.org" };

function outcomes(message: string, unknown: { readonly author: boolean; readonly sender: boolean }) {
  const judge = createCommitJudge(policy, contributionOn("2026-01-31"), evidenceBy(policy.classOf));
  const commit = factsOf({
    id: "<a@b>",
    name: "mail",
    parents: [],
    author: unknown.author ? list : ada,
    committer: list,
    text: message,
    damages: [],
  });
  const judged = judgeWhoever(judge, judge.open(commit), { ...unknown, why: "who" });
  return Object.fromEntries(judged.map(({ kind }, index) => [judge.clauses[index]?.rule.id ?? "", kind]));
}

const signed = "net: one\n\nSigned-off-by: Ada Example <ada@example.org>\n";

describe("somebody whom a list replaced", () => {
  test("as the author is undecided only where that matters", () => {
    expect(outcomes(signed, { author: true, sender: true })).toEqual({
      "sign-off-present": "met",
      "sign-off-by-author": "undecided",
      // Without a `From:` above the message, who sent it is who wrote it, whoever that is.
      "sign-off-by-submitter": "not-applicable",
      "sign-off-human": "met",
    });
  });

  test("as the sender alone says nothing of the author", () => {
    expect(outcomes(signed, { author: false, sender: true })).toEqual({
      "sign-off-present": "met",
      "sign-off-by-author": "met",
      "sign-off-by-submitter": "undecided",
      "sign-off-human": "met",
    });
  });

  test("fails where whoever it is would fail", () => {
    expect(outcomes("net: one\n\nWords.\n", { author: true, sender: true })["sign-off-present"]).toBe("unmet");
  });
});
