import type { Learned } from "../../text/learned.ts";

/** An issue that a pull request says it is about. */
export type WorkItem = {
  /** As people name it there: `#12`, `group/project#3`. */
  readonly name: string;
  readonly labels: Learned<readonly string[]>;
  readonly state: Learned<"open" | "closed">;
};

/** Another open request of the same person. */
export type OpenRequest = {
  /** `#12`, `!3`. */
  readonly name: string;
  readonly title: Learned<string>;
  readonly text: Learned<string>;
  readonly labels: Learned<readonly string[]>;
};

/** Facts of a request that cost a forge a question of its own. It is asked only where a rule in force looks at them (`Rule.asksForge`). */
export type AskedRequestFact = "openedByBot" | "workItems" | "othersOpen";

/** What a forge says of the pull request or merge request that brings the commits. Lists that were cut are unknown. */
export type RequestFacts = {
  readonly title: Learned<string>;
  /** In Markdown, as written. */
  readonly text: Learned<string>;
  readonly labels: Learned<readonly string[]>;
  /** The login of the account that opened it. */
  readonly openedBy: Learned<string>;
  /** Is the account that opened it a program's? */
  readonly openedByBot: Learned<boolean>;
  /** The issues that the forge itself ties to it, or that its text closes. */
  readonly workItems: Learned<readonly WorkItem[]>;
  /** Open requests of whoever opened it, to this repository, without this one. */
  readonly othersOpen: Learned<readonly OpenRequest[]>;
};
