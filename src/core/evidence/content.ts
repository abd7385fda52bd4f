import type { Change } from "../commit/facts.ts";
import { type Learned, unknown } from "../text/learned.ts";
import type { ReplayFacts } from "./scripted.ts";
import type { FileReading, Language } from "./tokens.ts";

/** A file that the commit modifies, both sides in full. An empty text stands for a side that is not there. */
export type ChangedFile = {
  readonly change: Change;
  readonly before: string;
  readonly after: string;
  /** Null: no grammar reads such files. */
  readonly language: Language | null;
  readonly reading: Learned<FileReading>;
};

/** The commit that the message names as reverted, or as the original of a backport. */
export type OriginalFacts = {
  readonly id: string;
  readonly subject: string;
  readonly isAncestor: boolean;
  /** A branch or tag that has it, and not the commit that names it; null: none, or the commit does not repeat it, so that nobody asked. */
  readonly reference: string | null;
  /** The patches, compared line by line: the same, each other's inverse, or neither. */
  readonly comparison: "same" | "inverse" | "different";
};

/** What was learnt of a commit's content, as far as a kind of change needs it. */
export type EvidenceFacts = {
  readonly files: Learned<readonly ChangedFile[]>;
  /** Null: the message names none. */
  readonly original: Learned<OriginalFacts | null>;
  readonly replay: Learned<ReplayFacts>;
};

/** Nobody has looked: no kind that needs contents is proved. */
export const nothingLearnt = (why: string): EvidenceFacts => ({
  files: unknown(why),
  original: unknown(why),
  replay: unknown(why),
});
