import { parentIdAt, readCommitHeader, readId, treeIdAt } from "./commit-header.ts";
import { LeftToGit, leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";
import { createMailGathering, type PackedMails } from "./packed-mails.ts";
import type { StoredObjects } from "./stored-objects.ts";

/** Which commits of an archive's epoch: those that a tip reaches, of many perhaps the newest only. */
export type MailWalk = {
  /** A commit's 20 bytes of id. */
  readonly tip: Uint8Array;
  readonly newest: number | null;
};

/** A history with more commits is git's to list. */
const commitsMax = 2_000_000;

/**
 * The commits of an epoch, oldest first, each with its file `m`. They are one line, as public-inbox makes it, and each is read before the first mail is
 * given; else all of it is left to git. A mail that is not as usual is given without its bytes.
 *
 * @param room memory that a batch may be gathered in, if there is some that nobody needs any more
 */
export function* walkMails(
  objects: StoredObjects,
  { tip, newest }: MailWalk,
  room: () => Uint8Array<ArrayBuffer> | null,
): Generator<PackedMails> {
  if (newest === 0) return;
  const { ids, commits } = lineFrom(objects, tip, Math.min(newest ?? Number.POSITIVE_INFINITY, commitsMax + 1));
  if (commits > commitsMax) leaveToGit("an archive has too many mails");
  const gathering = createMailGathering(room);
  const blob = new Uint8Array(idLength);
  for (let place = commits - 1; place >= 0; place -= 1) {
    const commit = ids.subarray(place * 2 * idLength, (place * 2 + 1) * idLength);
    const mail = mailIn(objects, ids, (place * 2 + 1) * idLength, blob);
    if (!gathering.hasRoom(mail?.length ?? 0)) yield gathering.close();
    gathering.add(commit, mail === null ? null : { blob, bytes: mail });
  }
  if (gathering.mails() > 0) yield gathering.close();
}

/** The ids of commits and of their trees, one after the other, newest first. */
type Line = { readonly ids: Uint8Array; readonly commits: number };

function lineFrom(objects: StoredObjects, tip: Uint8Array, most: number): Line {
  let ids = new Uint8Array(1024 * 2 * idLength);
  const id = new Uint8Array(idLength);
  let at = objects.find(tip, 0);
  ids.set(tip);
  for (let commits = 1; ; commits += 1) {
    const bytes = objects.readBriefly(at, "commit");
    const { parents } = readCommitHeader(bytes) ?? leaveToGit("a commit has an unusual header");
    readId(bytes, treeIdAt, id);
    ids.set(id, (commits * 2 - 1) * idLength);
    if (parents === 0 || commits === most) return { ids, commits };
    if (parents > 1) leaveToGit("an archive has a merge");
    readId(bytes, parentIdAt(0), id);
    if (commits * 2 * idLength === ids.length) ids = twiceAsLong(ids);
    ids.set(id, commits * 2 * idLength);
    at = objects.find(id, 0);
  }
}

function twiceAsLong(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(bytes.length * 2);
  longer.set(bytes);
  return longer;
}

/**
 * The file `m` of a tree, of which nobody may make use any more when the next object is read; null: it is git's to say what is there.
 *
 * @param ids where the 20 bytes of the tree's id stand, from `start` on
 * @param blob becomes the id of that file
 */
function mailIn(objects: StoredObjects, ids: Uint8Array, start: number, blob: Uint8Array): Uint8Array | null {
  try {
    const tree = objects.readBriefly(objects.find(ids, start), "tree");
    const at = fileIdAt(tree);
    if (at === -1) return null;
    blob.set(tree.subarray(at, at + idLength));
    return objects.readBriefly(objects.find(blob, 0), "blob");
  } catch (error) {
    if (!(error instanceof LeftToGit)) throw error;
    return null;
  }
}

/** Where the id of the file `m` stands in a tree that has nothing else, as public-inbox writes it; −1: it is not so. */
function fileIdAt(tree: Uint8Array): number {
  if (tree.length !== onlyFile.length + idLength) return -1;
  return onlyFile.every((code, place) => tree[place] === code) ? onlyFile.length : -1;
}

const onlyFile = Uint8Array.from("100644 m\0", (character) => character.charCodeAt(0));
