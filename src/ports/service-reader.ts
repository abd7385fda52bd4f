import type {
  AuditRow,
  AuditView,
  CommitView,
  ContributionRow,
  ContributionView,
  ExceptionRow,
  ExposureView,
  JudgementQuestion,
  JudgementRow,
  LogRow,
  OverviewView,
  Part,
  PublicationView,
  RegisterView,
  RepositoryKey,
  RepositoryRow,
  RequestRow,
  RequestView,
  ShownConclusion,
} from "../core/service/views.ts";

/** What part of a list is asked for. `after` is what an earlier part called `next`; one that is none is answered as if it were null. */
export type Paging = {
  /** Rows, at least 1 and at most `rowsMax` of the reader. */
  readonly most: number;
  readonly after: string | null;
};

/** An account at a forge, by its host and its name there. */
export type ForgeAccount = { readonly host: string; readonly login: string };

/** Who asks: what is private is shown to those only who may see it, and what waits for the reader stands first. */
export type Reader = {
  /** May what is private be shown? */
  readonly seesPrivate: boolean;
  /** The reader's account at a forge; null: none is known. The same name at another forge is somebody else. */
  readonly account: ForgeAccount | null;
};

export type ContributionQuestion = {
  readonly repository: RepositoryKey | null;
  readonly state: ContributionRow["state"] | null;
  /** `waiting`: undecided, or nothing could be judged. */
  readonly conclusion: ShownConclusion | "waiting" | null;
  /** Only those that the reader can decide. */
  readonly isMine: boolean;
  /** What the title contains, in whatever case; empty: anything. */
  readonly words: string;
};

/**
 * What the pages of the service ask. Each answers from indices, so that a page costs the same with a million judgements as with ten. What is of a
 * private repository is not there for a reader who may not see it. Calls reject when the database cannot be reached.
 */
export type ServiceReader = {
  overview(reader: Reader): Promise<OverviewView>;
  /** Was the account named as one who can decide, in anything that was judged at its forge? */
  decides(account: ForgeAccount): Promise<boolean>;

  repositories(words: string, reader: Reader, paging: Paging): Promise<Part<RepositoryRow>>;
  /** Null where there is none of that key, or none that the reader may see. */
  repository(key: RepositoryKey, reader: Reader): Promise<RepositoryRow | null>;

  /**
   * How a repository is called now that had this key before, and nobody has now. It is the same one by its forge's number, so at the same forge. Null: there is
   * none, or none that the reader may see.
   */
  renamed(key: RepositoryKey, reader: Reader): Promise<RepositoryKey | null>;

  /** The latest changed first. */
  contributions(question: ContributionQuestion, reader: Reader, paging: Paging): Promise<Part<ContributionRow>>;
  contribution(key: RepositoryKey, number: number, reader: Reader): Promise<ContributionView | null>;

  /** By repository and in the documents' order. */
  exceptions(key: RepositoryKey | null, reader: Reader, paging: Paging): Promise<Part<ExceptionRow>>;
  register(key: RepositoryKey, reader: Reader): Promise<RegisterView | null>;
  exposure(key: RepositoryKey, exception: string, reader: Reader): Promise<ExposureView | null>;

  /** The latest changed first. */
  requests(key: RepositoryKey | null, reader: Reader, paging: Paging): Promise<Part<RequestRow>>;
  request(key: RepositoryKey, reference: string, reader: Reader): Promise<RequestView | null>;

  /** The newest of each repository, the latest made first. */
  audits(reader: Reader, paging: Paging): Promise<Part<AuditRow>>;
  audit(key: RepositoryKey, reader: Reader): Promise<AuditView | null>;

  /** The latest committed first. */
  judgements(question: JudgementQuestion, reader: Reader, paging: Paging): Promise<Part<JudgementRow>>;
  commit(key: RepositoryKey, commit: string, reader: Reader): Promise<CommitView | null>;

  publications(): Promise<readonly { readonly state: PublicationView["state"]; readonly count: number }[]>;
  /** The latest first. */
  log(paging: Paging): Promise<Part<LogRow>>;
};
