import { sql } from "kysely";
import type { Part, Tally } from "../../../core/service/views.ts";
import type { Paging, Reader } from "../../../ports/service-reader.ts";
import type { Database } from "./schema.ts";

/** Rows of one part of a list, at most. */
export const rowsMax = 500;

/** Rows that are counted for a number on a page. */
const talliedMax = 1_000;

/** What a list goes on from: the values that it is ordered by, of the last row shown. */
export type Position = readonly (number | string)[];

/** How many rows to show: what was asked for, within bounds. */
export const mostOf = ({ most }: Paging): number => Math.max(1, Math.min(rowsMax, Math.trunc(most) || 1));

/** Where to go on; null where the text is none of ours, or is of another list. */
export function positionOf({ after }: Paging, kinds: readonly ("number" | "string")[]): Position | null {
  if (after === null || after.length > 2_000) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(after, "base64url").toString("utf8"));
    if (!Array.isArray(values) || values.length !== kinds.length) return null;
    const isOurs = values.every(
      (value, index) => typeof value === kinds[index] && (typeof value === "string" || Number.isSafeInteger(value)),
    );
    return isOurs ? (values as Position) : null;
  } catch {
    return null;
  }
}

/** Of rows of which one more than wanted was asked for: those wanted, and from where the next part goes on. */
export function partOf<Found, Row>(
  found: readonly Found[],
  most: number,
  rowOf: (one: Found) => Row,
  positionAfter: (one: Found) => Position,
): Part<Row> {
  const shown = found.slice(0, most);
  const last = shown.at(-1);
  const next = found.length > most && last !== undefined ? cursorText(positionAfter(last)) : null;
  return { rows: shown.map(rowOf), next };
}

export const cursorText = (position: Position): string =>
  Buffer.from(JSON.stringify(position), "utf8").toString("base64url");

/** `(a, b) < (1, 2)`, which both databases answer by an index over `a, b`. Columns are ours, never anybody's text. */
export const isBefore = (columns: readonly string[], position: Position) =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) < (${sql.join(position.map((value) => sql.val(value)))})`;

export const isAfter = (columns: readonly string[], position: Position) =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) > (${sql.join(position.map((value) => sql.val(value)))})`;

/** The same of two rows. */
export const isAfterRow = (columns: readonly string[], others: readonly string[]) =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) > (${sql.join(others.map((column) => sql.ref(column)))})`;

/** The number of a repository that the reader may see; null: there is none of that key, or none for this reader. */
export async function visibleRepository(
  database: Database,
  key: string,
  { seesPrivate }: Reader,
): Promise<number | null> {
  let query = database.selectFrom("repository").select("id").where("key", "=", key);
  if (!seesPrivate) query = query.where("private", "=", 0);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : row.id;
}

/** Counts rows, but no further than anybody wants to know. `query` is of rows, without a limit. */
export async function tallyOf(query: {
  limit(most: number): { execute(): Promise<readonly unknown[]> };
}): Promise<Tally> {
  const { length } = await query.limit(talliedMax + 1).execute();
  return { count: Math.min(length, talliedMax), atLeast: length > talliedMax };
}

/** What `like` looks for, wherever it stands; its own signs are taken as they are. */
export const containing = (words: string): string => `%${words.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
