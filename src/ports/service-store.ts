import type { OutcomeKind } from "../core/rules/outcome.ts";
import type { ActionLogEntry, NewAction } from "../core/service/action-log.ts";
import type { NewJob } from "./job-queue.ts";
import type { RegisterStore } from "./register-store.ts";

/** The systems that a service speaks with; `local`: a repository on this machine, as in the demo, of which nothing is asked and to which nothing is told. */
export type ForgeKind = "github" | "gitlab" | "forgejo" | "local";

/** `forge/host/owner/name`, as the forge writes owner and name today. What a page's address has. Owners of GitLab may hold slashes. */
export type RepositoryKey = string;

/** A repository that the service looks after. Times here and below are milliseconds since 1970 UTC. */
export type ServedRepository = {
  readonly key: RepositoryKey;
  readonly forge: ForgeKind;
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** The forge's own number, which a renaming or a transfer keeps; null for `local`. */
  readonly forgeId: string | null;
  readonly defaultBranch: string;
  /** What git fetches from, without credentials; of a `local` one the path. */
  readonly url: string;
  /** What of the forge's App looks after it (GitHub's installation); null where there is no such thing. */
  readonly installation: string | null;
  /** Who may not see it at the forge sees nothing of it here; taken for private where the forge does not say. */
  readonly isPrivate: boolean;
  /** `suspended`: nothing is judged until the forge says otherwise. `gone`: deleted, or no longer ours; what was found stays readable. */
  readonly state: "active" | "suspended" | "gone";
  readonly since: number;
};

/** One delivery of a forge. It is recorded once, with the jobs that it enqueues, or not at all. */
export type Delivery = {
  readonly forge: ForgeKind;
  readonly host: string;
  /** The forge's id of the delivery; a delivery that is sent again has the same. */
  readonly id: string;
  readonly event: string;
  /** Whom it is about, if it says; a key of a repository that may not be known yet. */
  readonly repository: RepositoryKey | null;
  readonly receivedAt: number;
};

/** A pull request or merge request, as the forge said last. */
export type Contribution = {
  readonly repository: RepositoryKey;
  readonly number: number;
  readonly title: string;
  /** The forge's login of whoever opened it. */
  readonly author: string;
  readonly baseRef: string;
  readonly headId: string;
  readonly state: "open" | "merged" | "closed";
  /** As the forge says; an event older than this changes nothing. */
  readonly updatedAt: number;
  readonly url: string;
};

/** What was judged: a contribution by its number, a push by the full name of its ref, or the head of a merge queue. */
export type Judged =
  | { readonly kind: "contribution"; readonly number: number }
  | { readonly kind: "push"; readonly ref: string }
  | { readonly kind: "queue"; readonly ref: string };

/** `could-not`: nothing was judged, and `why` says what stood in the way; blocks as `undecided` does. */
export type ServiceConclusion = "pass" | "fail" | "undecided" | "could-not";

/** What a head came to, by one policy and one set of facts: a second judgement by the same replaces the first. */
export type StoredConclusion = {
  readonly id: string;
  readonly repository: RepositoryKey;
  readonly judged: Judged;
  readonly headId: string;
  readonly baseId: string;
  readonly policyDigest: string;
  /** What the forge added (title, text, labels, reviews), as a digest: another review is another judgement of the same head. */
  readonly factsDigest: string;
  readonly conclusion: ServiceConclusion;
  /** One sentence: why it could not be, what it waits for, or what it came to. */
  readonly why: string;
  /** A saved report, by `schemas/report.schema.json`; null where nothing was judged. */
  readonly report: string | null;
  /** Who can decide what is undecided: names as the policy's maintainers have them, logins with `@`. */
  readonly deciders: readonly string[];
  readonly judgedAt: number;
  /** A newer head, base, policy or fact took its place. It stays readable. */
  readonly isObsolete: boolean;
};

/** A commit of a conclusion or of an audit, for the index that pages search. */
export type IndexedCommit = {
  readonly repository: RepositoryKey;
  readonly commitId: string;
  readonly subject: string;
  /** `Name <address>`, as mapped. */
  readonly author: string;
  readonly committedAt: number;
  readonly conclusion: ServiceConclusion;
  /** Null: found by an audit. */
  readonly contribution: number | null;
  readonly judgedAt: number;
  readonly judgements: readonly IndexedJudgement[];
  /** The commit as a report has it (JSON), where no saved report is at hand that has it: that of an audit is kept without its commits. */
  readonly detail?: string;
};

/** `not-applicable` is not indexed: it is nearly everything. */
export type IndexedJudgement = {
  readonly rule: string;
  readonly outcome: Exclude<OutcomeKind, "not-applicable">;
  /** The exception that it was met under. */
  readonly exception: string | null;
};

/** `due`: nobody was told. `maybe-sent`: it was on its way when somebody stopped; look before writing. `refused`: the forge says never. */
export type PublicationState = "due" | "maybe-sent" | "sent" | "refused" | "obsolete";

/** What is told to the forge of a head: one for each head, changed in place. */
export type Publication = {
  readonly conclusionId: string;
  readonly repository: RepositoryKey;
  readonly headId: string;
  readonly judged: Judged;
  readonly state: PublicationState;
  /** The forge's ids of what stands there, by what it is: `check-run`, `status`, `note`. */
  readonly published: { readonly [what: string]: string };
  readonly attempts: number;
  readonly lastError: string | null;
  readonly changedAt: number;
};

/** An audit of a branch. */
export type StoredAudit = {
  readonly repository: RepositoryKey;
  readonly revision: string;
  /** Full id of the commit that was audited. */
  readonly tip: string;
  readonly policyDigest: string;
  readonly madeAt: number;
  readonly commits: number;
  readonly failing: number;
  readonly undecided: number;
  readonly relying: number;
  /** By `schemas/audit.schema.json`. */
  readonly report: string;
};

export type Role = "reader" | "contributor" | "maintainer" | "steward" | "operator";

/** A person who logged in. The identifier that the browser holds is kept as its SHA-256 only. */
export type Session = {
  readonly idHash: string;
  /** Login at the forge, or the subject of the identity provider. */
  readonly person: string;
  /** The forge's own number of the account, which stays when its login goes to somebody else; empty where no forge said who it is. */
  readonly subject: string;
  readonly name: string;
  readonly forge: string;
  readonly roles: readonly Role[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** What a form must send back. */
  readonly formToken: string;
};

/** How much is kept of each, in rows. */
export type StoreCounts = { readonly [table: string]: number };

/** The older of these are forgotten; conclusions of open contributions, the newest audit and register of a repository, and the log are kept. */
export type Retention = {
  readonly deliveriesBefore: number;
  readonly conclusionsBefore: number;
  readonly auditsBefore: number;
  readonly sessionsBefore: number;
};

/**
 * What the service knows. Every call that changes something is on the disk when its promise is kept, whole; where it is broken, nothing is changed. Calls
 * reject when the database cannot be reached or is full: whoever asked for a job then tries the job again.
 */
export type ServiceStore = RegisterStore & {
  /** Makes it known, or changes what is known of it: found by the forge's number, else by its key. A new name of a known one moves all that is kept with it. */
  saveRepository(repository: ServedRepository): Promise<void>;
  repository(key: RepositoryKey): Promise<ServedRepository | null>;
  repositoryByForgeId(forge: ForgeKind, host: string, forgeId: string): Promise<ServedRepository | null>;
  /** In the order of their keys, those after `after`. */
  repositories(after: RepositoryKey | null, most: number): Promise<readonly ServedRepository[]>;
  /** Its forge has it, as of that turn. */
  markSeen(forge: ForgeKind, host: string, forgeId: string, turn: number): Promise<void>;
  /** Active repositories of an account, with its subgroups, that its forge was not seen to have since a turn began. */
  unseenRepositories(
    of: { readonly forge: ForgeKind; readonly host: string; readonly account: string },
    turn: number,
    most: number,
  ): Promise<readonly ServedRepository[]>;

  /** Records a delivery with the jobs that it enqueues; `known`: it was here before, and nothing is done. */
  takeDelivery(delivery: Delivery, jobs: readonly NewJob[]): Promise<"taken" | "known">;

  /** A number greater than all that were given before, to whatever process: who asked later has the greater one, however clocks are set. */
  nextTurn(): Promise<number>;

  /**
   * `older`: something newer was known, and nothing is changed.
   *
   * @param turn taken before the forge was asked how it stands; its answer counts, whatever time it has, where nobody heard anything since. Left out:
   * the forge told it by itself.
   */
  saveContribution(contribution: Contribution, turn?: number): Promise<"saved" | "older">;
  contribution(repository: RepositoryKey, number: number): Promise<Contribution | null>;
  openContributions(repository: RepositoryKey): Promise<readonly Contribution[]>;

  /**
   * Records a conclusion with its commits, the publication that is due (none where nobody is to be told), the jobs and the log entries, as one. Older
   * conclusions of the same contribution, or of the same head of a branch or queue, become obsolete, and their publications that are not out: each push brings
   * commits of its own, in whatever order they are judged. What stands at the forge passes on to the new publication, so that it is changed in place: a
   * `note` from whatever head, all else from the same head. A conclusion on a contribution whose head is another by now, or of which somebody concluded who
   * began later, is obsolete itself, and `obsolete` is returned: nothing is to be published.
   *
   * `turn` was taken before the forge was asked; left out: nobody else judges it.
   */
  conclude(what: {
    readonly conclusion: StoredConclusion;
    readonly commits: readonly IndexedCommit[];
    readonly publish: boolean;
    readonly jobs: readonly NewJob[];
    readonly log: readonly NewAction[];
    readonly turn?: number;
  }): Promise<"current" | "obsolete">;
  conclusion(id: string): Promise<StoredConclusion | null>;
  /** The newest of what was judged, obsolete or not; with `headId` the newest on that head. */
  newestConclusion(repository: RepositoryKey, judged: Judged, headId?: string): Promise<StoredConclusion | null>;

  publication(conclusionId: string): Promise<Publication | null>;
  /** In one of these states, the longest unchanged first. */
  publications(states: readonly PublicationState[], most: number): Promise<readonly Publication[]>;
  /** Changes it only while it has the state `from`, with log entries, as one; false: it has another. */
  changePublication(
    conclusionId: string,
    from: PublicationState,
    change: Pick<Publication, "state" | "published" | "attempts" | "lastError" | "changedAt">,
    log: readonly NewAction[],
  ): Promise<boolean>;

  /** Records an audit with its commits; those that an earlier audit of the repository indexed are replaced. */
  saveAudit(audit: StoredAudit, commits: Iterable<IndexedCommit>): Promise<void>;
  newestAudit(repository: RepositoryKey): Promise<StoredAudit | null>;

  /** Small values that belong to nothing else: a cursor, a time of the last run. */
  setting(name: string): Promise<string | null>;
  saveSetting(name: string, value: string): Promise<void>;
  /** Saves it where there is none, and returns what there is: the same for all processes, whoever came first. */
  settingOnce(name: string, value: string): Promise<string>;

  saveSession(session: Session): Promise<void>;
  /** Null when there is none, or it expired at `now`. */
  session(idHash: string, now: number): Promise<Session | null>;
  endSession(idHash: string): Promise<void>;

  appendLog(entries: readonly NewAction[]): Promise<void>;
  /** In order, those after `after`. */
  log(after: number, most: number): Promise<readonly ActionLogEntry[]>;

  counts(): Promise<StoreCounts>;
  /** Returns how many rows were forgotten. */
  forget(retention: Retention): Promise<number>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
