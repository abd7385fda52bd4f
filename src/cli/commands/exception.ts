import type { Policy } from "../../core/policy/policy.ts";
import type { Problem } from "../../core/problem/problem.ts";
import { renderException, renderExceptionList, renderExceptionsJson } from "../../core/report/render-exceptions.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { closest } from "../../core/text/suggest.ts";
import { type CommonOptions, dayOption, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import { policyOf } from "./policy.ts";

/** `proviso exception list`. */
export async function runExceptionList(options: CommonOptions): Promise<void> {
  const today = dayOption(options.day);
  const policy = await withRepository((ports) => policyOf(undefined, options, "HEAD", ports));
  const terminal = terminalOf(process.stdout);
  const json = options.format === "json";
  await writeOut(
    json
      ? renderExceptionsJson(policy.exceptions, today)
      : renderExceptionList(policy.exceptions, { ...terminal, today }),
  );
  await sayProblems(policy, []);
}

/** `proviso exception show ID`. */
export async function runExceptionShow(id: string, options: CommonOptions): Promise<void> {
  const today = dayOption(options.day);
  const policy = await withRepository((ports) => policyOf(undefined, options, "HEAD", ports));
  const exception = policy.exceptions.find((one) => one.id === id);
  if (exception === undefined) {
    const near = closest(
      id,
      policy.exceptions.map((one) => one.id),
    );
    const hint = near === undefined ? "`proviso exception list` shows those that are" : `did you mean \`${near}\`?`;
    throw new CommandFailure(`no exception \`${id}\` is listed; ${hint}`, "usage");
  }
  const terminal = terminalOf(process.stdout);
  await writeOut(
    options.format === "json"
      ? renderExceptionsJson([exception], today)
      : renderException(exception, { ...terminal, today }),
  );
  await sayProblems(policy, exception.problems);
}

/** An unreadable policy must not look like one without exceptions. On standard error: the answer may be JSON. */
export async function sayProblems({ document, problems }: Policy, said: readonly Problem[]): Promise<void> {
  const isError = ({ severity }: Problem): boolean => severity === "error";
  const telling = problems.filter((one) => isError(one) || one.at.source.name === document?.source.name);
  const { colour, width } = terminalOf(process.stderr);
  const unsaid = telling.filter((one) => !said.includes(one));
  process.stderr.write(renderProblems(unsaid, { colour, width }));
  if (problems.some(isError)) process.exitCode = exitStatus.usage;
}
