import type { SizeLimit, Who } from "../core/document/document.ts";
import type { RegisterEvent } from "../core/process/register.ts";

/** What pages use of an entry of a register, as `proviso exception list --format json` writes it. */
export type SavedEntry = {
  readonly id: string;
  readonly title: string;
  readonly state: "listed" | "expired" | "withdrawn" | "unreadable";
  readonly source: string;
  readonly line: number;
  readonly hasFields: boolean;
  readonly covers: readonly string[];
  readonly change: readonly string[];
  readonly paths: readonly string[];
  readonly notPaths: readonly string[];
  readonly atMost: readonly SizeLimit[];
  readonly tool: string | null;
  readonly who: Who;
  readonly needs: readonly string[];
  readonly judgements: readonly string[];
  readonly agreed: { readonly day: string; readonly links: readonly string[] } | null;
  readonly until: { readonly day: string; readonly postedBeforeMayLandUntil: string | null } | null;
  readonly withdrawn: {
    readonly day: string;
    readonly reason: string;
    readonly postedBeforeMayLandUntil: string | null;
  } | null;
};

export type SavedRegisterEntry = SavedEntry & {
  readonly isListed: boolean;
  readonly history: readonly {
    readonly kind: RegisterEvent["kind"];
    readonly day: string;
    readonly commit: string;
    readonly changed: readonly string[];
  }[];
};

/** A register of exceptions. */
export type SavedRegister = {
  readonly document: string;
  readonly revision: string;
  readonly incomplete: string | null;
  readonly unread: readonly { readonly commit: string; readonly why: string }[];
  readonly exceptions: readonly SavedRegisterEntry[];
};

type SavedLines = { readonly added: number | null; readonly alive: number | null };

/** What is left of an exception's commits. */
export type SavedExposure = {
  readonly revision: { readonly name: string; readonly id: string };
  readonly undetermined: readonly string[];
  readonly total: { readonly added: number; readonly alive: number };
  readonly reverts: {
    readonly clean: number;
    readonly conflict: number;
    readonly nothingLeft: number;
    readonly merge: number;
    readonly notReached: number;
    readonly unknown: number;
  };
  readonly directories: readonly { readonly path: string; readonly added: number; readonly alive: number }[];
  readonly files: readonly (SavedLines & {
    readonly path: string;
    readonly state: "present" | "deleted" | "binary" | "unknown";
    readonly earlierPaths: readonly string[];
  })[];
  readonly commits: readonly (SavedLines & {
    readonly id: string;
    readonly subject: string;
    readonly revert: {
      readonly outcome: string;
      readonly why: string | null;
      readonly paths: readonly { readonly path: string; readonly kinds: readonly string[] }[];
      readonly behind: readonly string[];
    };
  })[];
};

type SavedPerson = { readonly name: string; readonly email: string | null; readonly login: string | null };

type SavedGiven = {
  readonly form: string;
  readonly version: string | null;
  readonly reason: string | null;
  readonly by: SavedPerson;
  readonly place: string;
  readonly seconds: number | null;
};

/** What was said of a request, and what the document says now. */
export type SavedStatus = {
  readonly exception: string;
  readonly problems: readonly string[];
  readonly document: {
    readonly source: string | null;
    readonly state: "not-listed" | SavedEntry["state"];
  };
  readonly thread: {
    readonly postings: number;
    readonly first: number | null;
    readonly last: number | null;
  };
  readonly open: number;
  readonly versions: readonly {
    readonly label: string;
    readonly subject: string;
    readonly by: SavedPerson;
    readonly title: string | null;
    readonly date: { readonly seconds: number | null };
    readonly fields: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly people: readonly (SavedPerson & {
    readonly postings: number;
    readonly said: readonly SavedGiven[];
    readonly standings: readonly {
      readonly maintains: readonly string[] | null;
      readonly reviews: readonly string[] | null;
      readonly why: string | null;
    }[];
  })[];
  readonly objections: readonly { readonly raised: SavedGiven; readonly closed: SavedGiven | null }[];
  readonly uncounted: readonly {
    readonly place: string;
    readonly line: number;
    readonly text: string;
    readonly why: string;
  }[];
};
