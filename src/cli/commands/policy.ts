import { faultOf, policyPlace } from "../../app/check.ts";
import { type PolicyPorts, readPolicy } from "../../app/read-policy.ts";
import { whoMaintains } from "../../core/people/who-maintains.ts";
import { lintPolicy } from "../../core/policy/lint.ts";
import { lintCoverage } from "../../core/policy/lint-coverage.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { renderOwnership } from "../../core/report/render-ownership.ts";
import { renderPolicy, renderPolicyJson, renderProblems } from "../../core/report/render-policy.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import { textDigest } from "../text-digest.ts";

/** The policy that `--policy-from` names, else the one at the revision, else `otherwise`. */
export async function policyOf(
  revision: string | undefined,
  options: CommonOptions,
  otherwise: "HEAD" | "worktree",
  ports: PolicyPorts,
): Promise<Policy> {
  const { repository } = ports;
  const chosen = policyFromOption(options.policyFrom);
  const head = await repository.resolve(revision ?? "HEAD");
  if (!head.ok && revision !== undefined) throw new CommandFailure(head.error.text, faultOf(head.error.code));
  const base = head.ok ? head.value : null;
  const from =
    chosen ??
    (base === null || (revision === undefined && otherwise === "worktree") ? { kind: "worktree" as const } : null);
  const place = valueOf(await policyPlace(from, base, base, repository));
  return valueOf(await readPolicy(place, ports));
}

/** `proviso policy show`. */
export async function runPolicyShow(revision: string | undefined, options: CommonOptions): Promise<void> {
  const today = dayOption(options.day);
  const policy = await withRepository((ports) => policyOf(revision, options, "HEAD", ports));
  const json = options.format === "json";
  await writeOut(
    json ? renderPolicyJson(policy, today) : renderPolicy(policy, { ...terminalOf(process.stdout), today }),
  );
  process.exitCode = hasErrors(policy.problems) ? exitStatus.usage : exitStatus.pass;
}

/** `proviso policy lint`: quiet when there is nothing to say; warnings alone are no failure. */
export async function runPolicyLint(revision: string | undefined, options: CommonOptions): Promise<void> {
  const today = dayOption(options.day);
  const { policy, covering } = await withRepository(async (ports) => {
    const policy = await policyOf(revision, options, "worktree", ports);
    return { policy, covering: lintCoverage(policy, textDigest(ports)) };
  });
  const problems = [...policy.problems, ...lintPolicy(policy, today), ...covering];
  await writeOut(renderProblems(problems, terminalOf(process.stdout)));
  process.exitCode = hasErrors(problems) ? exitStatus.usage : exitStatus.pass;
}

/** `proviso policy maintainers PATH…`: the sections that own each path, with their status. */
export async function runPolicyMaintainers(paths: readonly string[], options: CommonOptions): Promise<void> {
  const policy = await withRepository((ports) => policyOf(undefined, options, "HEAD", ports));
  const { maintainers } = policy;
  if (!maintainers.known) throw new CommandFailure(maintainers.why, "policy");
  await writeOut(renderOwnership(whoMaintains(maintainers.value, paths), maintainers.value.source));
}

const hasErrors = (problems: Policy["problems"]): boolean => problems.some(({ severity }) => severity === "error");
