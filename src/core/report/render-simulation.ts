import type { EntryCommit, EntrySimulation, Simulation } from "../process/simulation.ts";
import type { Coverage, CoverageOpinion } from "../process/simulation-coverage.ts";
import { append } from "../text/long-lists.ts";
import { counted, fold, grouped } from "./layout.ts";
import { type Looks, painter, type Tone } from "./paint.ts";
import {
  type ListedCommit,
  listLines,
  numberColumns,
  numbered,
  type SimulationStyle,
  sumLines,
} from "./render-simulation-lists.ts";
import { verdictLines, verdictLists } from "./render-simulation-verdicts.ts";
import { shown } from "./words.ts";

export type SimulationOptions = Looks & {
  /** List every commit, however many. */
  readonly all: boolean;
};

/** The code points shown of a note or of a reason why something is not known. */
const noteCodePointsMax = 500;

const digitsShown = 12;

/** Commits of one condition that fails, which most commits do, that are listed without being asked for. */
const failedShownMax = 3;

/** What a draft would change: the sums first, then the verdicts, then the commits. */
export function* renderSimulationParts(simulation: Simulation, options: SimulationOptions): Iterable<string> {
  const { all, width } = options;
  const style: SimulationStyle = { all, width, paint: painter(options.colour, options.hyperlinks) };
  const parts = [
    headLines(simulation, style),
    ...simulation.entries.map((entry) => ["", ...entryLines(entry, style)]),
    ["", ...verdictLines(simulation, style)],
    ...verdictLists(simulation, style),
    ...simulation.entries.flatMap((entry) => entryLists(entry, simulation.entries.length > 1, style)),
  ];
  for (const lines of parts) if (lines.length > 0) yield `${lines.join("\n")}\n`;
}

function headLines(simulation: Simulation, { width, paint }: SimulationStyle): readonly string[] {
  const { draft, before, after, over, counts, notes, undetermined } = simulation;
  const facts: (readonly [string, string])[] = [];
  if (draft !== null) facts.push(["draft", shown(draft)]);
  if (draft === null || before.name !== after.name)
    facts.push(["before", shown(before.name)], ["after", shown(after.name)]);
  else facts.push(["policy", shown(before.name)]);
  const merges = counts.merges === 0 ? "" : `, and ${counted(counts.merges, "merge")} among them`;
  facts.push(["commits", `${shown(over.text)} (${over.tip.slice(0, digitsShown)})${merges}`]);
  const lines = facts.flatMap(([name, value]) => fold(`${`${name}:`.padEnd(8)} `, value, " ".repeat(9), width));
  for (const note of notes) append(lines, fold("note:    ", shown(note, noteCodePointsMax), " ".repeat(9), width));
  for (const why of undetermined) {
    const [first, ...more] = fold("not determined: ", shown(why, noteCodePointsMax), "  ", width);
    append(lines, [paint.tone("undecided", "not determined") + first.slice("not determined".length), ...more]);
  }
  return lines;
}

/** Each kind of coverage, with its words. */
const kinds: readonly (readonly [Coverage["kind"], string, Tone])[] = [
  ["evident", "evident", "good"],
  ["judgement", "left to judgement", "warning"],
  ["not", "not covered", "quiet"],
  ["unknown", "not known", "undecided"],
];

const wordsOfKind = (coverage: Coverage | null): string =>
  kinds.find(([kind]) => kind === coverage?.kind)?.[1] ?? "not listed";

function entryLines(entry: EntrySimulation, style: SimulationStyle): readonly string[] {
  const { id, what, commits, skipped } = entry;
  const { paint, width } = style;
  const name = shown(id);
  if (skipped !== null) {
    const [first, ...more] = fold(`${name} (${what}): `, shown(skipped), "  ", width);
    return [paint.tone("strong", name) + first.slice(name.length), ...more];
  }
  const head = `${paint.tone("strong", name)} (${what}), had each of ${counted(commits.length, "commit")} declared AI use:`;
  const comparesBoth = entry.before !== null && entry.after !== null;
  const lines = [head, ...(comparesBoth ? bothLines(commits) : kindLines(entry, style))];
  const side = entry.after === null ? "before" : "after";
  append(lines, groupLines(commits, side, "judgement", "left to judgement, by what is open", style));
  append(lines, groupLines(commits, side, "not", "not covered, by the first condition that fails", style));
  return lines;
}

function kindLines({ commits, after }: EntrySimulation, { paint }: SimulationStyle): readonly string[] {
  const side = after === null ? "before" : "after";
  return kinds.flatMap(([kind, words, tone]) => {
    const coverages = commits.flatMap(({ [side]: coverage }) => (coverage?.kind === kind ? [coverage] : []));
    const count = coverages.length;
    if (count === 0) return kind === "unknown" ? [] : [`${numbered(0)}  ${words}`];
    return [`${numbered(count)}  ${paint.tone(tone, words)}${opinionWords(coverages)}`];
  });
}

/** How many need another maintainer's word, how many have it already, and of how many nobody can tell. */
function opinionWords(coverages: readonly Coverage[]): string {
  const inState = (wanted: CoverageOpinion["state"]): number =>
    coverages.filter(({ opinion }) => opinion?.state === wanted).length;
  const [given, unknown] = [inState("given"), inState("unknown")];
  const asked = given + inState("waits");
  const ofAll = asked === coverages.length ? "each needs" : null;
  const who = ofAll ?? `${grouped(asked)} of them ${asked === 1 ? "needs" : "need"}`;
  const have = `${given === 0 ? "none" : grouped(given)} ${given > 1 ? "have" : "has"} one`;
  const needed = asked === 0 ? "" : `; ${who} a second opinion, and ${have}`;
  return unknown === 0
    ? needed
    : `${needed}; for ${grouped(unknown)} it is not known whose word would be a second opinion`;
}

/** A changed entry: both columns, so that what a word does can be seen. */
function bothLines(commits: readonly EntryCommit[]): readonly string[] {
  const rows = kinds.flatMap(([kind, words]) => {
    const before = commits.filter((commit) => commit.before?.kind === kind).length;
    const after = commits.filter((commit) => commit.after?.kind === kind).length;
    return before + after === 0 && kind === "unknown" ? [] : [`${numbered(before)}  ${numbered(after)}  ${words}`];
  });
  return [`${"before".padStart(numberColumns)}  ${"after".padStart(numberColumns)}`, ...rows];
}

function groupLines(
  commits: readonly EntryCommit[],
  side: "before" | "after",
  kind: Coverage["kind"],
  title: string,
  { width }: SimulationStyle,
): readonly string[] {
  const groups = byCondition(commits, side, kind);
  if (groups.length === 0) return [];
  const rows = groups.flatMap(([condition, those]) => sumLines(those.length, shown(condition), width));
  return [`  ${title}:`, ...rows];
}

function byCondition(
  commits: readonly EntryCommit[],
  side: "before" | "after",
  kind: Coverage["kind"],
): readonly (readonly [condition: string, commits: readonly EntryCommit[]])[] {
  const groups = new Map<string, EntryCommit[]>();
  for (const commit of commits) {
    const coverage = commit[side];
    if (coverage?.kind !== kind) continue;
    const condition = coverage.condition ?? "";
    const known = groups.get(condition);
    if (known === undefined) groups.set(condition, [commit]);
    else known.push(commit);
  }
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

/** The commits behind the sums, the entry's name before each list where there are several. */
function entryLists(entry: EntrySimulation, isNamed: boolean, style: SimulationStyle): readonly (readonly string[])[] {
  const { commits } = entry;
  const side = entry.after === null ? "before" : "after";
  const title = (words: string): string => (isNamed ? `${shown(entry.id)}: ${words}` : words);
  const listed = (those: readonly EntryCommit[]): readonly ListedCommit[] =>
    those.map(({ id, subject, [side]: coverage }) => ({
      id,
      subject,
      notes: coverage === null ? [] : notesOf(coverage),
    }));
  const evident = commits.filter((commit) => commit[side]?.kind === "evident");
  const unknown = commits.filter((commit) => commit[side]?.kind === "unknown");
  return [
    ...movedLists(entry, title, style),
    listLines(title("evident"), listed(evident), style),
    ...byCondition(commits, side, "judgement").map(([condition, those]) =>
      listLines(title(`left to judgement: ${shown(condition)}`), listed(those), style),
    ),
    ...byCondition(commits, side, "not").map(([condition, those]) =>
      listLines(title(`not covered: ${shown(condition)}`), listed(those), style, failedShownMax),
    ),
    listLines(title("not known"), listed(unknown), style),
  ];
}

/** Commits of which a changed entry says something else than before. */
function movedLists(
  { commits, before, after }: EntrySimulation,
  title: (words: string) => string,
  style: SimulationStyle,
): readonly (readonly string[])[] {
  if (before === null || after === null) return [];
  const moves = new Map<string, ListedCommit[]>();
  for (const { id, subject, before: earlier, after: later } of commits) {
    if (earlier?.kind === later?.kind) continue;
    const move = `${wordsOfKind(earlier)} → ${wordsOfKind(later)}`;
    const listed = { id, subject, notes: [earlier, later].flatMap((one) => (one === null ? [] : [shown(one.why)])) };
    const known = moves.get(move);
    if (known === undefined) moves.set(move, [listed]);
    else known.push(listed);
  }
  return [...moves].map(([move, those]) => listLines(title(move), those, style));
}

/** Why, and whose word is there or could come. */
function notesOf({ why, opinion }: Coverage): readonly string[] {
  const notes = [shown(why, noteCodePointsMax)];
  if (opinion === null) return notes;
  const words = shown(opinion.words, noteCodePointsMax);
  if (opinion.state === "given") return [...notes, `second opinion: ${words}`];
  if (opinion.state === "waits") return [...notes, `a second opinion could have come from ${words}`];
  return [...notes, `whose word could be a second opinion is not known: ${words}`];
}
