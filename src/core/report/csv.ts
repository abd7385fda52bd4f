import { neutralise } from "../text/neutralise.ts";

export type CsvCell = string | number | null;

/**
 * A line of RFC 4180, ended as text files here are, by a line feed alone. Nothing that acts gets through: controls and line ends come out as
 * visible escapes, so a line is always one row, and a cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(",")}\n`;

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const shown = neutralise(cell);
  const text = formula.test(shown) ? `'${shown}` : shown;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What spreadsheets begin a formula with, the full-width forms too; tabs and returns are escapes by then. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** The semicolon too: where it separates, spreadsheets split unquoted cells at it. */
const needsQuotes = /[",;']|^\s|\s$/;
