import type { ExpressionBuilder } from "kysely";
import type { Judged, Publication, ServiceStore, StoredConclusion } from "../../../ports/service-store.ts";
import { appendIn } from "./action-log.ts";
import { type Base, inParts, keeping, whole } from "./changes.ts";
import { indexCommits } from "./commit-index.ts";
import { repositoryId } from "./repositories.ts";
import type { Change, ConclusionRow, Database, Tables } from "./schema.ts";

type Conclusions = Pick<ServiceStore, "conclude" | "conclusion" | "newestConclusion">;

export function conclusionsIn(base: Base): Conclusions {
  const { database } = base;
  return {
    conclude: (what) => whole(base, (change) => conclude(base, change, what)),
    async conclusion(id) {
      const row = await selected(database).where("conclusion.id", "=", id).executeTakeFirst();
      return row === undefined ? null : conclusionOf(database, row);
    },
    async newestConclusion(repository, judged, headId) {
      const ofWhatHead = selected(database).where("repository.key", "=", repository).where(ofJudged(judged));
      const row = await (headId === undefined ? ofWhatHead : ofWhatHead.where("conclusion.head_id", "=", headId))
        .orderBy("conclusion.turn", "desc")
        .orderBy("conclusion.judged_at", "desc")
        .orderBy("conclusion.obsolete")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : conclusionOf(database, row);
    },
  };
}

const ofJudged = (judged: Judged) => (where: ExpressionBuilder<Pick<Tables, "conclusion">, "conclusion">) =>
  where.and([
    where("conclusion.kind", "=", judged.kind),
    judged.kind === "contribution"
      ? where("conclusion.number", "=", judged.number)
      : where("conclusion.ref", "=", judged.ref),
  ]);

const selected = (database: Database) =>
  database
    .selectFrom("conclusion")
    .innerJoin("repository", "repository.id", "conclusion.repository_id")
    .leftJoin("conclusion_report", "conclusion_report.conclusion_id", "conclusion.id")
    .selectAll("conclusion")
    .select(["repository.key as repository_key", "conclusion_report.report as report"]);

type SelectedRow = ConclusionRow & { readonly repository_key: string; readonly report: string | null };

async function conclusionOf(database: Database, row: SelectedRow): Promise<StoredConclusion> {
  const deciders = await database
    .selectFrom("decider")
    .select("name")
    .where("conclusion_id", "=", row.id)
    .orderBy("place")
    .execute();
  return {
    id: row.id,
    repository: row.repository_key,
    judged: judgedOf(row),
    headId: row.head_id,
    baseId: row.base_id,
    policyDigest: row.policy_digest,
    factsDigest: row.facts_digest,
    conclusion: row.conclusion,
    why: row.why,
    report: row.report,
    deciders: deciders.map(({ name }) => name),
    judgedAt: row.judged_at,
    isObsolete: row.obsolete === 1,
  };
}

/** What a row of a conclusion was about. */
export const judgedOf = ({ kind, number, ref }: Pick<ConclusionRow, "kind" | "number" | "ref">): Judged =>
  kind === "contribution" ? { kind, number: number ?? 0 } : { kind, ref: ref ?? "" };

type Concluded = Parameters<ServiceStore["conclude"]>[0];

async function conclude(base: Base, change: Change, what: Concluded): Promise<"current" | "obsolete"> {
  const { conclusion, commits, publish, jobs, log, turn = 0 } = what;
  const repository = await repositoryId(change, conclusion.repository);
  const stands = await stillStands(base, change, conclusion, repository);
  const earlier = await earlierOnes(change, conclusion, repository);
  const isOvertaken = turn > 0 && earlier.some((one) => one.turn > turn);
  // Whoever overtook us concluded the same; there is nothing to add to it.
  if (isOvertaken && earlier.some(({ id }) => id === conclusion.id)) return "obsolete";
  const isCurrent = stands && !isOvertaken;
  const published = passedOn(earlier, conclusion);
  if (isCurrent)
    await makeObsolete(
      change,
      earlier.filter(({ id }) => id !== conclusion.id),
      conclusion.judgedAt,
    );
  await insertConclusion(change, { conclusion, isCurrent, turn }, repository);
  if (isCurrent) await indexCommits(change, repository, commits);
  if (publish)
    await change
      .insertInto("publication")
      .values({
        conclusion_id: conclusion.id,
        state: isCurrent ? "due" : "obsolete",
        published: JSON.stringify(published),
        attempts: 0,
        last_error: null,
        changed_at: conclusion.judgedAt,
      })
      .execute();
  if (isCurrent) await base.enqueueIn(change, jobs);
  await appendIn(change, log);
  return isCurrent ? "current" : "obsolete";
}

/** Is the head of the contribution, as far as we know, still the one that was judged? */
async function stillStands(
  { sort }: Base,
  change: Change,
  { judged, headId }: StoredConclusion,
  repository: number,
): Promise<boolean> {
  if (judged.kind !== "contribution") return true;
  const row = await keeping(
    change
      .selectFrom("contribution")
      .select("head_id")
      .where("repository_id", "=", repository)
      .where("number", "=", judged.number),
    sort,
  ).executeTakeFirst();
  return row === undefined || row.head_id === headId;
}

type Earlier = {
  readonly id: string;
  readonly head_id: string;
  readonly turn: number;
  readonly published: string | null;
};

/**
 * What was concluded on the same before, the newest first, with what stands at the forge for it. A contribution is the same with whatever head; what a push
 * or a queue brings is another thing with each.
 */
function earlierOnes(
  change: Change,
  { judged, headId }: StoredConclusion,
  repository: number,
): Promise<readonly Earlier[]> {
  const query = change
    .selectFrom("conclusion")
    .leftJoin("publication", "publication.conclusion_id", "conclusion.id")
    .select(["conclusion.id", "conclusion.head_id", "conclusion.turn", "publication.published"])
    .where("conclusion.repository_id", "=", repository)
    .where(ofJudged(judged));
  return (judged.kind === "contribution" ? query : query.where("conclusion.head_id", "=", headId))
    .orderBy("conclusion.turn", "desc")
    .orderBy("conclusion.judged_at", "desc")
    .execute();
}

/** What stands at the forge already and is to be changed in place: a note of the whole discussion, all else of this head. */
function passedOn(earlier: readonly Earlier[], { headId }: StoredConclusion): Publication["published"] {
  const found: { [what: string]: string } = {};
  for (const one of earlier) {
    const published = JSON.parse(one.published ?? "{}") as Publication["published"];
    for (const [what, id] of Object.entries(published))
      if (!Object.hasOwn(found, what) && (what === "note" || one.head_id === headId)) found[what] = id;
  }
  return found;
}

async function makeObsolete(change: Change, earlier: readonly Earlier[], now: number): Promise<void> {
  for (const part of inParts(earlier.map(({ id }) => id))) {
    await change
      .updateTable("conclusion")
      .set({ obsolete: 1 })
      .where("id", "in", part)
      .where("obsolete", "=", 0)
      .execute();
    await change
      .updateTable("publication")
      .set({ state: "obsolete", changed_at: now })
      .where("conclusion_id", "in", part)
      .where("state", "in", ["due", "maybe-sent"])
      .execute();
  }
}

async function insertConclusion(
  change: Change,
  of: { readonly conclusion: StoredConclusion; readonly isCurrent: boolean; readonly turn: number },
  repository: number,
): Promise<void> {
  const { conclusion, isCurrent, turn } = of;
  const { id, judged, report, deciders } = conclusion;
  // The same judgement again: what belongs to the first one goes with it.
  await change.deleteFrom("conclusion").where("id", "=", id).execute();
  await change
    .insertInto("conclusion")
    .values({
      id,
      repository_id: repository,
      kind: judged.kind,
      number: judged.kind === "contribution" ? judged.number : null,
      ref: judged.kind === "contribution" ? null : judged.ref,
      head_id: conclusion.headId,
      base_id: conclusion.baseId,
      policy_digest: conclusion.policyDigest,
      facts_digest: conclusion.factsDigest,
      conclusion: conclusion.conclusion,
      why: conclusion.why,
      judged_at: conclusion.judgedAt,
      obsolete: isCurrent && !conclusion.isObsolete ? 0 : 1,
      turn,
    })
    .execute();
  if (report !== null) await change.insertInto("conclusion_report").values({ conclusion_id: id, report }).execute();
  if (deciders.length > 0)
    await change
      .insertInto("decider")
      .values([...new Set(deciders)].map((name, place) => ({ conclusion_id: id, place, name })))
      .execute();
}
