import { decodeUtf8 } from "../commit/decode.ts";
import type { Change } from "../commit/facts.ts";
import { unsaidBlob, unsaidMode } from "../commit/facts.ts";
import { latin1Bytes } from "../text/bytes.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import { pathOfBytes } from "../text/path-bytes.ts";
import { type DiffEntry, diffEntries } from "./diff-entries.ts";
import { whyNoPath } from "./diff-names.ts";
import { namesOf } from "./diff-prefix.ts";

/**
 * What a mailed diff changes, in its order: as `git diff-tree --raw --numstat` would have it of the commit that `git am` makes, as far as
 * the diff says that. Blob ids are as short as in the diff; what it does not say is `unsaidMode` and `unsaidBlob`. A file that becomes a
 * link, or the like, is one change; its lines are those of both.
 *
 * @param diff from the first line of the diff on, a UTF-16 unit for each byte ("latin1"); text may follow, and stand between
 * @returns unknown wherever git would refuse the diff, or could read it in two ways: never fewer paths than `git apply` touches
 */
export function changesOfDiff(diff: string): Learned<readonly Change[]> {
  // These are bytes.
  if (/[^\0-\xff]/.test(diff)) return unknown("its diff was not handed on byte by byte");
  const entries = diffEntries(diff);
  if (!entries.known) return entries;
  const names = namesOf(entries.value);
  if (!names.known) return names;
  const changes: Change[] = [];
  const byPath = new Map<string, number>();
  for (const [index, entry] of entries.value.entries()) {
    const { from, path } = names.value[index] ?? { from: null, path: "" };
    for (const name of [from ?? path, path]) {
      const why = whyNoPath(name);
      if (why !== null) return unknown(`its diff names a path that ${why} (line ${entry.line})`);
    }
    const change = changeOf(entry, textOf(path), from === null ? null : textOf(from));
    const place = byPath.get(change.path);
    const earlier = place === undefined ? undefined : changes[place];
    if (place === undefined || earlier === undefined) byPath.set(change.path, changes.push(change) - 1);
    else {
      const joined = typeChange(earlier, change);
      if (joined === null) return unknown(`its diff names \`${change.path}\` twice (line ${entry.line})`);
      changes[place] = joined;
    }
  }
  return learned(changes);
}

function textOf(name: string): string {
  const bytes = latin1Bytes(name);
  return decodeUtf8(bytes) ?? pathOfBytes(bytes);
}

function changeOf(entry: DiffEntry, path: string, from: string | null): Change {
  const { isNew, isDeleted, oldMode, newMode, isBinary, lines } = entry;
  const before = isNew ? absentMode : (oldMode ?? unsaidMode);
  const after = isDeleted ? absentMode : (newMode ?? oldMode ?? unsaidMode);
  return {
    path,
    from,
    status: statusOf(entry, before, after),
    oldMode: before,
    newMode: after,
    ...blobsOf(entry),
    added: isBinary ? null : (lines?.added ?? 0),
    deleted: isBinary ? null : (lines?.deleted ?? 0),
  };
}

/** The mode of a side that is not there. */
const absentMode = "000000";

function statusOf({ pair, isNew, isDeleted }: DiffEntry, before: string, after: string): Change["status"] {
  if (pair !== null) return pair.how;
  if (isNew) return "added";
  if (isDeleted) return "deleted";
  return before.slice(0, 3) === after.slice(0, 3) ? "modified" : "type-changed";
}

function blobsOf({ blobs, isNew, isDeleted, isBinary, lines }: DiffEntry): Pick<Change, "oldBlob" | "newBlob"> {
  const zeros = "0".repeat(Math.max(blobs?.old.length ?? 0, blobs?.now.length ?? 0) > 40 ? 64 : 40);
  const isSame = blobs === null && lines === null && !isBinary;
  return {
    oldBlob: isNew ? zeros : (blobs?.old ?? (isSame ? unsaidBlob.same : unsaidBlob.before)),
    newBlob: isDeleted ? zeros : (blobs?.now ?? (isSame && !isNew ? unsaidBlob.same : unsaidBlob.after)),
  };
}

/** Of a file that goes and another kind of file that comes in its place; null: the two are not that. */
function typeChange(gone: Change, come: Change): Change | null {
  if (gone.status !== "deleted" || come.status !== "added") return null;
  if (gone.oldMode.slice(0, 3) === come.newMode.slice(0, 3)) return null;
  return {
    ...come,
    status: "type-changed",
    oldMode: gone.oldMode,
    oldBlob: gone.oldBlob,
    added: sumOf(gone.added, come.added),
    deleted: sumOf(gone.deleted, come.deleted),
  };
}

const sumOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;
