import { append } from "../text/long-lists.ts";
import type { Line } from "./lines.ts";
import { isBlank } from "./rst-lines.ts";

type Stretch = readonly [start: number, end: number];

/** The cells of a table, each with the stretches of its lines, and the index of the first line behind it. */
export type TableCells = { readonly cells: readonly (readonly Stretch[])[]; readonly end: number };

/** Finds the offset of a column of a line. */
type Find = (line: Line, column: number) => number;

/** A grid table: rows between borders of `+---+`, cells between `|`. A cell that spans columns is one. */
export function gridTable(find: Find, lines: readonly Line[], at: number, column: number): TableCells {
  const rows = cellsOf(find);
  let end = at;
  for (; /^[+|]/.test(lines[end]?.text.slice(column, column + 1) ?? ""); end += 1) {
    const line = lines[end];
    if (line === undefined) break;
    if (line.text[column] === "+") rows.endRow();
    else for (const [from, to] of between(line.text, column)) rows.add(line, from, to);
  }
  rows.endRow();
  return { cells: rows.cells, end: Math.max(end, at + 1) };
}

function between(text: string, column: number): readonly Stretch[] {
  const cells: Stretch[] = [];
  for (let from = column + 1, to = text.indexOf("|", from); to !== -1; to = text.indexOf("|", from)) {
    cells.push([from, to]);
    from = to + 1;
  }
  return cells;
}

/** A simple table: columns under the `===` of its borders. A row begins where the first column says something. */
export function simpleTable(find: Find, lines: readonly Line[], at: number, column: number): TableCells {
  const border = lines[at]?.text ?? "";
  const starts = [...border.matchAll(/=+/g)].map(({ index }) => index);
  const rows = cellsOf(find);
  let borders = 0;
  let end = at + 1;
  for (; ; end += 1) {
    const line = lines[end];
    if (line === undefined) break;
    if (/^[= ]+$/.test(line.text) && line.text[column] === "=") {
      rows.endRow();
      borders += 1;
      if (borders > 1 || line.text.length !== border.length || isBlank(lines[end + 1])) {
        end += 1;
        break;
      }
    } else {
      if (isBlank(line) || line.text.slice(starts[0], starts[1]).trim() !== "") rows.endRow();
      for (const [index, from] of starts.entries()) rows.add(line, from, starts[index + 1] ?? line.text.length);
    }
  }
  rows.endRow();
  return { cells: rows.cells, end };
}

/** Gathers the lines of cells that stand above each other, by the column they start at. */
function cellsOf(find: Find) {
  const cells: Stretch[][] = [];
  let row = new Map<number, Stretch[]>();
  return {
    cells,
    add(line: Line, from: number, to: number): void {
      const written = line.text.slice(from, to);
      if (written.trim() === "") return;
      const start = from + (written.length - written.trimStart().length);
      const end = from + written.trimEnd().length;
      const stretch = [find(line, start), find(line, end)] as const;
      const cell = row.get(from);
      if (cell === undefined) row.set(from, [stretch]);
      else cell.push(stretch);
    },
    endRow(): void {
      append(cells, row.values());
      row = new Map();
    },
  };
}
