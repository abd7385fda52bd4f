import { readSubject } from "../../mail/subject.ts";
import { type ComparedEntry, compared, type EntryDifference, entryDifference, isSame } from "../entry-differences.ts";
import type { Posting } from "./posting.ts";
import type { PostedEntry } from "./proposed-entries.ts";
import type { Thread } from "./thread.ts";

/** A version of a proposal. */
export type Version = {
  /** `v2`; `v2.1` for one that stands between v2 and v3, such as another wording in an answer. */
  readonly label: string;
  /** From 0; a later version has a greater one. */
  readonly order: number;
  readonly posting: Posting;
  readonly proposed: PostedEntry;
  readonly compared: ComparedEntry;
  /** From the version before; null for the first. */
  readonly difference: EntryDifference | null;
};

/** Versions by order, and by index of posting the order of the one that it carries or speaks of; −1: of none. */
export type Versions = { readonly versions: readonly Version[]; readonly spokenOf: Int32Array };

/**
 * The versions of one exception's proposal, in the order of the thread. Their numbers are those of `[PATCH v3]` and the like, else they
 * are counted. A mail speaks of the version that is its nearest ancestor; a comment of the last one before it.
 *
 * @param proposed - by index of posting the entry that it proposes, null for none
 */
export function versionsOf(thread: Thread, proposed: readonly (PostedEntry | null)[]): Versions {
  const { postings } = thread;
  const named = new Set(postings.flatMap((posting, index) => (proposed[index] ? (numberIn(posting) ?? []) : [])));
  const versions: Version[] = [];
  const carried = new Int32Array(postings.length).fill(none);
  const label = createLabels(named);
  for (const [index, posting] of postings.entries()) {
    const entry = proposed[index] ?? null;
    if (entry === null) continue;
    const before = versions.at(-1);
    const number = numberIn(posting);
    const now = compared(entry.entry, entry.titled ? entry.entry.title : null, entry.prose);
    const difference = before === undefined ? null : entryDifference(before.compared, now);
    const repeats = difference !== null && isSame(difference) && (number === null || before?.label === `v${number}`);
    if (!repeats)
      versions.push({
        label: label(number),
        order: versions.length,
        posting,
        proposed: entry,
        compared: now,
        difference,
      });
    carried[index] = versions.length - 1;
  }
  return { versions, spokenOf: spokenOf(thread, carried) };
}

const none = -1;

/** The version that a posting's subject says that it is; null for an answer, and where it says nothing. */
function numberIn({ subject, channel }: Posting): number | null {
  if (channel === "issue") return null;
  const { isAnswer, version } = readSubject(subject);
  return isAnswer ? null : version;
}

/** Gives one label after another. What bears no number of its own takes the next that nobody claims, else stands between. */
function createLabels(claimed: ReadonlySet<number>): (number: number | null) => string {
  let last = 0;
  let between = 0;
  const used = new Set<number>();
  return (number) => {
    const wanted = number ?? (claimed.has(last + 1) ? null : last + 1);
    if (wanted === null || used.has(wanted)) {
      between += 1;
      return `v${last}.${between}`;
    }
    used.add(wanted);
    last = wanted;
    between = 0;
    return `v${wanted}`;
  };
}

/** Of each posting the version that it speaks of. Walks up each mail once. */
function spokenOf({ postings, parents }: Thread, carried: Int32Array): Int32Array {
  const own = Int32Array.from(carried);
  for (const [index, version] of carried.entries()) {
    const parent = parents[index] ?? null;
    if (version !== none && parent !== null && isCoverLetter(postings[parent])) own[parent] = version;
  }
  const spoken = Int32Array.from(own);
  const settled = postings.map((_, index) => own[index] !== none || parents[index] === null);
  let latest = none;
  for (const [start, { channel }] of postings.entries()) {
    latest = Math.max(latest, carried[start] ?? none);
    if (channel === "issue") {
      spoken[start] = latest;
      continue;
    }
    const path: number[] = [];
    let at = start;
    for (; settled[at] === false; at = parents[at] ?? at) path.push(at);
    for (const index of path) {
      spoken[index] = spoken[at] ?? none;
      settled[index] = true;
    }
  }
  return spoken;
}

/** `[PATCH v2 0/3]`: the letter above a series. Who answers it speaks of the series. */
function isCoverLetter(posting: Posting | undefined): boolean {
  if (posting === undefined) return false;
  const { isAnswer, part } = readSubject(posting.subject);
  return !isAnswer && part?.position === 0;
}
