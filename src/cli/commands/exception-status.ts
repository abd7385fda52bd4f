import { localMailbox } from "../../adapters/mail/mailbox.ts";
import { exceptionStatus } from "../../app/exception-status.ts";
import { renderStatus } from "../../core/report/render-status.ts";
import { renderStatusJson } from "../../core/report/render-status-json.ts";
import { type CommonOptions, dayOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import { sayProblems } from "./exception.ts";
import { policyOf } from "./policy.ts";

export type ExceptionStatusOptions = CommonOptions & {
  readonly thread: readonly string[];
  readonly verbose?: boolean;
};

/** `proviso exception status`. Status 0: all was read; 2: something was not, and the report says what. */
export async function runExceptionStatus(id: string | undefined, options: ExceptionStatusOptions): Promise<void> {
  const today = dayOption(options.day);
  const { thread: threads } = options;
  if (threads.filter((path) => path === "-").length > 1)
    throw new CommandFailure("standard input can be read once, so `-` may stand once", "usage");
  const { policy, status } = await withRepository(async (ports) => {
    const policy = await policyOf(undefined, options, "HEAD", ports);
    const request = { exception: id ?? null, threads, revision: "HEAD" };
    const status = valueOf(await exceptionStatus(request, policy, { ...ports, mailbox: localMailbox }));
    return { policy, status };
  });
  const looks = { ...terminalOf(process.stdout), today, verbose: options.verbose ?? false };
  await writeOut(options.format === "json" ? renderStatusJson(status, today) : renderStatus(status, looks));
  process.exitCode = status.problems.length === 0 ? exitStatus.pass : exitStatus.undecided;
  await sayProblems(policy, []);
}
