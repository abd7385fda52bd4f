import type { Change } from "../../core/commit/facts.ts";
import { pathText } from "./paths.ts";

/** More paths than this in one commit are not kept; the commit's answer says so. */
export const changesMax = 200_000;

/** What git said of one commit. `counted` is how many of the changes have their lines. */
export type ChangeRecord = { readonly id: string; readonly changes: Change[]; counted: number; overflow: boolean };

/** Ends one round of questions: no object id, so `git diff-tree --stdin` repeats it and flushes. */
export const roundEnd = "end\n";

export type ChangeReader = {
  /** Takes a chunk; gives true when the round's end was read. */
  read(chunk: Buffer): boolean;
  /** What was read since the last call, in git's order. The last one may be unfinished when git died. */
  take(): ChangeRecord[];
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Reads `git diff-tree --stdin -z --always --raw --numstat` in chunks cut anywhere. Every token ends with a NUL:
 * an id; `:modes blobs status` and one or two paths; `added TAB deleted TAB path`, or with an empty path and two more tokens.
 * What the next token must be is always known, so no path can pass for something else.
 */
export function createChangeReader(): ChangeReader {
  let rest: Buffer = Buffer.alloc(0);
  let records: ChangeRecord[] = [];
  let record: ChangeRecord | undefined;
  let raw: Mutable<Change> | null = null;
  let pathsDue = 0;

  function takePath(token: Buffer): void {
    pathsDue -= 1;
    if (!raw) return;
    const path = pathText(token);
    if (pathsDue === 1) raw.from = path;
    else {
      raw.path = path;
      keep(record, raw);
      raw = null;
    }
  }

  function takeToken(token: Buffer): void {
    if (pathsDue > 0) takePath(token);
    else if (token[0] === 0x3a) {
      raw = readRaw(token.toString("latin1"));
      pathsDue = raw.status === "renamed" || raw.status === "copied" ? 2 : 1;
    } else if (token.includes(9)) {
      if (count(record, token)) pathsDue = 2;
    } else {
      record = { id: token.toString("latin1"), changes: [], counted: 0, overflow: false };
      records.push(record);
    }
  }

  return {
    read(chunk) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, at)) {
        takeToken(bytes.subarray(at, end));
        at = end + 1;
      }
      rest = bytes.subarray(at);
      const ended = pathsDue === 0 && rest.toString("latin1") === roundEnd;
      if (ended) rest = Buffer.alloc(0);
      return ended;
    },
    take() {
      const taken = records;
      records = [];
      record = undefined;
      return taken;
    },
  };
}

const statusOfLetter: Readonly<Record<string, Change["status"]>> = {
  A: "added",
  D: "deleted",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "type-changed",
};

/** `:100644 100644 <blob> <blob> R100`. A letter we do not know is a modification: something changed at that path. */
function readRaw(token: string): Mutable<Change> {
  const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = token.slice(1).split(" ");
  const status = statusOfLetter[letter[0] ?? ""] ?? "modified";
  return { path: "", from: null, status, oldMode, newMode, oldBlob, newBlob, added: null, deleted: null };
}

function keep(record: ChangeRecord | undefined, change: Change): void {
  if (!record) return;
  if (record.changes.length < changesMax) record.changes.push(change);
  else record.overflow = true;
}

/** Line counts come in the order of the changes. True when two more tokens, a rename's paths, follow. */
function count(record: ChangeRecord | undefined, token: Buffer): boolean {
  const first = token.indexOf(9);
  const second = token.indexOf(9, first + 1);
  const change: Mutable<Change> | undefined = record?.changes[record.counted];
  if (record) record.counted += 1;
  if (change) {
    change.added = lines(token.toString("latin1", 0, first));
    change.deleted = lines(token.toString("latin1", first + 1, second));
  }
  return second === token.length - 1;
}

/** git prints `-` for a binary file. */
const lines = (digits: string): number | null => (digits === "-" ? null : Number(digits));
