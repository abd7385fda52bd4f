import type { CommitView, JudgementQuestion, JudgementRow } from "../../../core/service/views.ts";
import type { Paging, Reader, ServiceReader } from "../../../ports/service-reader.ts";
import { isBefore, mostOf, type Position, partOf, positionOf, visibleRepository } from "./reader-paging.ts";
import type { Database } from "./schema.ts";

export const judgementsFor = (database: Database): Pick<ServiceReader, "judgements" | "commit"> => ({
  judgements: (question, reader, paging) => judgements(database, question, reader, paging),
  commit: (key, commit, reader) => commitOf(database, key, commit, reader),
});

const outcomes = ["met", "unmet", "undecided"] as const;

const order = ["judgement.judged_at", "judgement.commit", "judgement.rule"] as const;

type Found = {
  readonly key: string;
  readonly commit: number;
  readonly commit_id: string;
  readonly subject: string;
  readonly author: string;
  readonly rule: string;
  readonly outcome: JudgementRow["outcome"];
  readonly exception: string | null;
  readonly contribution: number;
  readonly committed_at: number;
  readonly judged_at: number;
};

async function judgements(database: Database, question: JudgementQuestion, reader: Reader, paging: Paging) {
  const most = mostOf(paging);
  const after = positionOf(paging, ["number", "number", "string"]);
  const repository =
    question.repository === null ? null : await visibleRepository(database, question.repository, reader);
  if (question.repository !== null && repository === null) return { rows: [], next: null };
  // Every index begins with an outcome, since each is asked for far more often than all of them.
  const asked =
    question.outcome === null && question.exception === null && question.commit === null
      ? outcomes
      : [question.outcome];
  const parts = await Promise.all(
    asked.map((outcome) =>
      withOutcome(database, { ...question, outcome }, { repository, reader, after, limit: most + 1 }),
    ),
  );
  const found = parts
    .flat()
    .sort(byOrder)
    .slice(0, most + 1);
  return partOf(found, most, rowOf, ({ judged_at, commit, rule }) => [judged_at, commit, rule]);
}

type Within = {
  readonly repository: number | null;
  readonly reader: Reader;
  readonly after: Position | null;
  readonly limit: number;
};

async function withOutcome(database: Database, question: JudgementQuestion, within: Within): Promise<readonly Found[]> {
  const { rule, outcome, exception, commit } = question;
  const { repository, reader, after, limit } = within;
  let query = database
    .selectFrom("judgement")
    .innerJoin("judged_commit", "judged_commit.id", "judgement.commit")
    .innerJoin("repository", "repository.id", "judgement.repository_id")
    .select([
      "repository.key",
      "judgement.commit",
      "judged_commit.commit_id",
      "judged_commit.subject",
      "judged_commit.author",
      "judgement.rule",
      "judgement.outcome",
      "judgement.exception",
      "judged_commit.contribution",
      "judged_commit.committed_at",
      "judgement.judged_at",
    ]);
  if (repository !== null) query = query.where("judgement.repository_id", "=", repository);
  if (outcome !== null) query = query.where("judgement.outcome", "=", outcome);
  if (rule !== null) query = query.where("judgement.rule", "=", rule);
  if (exception !== null) query = query.where("judgement.exception", "=", exception);
  if (commit !== null)
    query = query.where("judged_commit.commit_id", ">=", commit).where("judged_commit.commit_id", "<", `${commit}g`);
  if (!reader.seesPrivate) query = query.where("repository.private", "=", 0);
  if (after !== null) query = query.where(isBefore(order, after));
  for (const column of order) query = query.orderBy(column, "desc");
  return query.limit(limit).execute();
}

const byOrder = (one: Found, other: Found): number =>
  other.judged_at - one.judged_at ||
  other.commit - one.commit ||
  (other.rule < one.rule ? -1 : other.rule > one.rule ? 1 : 0);

const rowOf = (one: Found): JudgementRow => ({
  repository: one.key,
  commit: one.commit_id,
  subject: one.subject,
  author: one.author,
  rule: one.rule,
  outcome: one.outcome,
  exception: one.exception,
  contribution: one.contribution === 0 ? null : one.contribution,
  committedAt: one.committed_at,
});

/** Saved reports that are looked into for one commit, in characters; of a larger one the index is shown. */
const reportLengthMax = 4_000_000;

/** Judgements of one commit that a page lists. */
const judgementsMax = 200;

async function commitOf(database: Database, key: string, commit: string, reader: Reader): Promise<CommitView | null> {
  const id = await visibleRepository(database, key, reader);
  if (id === null) return null;
  const own = await database
    .selectFrom("judged_commit")
    .selectAll()
    .where("repository_id", "=", id)
    .where("commit_id", "=", commit)
    .orderBy("judged_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (own === undefined) return null;
  const rows = await database
    .selectFrom("judgement")
    .selectAll()
    .where("commit", "=", own.id)
    .orderBy("rule")
    .limit(judgementsMax)
    .execute();
  const row = { ...own, key };
  const number = own.contribution;
  return {
    repository: key,
    commit,
    subject: own.subject,
    author: own.author,
    committedAt: own.committed_at,
    conclusion: own.conclusion,
    contribution: number === 0 ? null : number,
    judgedAt: own.judged_at,
    judgements: rows.map(({ rule, outcome, exception, commit: of, judged_at }) =>
      rowOf({ ...row, rule, outcome, exception, commit: of, judged_at }),
    ),
    detail: await detailOf(database, { id, commit, row: own.id, number }),
  };
}

/** As it was kept of the commit itself, else as a saved report has it. */
async function detailOf(
  database: Database,
  of: { readonly id: number; readonly commit: string; readonly row: number; readonly number: number },
): Promise<string | null> {
  const { id, commit, row, number } = of;
  const kept = await database.selectFrom("commit_detail").select("detail").where("commit", "=", row).executeTakeFirst();
  if (kept !== undefined) return kept.detail;
  return detailIn(
    number === 0 ? await auditReport(database, id) : await contributionReport(database, id, number),
    commit,
  );
}

async function auditReport(database: Database, repository: number): Promise<string | null> {
  const row = await database
    .selectFrom("audit")
    .innerJoin("audit_report", "audit_report.audit_id", "audit.id")
    .select((column) => [
      column
        .case()
        .when(column.fn<number>("length", ["audit_report.report"]), "<=", reportLengthMax)
        .then(column.ref("audit_report.report"))
        .else(null)
        .end()
        .as("report"),
    ])
    .where("audit.repository_id", "=", repository)
    .orderBy("audit.made_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.report ?? null;
}

async function contributionReport(database: Database, repository: number, number: number): Promise<string | null> {
  const row = await database
    .selectFrom("conclusion")
    .innerJoin("conclusion_report", "conclusion_report.conclusion_id", "conclusion.id")
    .select("conclusion_report.report")
    .where("conclusion.repository_id", "=", repository)
    .where("conclusion.number", "=", number)
    .where("conclusion.obsolete", "=", 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined && row.report.length <= reportLengthMax ? row.report : null;
}

/** The commit in a report or an audit, as JSON of its own; null: it is not there. Whoever shows it holds it to a schema. */
function detailIn(report: string | null, commit: string): string | null {
  if (report === null) return null;
  try {
    const { commits } = JSON.parse(report) as { readonly commits?: unknown };
    const found = Array.isArray(commits)
      ? commits.find((one: { readonly id?: unknown } | null) => one?.id === commit)
      : undefined;
    return found === undefined ? null : JSON.stringify(found);
  } catch {
    return null;
  }
}
