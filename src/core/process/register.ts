import type { ListedException } from "../document/document.ts";
import type { Learned } from "../text/learned.ts";
import { append } from "../text/long-lists.ts";
import { type ComparedEntry, compared, entryDifference } from "./entry-differences.ts";

/** A commit of the line that changed the document; the day is the committer's, `YYYY-MM-DD` UTC. */
export type RegisterCommit = { readonly id: string; readonly day: string };

/** What the document lists as a commit leaves it; a text that cannot be read lists nothing that is known. */
export type DocumentRevision = RegisterCommit & {
  readonly listed: Learned<readonly ListedException[]>;
};

/** Something that became of an entry, by the document's own history. */
export type RegisterEvent = RegisterCommit &
  (
    | { readonly kind: "listed" | "listed-again" | "taken-out" | "withdrawn" | "reinstated" }
    /** `changed`: names of fields, and `title` or `text`, in the entry's order. */
    | { readonly kind: "changed"; readonly changed: readonly string[] }
  );

/** An id that the document lists, or once listed, with what became of it, oldest first. */
export type RegisterEntry = {
  readonly id: string;
  /** As it stands now; else as it stood last. */
  readonly entry: ListedException;
  readonly isListed: boolean;
  readonly events: readonly RegisterEvent[];
};

/** The register of exceptions. It is read from the document's history and is no second truth beside it. */
export type Register = {
  /** In the document's order; ids that are not listed any more come last, by when they were taken out. */
  readonly entries: readonly RegisterEntry[];
  /** Revisions of the document whose list is not known, and why: between them anything may have happened. */
  readonly unread: readonly (RegisterCommit & { readonly why: string })[];
};

/** What became of each entry. Revisions come oldest first; one that cannot be read is passed over, and said. */
export function registerOf(revisions: readonly DocumentRevision[]): Register {
  const entries = new Map<string, { entry: ListedException; isListed: boolean; events: RegisterEvent[] }>();
  const unread: (RegisterCommit & { why: string })[] = [];
  let latest: readonly string[] = [];
  for (const { id: commit, day, listed } of revisions) {
    const at = { id: commit, day };
    if (!listed.known) {
      unread.push({ ...at, why: listed.why });
      continue;
    }
    latest = listed.value.map(({ id }) => id);
    const present = new Set(latest);
    for (const [id, known] of entries) {
      if (!known.isListed || present.has(id)) continue;
      known.isListed = false;
      known.events.push({ ...at, kind: "taken-out" });
      // What is taken out last stands last.
      entries.delete(id);
      entries.set(id, known);
    }
    for (const entry of listed.value) {
      const known = entries.get(entry.id);
      if (known === undefined) {
        entries.set(entry.id, { entry, isListed: true, events: firstEvents(at, entry) });
        continue;
      }
      append(known.events, eventsBetween(known, entry, at));
      known.entry = entry;
      known.isListed = true;
    }
  }
  const order = new Map(latest.map((id, index) => [id, index]));
  const place = (id: string): number => order.get(id) ?? latest.length;
  return {
    entries: [...entries]
      .map(([id, known]) => ({ id, ...known }))
      .sort((one, other) => place(one.id) - place(other.id)),
    unread,
  };
}

const firstEvents = (at: RegisterCommit, { withdrawn }: ListedException): RegisterEvent[] => [
  { ...at, kind: "listed" },
  ...(withdrawn === null ? [] : [{ ...at, kind: "withdrawn" } as const]),
];

function eventsBetween(
  before: { readonly entry: ListedException; readonly isListed: boolean },
  entry: ListedException,
  at: RegisterCommit,
): readonly RegisterEvent[] {
  const events: RegisterEvent[] = before.isListed ? [] : [{ ...at, kind: "listed-again" }];
  const changed = changesBetween(before.entry, entry);
  const wasWithdrawn = before.entry.withdrawn !== null;
  const isWithdrawn = entry.withdrawn !== null;
  if (!wasWithdrawn && isWithdrawn) events.push({ ...at, kind: "withdrawn" });
  if (wasWithdrawn && !isWithdrawn) events.push({ ...at, kind: "reinstated" });
  const others = wasWithdrawn === isWithdrawn ? changed : changed.filter((name) => name !== "Withdrawn");
  return others.length === 0 ? events : [...events, { ...at, kind: "changed", changed: others }];
}

/** What two versions of an entry say differently: fields by name, each once, then `title`, then `text`. */
function changesBetween(before: ListedException, after: ListedException): readonly string[] {
  const { fields, title, proseChanged } = entryDifference(asCompared(before), asCompared(after));
  const names = new Set(fields.map(({ field }) => field));
  return [...names, ...(title === null ? [] : ["title"]), ...(proseChanged ? ["text"] : [])];
}

const asCompared = (entry: ListedException): ComparedEntry => compared(entry, entry.title, proseOf(entry));

/** What stands below the fields, line breaks aside. */
function proseOf({ fields, at, entry }: ListedException): string {
  const last = fields.at(-1);
  const start = last === undefined ? at.end : Math.max(last.valueAt.end, last.nameAt.end);
  const text = at.source.text.slice(start, entry.end);
  return (last === undefined ? text.replace(/^[^\n]*\n(?:([!-/:-@[-`{-~])\1*[ \t]*\r?\n)?/, "") : text)
    .trim()
    .replace(/\s+/g, " ");
}
