import type { Learned } from "../text/learned.ts";

/** Which system runs the job. `plain` is any other, or a person. */
export type Forge = "github" | "forgejo" | "gitlab" | "plain";

/** A commit, and names under which the remote may give it where it does not give single commits. */
export type WantedCommit = { readonly revision: string; readonly references: readonly string[] };

/**
 * What a contribution is compared with; the policy is read there, too.
 *
 * `branch`: the branch as the remote has it now, so that nobody escapes a newer policy by branching early. `before` is where the
 * event says that it stood, for a contribution that has been merged meanwhile.
 * `commit`: what stood there before.
 */
export type Base =
  | { readonly kind: "branch"; readonly name: string; readonly before: WantedCommit | null }
  | { readonly kind: "commit"; readonly commit: WantedCommit; readonly whatItIs: string };

/** The account that opened a request, as a forge names it. */
export type Opener = {
  /** The forge's own number of the account, in digits, which another login keeps; null: it is not told. */
  readonly id: string | null;
  readonly login: string;
  /** Does the forge say that the account is a program's? */
  readonly isBot: Learned<boolean>;
};

/** The title and text of the request, and what the forge makes of them when it squashes. */
export type RequestText = {
  readonly number: number;
  /** What stands before the number in a subject: `#`, on GitLab `!`. */
  readonly mark: "#" | "!";
  readonly title: string;
  readonly body: string;
  /** Why the text is not known whole; null: it is. */
  readonly truncated: string | null;
  /** The names of its labels; null: whoever told of the request did not tell them. */
  readonly labels: readonly string[] | null;
  /** Null: whoever told of the request did not tell it. */
  readonly openedBy: Opener | null;
  readonly subjectFrom: "title" | "title-or-commit" | null;
  readonly bodyFrom: SquashBody | null;
};

/** Where a forge takes the body of a squashed commit from. */
export type SquashBody = "description" | "commits" | "blank";

/** What is to be judged. */
export type Contribution = {
  readonly kind: "contribution";
  readonly forge: Forge;
  /** For people: `pull request #7 into main`. It may hold foreign words. */
  readonly what: string;
  readonly tip: WantedCommit;
  readonly base: Base;
  /** Null where no request says what a squash would land. */
  readonly request: RequestText | null;
  /** Somebody named the range; then it must not be empty. */
  readonly isAsked: boolean;
};

/**
 * What an event brings. `nothing`: it brings no commits, so all is well. `unclear`: it cannot be told what it brings, so nobody may take
 * it for a pass.
 */
export type Decision =
  | Contribution
  | { readonly kind: "nothing"; readonly why: string }
  | { readonly kind: "unclear"; readonly why: string };

export const nothing = (why: string): Decision => ({ kind: "nothing", why });

export const unclear = (why: string): Decision => ({ kind: "unclear", why });
