import type { TextDigest } from "../policy/coverage.ts";

/** Something that the service did, in a chain: each entry holds the hash of the one before it, so none can be changed or left out in between unseen. */
export type ActionLogEntry = {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Milliseconds since 1970 UTC, as the clock of the machine said. A clock that was set back shows, and is no break of the chain. */
  readonly at: number;
  /** `service`, or `person:LOGIN`. */
  readonly actor: string;
  /** A plain name: `delivery-taken`, `conclusion-published`, `log-in`. */
  readonly action: string;
  readonly subject: string;
  /** The hash of the entry before; of the first one, zeros. */
  readonly previous: string;
  /** SHA-256, in hex, of the JSON array of all other fields in this order. */
  readonly hash: string;
};

/** What somebody did, before it has its place in the chain. */
export type NewAction = Pick<ActionLogEntry, "at" | "actor" | "action" | "subject">;

/** Where a chain ends: what the next entry goes on from. */
export type ChainHead = { readonly sequence: number; readonly hash: string };

/** Of a log without entries. */
export const chainStart: ChainHead = { sequence: 0, hash: "0".repeat(64) };

/** The entries with their places behind `head`. `digest` is SHA-256 in hex. */
export function chain(head: ChainHead, actions: readonly NewAction[], digest: TextDigest): readonly ActionLogEntry[] {
  let { sequence, hash } = head;
  return actions.map(({ at, actor, action, subject }) => {
    sequence += 1;
    const placed = { sequence, at, actor, action, subject, previous: hash };
    hash = hashOf(placed, digest);
    return { ...placed, hash };
  });
}

const hashOf = (
  { sequence, at, actor, action, subject, previous }: Omit<ActionLogEntry, "hash">,
  digest: TextDigest,
): string => digest(JSON.stringify([sequence, at, actor, action, subject, previous]));

/** An entry as a line of an exported log: JSON, without a line feed. */
export const exportedLine = ({ sequence, at, actor, action, subject, previous, hash }: ActionLogEntry): string =>
  JSON.stringify({ sequence, at, actor, action, subject, previous, hash });

/** What is known of an exported log so far. */
export type Verified = {
  /** The first sequence number; null: no entry was read. Where it is not 1, what came before is not in this file. */
  readonly first: number | null;
  readonly head: ChainHead;
  readonly entries: number;
};

export const nothingVerified: Verified = { first: null, head: chainStart, entries: 0 };

/** How long a line may be, in UTF-16 code units. */
export const lineLengthMax = 1 << 20;

/** Verifies the next line of an exported log: what is known then, or in a sentence what is wrong with it. */
export function verifyLine(
  known: Verified,
  line: string,
  digest: TextDigest,
): { readonly ok: true; readonly value: Verified } | { readonly ok: false; readonly why: string } {
  const entry = readEntry(line);
  if (entry === null) return { ok: false, why: "it is no entry of a log" };
  const { sequence, previous, hash } = entry;
  if (known.first === null && sequence > 1) {
    if (hashOf(entry, digest) !== hash)
      return { ok: false, why: `entry ${sequence} was changed: its hash is not that of its fields` };
    return { ok: true, value: { first: sequence, head: { sequence, hash }, entries: 1 } };
  }
  if (sequence !== known.head.sequence + 1)
    return {
      ok: false,
      why: `entry ${sequence} follows entry ${known.head.sequence}: what stood between is missing, or the order was changed`,
    };
  if (previous !== known.head.hash)
    return {
      ok: false,
      why: `entry ${sequence} does not go on from entry ${known.head.sequence}: one of both was changed`,
    };
  if (hashOf(entry, digest) !== hash)
    return { ok: false, why: `entry ${sequence} was changed: its hash is not that of its fields` };
  return { ok: true, value: { first: known.first ?? sequence, head: { sequence, hash }, entries: known.entries + 1 } };
}

const fields = ["sequence", "at", "actor", "action", "subject", "previous", "hash"] as const;

/** What JSON says, if it is an entry and nothing more: a field beside these would be covered by no hash. */
function readEntry(line: string): ActionLogEntry | null {
  if (line.length > lineLengthMax) return null;
  const value = parsed(line);
  if (typeof value !== "object" || value === null) return null;
  const entry = value as { readonly [field: string]: unknown };
  if (Object.keys(entry).length !== fields.length) return null;
  const fits = fields.every((field) =>
    field === "sequence" || field === "at" ? Number.isSafeInteger(entry[field]) : typeof entry[field] === "string",
  );
  if (!fits || exportedLine(entry as unknown as ActionLogEntry) !== line) return null;
  return entry as unknown as ActionLogEntry;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
