import type { Simulation } from "../process/simulation.ts";
import type { ConclusionOrNone, RuleChange, Said, VerdictChange } from "../process/simulation-verdicts.ts";
import { append } from "../text/long-lists.ts";
import { counted, fold } from "./layout.ts";
import { listLines, numbered, type SimulationStyle, sumLines } from "./render-simulation-lists.ts";
import { shown } from "./words.ts";

/** How many verdicts change, to what, and by which rules. */
export function verdictLines({ changes, counts }: Simulation, { paint, width }: SimulationStyle): readonly string[] {
  const { judgedByBoth, olderThanBefore, olderThanAfter } = counts;
  const older = [
    ...(olderThanBefore === 0 ? [] : [`${counted(olderThanBefore, "commit")} older than the policy before`]),
    ...(olderThanAfter === 0 ? [] : [`${counted(olderThanAfter, "commit")} older than the policy after`]),
  ];
  const aside = older.length === 0 ? "" : `; ${older.join(", ")}, not judged by it`;
  const both = `${counted(judgedByBoth, "commit")} judged under both`;
  if (changes.length === 0) return fold("", `no verdict changes: ${both}${aside}`, "  ", width);
  const head = `${counted(changes.length, "verdict")} ${changes.length === 1 ? "changes" : "change"}`;
  const [first, ...more] = fold(head, `: ${both}${aside}`, "  ", width);
  const lines = [paint.tone("strong", head) + first.slice(head.length), ...more];
  for (const [words, those] of byWords(changes, conclusionWords)) lines.push(`${numbered(those.length)}  ${words}`);
  lines.push("  by rule:");
  for (const [words, those] of byRule(changes)) append(lines, sumLines(those.length, words, width));
  return lines;
}

/** The commits behind each change of a rule, and those of which only the conclusion is another. */
export const verdictLists = ({ changes }: Simulation, style: SimulationStyle): readonly (readonly string[])[] =>
  [...byRule(changes)].map(([words, those]) =>
    listLines(
      words,
      those.map((change) => ({ id: change.id, subject: change.subject, notes: [conclusionWords(change)] })),
      style,
    ),
  );

function byWords(
  changes: readonly VerdictChange[],
  wordsOf: (change: VerdictChange) => string,
): readonly (readonly [string, readonly VerdictChange[]])[] {
  const groups = new Map<string, VerdictChange[]>();
  for (const change of changes) add(groups, wordsOf(change), change);
  return sorted(groups);
}

function byRule(changes: readonly VerdictChange[]): readonly (readonly [string, readonly VerdictChange[]])[] {
  const groups = new Map<string, VerdictChange[]>();
  for (const change of changes) {
    if (change.rules.length === 0) add(groups, "no rule", change);
    for (const rule of change.rules) add(groups, ruleWords(rule), change);
  }
  return sorted(groups);
}

function add(groups: Map<string, VerdictChange[]>, words: string, change: VerdictChange): void {
  const known = groups.get(words);
  if (known === undefined) groups.set(words, [change]);
  else known.push(change);
}

const sorted = (groups: ReadonlyMap<string, readonly VerdictChange[]>) =>
  [...groups].sort(([, one], [, other]) => other.length - one.length);

function conclusionWords({ before, after }: VerdictChange): string {
  if (before === after) return `${wordsOf(before)} as before`;
  return `${wordsOf(before)} → ${wordsOf(after)}`;
}

const wordsOf = (conclusion: ConclusionOrNone): string => (conclusion === "not-judged" ? "not judged" : conclusion);

/** Ids of messages are named only where nothing else tells the two apart. */
function ruleWords({ rule, before, after }: RuleChange): string {
  const [earlier, later] = [saidWords(before, false), saidWords(after, false)];
  if (earlier !== later) return `${rule}: ${earlier} → ${later}`;
  return `${rule}: ${saidWords(before, true)} → ${saidWords(after, true)}, for another reason`;
}

function saidWords(said: readonly Said[], withMessages: boolean): string {
  if (said.length === 0) return "nothing to judge";
  const words = said.map(({ outcome, warns, exception, messages }) => {
    const under = exception === null ? "" : ` under ${shown(exception)}`;
    const why = withMessages && messages.length > 0 ? ` (${messages.join(", ")})` : "";
    return `${outcome}${warns ? " (a warning)" : ""}${under}${why}`;
  });
  return [...new Set(words)].join(" and ");
}
