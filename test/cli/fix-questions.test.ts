import { describe, expect, test } from "vitest";
import { askDisclosures } from "../../src/cli/fix-questions.ts";
import type { Asker, TextQuestion } from "../../src/cli/request-questions.ts";
import { mine, planOf, policyOf } from "../fix/planning.ts";

const asking = {
  ai: "ai:\n  stance: permitted\n",
  rules: "  ai-disclosure: { level: require, trailers: [Assisted-by], required: always }\n",
};

/** Answers in order, if the question takes them, and keeps the questions. */
function answering(answers: readonly (string | null)[]) {
  const questions: TextQuestion[] = [];
  const asker: Pick<Asker, "line"> = {
    line: async (question) => {
      const answer = answers[questions.length] ?? null;
      questions.push(question);
      expect(answer === null ? undefined : question.refuse(answer)).toBeUndefined();
      return answer;
    },
  };
  return { questions, asker };
}

const plans = ["one", "two", "three"].map((title) => ({
  ...planOf(`${title}\n\n${mine}\n`, asking),
  id: title.repeat(4),
}));
const policy = policyOf(asking);

describe("what is to be disclosed", () => {
  test("is asked commit by commit, and an empty answer discloses nothing", async () => {
    const { asker, questions } = answering(["Claude:some-model", "", "Assisted-by: Other:model"]);
    expect([...(await askDisclosures(plans, policy, asker))]).toEqual([
      [plans[0]?.id, "Assisted-by: Claude:some-model"],
      [plans[2]?.id, "Assisted-by: Other:model"],
    ]);
    expect(questions.map(({ initial }) => initial)).toEqual(["", "Claude:some-model", "Claude:some-model"]);
    expect(questions[0]?.message).toContain("one: what is to be disclosed (Assisted-by: …)?");
  });

  test("nothing is used of what somebody said who stopped", async () => {
    expect((await askDisclosures(plans, policy, answering(["Claude:some-model", null]).asker)).size).toBe(0);
  });

  test.each([
    ["two\nlines", "it has line breaks"],
    ["\u202eevil", "it has line breaks or characters that cannot be shown"],
    ["x".repeat(2000), "more than 1000 characters"],
  ])("%j is refused", async (text, why) => {
    const { asker, questions } = answering([null]);
    await askDisclosures(plans, policy, asker);
    expect(questions[0]?.refuse(text)).toContain(why);
  });
});
