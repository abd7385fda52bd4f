import { grouped } from "../layout.ts";
import { type Html, html } from "./html.ts";

/** A cell: words, or a number, which stands right and in threes. */
export type TableCell = string | number | Html;

export type Table = {
  /** Unique on its page. */
  readonly id: string;
  readonly caption: string;
  readonly titles: readonly string[];
  /** The first cell of each is the row's own title. */
  readonly rows: readonly (readonly TableCell[])[];
};

/** A table with a caption, which can be scrolled by keyboard where it is wider than the page. */
export const tableHtml = ({ id, caption, titles, rows }: Table): Html =>
  html`<div class="wide" role="region" aria-labelledby="${id}" tabindex="0"><table><caption id="${id}">${caption}</caption>
<thead><tr>${titles.map((title, column) => titleCell(title, isNumber(rows, column)))}</tr></thead>
<tbody>${rows.map(rowHtml)}</tbody></table></div>
`;

/** The same, folded away until somebody asks for it. */
export const foldedTable = (table: Table, words = "The numbers as a table"): Html =>
  html`<details class="numbers"><summary>${words}</summary>${tableHtml(table)}</details>
`;

const isNumber = (rows: Table["rows"], column: number): boolean => typeof rows[0]?.[column] === "number";

const titleCell = (title: string, right: boolean): Html =>
  right ? html`<th scope="col" class="n">${title}</th>` : html`<th scope="col">${title}</th>`;

const rowHtml = (cells: readonly TableCell[]): Html =>
  html`<tr>${cells.map((cell, column) => cellHtml(cell, column === 0))}</tr>
`;

function cellHtml(cell: TableCell, isTitle: boolean): Html {
  if (isTitle) return html`<th scope="row">${cell}</th>`;
  return typeof cell === "number" ? html`<td class="n">${grouped(cell)}</td>` : html`<td>${cell}</td>`;
}

/** Columns of numbers in which nothing but zeros stands say nothing; the first columns of them always stay. */
export function withoutZeros<T>(
  rows: readonly T[],
  columns: readonly (readonly [title: string, of: (row: T) => number])[],
  always: number,
): typeof columns {
  return columns.filter(([, of], column) => column < always || rows.some((row) => of(row) > 0));
}
