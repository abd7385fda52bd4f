import { append } from "../text/long-lists.ts";
import { basisWords } from "./basis.ts";
import type { ClauseValue, CommitValue, FindingValue, JudgementValue } from "./json-values.ts";
import { clipColumns, columnsOf, fold, table } from "./layout.ts";
import type { Paint, Tone } from "./paint.ts";
import { isNew, newOpenReliance, newReliance, opinionWords, relianceHead, relianceWords } from "./reliance-words.ts";
import { detailLines } from "./render-proof.ts";
import { markOf, shortId, subjectCodePointsMax, subjectWords, type Weight, weightOf } from "./report-entries.ts";
import { isOpen, type RelianceValue } from "./report-value.ts";
import { shown, shownSentence } from "./words.ts";

/** How a text report is to look. */
export type Style = {
  readonly verbose: boolean;
  /** Columns to fold at; null: one line each, for pipes. */
  readonly width: number | null;
  readonly paint: Paint;
};

/** The clauses of a report, whose lines are shown of what passed. */
type Clauses = readonly Pick<ClauseValue, "policyLine">[];

/** A commit's block: its id (or what else it is called by) and subject, then what was found. */
export function commitLines(
  commit: CommitValue,
  clauses: Clauses,
  style: Style,
  id: string = shortId(commit.id),
): readonly string[] {
  const { damage, judgements } = commit;
  const lines = [headline(id, commit, style)];
  if (damage !== null) append(lines, damageLines(id, damage, style));
  return [...lines, ...judgementLines(id, judgements, clauses, style)];
}

/** What was found, in the order of the policy's clauses. A reason, a remedy or an exception that was just given is not given again. */
export function judgementLines(
  id: string,
  judgements: readonly JudgementValue[],
  clauses: Clauses,
  style: Style,
): readonly string[] {
  const lines: string[] = [];
  const said = new Set<string>();
  for (const judgement of judgements) {
    if (isOpen(judgement)) {
      for (const finding of judgement.findings) append(lines, findingLines(id, judgement, finding, style, said));
      append(lines, openReliance(judgement, style, said));
    } else append(lines, quietLines(judgement, judgements, clauses, style, said));
  }
  return lines;
}

/** The conditions that somebody must still look at. */
function openReliance(judgement: JudgementValue, style: Style, said: Set<string>): readonly string[] {
  const reliance = newOpenReliance(judgement, said, style.verbose);
  return reliance === null ? [] : [`    ${relianceHead(reliance)}:`, ...conditionLines(reliance, style)];
}

function headline(id: string, commit: CommitValue, { paint, width }: Style): string {
  const room = width === null ? subjectCodePointsMax : Math.max(20, width - columnsOf(id) - 1);
  return `${paint.tone("strong", id)} ${clipColumns(subjectWords(commit), room)}`;
}

function damageLines(id: string, damage: string, style: Style): readonly string[] {
  const [what, ...more] = fold(`  ${id}: undecided: `, `cannot be read whole: ${shown(damage)}`, "    ", style.width);
  return [style.paint.tone("undecided", what), ...more];
}

function findingLines(
  id: string,
  judgement: JudgementValue,
  finding: FindingValue,
  style: Style,
  said: Set<string>,
): readonly string[] {
  const { policyLine, fix } = finding;
  const rule = shown(judgement.rule);
  const mark = markOf(judgement);
  const tone = toneOfWeight[weightOf(judgement)];
  const place = `  ${placeWords(id, finding)}: `;
  const [head, ...more] = fold(`${place}${mark}${rule}: `, shownSentence(finding.text), "    ", style.width);
  const first = head.slice(place.length + mark.length + rule.length);
  const { paint } = style;
  const lines = [place + paint.tone(tone, mark + paint.link({ kind: "rule", id: rule }, rule)) + first, ...more];
  const why = basisWords(policyLine);
  if (isNew(said, `why ${why}`)) {
    const target = { kind: "file", name: policyLine.source, line: policyLine.line } as const;
    append(
      lines,
      aside("    why: ", why, style, (text) => paint.link(target, text)),
    );
  }
  if (fix !== null && isNew(said, `fix ${fix.text}`)) append(lines, aside("    fix: ", shownSentence(fix.text), style));
  return lines;
}

/** A labelled line under a finding; the label is what the eye skips, so it is the quiet part. */
function aside(
  label: string,
  text: string,
  { paint, width }: Style,
  dress = (line: string) => line,
): readonly string[] {
  const [first, ...more] = fold(label, text, " ".repeat(label.length), width);
  return [paint.tone("quiet", label) + dress(first.slice(label.length)), ...more];
}

const toneOfWeight: { readonly [W in Weight]: Tone } = { error: "bad", undecided: "undecided", warning: "warning" };

function placeWords(id: string, { part, line, column, path }: FindingValue): string {
  if (part === "message") return `${id}:${line}:${column}`;
  if (path !== null) return `${id}: ${shown(path)}`;
  return part === "commit" ? id : `${id}: ${part}`;
}

/** What an outcome without findings says: a reliance always, in one line and once; the rest only when more was asked for. */
function quietLines(
  judgement: JudgementValue,
  all: readonly JudgementValue[],
  clauses: Clauses,
  style: Style,
  said: Set<string>,
): readonly string[] {
  const { rule, clause, outcome, because } = judgement;
  const { paint, verbose, width } = style;
  const reliance = newReliance(judgement, all, said);
  if (!verbose && reliance === null) return [];
  const [word, tone] = outcome === "met" ? (["met", "good"] as const) : (["not applicable", "quiet"] as const);
  const reason = reliance === null ? shown(because ?? "") : relianceWords(reliance);
  const [first, ...more] = fold(`  ${word} ${shown(rule)}: `, reason, "    ", width);
  const lines = [`  ${paint.tone(tone, word)}${first.slice(word.length + 2)}`, ...more];
  if (!verbose) return lines;
  if (reliance !== null) append(lines, conditionLines(reliance, style));
  const basis = clause === undefined ? undefined : clauses[clause]?.policyLine;
  if (outcome !== "met" || basis === undefined) return lines;
  const why = basisWords(basis);
  return isNew(said, `why ${why}`) ? [...lines, ...aside("    why: ", why, style)] : lines;
}

/** The exception's conditions one by one: as a table where they fit, else folded. */
function conditionLines({ evidence: { conditions }, secondOpinion }: RelianceValue, style: Style): readonly string[] {
  const { paint, width } = style;
  const rows = conditions.map(({ state, text, why }) => [state, shown(text), shown(why)] as const);
  const aligned = table(rows, indent);
  const fits = width === null || aligned.every((line) => columnsOf(line) <= width);
  const lines = rows.flatMap(([state, text, why], row) => {
    const hanging = " ".repeat(indent.length + stateColumns);
    const folded = fold(indent + state.padEnd(stateColumns), `${text}: ${why}`, hanging, width);
    const [first, ...more] = fits ? [aligned[row] ?? ""] : folded;
    const detail = conditions[row]?.detail ?? null;
    const checkable = detail === null || !style.verbose ? [] : detailLines(detail, hanging, width);
    return [
      indent + paint.tone(toneOf[state], state) + first.slice(indent.length + state.length),
      ...more,
      ...checkable,
    ];
  });
  if (secondOpinion === null) return lines;
  return [...lines, ...fold(`${indent}second opinion: `, opinionWords(secondOpinion), `${indent}  `, width)];
}

const indent = " ".repeat(6);

/** `judgement`, the longest state, and two blanks. */
const stateColumns = 11;

const toneOf = { holds: "good", fails: "bad", unknown: "undecided", judgement: "undecided" } as const;
