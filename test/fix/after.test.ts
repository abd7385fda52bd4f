import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import type { Verdict } from "../../src/core/evaluate/verdict.ts";
import { whyNotAsPlanned } from "../../src/core/fix/after.ts";
import { findingsOf } from "../../src/core/fix/findings.ts";
import type { CommitPlan } from "../../src/core/fix/plan.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { type Case, lins, mine, objectOf, planOf, policyOf } from "./planning.ts";

function verdictOf(message: string, policy: Policy): Verdict {
  const commit = parseCommit("a".repeat(40), objectOf(message));
  const [verdict] = judge(policy, { commits: [commit], today: "2026-06-30" }).commits;
  if (verdict === undefined) throw new Error("the commit was not judged");
  return verdict;
}

/** What is said of a commit that was to become one message and became another. */
function told(before: string, after: string, one: Case): string | null {
  const policy = policyOf(one);
  const plan = planOf(before, one);
  const sameClauses = {
    ...plan,
    repairs: plan.repairs.map((repair) => ({ ...repair, judgement: clauseIn(repair, policy) })),
  };
  return whyNotAsPlanned([{ before: verdictOf(before, policy), after: verdictOf(after, policy), plan: sameClauses }]);
}

/** Plans of a test are made by a policy of their own. */
function clauseIn({ judgement }: ReturnType<typeof planOf>["repairs"][number], policy: Policy) {
  const clause = policy.clauses.find(({ rule }) => rule.id === judgement.clause.rule.id);
  return clause === undefined ? judgement : { ...judgement, clause };
}

const present = { rules: "  sign-off-present: require\n  sign-off-in-trailers: require\n" };
const misspelled = "Singed-off-by: Ada Example <ada@example.org>";
const declined = {
  ai: "ai:\n  stance: declined\n",
  rules: "  sign-off-present: require\n  ai-content-permitted: require\n",
};

describe("a rewriting is refused", () => {
  test.each<[string, string, string, Case, string]>([
    [
      "if a finding is still there",
      "title\n",
      "title\n",
      present,
      "commit aaaaaaaaaaaa: sign-off-present: what was to be repaired would still be found",
    ],
    [
      "if a finding has another in its place",
      "title\n",
      "title\n\nSinged-off-by: Lin Example <lin@example.org>\n",
      present,
      "sign-off-present: there would be a finding that is not there now",
    ],
    [
      "if a finding is new",
      `title\n\n${mine}\n`,
      `title\n\n${mine}\n\nbody\n\n${lins}\n`,
      present,
      "sign-off-in-trailers: there would be a finding that is not there now",
    ],
    [
      "if a verdict on AI content is better",
      "title\n\nAssisted-by: Claude:model\n",
      `title\n\n${mine}\n`,
      declined,
      "ai-content-permitted: the verdict would get better",
    ],
  ])("%s", (_what, before, after, one, why) => expect(told(before, after, one)).toContain(why));
});

describe("it is as planned", () => {
  test.each<[string, string, string, Case]>([
    ["with what was planned", "title\n", `title\n\n${mine}\n`, present],
    [
      "where a rule that had nothing to judge has something to say of what was added",
      `title\n\n${lins}\n`,
      `title\n\n${lins}\n\nbody\n\n${mine}\n`,
      { rules: "  sign-off-present: require\n  sign-off-order: require\n" },
    ],
    [
      "where what was added makes a rule speak of what was there",
      `title\n\n    ${mine}\n\n${lins}\n\nbody\n`,
      `title\n\n    ${mine}\n\n${lins}\n\nbody\n\n${mine}\n`,
      present,
    ],
    [
      "with somebody else's sign-off still outside, which could not be told before the user's was repaired",
      `title\n\n${mine}\n${lins}\n\nbody\n\n${misspelled}\n`,
      `title\n\n${lins}\n\nbody\n\n${mine}\n`,
      present,
    ],
    ["where nothing changed", `title\n\n${mine}\n`, `title\n\n${mine}\n`, present],
    [
      "beside what nobody repairs",
      `title\n\nAssisted-by: Claude:model\n`,
      `title\n\nAssisted-by: Claude:model\n${mine}\n`,
      declined,
    ],
  ])("%s", (_what, before, after, one) => expect(told(before, after, one)).toBeNull());
});

test("what is repaired for one clause may stay for another, by a message of the same name", () => {
  const policy = policyOf({
    ai: "ai:\n  stance: permitted\n",
    rules:
      "  sign-off-present: require\n  ai-disclosure: { level: require, trailers: [Assisted-by], required: always }\n",
  });
  const [before, after] = ["title\n", "title\n\nAssisted-by: none\n"].map((message) => verdictOf(message, policy));
  if (before === undefined || after === undefined) throw new Error("the commits were not judged");
  const [judgement] = before.judgements.filter(({ clause }) => clause.rule.id === "ai-disclosure");
  const [finding] = findingsOf(judgement?.outcome);
  if (judgement === undefined || finding === undefined) throw new Error("there is no finding");
  const plan: CommitPlan = { ...planOf("title\n"), repairs: [{ kind: "disclose", judgement, finding }] };
  expect(whyNotAsPlanned([{ before, after, plan }])).toBeNull();
});

test("a commit for which nothing is planned gets no finding", () => {
  const policy = policyOf(present);
  const [signed, unsigned] = [`title\n\n${mine}\n`, "title\n"].map((message) => verdictOf(message, policy));
  if (signed === undefined || unsigned === undefined) throw new Error("the commits were not judged");
  expect(whyNotAsPlanned([{ before: signed, after: signed, plan: null }])).toBeNull();
  expect(whyNotAsPlanned([{ before: signed, after: unsigned, plan: null }])).toContain(
    "sign-off-present: there would be a finding that is not there now",
  );
});
