import { expect, test } from "vitest";
import { type Asker, askRequest } from "../../src/cli/request-questions.ts";
import { createRequest, type ExceptionRequest } from "../../src/core/process/request.ts";
import * as fc from "../random-cases.ts";

/** What somebody would answer, by the beginning of the question. */
const answers: readonly (readonly [question: string, answer: string | readonly string[]])[] = [
  ["Id:", "wide-changes"],
  ["Title:", "Wide changes"],
  ["Scenario:", "The same change\n\nall over the tree."],
  ["Technique", "By hand."],
  ["Benefit:", "Less to read."],
  ["Why the DCO", "It is nobody's creation."],
  ["How to recognise", "By its tokens."],
  ["Risks:", "None that tests would not see."],
  ["Which conditions", ["Covers", "At most", "Judgement"]],
  ["Covers:", ["code", "tests"]],
  ["At most:", "400 added lines"],
  ["Judgement:", "it reads well\nit is short"],
];

const whole: ExceptionRequest = createRequest({
  id: "wide-changes",
  title: "Wide changes",
  scenario: "The same change\n\nall over the tree.",
  technique: "By hand.",
  benefit: "Less to read.",
  certification: "It is nobody's creation.",
  recognition: "By its tokens.",
  risks: "None that tests would not see.",
  fields: [
    { name: "Covers", value: "code, tests" },
    { name: "At most", value: "400 added lines" },
    { name: "Judgement", value: "it reads well" },
    { name: "Judgement", value: "it is short" },
  ],
});

/** Answers so many questions and then stops; notes every question. */
function person(patience: number, asked: string[]): Asker {
  const answer = (message: string): string | readonly string[] | null => {
    if (asked.length === patience) return null;
    asked.push(message);
    return answers.find(([question]) => message.startsWith(question))?.[1] ?? null;
  };
  return {
    line: async ({ message, refuse }) => {
      const text = answer(message) as string | null;
      expect(text === null ? undefined : refuse(text)).toBe(undefined);
      return text;
    },
    prose: async ({ message, refuse }) => {
      const text = answer(message) as string | null;
      expect(text === null ? undefined : refuse(text)).toBe(undefined);
      return text;
    },
    one: async (message) => answer(message) as string | null,
    several: async (message) => answer(message) as readonly string[] | null,
  };
}

async function ask(begun: ExceptionRequest, patience: number) {
  const asked: string[] = [];
  let kept = begun;
  const keep = async (request: ExceptionRequest): Promise<void> => {
    kept = request;
  };
  const answered = await askRequest(begun, { asker: person(patience, asked), keep, refuseId: () => undefined });
  return { answered, kept, asked };
}

test("every question is asked once, in the form's order, and every answer is kept", async () => {
  const { answered, kept, asked } = await ask(createRequest({}), 100);
  expect(answered).toEqual(whole);
  expect(kept).toEqual(whole);
  expect(asked.map((message) => answers.findIndex(([question]) => message.startsWith(question)))).toEqual(
    answers.map((_, index) => index),
  );
});

test("whoever stops anywhere, however often, loses no answer and is asked none twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }), async (stops) => {
      let request = createRequest({});
      const questions: string[] = [];
      for (const patience of [...stops, 100]) {
        const { answered, kept, asked } = await ask(request, patience);
        request = kept;
        // Which conditions there are to be is asked again: what was chosen and not answered is nowhere.
        questions.push(...asked.filter((message) => !message.startsWith("Which conditions")));
        if (answered !== null) break;
      }
      expect(request).toEqual(whole);
      expect(new Set(questions).size).toBe(questions.length);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["At most:", "few", "`few` is no limit of size"],
  ["At most:", " ", "a request needs it"],
  ["Judgement:", "", "a request needs it"],
])("%s %j is refused", async (question, answer, why) => {
  const refusals: (string | undefined)[] = [];
  const note = async ({ message, refuse }: Parameters<Asker["line"]>[0]) => {
    if (message.startsWith(question)) refusals.push(refuse(answer));
    return null;
  };
  const asker: Asker = {
    line: note,
    prose: note,
    one: async () => null,
    several: async () => [question.slice(0, -1)],
  };
  await askRequest(createRequest({ ...whole, fields: [] }), { asker, keep: async () => {}, refuseId: () => undefined });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(why);
});
