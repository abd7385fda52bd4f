import type { NewJob } from "../../../ports/job-queue.ts";
import type { Contribution, Delivery, ServiceStore } from "../../../ports/service-store.ts";
import { type Base, keeping, whole } from "./changes.ts";
import { repositoryId } from "./repositories.ts";
import type { Change, ContributionRow } from "./schema.ts";
import { together } from "./together.ts";
import { nextTurn } from "./turns.ts";

type Contributions = Pick<
  ServiceStore,
  "takeDelivery" | "nextTurn" | "saveContribution" | "contribution" | "openContributions"
>;

export function contributionsIn(base: Base): Contributions {
  const { database, sort } = base;
  const takenTogether = together((some: readonly Arrived[]) =>
    whole(base, async (change) => {
      const results: ("taken" | "known")[] = [];
      for (const one of some) results.push(await take(base, change, one));
      return results;
    }),
  );
  return {
    takeDelivery: (delivery, jobs) => takenTogether({ delivery, jobs }),
    nextTurn: () => nextTurn(database),
    saveContribution: (contribution, turn) =>
      whole(base, async (change) => {
        const saved = turn ?? (await nextTurn(change));
        const values = valuesOf(contribution, await repositoryId(change, contribution.repository), saved);
        const known = await keeping(
          change
            .selectFrom("contribution")
            .select(["updated_at", "turn"])
            .where("repository_id", "=", values.repository_id)
            .where("number", "=", values.number),
          sort,
        ).executeTakeFirst();
        // A forge whose clock was set back says older times of newer things; whoever asked it since knows better.
        const isSince = turn !== undefined && known !== undefined && known.turn < turn;
        if (known !== undefined && known.updated_at > contribution.updatedAt && !isSince) return "older";
        await change
          .insertInto("contribution")
          .values(values)
          .onConflict((conflict) => conflict.columns(["repository_id", "number"]).doUpdateSet(values))
          .execute();
        return "saved";
      }),
    async contribution(repository, number) {
      const row = await database
        .selectFrom("contribution")
        .innerJoin("repository", "repository.id", "contribution.repository_id")
        .selectAll("contribution")
        .where("repository.key", "=", repository)
        .where("contribution.number", "=", number)
        .executeTakeFirst();
      return row === undefined ? null : contributionOf(row, repository);
    },
    async openContributions(repository) {
      const rows = await database
        .selectFrom("contribution")
        .innerJoin("repository", "repository.id", "contribution.repository_id")
        .selectAll("contribution")
        .where("repository.key", "=", repository)
        .where("contribution.state", "=", "open")
        .orderBy("contribution.number")
        .execute();
      return rows.map((row) => contributionOf(row, repository));
    },
  };
}

type Arrived = { readonly delivery: Delivery; readonly jobs: readonly NewJob[] };

async function take(base: Base, change: Change, { delivery, jobs }: Arrived): Promise<"taken" | "known"> {
  const { forge, host, id, event, repository, receivedAt } = delivery;
  const added = await change
    .insertInto("delivery")
    .values({ forge, host, id, event, repository, received_at: receivedAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return "known";
  await base.enqueueIn(change, jobs);
  return "taken";
}

const valuesOf = (contribution: Contribution, repository: number, turn: number): ContributionRow => ({
  repository_id: repository,
  number: contribution.number,
  title: contribution.title,
  author: contribution.author,
  base_ref: contribution.baseRef,
  head_id: contribution.headId,
  state: contribution.state,
  updated_at: contribution.updatedAt,
  url: contribution.url,
  turn,
});

const contributionOf = (row: ContributionRow, repository: string): Contribution => ({
  repository,
  number: row.number,
  title: row.title,
  author: row.author,
  baseRef: row.base_ref,
  headId: row.head_id,
  state: row.state,
  updatedAt: row.updated_at,
  url: row.url,
});
