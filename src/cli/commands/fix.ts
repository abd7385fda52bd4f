import { type AppliedFix, applyFix } from "../../app/apply-fix.ts";
import type { CheckPorts } from "../../app/check.ts";
import { type FixRequest, hasFindings, type PlannedFix, planFix } from "../../app/fix.ts";
import { disclosureForms, disclosureLine } from "../../core/fix/disclosure-forms.ts";
import type { CommitPlan } from "../../core/fix/plan.ts";
import { renderApplied, renderUndo } from "../../core/report/render-applied-fix.ts";
import { type FixView, renderMessageChanges, renderPlans, renderRangeDiff } from "../../core/report/render-fix.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { shellWord } from "../../core/text/shell-word.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { writeOut } from "../output.ts";
import { createProgress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";
import { conclude } from "./fix-conclusion.ts";

export type FixOptions = CommonOptions & {
  readonly apply?: boolean;
  readonly dryRun?: boolean;
  readonly disclosure?: string;
  readonly dropSignatures?: boolean;
  readonly updateRefs?: boolean;
  readonly remediation?: boolean;
  readonly onBehalf?: boolean;
};

/** `proviso fix`. To be run `withEarlyRepository`. */
export async function runFix(range: string | undefined, options: FixOptions): Promise<void> {
  refuseOdd(options);
  const progress = createProgress("judged", "commits");
  const request: FixRequest = {
    range: { text: range ?? null, root: false },
    policyFrom: policyFromOption(options.policyFrom),
    today: dayOption(options.day),
    disclosures: new Map(),
    progress: progress.step,
  };
  await withRepository(async (ports) => {
    const planned = valueOf(await planFix(request, ports).finally(() => progress.end()));
    if (await sayBroken(planned)) return;
    if (options.remediation) {
      const { runRemediation } = await import("./fix-remediation.ts");
      return runRemediation(planned, options, ports);
    }
    const disclosed = await withDisclosures(planned, options, ports);
    if (options.apply) await apply(disclosed, range, options, ports);
    else {
      await writeOut(renderPlans(disclosed.plans, await viewOf(disclosed, range, options, ports)));
      conclude(disclosed.report);
    }
  });
}

function refuseOdd({ apply, dryRun, remediation, onBehalf }: FixOptions): void {
  if (apply && remediation)
    throw new CommandFailure("say either --apply, which rewrites commits, or --remediation, which adds one", "usage");
  if (dryRun && !apply && !remediation)
    throw new CommandFailure(
      "--dry-run goes with --apply or --remediation; without them nothing is changed anyway",
      "usage",
    );
  if (onBehalf && !remediation) throw new CommandFailure("--on-behalf goes with --remediation", "usage");
}

/** What is left to say of the new commits, which have other ids and may have findings that nobody looked for before. */
async function plansAfter(
  { request }: PlannedFix,
  { after, range }: AppliedFix,
  ports: CheckPorts,
): Promise<PlannedFix["plans"]> {
  if (!after.commits.some(hasFindings)) return [];
  return valueOf(await planFix({ ...request, range, disclosures: new Map() }, ports)).plans;
}

/** By a policy that cannot be read nothing is repaired. */
async function sayBroken({ policy }: PlannedFix): Promise<boolean> {
  if (!policy.problems.some(({ severity }) => severity === "error")) return false;
  await writeOut(renderProblems(policy.problems, terminalOf(process.stdout)));
  writeError(`nothing was judged: the policy (${policy.origin.name}) has problems`);
  process.exitCode = exitStatus.usage;
  return true;
}

/** Plans again with what the user discloses: by the option for all commits that ask, or commit by commit on a terminal. */
async function withDisclosures(planned: PlannedFix, options: FixOptions, ports: CheckPorts): Promise<PlannedFix> {
  const asking = planned.plans.filter(({ left }) => left.some(({ why }) => why === "asks"));
  if (asking.length === 0) return planned;
  const disclosures = await disclosuresFor(asking, planned, options);
  if (disclosures.size === 0) return planned;
  return valueOf(await planFix({ ...planned.request, disclosures }, ports));
}

async function disclosuresFor(
  asking: readonly CommitPlan[],
  { policy }: PlannedFix,
  { apply, disclosure }: FixOptions,
): Promise<ReadonlyMap<string, string>> {
  if (disclosure !== undefined) {
    const said = disclosureLine(disclosure, policy);
    if (!said.ok) throw new CommandFailure(`--disclosure: ${said.why}`, "usage");
    return new Map(asking.map(({ id }) => [id, said.line]));
  }
  if (!apply || !process.stdin.isTTY || !process.stderr.isTTY) return new Map();
  const { askDisclosures } = await import("../fix-questions.ts");
  const { terminalAsker } = await import("../request-prompts.ts");
  return askDisclosures(asking, policy, terminalAsker);
}

async function viewOf(
  planned: PlannedFix,
  range: string | undefined,
  options: FixOptions,
  { repository }: CheckPorts,
): Promise<FixView> {
  const head = await repository.resolve("HEAD");
  return {
    ...terminalOf(process.stdout),
    report: planned.report,
    command: (commit) => commandOf(commit ?? range, options),
    head: head.ok ? head.value : null,
    forms: disclosureForms(planned.policy),
  };
}

/** The same command with --apply, to be typed. */
function commandOf(range: string | undefined, { policyFrom, day, disclosure }: FixOptions): string {
  const given: readonly (readonly [string, string | undefined])[] = [
    ["--policy-from", policyFrom],
    ["--day", day],
    ["--disclosure", disclosure],
  ];
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [name, shellWord(value)]));
  return ["proviso fix --apply", ...words, ...(range === undefined ? [] : [shellWord(range)])].join(" ");
}

async function apply(
  planned: PlannedFix,
  range: string | undefined,
  options: FixOptions,
  ports: CheckPorts,
): Promise<void> {
  const view = await viewOf(planned, range, options, ports);
  const repaired = planned.plans.filter(({ message }) => message !== null);
  const remaining = planned.plans.map((plan) => ({ ...plan, repairs: [] }));
  if (repaired.length === 0) {
    await writeOut(renderPlans(remaining, view));
    conclude(planned.report);
    return;
  }
  const isDryRun = options.dryRun ?? false;
  const applied = valueOf(
    await applyFix(
      planned,
      { updateRefs: options.updateRefs ?? false, dropSignatures: options.dropSignatures ?? false, dryRun: isDryRun },
      ports,
    ),
  );
  const head = ports.repository.description.headBranch ?? "HEAD";
  const done = { ...applied, isDryRun, head };
  const changes =
    applied.rangeDiff === null ? renderMessageChanges(repaired, view) : renderRangeDiff(applied.rangeDiff);
  const undo = isDryRun ? "" : renderUndo(done);
  const rest = renderPlans(isDryRun ? remaining : await plansAfter(planned, applied, ports), view);
  await writeOut(`${renderApplied(done)}${changes}${undo}${rest === "" ? "" : `\n${rest}`}`);
  conclude(isDryRun ? planned.report : applied.after);
}
