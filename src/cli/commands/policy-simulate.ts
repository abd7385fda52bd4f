import type { Attempt } from "../../app/attempt.ts";
import type { CheckPorts, PolicyFrom } from "../../app/check.ts";
import { policyDiff } from "../../app/policy-diff.ts";
import { simulate } from "../../app/simulate.ts";
import type { DraftPlace } from "../../app/simulate-draft.ts";
import { formatOf } from "../../core/document/read-document.ts";
import type { Simulation } from "../../core/process/simulation.ts";
import { renderProblems } from "../../core/report/render-policy.ts";
import { renderSimulationParts } from "../../core/report/render-simulation.ts";
import { renderSimulationJsonParts } from "../../core/report/render-simulation-json.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure, exitStatus } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { writeOut, writeParts } from "../output.ts";
import { createProgress } from "../progress.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { terminalOf } from "../terminal.ts";

export type SimulateOptions = CommonOptions & {
  readonly with: string;
  readonly over?: string;
  readonly all?: boolean;
};

/** `proviso policy simulate`. Status 0: all could be decided; 2: something could not, and the answer says what. */
export async function runSimulate(range: string | undefined, options: SimulateOptions): Promise<void> {
  const draft = draftOption(options.with);
  const policyFrom = policyFromOption(options.policyFrom);
  await run(options, (shared, ports) => simulate({ draft, policyFrom, range: range ?? null, ...shared }, ports));
}

/** `proviso policy diff`. */
export async function runPolicyDiff(
  before: string,
  after: string,
  options: Omit<SimulateOptions, "with">,
): Promise<void> {
  const sides = { before: sideOption(before), after: sideOption(after) };
  const range = options.over ?? null;
  await run(options, (shared, ports) => policyDiff({ ...sides, range, ...shared }, ports));
}

type Shared = { readonly today: string; readonly progress: (done: number) => void };

async function run(
  options: Omit<SimulateOptions, "with">,
  work: (shared: Shared, ports: CheckPorts) => Promise<Attempt<Simulation>>,
): Promise<void> {
  const today = dayOption(options.day);
  const progress = createProgress("simulated", "commits");
  const simulated = await withTemporaryDirectory(() =>
    withRepository((ports) => work({ today, progress: progress.step }, ports)),
  ).finally(progress.end);
  await print(valueOf(simulated), options);
}

async function print(simulation: Simulation, { format, all = false }: Omit<SimulateOptions, "with">): Promise<void> {
  const { problems, undetermined } = simulation;
  const isBroken = problems.some(({ problem }) => problem.severity === "error");
  process.exitCode = isBroken ? exitStatus.usage : undetermined.length > 0 ? exitStatus.undecided : exitStatus.pass;
  if (format === "json") return writeParts(renderSimulationJsonParts(simulation));
  const { colour, hyperlinks, width } = terminalOf(process.stdout);
  const texts = problems.map(({ problem }) => problem);
  if (isBroken) {
    await writeOut(renderProblems(texts, { colour, width }));
    const errors = problems.filter(({ problem }) => problem.severity === "error");
    const isDraft = simulation.draft !== null && errors.every(({ side }) => side === "after");
    const names = new Set(errors.map(({ side }) => `the policy (${simulation[side].name})`));
    const who = isDraft ? "the draft has" : `${[...names].join(" and ")} ${names.size === 1 ? "has" : "have"}`;
    return writeError(`nothing was simulated: ${who} problems`);
  }
  await writeParts(renderSimulationParts(simulation, { colour, hyperlinks, width, all }));
  if (texts.length > 0) await writeOut(`\n${renderProblems(texts, { colour, width })}`);
}

/** `worktree`, `profile:NAME`, a file by its ending, else a revision. */
function draftOption(text: string): DraftPlace {
  const from = policyFromOption(text);
  if (from?.kind === "worktree" || from?.kind === "profile") return from;
  if (formatOf(text) !== undefined) return { kind: "text", path: text };
  if (/\.ya?ml$/.test(text)) return { kind: "settings", path: text };
  if (from?.kind !== "file") return { kind: "revision", revision: text };
  throw new CommandFailure(
    `what \`${text}\` is cannot be told by its name; a draft is a document or an entry (.rst, .md) or settings (.yaml)`,
    "usage",
  );
}

function sideOption(text: string): PolicyFrom {
  const from = policyFromOption(text);
  if (from === null || formatOf(text) !== undefined)
    throw new CommandFailure(
      `\`${text}\` is no policy; what a draft of a document would change says \`proviso policy simulate --with\``,
      "usage",
    );
  return from;
}
