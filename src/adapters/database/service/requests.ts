import type { RequestReading } from "../../../ports/register-store.ts";
import type { ServiceStore } from "../../../ports/service-store.ts";
import { type Base, whole } from "./changes.ts";
import { repositoryId } from "./repositories.ts";
import type { AnyDatabase, Tables } from "./schema.ts";

type Requests = Pick<ServiceStore, "saveRequest" | "requests" | "forgetRequest">;

/** Requests for exceptions, with what was read of their discussions. */
export const requestsIn = (base: Base): Requests => ({
  saveRequest: ({ repository, reference, title, author, url, state, updatedAt, reading }) =>
    whole(base, async (change) => {
      const id = await repositoryId(change, repository);
      const seen = { title, author, url, state, updated_at: updatedAt };
      const values = { ...seen, ...valuesOf(reading) };
      await change
        .insertInto("seen_request")
        .values({ repository_id: id, reference, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(["repository_id", "reference"])
            .doUpdateSet(reading === null ? seen : values)
            .where("seen_request.updated_at", "<=", updatedAt),
        )
        .execute();
    }),
  async requests(repository) {
    const rows = await base.database
      .selectFrom("seen_request")
      .innerJoin("repository", "repository.id", "seen_request.repository_id")
      .selectAll("seen_request")
      .where("repository.key", "=", repository)
      .orderBy("seen_request.updated_at", "desc")
      .execute();
    return rows.map((row) => ({
      repository,
      reference: row.reference,
      title: row.title,
      author: row.author,
      url: row.url,
      state: row.state,
      updatedAt: row.updated_at,
      reading: readingOf(row),
    }));
  },
  async forgetRequest(repository, reference) {
    const id = await repositoryId(base.database, repository);
    await base.database
      .deleteFrom("seen_request")
      .where("repository_id", "=", id)
      .where("reference", "=", reference)
      .execute();
  },
});

type Row = Tables["seen_request"];

const valuesOf = (reading: RequestReading | null) => ({
  read_at: reading?.readAt ?? null,
  status: reading?.status ?? null,
  why: reading?.why ?? null,
  exception: reading?.exception ?? null,
  objections: reading?.open ?? null,
  listing: reading?.listing ?? null,
});

const readingOf = ({ read_at: readAt, status, why, exception, objections, listing }: Row): RequestReading | null =>
  readAt === null ? null : { readAt, status, why, exception, open: objections, listing };

/** The migration by which the table of requests has what was read of them. */
export async function readingsOfRequests({ schema }: AnyDatabase): Promise<void> {
  for (const [name, type] of [
    ["read_at", "bigint"],
    ["status", "text"],
    ["why", "text"],
    ["exception", "text"],
    ["objections", "bigint"],
    ["listing", "text"],
  ] as const)
    await schema.alterTable("seen_request").addColumn(name, type).execute();
}
