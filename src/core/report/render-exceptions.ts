import type { Field, ListedException } from "../document/document.ts";
import { append, largest } from "../text/long-lists.ts";
import { spanWords } from "./basis.ts";
import { exceptionValue, graceOf, stateOn } from "./exception-values.ts";
import { jsonText } from "./json.ts";
import { clipColumns, columnsOf, fold, table } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { shown } from "./words.ts";

export type ExceptionOptions = Looks & {
  /** The day on which entries are looked at, `YYYY-MM-DD` UTC. */
  readonly today: string;
};

/** The columns kept for a title where the terminal is too narrow for all. */
const titleColumnsMin = 12;

/** The exceptions of a document, a line each: id, title, state on that day, place. */
export function renderExceptionList(exceptions: readonly ListedException[], options: ExceptionOptions): string {
  if (exceptions.length === 0) return "no exception is listed\n";
  const { today, width } = options;
  const ends = exceptions.map((entry) => [shown(entry.id), stateWords(entry, today), spanWords(entry.at)] as const);
  const widest = (column: 0 | 1 | 2): number => largest(ends.map((row) => columnsOf(row[column])));
  const room = width === null ? Number.POSITIVE_INFINITY : width - widest(0) - widest(1) - widest(2) - 6;
  const rows = exceptions.map(({ title }, index) => {
    const [id = "", state = "", place = ""] = ends[index] ?? [];
    return [id, clipColumns(shown(title), Math.max(titleColumnsMin, room)), state, place];
  });
  return `${table(rows).join("\n")}\n`;
}

/** One exception: its conditions as the document lists them, in the document's order, and its state on that day. */
export function renderException(entry: ListedException, options: ExceptionOptions): string {
  const { colour, hyperlinks, today, width } = options;
  const paint = painter(colour, hyperlinks);
  const state = stateOn(today, entry);
  const tone = state === "listed" ? "good" : state === "unreadable" ? "bad" : "warning";
  const words = stateWords(entry, today);
  const lines = [
    `${paint.tone("strong", shown(entry.id))}: ${shown(entry.title)}`,
    `  ${paint.tone(tone, state)}${words.slice(state.length)}, ${spanWords(entry.at)}`,
  ];
  if (entry.hasFields) append(lines, fieldLines(entry.fields, width));
  else
    append(
      lines,
      fold("  ", "it has no fields, so people judge all of it: every use needs a second opinion", "  ", width),
    );
  const grace = graceOf(entry);
  if (state !== "listed" && grace !== null) lines.push(`  what was posted before may land until ${grace}`);
  for (const { text, severity, at } of entry.problems) {
    append(lines, fold(`  ${spanWords(at)}: `, `${severity}: ${shown(text)}`, "    ", width));
  }
  return `${lines.join("\n")}\n`;
}

/** `exception list --format json`, and `show` with one entry. */
export function renderExceptionsJson(exceptions: readonly ListedException[], today: string): string {
  const entries = exceptions.map((entry) => jsonText(exceptionValue(entry, today)));
  return `{\n"exceptions":[${entries.map((entry) => `\n${entry}`).join(",")}\n]\n}\n`;
}

function fieldLines(fields: readonly Field[], width: number | null): readonly string[] {
  const widest = largest([0, ...fields.map(({ name }) => columnsOf(shown(name)))]) + 2;
  return fields.flatMap(({ name, value }) => {
    const label = shown(name);
    const start = `  ${label}${" ".repeat(widest - columnsOf(label))}`;
    return fold(start, shown(value, 2000), " ".repeat(widest + 2), width);
  });
}

function stateWords(entry: ListedException, today: string): string {
  const state = stateOn(today, entry);
  const { until, withdrawn } = entry;
  if (state === "withdrawn") return `withdrawn ${withdrawn?.day ?? ""}`;
  if (state === "expired") return `expired ${until?.day ?? ""}`;
  return state === "listed" && until !== null ? `listed until ${until.day}` : state;
}
