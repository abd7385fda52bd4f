import { scopeWords } from "../policy/clause-scope.ts";
import { standingToFloor } from "../policy/floor.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { Problem } from "../problem/problem.ts";
import type { Stance } from "../rules/situation.ts";
import { append } from "../text/long-lists.ts";
import { basisOf, basisWords, spanWords } from "./basis.ts";
import { exceptionValue, stateOn } from "./exception-values.ts";
import { floorWords } from "./floor-words.ts";
import { jsonText } from "./json.ts";
import { type ProblemValue, problemValue } from "./json-values.ts";
import { counted, fold, table } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { problemLines } from "./text-problem.ts";
import { shown } from "./words.ts";

export type PolicyOptions = Looks & {
  /** The day on which exceptions are looked at, `YYYY-MM-DD` UTC. */
  readonly today: string;
};

/** How problems are to look; plain when nothing is said. */
export type ProblemOptions = Partial<Pick<Looks, "colour" | "width">>;

/** A policy as it stands at a revision: where it was read, its position, its clauses with the lines they rest on. */
export function renderPolicy(policy: Policy, options: PolicyOptions): string {
  const { today, width } = options;
  const paint = painter(options.colour, options.hyperlinks);
  const { origin, document, maintainers, settings } = policy;
  const from = settings.from === null ? null : `${settings.from.kind} ${shown(settings.from.value)}`;
  const facts = [
    ["policy", shown(origin.name)],
    ["revision", origin.revision === null ? "none" : shown(origin.revision)],
    ["digest", shown(policy.digest)],
    ["document", document === null ? "none" : shown(document.source.name)],
    ...(settings.floor === null ? [] : [["floor", shown(settings.floor.value)]]),
    ["maintainers", maintainers.known ? shown(maintainers.value.source) : `unknown: ${shown(maintainers.why)}`],
    ["judged from", from ?? "the first commit"],
    ["AI content", stanceWords(policy.stance)],
  ];
  const lines = facts.flatMap(([name = "", value = ""]) =>
    fold(`${`${name}:`.padEnd(13)} `, value, " ".repeat(14), width),
  );
  append(lines, ["", ...clauseLines(policy, width), "", ...exceptionLines(policy, today)]);
  if (policy.problems.length > 0) {
    append(lines, ["", ...policy.problems.flatMap((problem) => problemLines(problemValue(problem), { paint, width }))]);
  }
  return `${lines.join("\n")}\n`;
}

/** Problems for `policy lint`: `file:line:column: error: text`, and a count. Empty when there are none. */
export const renderProblems = (problems: readonly Problem[], options?: ProblemOptions): string =>
  renderProblemValues(problems.map(problemValue), options);

/** The same of problems as a report has them. */
export function renderProblemValues(
  problems: readonly ProblemValue[],
  { colour = false, width = null }: ProblemOptions = {},
): string {
  if (problems.length === 0) return "";
  const paint = painter(colour, null);
  const lines = problems.flatMap((problem) => problemLines(problem, { paint, width }));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const kinds = [[errors, "error"] as const, [problems.length - errors, "warning"] as const];
  const sums = kinds.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)]));
  return `${[...lines, "", sums.join(", ")].join("\n")}\n`;
}

/** `policy show --format json`. */
export function renderPolicyJson(policy: Policy, today: string): string {
  const { origin, digest, document, stance, settings } = policy;
  return `${jsonText({
    source: origin.name,
    kind: origin.kind,
    revision: origin.revision,
    digest,
    document: document?.source.name ?? null,
    floor: settings.floor?.value ?? null,
    from: settings.from === null ? null : { kind: settings.from.kind, value: settings.from.value },
    stance: {
      position: stance.position,
      inForce: stance.inForce.kind,
      why: "why" in stance.inForce ? stance.inForce.why : null,
    },
    clauses: policy.clauses.map((clause) => clauseValue(policy, clause)),
    exceptions: policy.exceptions.map((entry) => exceptionValue(entry, today)),
    problems: policy.problems.map(problemValue),
  })}\n`;
}

function clauseValue(policy: Policy, clause: Clause): { readonly [key: string]: unknown } {
  const { source, line, heading, text } = basisOf(clause, null, policy.quotationFor);
  const { rule, level, settings, paths, scope } = clause;
  const standing = standingToFloor(clause, policy.floor);
  const further = {
    ...(scope === undefined ? {} : { scope }),
    ...(standing === null
      ? {}
      : { floor: { kind: standing.kind, at: "at" in standing ? spanWords(standing.at) : null } }),
  };
  return { rule: rule.id, level, settings, paths, ...further, policyLine: { source, line, heading, text } };
}

function stanceWords({ position, inForce }: Stance): string {
  if (inForce.kind !== "in-force")
    return `${position}, ${inForce.kind === "not-yet" ? "not yet in force" : "undecided"}: ${shown(inForce.why)}`;
  return inForce.at === null ? position : `${position}, in force by ${spanWords(inForce.at)}`;
}

function clauseLines(policy: Policy, width: number | null): readonly string[] {
  if (policy.clauses.length === 0) return ["no rule is switched on"];
  const heads = table(
    policy.clauses.map((clause) => [
      `  ${clause.rule.id}`,
      clause.level,
      [(clause.paths ?? []).map((path) => shown(path)).join(" "), ...scopeWords(clause)].filter(Boolean).join(", "),
    ]),
  );
  const lines = policy.clauses.flatMap((clause, index) => {
    const why = basisWords(basisOf(clause, null, policy.quotationFor));
    const floor = floorWords(standingToFloor(clause, policy.floor));
    return [
      heads[index] ?? "",
      ...[why, ...(floor === null ? [] : [floor])].flatMap((words) => fold("      ", words, "      ", width)),
    ];
  });
  return ["rules:", ...lines];
}

function exceptionLines({ exceptions, settings }: Policy, today: string): readonly string[] {
  if (exceptions.length === 0) {
    return [
      settings.ai.exceptions === null
        ? "the policy lists no exceptions"
        : `no exception is listed under ${shown(settings.ai.exceptions)}`,
    ];
  }
  const rows = exceptions.map((entry) => [`  ${shown(entry.id)}`, stateOn(today, entry), spanWords(entry.at)]);
  return ["exceptions:", ...table(rows)];
}
