import { check } from "../../app/check.ts";
import { checkPending } from "../../app/check-pending.ts";
import { reportValue } from "../../core/report/report-value.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { createProgress } from "../progress.ts";
import { expectOutput, type ReportOutput, writeReport } from "../report-output.ts";

export type CheckOptions = CommonOptions &
  ReportOutput & {
    readonly root?: boolean;
    readonly message?: string;
    readonly replay?: boolean;
    readonly all?: boolean;
  };

/** The forms in which commits that pass are listed, too. */
const listsAll: ReadonlySet<string | undefined> = new Set(["json", "junit"]);

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
  await expectOutput(options);
  const message = options.message === undefined ? null : await readInput(options.message);
  const progress = createProgress("judged", "commits");
  const checked = await withRepository(async (ports) => {
    if (message !== null) {
      const question = { message, indexFile: null, committing: null };
      return valueOf(await checkPending({ ...question, policyFrom: from, today }, ports));
    }
    const argument = { text: range ?? null, root: options.root ?? false };
    // Quiet commits are not even opened where nobody would be shown them.
    const quiet = !listsAll.has(options.format) && !options.verbose;
    const listing = options.all ? ("all" as const) : quiet ? ("notable" as const) : ("auto" as const);
    const replay = options.replay ?? false;
    const request = { range: argument, policyFrom: from, today, replay, listing, progress: progress.step };
    return valueOf(await check(request, ports));
  }).finally(() => progress.end());
  await writeReport(reportValue(checked.report, { policyWasChosen: from !== null }), options);
}
