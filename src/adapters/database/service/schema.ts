import type { Generated, Kysely, Transaction } from "kysely";
import type { JobKind } from "../../../core/service/job-kinds.ts";
import type { RequestReading } from "../../../ports/register-store.ts";
import type {
  Contribution,
  ForgeKind,
  IndexedJudgement,
  Judged,
  PublicationState,
  ServedRepository,
  ServiceConclusion,
} from "../../../ports/service-store.ts";

/** Rows, the same on both databases: times are milliseconds since 1970, truth is 0 or 1, lists are JSON. */
export type Tables = {
  readonly repository: RepositoryRow;
  /** Keys that a repository had before, each with who had it last. */
  readonly former_name: { readonly key: string; readonly repository_id: number };
  readonly delivery: DeliveryRow;
  readonly contribution: ContributionRow;
  readonly conclusion: ConclusionRow;
  readonly conclusion_report: { readonly conclusion_id: string; readonly report: string };
  readonly decider: { readonly conclusion_id: string; readonly place: number; readonly name: string };
  readonly publication: PublicationRow;
  readonly judged_commit: JudgedCommitRow;
  readonly judgement: JudgementRow;
  readonly commit_detail: { readonly commit: number; readonly detail: string };
  readonly audit: AuditRow;
  readonly audit_report: { readonly audit_id: string; readonly report: string };
  readonly register_snapshot: {
    readonly repository_id: number;
    readonly revision: string;
    readonly taken_at: number;
    readonly register: string;
  };
  readonly exposure: ExposureRow;
  readonly seen_request: SeenRequestRow;
  readonly setting: { readonly name: string; readonly value: string };
  readonly session: SessionRow;
  readonly action_log: {
    readonly sequence: number;
    readonly at: number;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly previous: string;
    readonly hash: string;
  };
  /** One row: where the chain of the log ends. Whoever appends takes it first, so that appending goes one after another. */
  readonly log_head: { readonly one: number; readonly sequence: number; readonly hash: string };
  /** One row: the last turn that was given. */
  readonly turn: { readonly one: number; readonly last: number };
  readonly dead_job: DeadJobRow;
  /** On SQLite only. */
  readonly job: JobRow;
};

export type RepositoryRow = {
  readonly id: Generated<number>;
  readonly key: string;
  readonly forge: ForgeKind;
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly forge_id: string | null;
  readonly default_branch: string;
  readonly url: string;
  readonly installation: string | null;
  readonly private: number;
  readonly state: ServedRepository["state"];
  readonly since: number;
  /** When its forge was last seen to have it in a list of its account, in turns; 0: never. */
  readonly seen_turn: Generated<number>;
};

type DeliveryRow = {
  readonly forge: ForgeKind;
  readonly host: string;
  readonly id: string;
  readonly event: string;
  readonly repository: string | null;
  readonly received_at: number;
};

export type ContributionRow = {
  readonly repository_id: number;
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly base_ref: string;
  readonly head_id: string;
  readonly state: Contribution["state"];
  readonly updated_at: number;
  readonly url: string;
  /** When it was saved, in turns. */
  readonly turn: number;
};

export type ConclusionRow = {
  readonly id: string;
  readonly repository_id: number;
  readonly kind: Judged["kind"];
  /** Of a contribution; else null. */
  readonly number: number | null;
  /** Of a push or a queue; else null. */
  readonly ref: string | null;
  readonly head_id: string;
  readonly base_id: string;
  readonly policy_digest: string;
  readonly facts_digest: string;
  readonly conclusion: ServiceConclusion;
  readonly why: string;
  readonly judged_at: number;
  readonly obsolete: number;
  /** When judging began, in turns; 0: nobody else judged it. */
  readonly turn: number;
};

export type PublicationRow = {
  readonly conclusion_id: string;
  readonly state: PublicationState;
  readonly published: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly changed_at: number;
};

export type JudgedCommitRow = {
  readonly id: Generated<number>;
  readonly repository_id: number;
  readonly commit_id: string;
  /** 0: found by an audit. */
  readonly contribution: number;
  readonly subject: string;
  readonly author: string;
  readonly committed_at: number;
  readonly conclusion: ServiceConclusion;
  readonly judged_at: number;
};

export type JudgementRow = {
  readonly commit: number;
  readonly repository_id: number;
  readonly rule: string;
  readonly outcome: IndexedJudgement["outcome"];
  readonly exception: string | null;
  readonly judged_at: number;
};

export type AuditRow = {
  readonly id: string;
  readonly repository_id: number;
  readonly revision: string;
  readonly tip: string;
  readonly policy_digest: string;
  readonly made_at: number;
  readonly commits: number;
  readonly failing: number;
  readonly undecided: number;
  readonly relying: number;
};

type ExposureRow = {
  readonly repository_id: number;
  readonly exception: string;
  /** Null, as are the four below: nothing was measured yet. */
  readonly revision: string | null;
  readonly made_at: number | null;
  readonly exposure: string | null;
  readonly alive: number | null;
  readonly added: number | null;
  readonly whole: number;
  /** Why the last try came to nothing; null: it did not. */
  readonly why: string | null;
  readonly tried_at: number;
};

type SeenRequestRow = {
  readonly repository_id: number;
  readonly reference: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly updated_at: number;
  /** When its discussion was read; null, as are those below: not yet. */
  readonly read_at: number | null;
  readonly status: string | null;
  readonly why: string | null;
  readonly exception: string | null;
  readonly objections: number | null;
  readonly listing: RequestReading["listing"];
};

type SessionRow = {
  readonly id_hash: string;
  readonly person: string;
  readonly subject: string;
  readonly name: string;
  readonly forge: string;
  readonly roles: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly form_token: string;
};

type DeadJobRow = {
  readonly kind: JobKind;
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
  readonly why: string;
  readonly died_at: number;
};

export type JobRow = {
  readonly id: Generated<number>;
  readonly kind: JobKind;
  readonly key: string;
  readonly payload: string;
  readonly not_before: number;
  readonly enqueued_at: number;
  /** How often it was taken. */
  readonly attempts: number;
  /** Null: it waits. */
  readonly lease_until: number | null;
};

/** A database of either sort, or a change of it that is under way. */
export type Database = Kysely<Tables>;
export type Change = Transaction<Tables>;

/** A migration knows no types of rows: those of today are not those of its day. */
export type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export type Sort = "sqlite" | "postgresql";
