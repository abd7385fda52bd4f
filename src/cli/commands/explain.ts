import { type CheckPorts, check } from "../../app/check.ts";
import { standingToFloor } from "../../core/policy/floor.ts";
import { renderException } from "../../core/report/render-exceptions.ts";
import { renderRule, renderRuleList } from "../../core/report/render-rule.ts";
import { reportValue } from "../../core/report/report-value.ts";
import { catalogue } from "../../core/rules/catalogue.ts";
import { closest } from "../../core/text/suggest.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeOut } from "../output.ts";
import { writeReport } from "../report-output.ts";
import { rulePage, terminalOf } from "../terminal.ts";
import { sayProblems } from "./exception.ts";
import { policyOf } from "./policy.ts";

/** `proviso explain [WHAT]`: a rule by its id, an exception by its id, else a commit. */
export async function runExplain(what: string | undefined, options: CommonOptions): Promise<void> {
  const terminal = terminalOf(process.stdout);
  if (what === undefined) return writeOut(renderRuleList(catalogue, terminal.width));
  const rule = catalogue.find(({ id }) => id === what);
  if (rule !== undefined) return explainRule(rule, options);
  const today = dayOption(options.day);
  return withRepository(async (ports) => {
    const policy = await policyOf(undefined, options, "HEAD", ports);
    const exception = policy.exceptions.find(({ id }) => id === what);
    if (exception !== undefined) {
      await writeOut(renderException(exception, { ...terminal, today }));
      return sayProblems(policy, exception.problems);
    }
    const commit = await ports.repository.resolve(what);
    if (commit.ok) return explainCommit(what, commit.value, options, ports);
    const exceptions = policy.exceptions.map(({ id }) => id);
    throw new CommandFailure(unknownName(what, exceptions), "usage");
  });
}

/** One commit, with everything that was judged and why it passed. */
async function explainCommit(name: string, id: string, options: CommonOptions, ports: CheckPorts): Promise<void> {
  const policyFrom = policyFromOption(options.policyFrom);
  const request = {
    range: { text: `${id}^!`, root: false },
    policyFrom,
    today: dayOption(options.day),
    replay: false,
    listing: "all",
    progress: () => undefined,
  } as const;
  const { report } = valueOf(await check(request, ports));
  const named = reportValue({ ...report, subject: name }, { policyWasChosen: policyFrom !== null });
  await writeReport(named, { format: "text", verbose: true });
}

/** The clauses are shown when a repository is at hand; a rule can be explained without one. */
async function explainRule(rule: (typeof catalogue)[number], options: CommonOptions): Promise<void> {
  const policy = await withRepository((ports) => policyOf(undefined, options, "HEAD", ports)).catch(
    (error: unknown) => {
      if (error instanceof CommandFailure && options.policyFrom === undefined) return null;
      throw error;
    },
  );
  const inForce =
    policy?.clauses
      .filter((clause) => clause.rule.id === rule.id)
      .map((clause) => ({
        clause,
        quotation: policy.quotationFor(clause),
        floor: standingToFloor(clause, policy.floor),
      })) ?? null;
  await writeOut(renderRule(rule, inForce, { ...terminalOf(process.stdout), page: rulePage(rule.id) }));
}

function unknownName(what: string, exceptions: readonly string[]): string {
  const near = closest(what, [...catalogue.map(({ id }) => id), ...exceptions]);
  const hint = near === undefined ? "`proviso explain` lists the rules" : `did you mean \`${near}\`?`;
  return `\`${what}\` is no rule, no listed exception and no commit; ${hint}`;
}
