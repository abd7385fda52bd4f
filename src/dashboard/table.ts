import { type CsvCell, csvLine } from "../core/report/csv.ts";
import { foreign, type Html, html } from "../core/report/html/html.ts";
import { type TableCell, tableHtml } from "../core/report/html/table.ts";
import { type Address, asking } from "./links.ts";

/** A column: what it is called by programs and people, and what a row has in it. */
export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly value: (row: Row) => CsvCell;
  /** As the page shows it; where it is left out, the value as it is. */
  readonly cell?: (row: Row) => TableCell;
};

/** A table that is shown, and is to be had as JSON and CSV as well. */
export type DataTable = {
  /** Unique on its page; the address asks for it by this. */
  readonly id: string;
  readonly caption: string;
  /** Of the columns that the page shows. */
  readonly titles: readonly string[];
  /** Of all columns. */
  readonly keys: readonly string[];
  readonly rows: readonly { readonly cells: readonly TableCell[]; readonly values: readonly CsvCell[] }[];
  /** From where the next part goes on; null: this is the last. */
  readonly next: string | null;
  /** A sentence that stands where there is no row. */
  readonly none: string;
};

/** Code points that a cell shows of one value; the other forms have all of it. */
const cellCodePointsMax = 300;

/** A table of rows. */
export function dataTable<Row>(of: {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly next?: string | null;
  readonly none: string;
  /** Keys of columns that only the other forms have. */
  readonly hidden?: readonly string[];
}): DataTable {
  const { id, caption, columns, rows, next = null, none, hidden = [] } = of;
  const seen = columns.filter(({ key }) => !hidden.includes(key));
  return {
    id,
    caption,
    titles: seen.map(({ title }) => title),
    keys: columns.map(({ key }) => key),
    rows: rows.map((row) => ({
      cells: seen.map(({ value, cell }) => cell?.(row) ?? plainCell(value(row))),
      values: columns.map(({ value }) => value(row)),
    })),
    next,
    none,
  };
}

const plainCell = (value: CsvCell): TableCell =>
  typeof value === "string" ? foreign(value, cellCodePointsMax) : (value ?? "");

/** The parameter that says from where a table goes on. A page has at most one table of several parts beside those of a fixed length. */
const afterName = "after";

/** The table as the page has it, with the ways to its other forms and to its next part. */
export function tablePart(table: DataTable, address: Address): Html {
  const { id, caption, titles, rows, next, none } = table;
  const isFirst = (address.query[afterName] ?? null) === null;
  const start = isFirst
    ? null
    : html`<a href="${asking(address, { [afterName]: null })}" rel="first">From the start</a>`;
  if (rows.length === 0) return html`<p class="none">${isFirst ? none : "There is nothing more."} ${start}</p>\n`;
  const shown = tableHtml({
    id: `data-${id}`,
    caption,
    titles,
    rows: rows.map(({ cells }) => cells),
  });
  const more =
    next === null ? null : html`<a href="${asking(address, { [afterName]: next })}" rel="next">Next part</a>`;
  return html`${shown}<p class="forms">${start}${more}${formLinks(table, address)}</p>
`;
}

/** The ways to the table as JSON and as CSV. */
export function formLinks({ id, caption }: DataTable, address: Address): Html {
  const form = (format: string, words: string): Html =>
    html`<a href="${asking(address, { format, table: id })}" aria-label="${caption}, as ${words}">${words}</a>`;
  return html`${form("json", "JSON")} ${form("csv", "CSV")}`;
}

/** The table as CSV, with the keys of its columns as its first line. */
export const tableCsv = ({ keys, rows }: DataTable): string =>
  [keys, ...rows.map(({ values }) => values)].map((cells) => csvLine(cells)).join("");

/** The table as plain data: its rows by the keys of their columns, and the address of the next part. */
export const tableValue = ({ keys, rows, next }: DataTable, address: Address): { readonly [key: string]: unknown } => ({
  next: next === null ? null : asking(address, { [afterName]: next }),
  rows: rows.map(({ values }) => Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]))),
});
