import type { Contribution, Opener } from "../core/forge/decision.ts";
import type { ForgeContribution, ForgeRepository, ServedForge } from "../core/forge/event.ts";
import type { Publication } from "../core/forge/publication.ts";
import type { OpenRequest, WorkItem } from "../core/rules/request/request-facts.ts";
import type { Learned } from "../core/text/learned.ts";

/**
 * Why a forge did not do what it was asked. The text is one sentence for people; it may hold the forge's words, so renderers neutralise it.
 *
 * - `later`: a limit was reached, it is out of order, or nothing of it was to be understood. `retryAt`: when it says it may be asked
 *   again, in milliseconds since 1970 UTC; null: it does not say.
 * - `gone`: there is no such thing, or none that we may see.
 * - `refused`: it says no, and will say so again until somebody changes something.
 */
export type ForgeError =
  | { readonly code: "later"; readonly text: string; readonly retryAt: number | null }
  | { readonly code: "gone" | "refused"; readonly text: string };

export type ForgeAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ForgeError };

/** A repository to ask about. GitHub is asked as the installation that looks after it. */
export type AskedRepository = Pick<ForgeRepository, "id" | "owner" | "name" | "installation">;

/** A list that may have been cut; `complete` false: there are more. */
export type ForgeList<T> = { readonly items: readonly T[]; readonly complete: boolean };

/** A page of the repositories of an account. */
export type RepositoryPage = {
  readonly items: readonly ForgeRepository[];
  /** What the next page is asked for by; null: this is the last. */
  readonly next: string | null;
};

/** A contribution as it stands now: what is to be judged of it, and what rules may ask of the forge. */
export type StandingContribution = ForgeContribution & {
  readonly brings: Contribution;
  readonly url: string;
  readonly labels: readonly string[];
  /** When it was opened, in milliseconds since 1970 UTC; 0 where the forge does not say. */
  readonly openedAt: number;
};

/** An approving review that stands: of this head, and not taken back. */
export type Approval = { readonly login: string };

/** An account of a forge: its number is whose it is, its login how it is called today. */
export type Account = { readonly id: string; readonly login: string };

/** What somebody may do in a repository, least first. */
export type Permission = "none" | "read" | "write" | "admin";

/**
 * What a forge is asked of a request only where a rule in force looks at it. Lists are the forge's own word, and hold what the account may see that asks;
 * `complete` false: there are more than are looked through, or one that cannot be read.
 */
export type RequestSource = {
  /** Who opened it, for whoever was not told with the request. */
  opener(repository: AskedRepository, number: number): Promise<ForgeAnswer<Opener>>;
  /** Is the account a program's? Asks only where the account's description does not have it and another answer does. */
  isBot(opener: Opener): Promise<ForgeAnswer<Learned<boolean>>>;
  /** The issues that it would close. */
  workItems(repository: AskedRepository, number: number): Promise<ForgeAnswer<ForgeList<WorkItem>>>;
  /** The other open requests of the account to the repository. */
  othersOpen(repository: AskedRepository, number: number, opener: Opener): Promise<ForgeAnswer<ForgeList<OpenRequest>>>;
};

/** An issue as it stands. Its texts are a stranger's. */
export type ForgeIssue = {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  /** The login of whoever opened it; empty where the account is gone. */
  readonly author: string;
  readonly url: string;
  readonly state: "open" | "closed";
  /** Milliseconds since 1970 UTC, by the forge's clock; 0: it does not say. */
  readonly updatedAt: number;
};

/** An issue with what was said to it. */
export type IssueDiscussion = ForgeIssue & {
  /** JSON with the issue and its comments, as docs/exception-status.md describes what is read. */
  readonly exported: string;
  /** Are all comments there? */
  readonly complete: boolean;
};

/** Issues, and the numbers of those that not everybody may see who sees the repository: what was known of them may not be shown any more. */
export type IssueList = ForgeList<ForgeIssue> & { readonly hidden: readonly number[] };

/** Where requests for exceptions are discussed at a forge. What not everybody may see who sees the repository is not there. */
export type DiscussionSource = {
  /** The issues that were touched since then (milliseconds since 1970 UTC; null: all), the longest untouched first where the forge can order them so. */
  issues(repository: AskedRepository, since: number | null): Promise<ForgeAnswer<IssueList>>;
  discussion(repository: AskedRepository, number: number): Promise<ForgeAnswer<IssueDiscussion>>;
};

/** The forge's ids of what stands there, by what it is: `check-run`, `status`, `note`. */
export type Published = { readonly [what: string]: string };

/** A name and a password for git, never an address that has them. */
export type GitCredentials = { readonly username: string; readonly password: string };

/**
 * One forge, and what is asked of it. Every call may be made twice: what was published is looked for before anything is written, so that nothing stands
 * there twice.
 */
export type ForgePort = RequestSource &
  DiscussionSource & {
    readonly forge: ServedForge;
    /** Host with its port, if that is not the usual one. */
    readonly host: string;
    contribution(repository: AskedRepository, number: number): Promise<ForgeAnswer<StandingContribution>>;
    /** Numbers of the contributions that are open. */
    openContributions(repository: AskedRepository): Promise<ForgeAnswer<ForgeList<number>>>;
    /** Who approved the head. Where the list is not complete, nobody may take it for a "nobody". */
    approvals(repository: AskedRepository, number: number, head: string): Promise<ForgeAnswer<ForgeList<Approval>>>;
    /**
     * Tells what was found. @param known what stood there the last time
     * @returns what stands there now, also where nothing had to be changed
     */
    publish(repository: AskedRepository, publication: Publication, known: Published): Promise<ForgeAnswer<Published>>;
    /** The repository by the forge's number, as it is called today. */
    repository(id: string, installation: string | null): Promise<ForgeAnswer<ForgeRepository>>;
    /** The repositories of an organisation, a group or a user, page by page; null: the first. What cannot be read of a page is not on it. */
    repositories(account: string, page: string | null): Promise<ForgeAnswer<RepositoryPage>>;
    /** What the account may do. A login that is another account's by now may do nothing. */
    permission(repository: AskedRepository, account: Account): Promise<ForgeAnswer<Permission>>;
    /** What git says to fetch from the repository; null: nothing, since anybody may. */
    credentials(repository: AskedRepository): Promise<ForgeAnswer<GitCredentials | null>>;
    /** What git fetches from: made of the address that was configured and the repository's name, and never of anything that a forge said. */
    address(repository: Pick<AskedRepository, "owner" | "name">): string;
  };
