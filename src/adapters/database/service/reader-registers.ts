import { sql } from "kysely";
import { readSaved } from "../../../core/report/read-saved.ts";
import { registerSchema } from "../../../core/report/schemas/register-schema.ts";
import type { ExceptionRow, RequestRow } from "../../../core/service/views.ts";
import type { Paging, Reader, ServiceReader } from "../../../ports/service-reader.ts";
import {
  cursorText,
  isAfterRow,
  isBefore,
  mostOf,
  partOf,
  positionOf,
  tallyOf,
  visibleRepository,
} from "./reader-paging.ts";
import type { Database } from "./schema.ts";

type Answers = Pick<ServiceReader, "exceptions" | "register" | "exposure" | "requests" | "request">;

export const registersFor = (database: Database): Answers => ({
  exceptions: (key, reader, paging) => exceptions(database, key, reader, paging),
  async register(key, reader) {
    const id = await visibleRepository(database, key, reader);
    if (id === null) return null;
    const row = await newestRegisters(database).where("register_snapshot.repository_id", "=", id).executeTakeFirst();
    return row === undefined
      ? null
      : { repository: key, revision: row.revision, takenAt: row.taken_at, text: row.register };
  },
  async exposure(key, exception, reader) {
    const id = await visibleRepository(database, key, reader);
    if (id === null) return null;
    const row = await database
      .selectFrom("exposure")
      .select(["exposure", "made_at", "why", "tried_at"])
      .where("repository_id", "=", id)
      .where("exception", "=", exception)
      .executeTakeFirst();
    if (row === undefined) return null;
    const failed = row.why === null ? null : { why: row.why, at: row.tried_at };
    return { text: row.exposure, madeAt: row.made_at, failed };
  },
  requests: (key, reader, paging) => requests(database, key, reader, paging),
  async request(key, reference, reader) {
    const id = await visibleRepository(database, key, reader);
    if (id === null) return null;
    const row = await database
      .selectFrom("seen_request")
      .selectAll()
      .where("repository_id", "=", id)
      .where("reference", "=", reference)
      .executeTakeFirst();
    return row === undefined
      ? null
      : {
          ...requestRow({ ...row, key }),
          url: row.url === "" ? null : row.url,
          readAt: row.read_at,
          status: row.status,
          why: row.why,
        };
  },
});

/** The newest register of each repository. */
const newestRegisters = (database: Database) =>
  database
    .selectFrom("register_snapshot")
    .innerJoin("repository", "repository.id", "register_snapshot.repository_id")
    .selectAll("register_snapshot")
    .select("repository.key")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("register_snapshot as later")
            .select("later.revision")
            .whereRef("later.repository_id", "=", "register_snapshot.repository_id")
            .where(
              isAfterRow(
                ["later.taken_at", "later.revision"],
                ["register_snapshot.taken_at", "register_snapshot.revision"],
              ),
            ),
        ),
      ),
    );

/** Registers that are read for one part of the list. */
const registersMax = 100;

type Entry = {
  readonly id: string;
  readonly title: string;
  readonly state: ExceptionRow["state"];
  readonly isListed: boolean;
  readonly agreed: { readonly day: string } | null;
  readonly until: { readonly day: string } | null;
};

/** Goes through registers by the keys of their repositories, and through each in its own order. A register that cannot be read has no rows here; its own page says so. */
async function exceptions(database: Database, key: string | null, reader: Reader, paging: Paging) {
  const most = mostOf(paging);
  const [afterKey = "", afterPlace = -1] = (positionOf(paging, ["string", "number"]) ?? []) as [string?, number?];
  let query = newestRegisters(database)
    .where("repository.key", ">=", afterKey)
    .where(sql<boolean>`${sql.ref("register_snapshot.register")} not like ${'%"exceptions":[\n]%'}`);
  if (key !== null) query = query.where("repository.key", "=", key);
  if (!reader.seesPrivate) query = query.where("repository.private", "=", 0);
  const registers = await query
    .orderBy("repository.key")
    .limit(registersMax + 1)
    .execute();
  const found = registers.slice(0, registersMax).flatMap((one) => {
    const read = readSaved<{ readonly exceptions: readonly Entry[] }>(one.register, registerSchema);
    const entries = read.ok ? read.value.exceptions : [];
    return entries.map((entry, place) => ({ entry, place, key: one.key, id: one.repository_id }));
  });
  const left = found.filter((one) => one.key !== afterKey || one.place > afterPlace);
  const shown = left.slice(0, most);
  const linesOf = await measuredLines(database, [...new Set(shown.map(({ id }) => id))]);
  const rows = await Promise.all(
    shown.map(async (one) => ({ ...(await rowOf(database, one)), lines: linesOf(one.id, one.entry.id) })),
  );
  const last = shown.at(-1);
  const lastKey = registers[registersMax - 1]?.key;
  if (left.length > most && last !== undefined) return { rows, next: cursorText([last.key, last.place]) };
  const goesOn = registers.length > registersMax && lastKey !== undefined;
  return { rows, next: goesOn ? cursorText([lastKey, Number.MAX_SAFE_INTEGER]) : null };
}

/** What was measured of the exceptions of some repositories, in one question. */
async function measuredLines(
  database: Database,
  repositories: readonly number[],
): Promise<(repository: number, exception: string) => ExceptionRow["lines"]> {
  if (repositories.length === 0) return () => null;
  const rows = await database
    .selectFrom("exposure")
    .select(["repository_id", "exception", "alive", "added", "whole"])
    .where("repository_id", "in", repositories)
    .execute();
  const found = new Map(
    rows.flatMap(({ repository_id: id, exception, alive, added, whole }) =>
      alive === null || added === null ? [] : [[`${id} ${exception}`, { alive, added, isWhole: whole === 1 }] as const],
    ),
  );
  return (repository, exception) => found.get(`${repository} ${exception}`) ?? null;
}

async function rowOf(
  database: Database,
  { entry, key, id }: { entry: Entry; key: string; id: number },
): Promise<Omit<ExceptionRow, "lines">> {
  const relying = await tallyOf(
    database
      .selectFrom("judgement")
      .select("commit")
      .where("exception", "=", entry.id)
      .where("repository_id", "=", id)
      .where("outcome", "=", "met"),
  );
  return {
    repository: key,
    exception: entry.id,
    title: entry.title,
    state: entry.state,
    isListed: entry.isListed,
    agreed: entry.agreed?.day ?? null,
    until: entry.until?.day ?? null,
    relying,
  };
}

async function requests(database: Database, key: string | null, reader: Reader, paging: Paging) {
  const most = mostOf(paging);
  const after = positionOf(paging, ["number", "number", "string"]);
  const order = ["seen_request.updated_at", "seen_request.repository_id", "seen_request.reference"] as const;
  let query = database
    .selectFrom("seen_request")
    .innerJoin("repository", "repository.id", "seen_request.repository_id")
    .select(listedColumns)
    .select("repository.key");
  if (key !== null) query = query.where("repository.key", "=", key);
  if (!reader.seesPrivate) query = query.where("repository.private", "=", 0);
  if (after !== null) query = query.where(isBefore(order, after));
  for (const column of order) query = query.orderBy(column, "desc");
  const rows = await query.limit(most + 1).execute();
  return partOf(rows, most, requestRow, (row) => [row.updated_at, row.repository_id, row.reference]);
}

/** All but what was read whole, which may be long. */
const listedColumns = [
  "seen_request.repository_id",
  "seen_request.reference",
  "seen_request.title",
  "seen_request.author",
  "seen_request.state",
  "seen_request.updated_at",
  "seen_request.exception",
  "seen_request.objections",
  "seen_request.listing",
] as const;

const requestRow = (row: {
  readonly key: string;
  readonly reference: string;
  readonly title: string;
  readonly author: string;
  readonly state: RequestRow["state"];
  readonly updated_at: number;
  readonly exception: string | null;
  readonly objections: number | null;
  readonly listing: RequestRow["listing"];
}): RequestRow => ({
  repository: row.key,
  reference: row.reference,
  title: row.title,
  author: row.author,
  state: row.state,
  updatedAt: row.updated_at,
  exception: row.exception,
  open: row.objections,
  listing: row.listing,
});
