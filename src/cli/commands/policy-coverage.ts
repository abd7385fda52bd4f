import { type Coverage, coverageOf } from "../../core/policy/coverage.ts";
import { createHinter } from "../../core/policy/coverage-hints.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { renderCoverage, renderCoverageJson } from "../../core/report/render-coverage.ts";
import { renderProposal } from "../../core/report/render-proposal.ts";
import { catalogue } from "../../core/rules/catalogue.ts";
import { type CommonOptions, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import { textDigest } from "../text-digest.ts";
import { sayProblems } from "./exception.ts";
import { policyOf } from "./policy.ts";

export type CoverageOptions = CommonOptions & { readonly propose?: boolean };

/** `proviso policy coverage`: who sees to each sentence of the document that asks for something. */
export async function runPolicyCoverage(revision: string | undefined, options: CoverageOptions): Promise<void> {
  const { policy, digestOf } = await withRepository(async (ports) => ({
    policy: await policyOf(revision, options, "worktree", ports),
    digestOf: textDigest(ports),
  }));
  if (policy.document === null) throw new CommandFailure(whyNothing(policy), "policy");
  const coverage = coverageOf(policy, digestOf);
  await writeOut(rendered(coverage, policy, options));
  const open = coverage.sentences.some(({ kind }) => kind === "unmatched");
  const broken = coverage.problems.some(({ severity }) => severity === "error");
  process.exitCode = broken ? exitStatus.usage : open ? exitStatus.undecided : exitStatus.pass;
  if (options.format !== "json") await sayProblems(policy, []);
  else if (policy.problems.some(({ severity }) => severity === "error")) process.exitCode = exitStatus.usage;
}

function rendered(coverage: Coverage, policy: Policy, { propose, format }: CoverageOptions): string {
  if (propose) return renderProposal(coverage, createHinter(policy, catalogue), policy.settings.coverage.length === 0);
  return format === "json"
    ? renderCoverageJson(coverage, policy)
    : renderCoverage(coverage, terminalOf(process.stdout));
}

function whyNothing({ settings }: Policy): string {
  if (settings.document.length === 0) return "the policy names no document, so there are no sentences to cover";
  return `the policy's document ${settings.document.join(" or ")} is not there, so there are no sentences to cover`;
}
