import { sql } from "kysely";
import type { ContributionRow, ContributionView } from "../../../core/service/views.ts";
import type {
  ContributionQuestion,
  ForgeAccount,
  Paging,
  Reader,
  ServiceReader,
} from "../../../ports/service-reader.ts";
import { containing, isBefore, mostOf, type Position, partOf, positionOf, visibleRepository } from "./reader-paging.ts";
import type { Database } from "./schema.ts";

/** Conclusions of one contribution that a page lists. */
const conclusionsMax = 50;

export const contributionsFor = (
  database: Database,
): Pick<ServiceReader, "contributions" | "contribution" | "decides"> => ({
  async decides(account) {
    const found = await database
      .selectFrom("decider")
      .innerJoin("conclusion", "conclusion.id", "decider.conclusion_id")
      .innerJoin("repository", "repository.id", "conclusion.repository_id")
      .select("decider.name")
      .where("decider.name", "in", [...spellings(account)])
      .where("repository.host", "=", account.host)
      .limit(1)
      .execute();
    return found.length > 0;
  },
  contributions: (question, reader, paging) => contributions(database, question, reader, paging),
  contribution: (key, number, reader) => contribution(database, key, number, reader),
});

type Found = {
  readonly key: string;
  readonly host: string;
  readonly repository_id: number;
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly state: ContributionRow["state"];
  readonly base_ref: string;
  readonly head_id: string;
  readonly updated_at: number;
  readonly conclusion: ContributionRow["conclusion"];
  readonly conclusion_id: string | null;
  readonly judged_at: number | null;
};

const order = ["contribution.updated_at", "contribution.repository_id", "contribution.number"] as const;

async function contributions(database: Database, question: ContributionQuestion, reader: Reader, paging: Paging) {
  if (question.isMine && reader.account === null) return { rows: [], next: null };
  const most = mostOf(paging);
  const after = positionOf(paging, ["number", "number", "number"]);
  const { conclusion } = question;
  // Few are undecided or fail, so those are looked up first; most pass, and so are met soon on the way through all.
  const isRare = question.isMine || (conclusion !== null && conclusion !== "pass");
  const found = isRare
    ? await rareOnes(database, question, reader, after, most + 1)
    : await anyOnes(database, question, reader, after, most + 1);
  const deciders = await decidersOf(database, found);
  return partOf(
    found,
    most,
    (one): ContributionRow => rowOf(one, deciders.get(one.conclusion_id ?? "") ?? [], reader),
    ({ updated_at, repository_id, number }) => [updated_at, repository_id, number],
  );
}

const columns = [
  "repository.key",
  "repository.host",
  "contribution.repository_id",
  "contribution.number",
  "contribution.title",
  "contribution.author",
  "contribution.state",
  "contribution.base_ref",
  "contribution.head_id",
  "contribution.updated_at",
  "conclusion.conclusion",
  "conclusion.id as conclusion_id",
  "conclusion.judged_at",
] as const;

/** Through conclusions that hold, to the contributions that they are of. */
async function rareOnes(
  database: Database,
  question: ContributionQuestion,
  reader: Reader,
  after: Position | null,
  limit: number,
): Promise<readonly Found[]> {
  const { conclusion, isMine, repository, state, words } = question;
  const wanted =
    conclusion === "waiting" ? (["undecided", "could-not"] as const) : conclusion === null ? null : [conclusion];
  let query = database
    .selectFrom("conclusion")
    .crossJoin("contribution")
    .crossJoin("repository")
    .whereRef("contribution.repository_id", "=", "conclusion.repository_id")
    .whereRef("contribution.number", "=", "conclusion.number")
    .whereRef("repository.id", "=", "contribution.repository_id")
    .where("conclusion.obsolete", "=", 0)
    .select(columns);
  if (wanted !== null) query = query.where("conclusion.conclusion", "in", wanted);
  const { account } = reader;
  if (isMine && account !== null)
    query = query.where("repository.host", "=", account.host).where("conclusion.id", "in", (own) =>
      own
        .selectFrom("decider")
        .select("decider.conclusion_id")
        .where("decider.name", "in", [...spellings(account)]),
    );
  if (state !== null) query = query.where("contribution.state", "=", state);
  if (repository !== null) query = query.where("repository.key", "=", repository);
  if (!reader.seesPrivate) query = query.where("repository.private", "=", 0);
  if (words !== "") query = query.where(titleContains(words));
  if (after !== null) query = query.where(isBefore(order, after));
  for (const column of order) query = query.orderBy(column, "desc");
  return query.limit(limit).execute();
}

/** Through contributions as they changed, to the conclusion that holds of each. */
async function anyOnes(
  database: Database,
  question: ContributionQuestion,
  reader: Reader,
  after: Position | null,
  limit: number,
): Promise<readonly Found[]> {
  const { conclusion, repository, state, words } = question;
  let query = database
    .selectFrom("contribution")
    .innerJoin("repository", "repository.id", "contribution.repository_id")
    .leftJoin("conclusion", (join) =>
      join
        .onRef("conclusion.repository_id", "=", "contribution.repository_id")
        .onRef("conclusion.number", "=", "contribution.number")
        .on("conclusion.obsolete", "=", 0),
    )
    .select(columns);
  if (conclusion === "pass") query = query.where("conclusion.conclusion", "=", "pass");
  if (state !== null) query = query.where("contribution.state", "=", state);
  if (repository !== null) query = query.where("repository.key", "=", repository);
  if (!reader.seesPrivate) query = query.where("repository.private", "=", 0);
  if (words !== "") query = query.where(titleContains(words));
  if (after !== null) query = query.where(isBefore(order, after));
  for (const column of order) query = query.orderBy(column, "desc");
  return query.limit(limit).execute();
}

const titleContains = (words: string) =>
  sql<boolean>`lower(${sql.ref("contribution.title")}) like ${containing(words)} escape '\\'`;

/** How deciders are written who are known by their account, which is written in whatever case. */
const spellings = ({ login }: ForgeAccount): ReadonlySet<string> => new Set([`@${login}`, `@${login.toLowerCase()}`]);

function rowOf(one: Found, deciders: readonly string[], reader: Reader): ContributionRow {
  const { account } = reader;
  const own = account === null || account.host !== one.host ? new Set<string>() : spellings(account);
  return {
    repository: one.key,
    number: one.number,
    title: one.title,
    author: one.author,
    state: one.state,
    base: one.base_ref,
    head: one.head_id,
    conclusion: one.conclusion,
    deciders,
    isMine: one.conclusion === "undecided" && deciders.some((name) => own.has(name) || own.has(name.toLowerCase())),
    judgedAt: one.judged_at === null ? null : one.judged_at,
    updatedAt: one.updated_at,
  };
}

async function decidersOf(
  database: Database,
  found: readonly Found[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = found.flatMap(({ conclusion, conclusion_id: id }) =>
    conclusion === "undecided" && id !== null ? [id] : [],
  );
  const names = new Map<string, string[]>();
  if (ids.length === 0) return names;
  const rows = await database
    .selectFrom("decider")
    .select(["conclusion_id", "name"])
    .where("conclusion_id", "in", ids)
    .orderBy("conclusion_id")
    .orderBy("place")
    .execute();
  for (const { conclusion_id: id, name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

async function contribution(
  database: Database,
  key: string,
  number: number,
  reader: Reader,
): Promise<ContributionView | null> {
  const id = await visibleRepository(database, key, reader);
  if (id === null) return null;
  const own = await database
    .selectFrom("contribution")
    .selectAll()
    .where("repository_id", "=", id)
    .where("number", "=", number)
    .executeTakeFirst();
  if (own === undefined) return null;
  const conclusions = await database
    .selectFrom("conclusion")
    .selectAll()
    .where("repository_id", "=", id)
    .where("number", "=", number)
    .orderBy("judged_at", "desc")
    .limit(conclusionsMax)
    .execute();
  const holds = conclusions.find(({ obsolete }) => obsolete === 0);
  const [report, publication] = await Promise.all([
    holds === undefined
      ? undefined
      : database
          .selectFrom("conclusion_report")
          .select("report")
          .where("conclusion_id", "=", holds.id)
          .executeTakeFirst(),
    holds === undefined
      ? undefined
      : database.selectFrom("publication").selectAll().where("conclusion_id", "=", holds.id).executeTakeFirst(),
  ]);
  const found: Found = {
    ...own,
    key,
    host: (await database.selectFrom("repository").select("host").where("id", "=", id).executeTakeFirstOrThrow()).host,
    conclusion: holds?.conclusion ?? null,
    conclusion_id: holds?.id ?? null,
    judged_at: holds?.judged_at ?? null,
  };
  const deciders = await decidersOf(database, [found]);
  return {
    ...rowOf(found, deciders.get(found.conclusion_id ?? "") ?? [], reader),
    url: own.url === "" ? null : own.url,
    report: report?.report ?? null,
    why: holds?.why ?? "",
    publication:
      publication === undefined
        ? null
        : { state: publication.state, attempts: publication.attempts, lastError: publication.last_error },
    conclusions: conclusions.map((one) => ({
      head: one.head_id,
      conclusion: one.conclusion,
      policyDigest: one.policy_digest,
      judgedAt: one.judged_at,
      isObsolete: one.obsolete !== 0,
    })),
  };
}
