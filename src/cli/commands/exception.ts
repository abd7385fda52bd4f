import { faultOf } from "../../app/check.ts";
import { readRegister } from "../../app/register.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Problem } from "../../core/problem/problem.ts";
import { renderException, renderExceptionList, renderExceptionsJson } from "../../core/report/render-exceptions.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { closest } from "../../core/text/suggest.ts";
import type { Repository } from "../../ports/repository.ts";
import { type CommonOptions, dayOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import { version } from "../version.ts";
import { policyOf } from "./policy.ts";

type ListOptions = CommonOptions & { readonly output?: string };

/** `proviso exception list`: as text the entries, in the other forms the register, with what became of each. */
export async function runExceptionList(options: ListOptions): Promise<void> {
  const { format = "text", output } = options;
  const today = dayOption(options.day);
  if (output !== undefined) await (await import("../output-file.ts")).expectWritable(output);
  const { policy, text } = await withRepository(async (ports) => {
    const found = await policyOf(undefined, options, "HEAD", ports);
    const listed = () => renderExceptionList(found.exceptions, { ...looksFor(output), today });
    const written = format === "text" ? listed() : await registerIn(format, { policy: found, today }, ports.repository);
    return { policy: found, text: written };
  });
  if (output === undefined) await writeOut(text);
  else await (await import("../output-file.ts")).writeFileInParts(output, [text]);
  await sayProblems(policy, []);
}

/** A file is no terminal. */
const looksFor = (output: string | undefined): ReturnType<typeof terminalOf> =>
  output === undefined ? terminalOf(process.stdout) : { colour: false, hyperlinks: null, width: null };

async function registerIn(
  format: string,
  { policy, today }: { readonly policy: Policy; readonly today: string },
  repository: Repository,
): Promise<string> {
  const head = await repository.resolve("HEAD");
  if (!head.ok && !repository.description.unborn) throw new CommandFailure(head.error.text, faultOf(head.error.code));
  const tip = head.ok ? head.value : null;
  const { register, incomplete } = valueOf(await readRegister(tip, policy, repository));
  const document = policy.document?.source.name ?? policy.settings.document[0] ?? "";
  const of = { document, revision: tip ?? "", incomplete, today };
  if (format === "json") return (await import("../../core/report/register-json.ts")).renderRegisterJson(register, of);
  if (format === "markdown")
    return (await import("../../core/report/register-markdown.ts")).renderRegisterMarkdown(register, of);
  return (await import("../../core/report/html/register-page.ts")).renderRegisterHtml(register, of, version);
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
