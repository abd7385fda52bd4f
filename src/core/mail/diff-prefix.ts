import { type Learned, learned, unknown } from "../text/learned.ts";
import type { DiffEntry } from "./diff-entries.ts";
import { sameNamesIn, withoutFolder } from "./diff-names.ts";

/** The names that git writes to and takes from, as bytes; `from` only where a file is renamed or copied. */
export type EntryNames = { readonly path: string; readonly from: string | null };

/**
 * How the names of one file can be read. git takes the first folder off (`-p1`), and in a diff without `a/` and `b/` that would be a
 * folder of the project.
 *
 * - `prefixed`: each name has a folder of its own before it;
 * - `bare`: nothing stands before the names, as git finds, too;
 * - `either`: the names are told without regard to that;
 * - `alike`: both names are equal, so what begins them may be a folder or nothing that was put there;
 * - `single`: there is only one name.
 */
type Reading =
  | { readonly as: "prefixed"; readonly names: EntryNames; readonly prefixes: readonly string[] }
  | { readonly as: "bare"; readonly names: EntryNames }
  | { readonly as: "either"; readonly names: EntryNames }
  | { readonly as: "alike"; readonly names: EntryNames }
  | { readonly as: "single"; readonly name: string };

/** The names of all files, in their order, where there is one way to read them. */
export function namesOf(entries: readonly DiffEntry[]): Learned<readonly EntryNames[]> {
  const readings: Reading[] = [];
  for (const entry of entries) {
    const reading = readingOf(entry);
    if (reading === null)
      return unknown(`its diff does not agree with itself on the name of a file (line ${entry.line})`);
    readings.push(reading);
  }
  const prefixed = readings.some(({ as }) => as === "prefixed");
  const bare = readings.findIndex(({ as }) => as === "bare");
  if (prefixed && bare !== -1)
    return unknown("some names in its diff have a folder put before them, and some have not");
  const open = readings.findIndex(({ as }) => as === "alike" || as === "single");
  if (open === -1) return learned(readings.map((reading) => settled(reading, false)));
  if (bare !== -1) {
    // `git apply -p1` refuses a bare name of git's own diffs, so that only `-p0` is left. Those of others it takes as they come.
    const decides = entries[bare]?.header !== null || bare < open;
    return decides ? learned(readings.map((reading) => settled(reading, true))) : unknown(twoWays);
  }
  const prefixes = new Set([
    ...conventional,
    ...readings.flatMap((reading) => (reading.as === "prefixed" ? reading.prefixes : [])),
  ]);
  const isOpen = (reading: Reading): boolean =>
    reading.as === "alike" || (reading.as === "single" && !prefixes.has(folderOf(reading.name)));
  return readings.some(isOpen) ? unknown(twoWays) : learned(readings.map((reading) => settled(reading, false)));
}

const twoWays =
  "its diff was made without `a/` and `b/` before the names (`--no-prefix`), so that `git am` would take a folder off them";

/** What stands before a name that is new or deleted, if nothing else tells. */
const conventional: ReadonlySet<string> = new Set(["a", "b"]);

const folderOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf("/")));

function settled(reading: Reading, isBare: boolean): EntryNames {
  if (reading.as !== "single") return reading.names;
  return { path: isBare ? reading.name : (withoutFolder(reading.name) ?? reading.name), from: null };
}

function readingOf(entry: DiffEntry): Reading | null {
  if (entry.header === null) return ofTraditional(entry);
  return entry.pair === null ? ofOneName(entry, entry.header) : ofPair(entry);
}

/** Renames and copies name both sides as they are; the lines above the hunks, if there are any, must say the same. */
function ofPair({ pair, names }: DiffEntry): Reading | null {
  if (pair === null) return null;
  const told: EntryNames = { path: pair.to, from: pair.from };
  if (names.old === null && names.now === null) return { as: "either", names: told };
  if (names.old === null || names.now === null) return null;
  if (names.old === pair.from && names.now === pair.to) return { as: "bare", names: told };
  if (withoutFolder(names.old) !== pair.from || withoutFolder(names.now) !== pair.to) return null;
  return { as: "prefixed", names: told, prefixes: [folderOf(names.old), folderOf(names.now)] };
}

/** A file that keeps its name. */
function ofOneName({ names, isNew, isDeleted }: DiffEntry, header: string): Reading | null {
  const old = isNew ? null : names.old;
  const now = isDeleted ? null : names.now;
  if (old !== null && now !== null) return ofTwo(old, now);
  const bare = sameNamesIn(header, 0);
  const name = bare ?? sameNamesIn(header, 1);
  if (name === null) return null;
  const said = old ?? now;
  if (bare !== null) {
    if (said !== null && said !== bare) return null;
    return { as: bare.includes("/") ? "alike" : "bare", names: { path: bare, from: null } };
  }
  if (said !== null && withoutFolder(said) !== name) return null;
  return { as: "prefixed", names: { path: name, from: null }, prefixes: said === null ? [] : [folderOf(said)] };
}

function ofTwo(old: string, now: string): Reading | null {
  if (old === now) return { as: old.includes("/") ? "alike" : "bare", names: { path: old, from: null } };
  const name = withoutFolder(now);
  if (name === null || withoutFolder(old) !== name) return null;
  return { as: "prefixed", names: { path: name, from: null }, prefixes: [folderOf(old), folderOf(now)] };
}

/** Other programs compare `file.orig` with `file`; git takes the shorter name then. */
function ofTraditional({ names: { old, now } }: DiffEntry): Reading | null {
  if (old === null || now === null) return null;
  if (old === "/dev/null" || now === "/dev/null") {
    const name = old === "/dev/null" ? now : old;
    if (name === "/dev/null") return null;
    return name.includes("/") ? { as: "single", name } : { as: "bare", names: { path: name, from: null } };
  }
  const [oldRest, nowRest] = [withoutFolder(old), withoutFolder(now)];
  if (!old.includes("/") && !now.includes("/")) {
    const name = commonName(old, now);
    return name === null ? null : { as: "bare", names: { path: name, from: null } };
  }
  if (oldRest === null || nowRest === null) return null;
  if (folderOf(old) === folderOf(now)) {
    const name = commonName(old, now);
    return name === null ? null : { as: "alike", names: { path: name, from: null } };
  }
  const name = commonName(oldRest, nowRest);
  return name === null
    ? null
    : { as: "prefixed", names: { path: name, from: null }, prefixes: [folderOf(old), folderOf(now)] };
}

function commonName(old: string, now: string): string | null {
  if (now.startsWith(old)) return old;
  return old.startsWith(now) ? now : null;
}
