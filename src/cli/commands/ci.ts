import { createHistorySource, remoteAddress } from "../../adapters/git/fetch-history.ts";
import { decide, forgeOf, whyForeign } from "../../app/ci/decide.ts";
import type { JobFacts } from "../../app/ci/job-facts.ts";
import { jobRequestFacts } from "../../app/ci/job-request-facts.ts";
import { type JobResult, judgeJob, type MergeMethod } from "../../app/ci/judge-job.ts";
import { shortObjectId } from "../../core/commit/object-id.ts";
import type { Contribution, Forge, SquashBody } from "../../core/forge/decision.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { nothingJudged } from "../../core/report/nothing-judged.ts";
import { repairHint } from "../../core/report/repair-hint.ts";
import { workflowCommand } from "../../core/report/report-github.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { neutralise } from "../../core/text/neutralise.ts";
import { inputOptions } from "../action-inputs.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { enterDirectory } from "../directory.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readPayload, writeJobOutputs } from "../job-files.ts";
import { openJobForge } from "../job-forge.ts";
import { reportFormat } from "../options.ts";
import { writeOut } from "../output.ts";
import { createProgress } from "../progress.ts";
import { expectOutput, type ReportOutput, writeReport } from "../report-output.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { writeGuarded } from "../workflow-log.ts";

export type CiOptions = CommonOptions &
  ReportOutput & {
    readonly base?: string;
    readonly head?: string;
    readonly fetch?: boolean;
    readonly mergeMethod: MergeMethod;
    readonly squashMessage?: SquashBody | "unsaid";
    readonly branches?: string;
    readonly undecided: "fail" | "neutral";
    readonly report?: readonly string[];
    readonly action?: boolean;
    /** An action's input; elsewhere a variable has it, so that it stands on no command line. */
    readonly token?: string;
  };

/** `proviso ci`: finds out what is to be judged, judges it, writes what the CI system shows, and sets the exit status. */
export async function runCi(given: CiOptions): Promise<void> {
  const options = given.action ? { ...given, ...inputOptions(process.env) } : given;
  const { directory } = options as { directory?: string };
  if (given.action && directory !== undefined) enterDirectory(directory);
  const forge = forgeOf({ environment: process.env, payload: null });
  try {
    await withTemporaryDirectory(() => judgeAndWrite(options, forge));
  } catch (error) {
    // A log is long, and what ended the job is looked for among its annotations.
    if (error instanceof CommandFailure && forge === "github")
      await writeOut(workflowCommand("error", { title: "nothing was judged" }, neutralise(error.message)));
    throw error;
  }
}

async function judgeAndWrite(options: CiOptions, forge: Forge): Promise<void> {
  const outputs = outputsOf(options, forge);
  for (const output of outputs) await expectOutput(output);
  const facts: JobFacts = { environment: process.env, payload: await readPayload(process.env) };
  const branches = (options.branches ?? "").split(/[,\n]/).map((one) => one.trim());
  const decision = decide(facts, {
    base: options.base ?? null,
    head: options.head ?? null,
    branches: branches.filter((one) => one !== ""),
  });
  if (decision.kind === "unclear") throw new CommandFailure(decision.why, "usage");
  if (decision.kind === "nothing") {
    await writeJobOutputs({ conclusion: "nothing", base: "", head: "" });
    await writeFiles(nothingJudged(`nothing: ${decision.why}`, null), outputs);
    return writeOut(`nothing to judge: ${neutralise(decision.why)}\n`);
  }
  if (!decision.isAsked) {
    const address = await remoteAddress(process.cwd());
    if (!address.ok) throw new CommandFailure(address.error.text, "work");
    const foreign = whyForeign(facts, address.value);
    if (foreign !== null) throw new CommandFailure(foreign, "usage");
  }
  const result = await judge(decision, facts, options);
  await write(decision, result, outputs, options);
}

async function judge(contribution: Contribution, facts: JobFacts, options: CiOptions): Promise<JobResult> {
  const source = options.fetch ? createHistorySource(process.cwd()) : null;
  const progress = createProgress("judged", "commits");
  const request = {
    contribution,
    mergeMethod: options.mergeMethod,
    squashBody: options.squashMessage === "unsaid" ? null : (options.squashMessage ?? null),
    policyFrom: policyFromOption(options.policyFrom),
    today: dayOption(options.day),
    // What runs in a job has its credentials; a script from a message never does.
    replay: false,
    listing: "auto" as const,
    progress: progress.step,
    forgeFacts: async (policy: Policy) => ({
      request: await jobRequestFacts(policy, contribution, () =>
        openJobForge(contribution.forge, facts, options.token),
      ),
    }),
  };
  const judged = judgeJob(request, { source, withRepository }).finally(() => progress.end());
  return valueOf(await judged);
}

async function write(
  contribution: Contribution,
  { ends, judged }: JobResult,
  outputs: readonly ReportOutput[],
  options: CiOptions,
): Promise<void> {
  const { base, tip } = ends;
  if (judged === null) {
    const plainWhy = `everything of ${contribution.what} is where it was to go`;
    const why = neutralise(plainWhy);
    await writeFiles(nothingJudged(contribution.what, contribution.isAsked ? plainWhy : null), outputs);
    await writeJobOutputs({ conclusion: contribution.isAsked ? "undecided" : "nothing", base: "", head: tip });
    if (!contribution.isAsked) return writeOut(`nothing to judge: ${why}\n`);
    // Who names a range expects commits in it, as with `check`: an empty one may be a name that is wrong.
    process.exitCode = exitStatus.undecided;
    await writeOut(`undecided: there is nothing to judge: ${why}\n`);
    return letThrough(options);
  }
  if (options.verbose)
    writeError(
      `judging ${contribution.what} (${shortObjectId(base ?? "")}..${shortObjectId(tip)}) by ${judged.policy.origin.name}`,
    );
  const value = reportValue(judged.report, { policyWasChosen: options.policyFrom !== undefined });
  for (const output of outputs) await writeGuarded(contribution.forge, output, () => writeReport(value, output));
  await writeJobOutputs({ conclusion: value.conclusion, base: base ?? "", head: tip });
  const hint = value.conclusion === "pass" ? null : repairHint(value);
  if (hint !== null) writeError(hint);
  letThrough(options);
}

/** Steps that come next take the files that were asked for, also where there was nothing to judge. */
async function writeFiles(report: ReportValue, outputs: readonly ReportOutput[]): Promise<void> {
  for (const output of outputs) if (output.output !== undefined) await writeReport(report, output);
}

/** With `neutral` an undecided verdict does not end the job. */
function letThrough({ undecided }: CiOptions): void {
  if (process.exitCode !== exitStatus.undecided || undecided !== "neutral") return;
  process.exitCode = exitStatus.pass;
  writeError("undecided, and let through because `undecided` is `neutral`: a person must still judge it");
}

/** Files first: what is printed says how it ended. */
function outputsOf({ format, output, verbose, report = [] }: CiOptions, forge: Forge): readonly ReportOutput[] {
  const usual = forge === "github" ? "github" : "text";
  const main = { format: format ?? usual, ...(output !== undefined && { output }), verbose: verbose ?? false };
  return [...report.map(reportFile), main];
}

function reportFile(text: string): ReportOutput {
  const [, format = "", output = ""] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  if (!reportFormats.has(format))
    throw new CommandFailure(`--report takes FORMAT=FILE such as sarif=proviso.sarif, not \`${text}\``, "usage");
  return { format, output };
}

const reportFormats: ReadonlySet<string> = new Set(reportFormat().argChoices);
