import {
  type ExceptionRequest,
  type RequestedField,
  requestedFieldNames,
  sectionNames,
} from "../core/process/request.ts";
import { CommandFailure } from "./exit-status.ts";
import { readInput } from "./input.ts";
import { utf8Text } from "./utf8.ts";

/** The options that answer a question of the form. Each value may be `@FILE`, or `@-` for standard input. */
export type AnswerOptions = {
  readonly id?: string;
  readonly title?: string;
  readonly scenario?: string;
  readonly technique?: string;
  readonly benefit?: string;
  readonly certification?: string;
  readonly recognition?: string;
  readonly risks?: string;
  readonly covers?: string;
  readonly change?: string;
  readonly paths?: string;
  readonly notPaths?: string;
  readonly atMost?: string;
  readonly tool?: string;
  readonly who?: string;
  readonly needs?: string;
  readonly judgement?: readonly string[];
  readonly until?: string;
};

const fieldOptions = ["covers", "change", "paths", "notPaths", "atMost", "tool", "who", "needs", "until"] as const;

/** What somebody answered on the command line; what was not is not there. */
export async function answersOf(options: AnswerOptions): Promise<Partial<ExceptionRequest>> {
  const answers: Partial<Record<Exclude<keyof ExceptionRequest, "fields">, string>> = {};
  for (const name of ["id", "title", ...sectionNames] as const) {
    const value = options[name];
    if (value !== undefined) answers[name] = await textOf(value);
  }
  const fields = await fieldsOf(options);
  return fields.length === 0 ? answers : { ...answers, fields };
}

async function fieldsOf(options: AnswerOptions): Promise<readonly RequestedField[]> {
  const fields: RequestedField[] = [];
  for (const name of requestedFieldNames) {
    const option = fieldOptions.find((one) => one.toLowerCase() === name.toLowerCase().replace(" ", ""));
    const given = option === undefined ? (options.judgement ?? []) : [options[option] ?? ""];
    for (const value of given) if (value !== "") fields.push({ name, value: await textOf(value) });
  }
  return fields;
}

/** Those of the begun request, with what was answered anew. A field that was answered stands for all of its name. */
export function answeredAnew(begun: ExceptionRequest, answers: Partial<ExceptionRequest>): Partial<ExceptionRequest> {
  const anew = answers.fields ?? [];
  const kept = begun.fields.filter(({ name }) => !anew.some((field) => field.name === name));
  const fields = [...kept, ...anew];
  return { ...begun, ...answers, fields };
}

async function textOf(value: string): Promise<string> {
  if (value.startsWith("@@")) return value.slice(1);
  if (!value.startsWith("@")) return value;
  if (value === "@")
    throw new CommandFailure("`@` names no file; write `@FILE`, or `@@` for a text that begins with `@`", "usage");
  return utf8Text(await readInput(value.slice(1)), `\`${value.slice(1)}\``);
}
