import type { ToolUse } from "../audit/audit.ts";
import type { Source } from "../text/source.ts";
import type { ClauseOptions } from "./candidates.ts";
import type { Share } from "./levels.ts";

/** The texts of HEAD that a proposal is made from. Each is named by its path. */
export type SeenTexts = {
  /** Who maintains what, the likeliest first. */
  readonly maintainers: readonly Source[];
  readonly dcoYml: Source | null;
  /** Settings of linters. */
  readonly linters: readonly Source[];
  readonly documents: readonly Source[];
  readonly mailmap: Source | null;
  /** What was there and was not looked at, with the reason. */
  readonly notRead: readonly NotRead[];
};

/** `what` is a path, or says what all was left out. */
export type NotRead = { readonly what: string; readonly why: string };

/** A rule in one setting, and how many commits met it. */
export type Measured = { readonly rule: string; readonly options: ClauseOptions; readonly words: string } & Share;

/** A tool by an exact identity: `role` is `author`, a trailer's key or `message`, as an audit has it. */
export type ToolSeen = Pick<ToolUse, "tool" | "class" | "role" | "commits">;

/** What the newest commits show. */
export type Practice = {
  /** Commits that were looked at: the newest that are no merges. */
  readonly commits: number;
  /** Why they are fewer than were asked for, or not all that could be; null: they are all. */
  readonly cut: string | null;
  /** In the order of the candidates; of one rule the strictest setting first. */
  readonly rules: readonly Measured[];
  /** Tools by exact identities, the most frequent first. */
  readonly tools: readonly ToolSeen[];
  /** Trailers that disclose AI use, with the spelling of the built-in table, the most frequent first. */
  readonly disclosures: readonly { readonly key: string; readonly commits: number }[];
};

export const noPractice: Practice = { commits: 0, cut: null, rules: [], tools: [], disclosures: [] };

/** Where we looked. */
export type SeenHead = {
  /** The full id; null: nothing is committed yet. */
  readonly commit: string | null;
  /** HEAD's branch by its short name; null when detached. */
  readonly branch: string | null;
};

/** All that was seen of a repository. */
export type Seen = { readonly head: SeenHead; readonly texts: SeenTexts; readonly practice: Practice };
