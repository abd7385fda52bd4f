import { isCancel, multiline, multiselect, select, text } from "@clack/prompts";
import type { Asker, Choice, TextQuestion } from "./request-questions.ts";

/** What is asked goes to standard error: standard output is for the request. */
const output = process.stderr;

const answerOf = <Value>(answer: Value): Exclude<Value, symbol> | null =>
  isCancel(answer) ? null : (answer as Exclude<Value, symbol>);

const options = ({ message, initial, refuse }: TextQuestion) => ({
  message,
  initialValue: initial,
  validate: (answer: string | undefined) => refuse(answer ?? ""),
  output,
});

/** Asks on the terminal. */
export const terminalAsker: Asker = {
  line: async (question) => answerOf(await text(options(question))),
  prose: async (question) => answerOf(await multiline(options(question))),
  one: async (message, choices) => answerOf(await select({ message, options: labelled(choices), output })),
  several: async (message, choices, chosen) =>
    answerOf(
      await multiselect({
        message,
        options: labelled(choices),
        initialValues: [...chosen],
        required: false,
        output,
      }),
    ),
};

const labelled = (choices: readonly Choice[]) =>
  choices.map(({ value, label, hint }) => (hint === "" ? { value, label } : { value, label, hint }));
