import type { Judgement, Report, Verdict } from "../evaluate/verdict.ts";
import type { Finding, Outcome, Place, Reliance } from "../rules/outcome.ts";
import { basisOf, basisWords, spanWords } from "./basis.ts";
import { clipColumns, columnsOf, fold, table } from "./layout.ts";
import type { Paint, Tone } from "./paint.ts";
import { placeOf } from "./places.ts";
import { detailLines } from "./render-proof.ts";
import { shown, wordsOf } from "./words.ts";

/** How a text report is to look. */
export type Style = {
  readonly verbose: boolean;
  /** Columns to fold at; null: one line each, for pipes. */
  readonly width: number | null;
  readonly paint: Paint;
};

/** The digits of an object id that are enough for people: what kernel developers write. */
const digitsShown = 12;

/** The code points shown of a commit's subject. */
const subjectCodePointsMax = 120;

/** Something to say about a commit even where nobody asked for more: not an ordinary pass. */
export const isNotable = ({ damage, judgements, relies }: Verdict): boolean =>
  damage !== null || relies !== null || judgements.some(isOpen);

/** Unmet or undecided, whatever the level. */
export const isOpen = ({ outcome }: Judgement): boolean => outcome.kind === "unmet" || outcome.kind === "undecided";

/** A commit's block: its id and subject, then what was found. */
export function commitLines(verdict: Verdict, report: Pick<Report, "quotationFor">, style: Style): readonly string[] {
  const { commit, damage, judgements } = verdict;
  const id = shortId(commit.id);
  const lines = [headline(id, commit.subject, style)];
  if (damage !== null) lines.push(...damageLines(id, damage, style));
  return [...lines, ...judgementLines(id, judgements, report, style)];
}

/** What was found, in the order of the policy's clauses. A reason, a remedy or an exception that was just given is not given again. */
export function judgementLines(
  id: string,
  judgements: readonly Judgement[],
  report: Pick<Report, "quotationFor">,
  style: Style,
): readonly string[] {
  const lines: string[] = [];
  const said = new Set<string>();
  for (const judgement of judgements) {
    const { outcome } = judgement;
    if (outcome.kind === "unmet" || outcome.kind === "undecided") {
      for (const finding of outcome.findings) lines.push(...findingLines(id, judgement, finding, report, style, said));
      lines.push(...openReliance(outcome.reliance, style, said));
    } else lines.push(...quietLines(judgement, judgements, report, style, said));
  }
  return lines;
}

/** The conditions that somebody must still look at. Those of an evident exception all hold. */
function openReliance(reliance: Reliance | undefined, style: Style, said: Set<string>): readonly string[] {
  if (reliance === undefined || (reliance.evident && !style.verbose)) return [];
  if (!isNew(said, `exception ${reliance.exception}`)) return [];
  return [`    ${relianceHead(reliance)}:`, ...conditionLines(reliance, style)];
}

/** The beginning of an object id; a Message-Id whole; words for a commit that is yet to be made. */
function shortId(id: string | null): string {
  if (id === null) return "(to be committed)";
  return /^[0-9a-f]{40,64}$/.test(id) ? id.slice(0, digitsShown) : shown(id);
}

function headline(id: string, subject: string, { paint, width }: Style): string {
  const room = width === null ? subjectCodePointsMax : Math.max(20, width - columnsOf(id) - 1);
  const words = subject.trim() === "" ? "(no subject)" : shown(subject, subjectCodePointsMax);
  return `${paint.tone("strong", id)} ${clipColumns(words, room)}`;
}

function damageLines(id: string, damage: string, style: Style): readonly string[] {
  const [what, ...more] = fold(`  ${id}: undecided: `, `cannot be read whole: ${shown(damage)}`, "    ", style.width);
  return [style.paint.tone("undecided", what ?? ""), ...more];
}

function findingLines(
  id: string,
  judgement: Judgement,
  finding: Finding,
  report: Pick<Report, "quotationFor">,
  style: Style,
  said: Set<string>,
): readonly string[] {
  const { what, why, fix } = wordsOf(judgement, finding, report.quotationFor);
  const rule = judgement.clause.rule.id;
  const [mark, tone] = markOf(judgement);
  const place = `  ${placeWords(id, finding.at)}: `;
  const folded = fold(`${place}${mark}${rule}: `, what, "    ", style.width);
  const first = (folded[0] ?? "").slice(place.length + mark.length + rule.length);
  const { paint } = style;
  const lines = [
    place + paint.tone(tone, mark + paint.link({ kind: "rule", id: rule }, rule)) + first,
    ...folded.slice(1),
  ];
  const { source, line } = basisOf(judgement.clause, finding, report.quotationFor);
  if (isNew(said, `why ${why}`)) {
    const target = { kind: "file", name: source, line } as const;
    lines.push(...aside("    why: ", why, style, (text) => paint.link(target, text)));
  }
  if (fix !== null && isNew(said, `fix ${fix}`)) lines.push(...aside("    fix: ", fix, style));
  return lines;
}

/** A labelled line under a finding; the label is what the eye skips, so it is the quiet part. */
function aside(
  label: string,
  text: string,
  { paint, width }: Style,
  dress = (line: string) => line,
): readonly string[] {
  const [first = "", ...more] = fold(label, text, " ".repeat(label.length), width);
  return [paint.tone("quiet", label) + dress(first.slice(label.length)), ...more];
}

function isNew(said: Set<string>, words: string): boolean {
  if (said.has(words)) return false;
  said.add(words);
  return true;
}

function markOf({ clause, outcome }: Judgement): readonly [string, Tone] {
  if (clause.level === "warn") return [outcome.kind === "undecided" ? "warning: undecided: " : "warning: ", "warning"];
  return outcome.kind === "undecided" ? ["undecided: ", "undecided"] : ["", "bad"];
}

function placeWords(id: string, at: Place): string {
  if (at.kind === "message") {
    const { line, column } = placeOf(at.at);
    return `${id}:${line}:${column}`;
  }
  if (at.kind === "path") return `${id}: ${shown(at.path)}`;
  return at.kind === "commit" ? id : `${id}: ${at.kind}`;
}

/** What an outcome without findings says: a reliance always, in one line and once; the rest only when more was asked for. */
function quietLines(
  judgement: Judgement,
  all: readonly Judgement[],
  report: Pick<Report, "quotationFor">,
  style: Style,
  said: Set<string>,
): readonly string[] {
  const { clause, outcome } = judgement;
  const { paint, verbose, width } = style;
  const reliance = newReliance(outcome, all, said);
  if (!verbose && reliance === undefined) return [];
  const [word, tone] = outcome.kind === "met" ? (["met", "good"] as const) : (["not applicable", "quiet"] as const);
  const because = reliance === undefined ? shown(becauseOf(outcome)) : relianceWords(reliance);
  const [first = "", ...more] = fold(`  ${word} ${clause.rule.id}: `, because, "    ", width);
  const lines = [`  ${paint.tone(tone, word)}${first.slice(word.length + 2)}`, ...more];
  if (!verbose) return lines;
  if (reliance !== undefined) lines.push(...conditionLines(reliance, style));
  const why = basisWords(basisOf(clause, null, report.quotationFor));
  return outcome.kind === "met" && isNew(said, `why ${why}`) ? [...lines, ...aside("    why: ", why, style)] : lines;
}

/** The exception that an outcome rests on, if it was not named before, with the second opinion that any outcome found. */
function newReliance(outcome: Outcome, all: readonly Judgement[], said: Set<string>): Reliance | undefined {
  const reliance = outcome.kind === "met" ? outcome.reliance : undefined;
  if (reliance === undefined || !isNew(said, `exception ${reliance.exception}`)) return undefined;
  const same = all.flatMap((one) => ("reliance" in one.outcome && one.outcome.reliance) || []);
  const given = same.find(({ exception, secondOpinion }) => exception === reliance.exception && secondOpinion !== null);
  return { ...reliance, secondOpinion: reliance.secondOpinion ?? given?.secondOpinion ?? null };
}

const becauseOf = (outcome: Outcome): string => ("because" in outcome ? outcome.because : "");

/** `under exception mechanical-changes (docs/provenance.rst:40), evident`. */
function relianceWords(reliance: Reliance): string {
  const { evident, secondOpinion } = reliance;
  const how = evident ? "evident" : "judged by people";
  const opinion = secondOpinion === null ? "" : `, ${shown(secondOpinion.form)} from \`${person(secondOpinion.by)}\``;
  return `under ${relianceHead(reliance)}, ${how}${opinion}`;
}

function relianceHead({ exception, conditions }: Reliance): string {
  const [first] = conditions;
  return `exception ${shown(exception)}${first === undefined ? "" : ` (${spanWords(first.at)})`}`;
}

const person = ({ name, email }: { name: string; email: string }): string => shown(`${name} <${email}>`);

/** The exception's conditions one by one: as a table where they fit, else folded. */
function conditionLines({ conditions, secondOpinion }: Reliance, style: Style): readonly string[] {
  const { paint, width } = style;
  const rows = conditions.map(({ state, text, why }) => [state, shown(text), shown(why)] as const);
  const aligned = table(rows, indent);
  const fits = width === null || aligned.every((line) => columnsOf(line) <= width);
  const lines = rows.flatMap(([state, text, why], row) => {
    const hanging = " ".repeat(indent.length + stateColumns);
    const folded = fold(indent + state.padEnd(stateColumns), `${text}: ${why}`, hanging, width);
    const [first = "", ...more] = fits ? [aligned[row] ?? ""] : folded;
    const detail = conditions[row]?.detail;
    const checkable = detail === undefined || !style.verbose ? [] : detailLines(detail, hanging, width);
    return [
      indent + paint.tone(toneOf[state], state) + first.slice(indent.length + state.length),
      ...more,
      ...checkable,
    ];
  });
  if (secondOpinion === null) return lines;
  const { form, by, source, verified } = secondOpinion;
  const words = `${shown(form)} from \`${person(by)}\` (${source}${verified ? ", verified" : ""})`;
  return [...lines, ...fold(`${indent}second opinion: `, words, `${indent}  `, width)];
}

const indent = " ".repeat(6);

/** `judgement`, the longest state, and two blanks. */
const stateColumns = 11;

const toneOf = { holds: "good", fails: "bad", unknown: "undecided", judgement: "undecided" } as const;
