import type { Identity } from "../../commit/identity.ts";

/** Something said in a discussion: a mail, the text of an issue, or a comment on it. Its texts are a stranger's. */
export type Posting = {
  /** For people: `mail 3`, `comment 2`, `the issue`, with its file where there are several. */
  readonly place: string;
  /** A Message-Id in its angle brackets, or the address or number of a comment; null where it has none. */
  readonly id: string | null;
  /** Mails answer mails; comments of an issue only follow each other. */
  readonly channel: "mail" | "issue";
  /** Ids of what it says that it answers, the nearest first. */
  readonly answers: readonly string[];
  readonly author: Author;
  /** As it is written there, and in seconds since 1970 UTC; null where nobody can read it. */
  readonly date: { readonly written: string | null; readonly seconds: number | null };
  readonly subject: string;
  readonly text: string;
  /** Where parts of a mail begin in its text, but for the first: their lines, from 1. */
  readonly partLines: readonly number[];
  /** Patches that are attached. */
  readonly patches: readonly string[];
};

/** Who wrote: a mail's sender, or a forge's account; neither where that cannot be told. */
export type Author = { readonly identity: Identity | null; readonly login: string | null };

/** What was read, and each thing that was not, as a sentence. */
export type ReadPostings = { readonly postings: readonly Posting[]; readonly problems: readonly string[] };

/** A place of a posting: its line counts from 1 in the posting's text. */
export type Saying = { readonly posting: Posting; readonly line: number };
