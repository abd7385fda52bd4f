import { clipColumns, columnsOf, counted, fold, grouped } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { shown } from "./words.ts";

export type SimulationStyle = { readonly all: boolean; readonly width: number | null; readonly paint: Paint };

/** Columns of a number that heads a line. */
export const numberColumns = 7;
export const numbered = (count: number): string => grouped(count).padStart(numberColumns);

/** A sum that belongs to the one above it. */
export const sumLines = (count: number, words: string, width: number | null): readonly string[] =>
  fold(`    ${numbered(count)}  `, words, " ".repeat(numberColumns + 8), width);

/** A commit of a list, with what is said of it: neutralised. */
export type ListedCommit = { readonly id: string; readonly subject: string; readonly notes: readonly string[] };

/** Commits of one list that are shown without being asked for. */
const listedMax = 10;

const digitsShown = 12;

/** A title with a count, and commits below it; nothing where there are none. What is left out is counted. */
export function listLines(
  title: string,
  commits: readonly ListedCommit[],
  { all, width, paint }: SimulationStyle,
  most = listedMax,
): readonly string[] {
  if (commits.length === 0) return [];
  const listed = all ? commits : commits.slice(0, most);
  const indent = " ".repeat(digitsShown + 4);
  const lines = listed.flatMap(({ id, subject, notes }) => {
    const start = `  ${paint.tone("strong", id.slice(0, digitsShown))}  `;
    const room = width === null ? 200 : Math.max(20, width - columnsOf(indent));
    const rows = notes.filter((note) => note !== "").flatMap((note) => fold(indent, note, `${indent}  `, width));
    return [start + clipColumns(shown(subject), room), ...rows.map((row) => paint.tone("quiet", row))];
  });
  const left = commits.length - listed.length;
  const more = left === 0 ? [] : [`  and ${counted(left, "more commit")}; --all lists them`];
  return ["", `${title} (${counted(commits.length, "commit")})`, ...lines, ...more];
}
