import { check } from "../../app/check.ts";
import { checkPending } from "../../app/check-pending.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { renderJsonParts } from "../../core/report/json.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import type { Report } from "../../core/report/report.ts";
import { renderTextParts } from "../../core/report/text.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, statusOf } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readInput } from "../input.ts";
import { writeOut, writeParts } from "../output.ts";
import { createProgress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";

export type CheckOptions = CommonOptions & {
  readonly root?: boolean;
  readonly message?: string;
  readonly replay?: boolean;
  readonly verbose?: boolean;
  readonly all?: boolean;
};

/**
 * `proviso check`: judges, prints the report, and sets the exit status by its conclusion. It lays things down in a
 * temporary directory, so it is to be run `withEarlyRepository`.
 */
export async function runCheck(range: string | undefined, options: CheckOptions): Promise<void> {
  const today = dayOption(options.day);
  const from = policyFromOption(options.policyFrom);
  if (options.message !== undefined && (range !== undefined || options.root)) {
    throw new CommandFailure("--message judges the commit about to be made, so it takes no range", "usage");
  }
  const message = options.message === undefined ? null : await readInput(options.message);
  const progress = createProgress("judged", "commits");
  const checked = await withRepository(async (ports) => {
    if (message !== null) return valueOf(await checkPending({ message, policyFrom: from, today }, ports));
    const argument = { text: range ?? null, root: options.root ?? false };
    // Quiet commits are not even opened where nobody would be shown them.
    const quiet = options.format !== "json" && !options.verbose;
    const listing = options.all ? ("all" as const) : quiet ? ("notable" as const) : ("auto" as const);
    const replay = options.replay ?? false;
    const request = { range: argument, policyFrom: from, today, replay, listing, progress: progress.step };
    return valueOf(await check(request, ports));
  }).finally(() => progress.end());
  await printReport(checked, from !== null, options);
}

/** Prints a report, or what is wrong with the policy instead, and sets the exit status. */
export async function printReport(
  { report, policy }: { report: Report; policy: Policy },
  policyWasChosen: boolean,
  { format, verbose }: Pick<CheckOptions, "format" | "verbose">,
): Promise<void> {
  const broken = policy.problems.some(({ severity }) => severity === "error");
  const { colour, hyperlinks, width } = terminalOf(process.stdout);
  if (format === "json") await writeParts(renderJsonParts(report));
  else if (broken) {
    await writeOut(renderProblems(policy.problems, { colour, width }));
    writeError(`nothing was judged: the policy (${policy.origin.name}) has problems`);
  } else {
    const options = { verbose: verbose ?? false, colour, hyperlinks, width, namesPolicy: policyWasChosen };
    await writeParts(renderTextParts(report, options));
  }
  process.exitCode = statusOf(report.conclusion, broken);
}
