import { type Learned, learned, unknown } from "../text/learned.ts";
import { createLineReader, type LineReader } from "./diff-lines.ts";
import { isEpoch, nameBeforeTime, nameIn, wholeNameIn } from "./diff-names.ts";

/** What a diff says of one file. Names are bytes, as they stand, with whatever folder was put before them. */
export type DiffEntry = {
  /** Counted from 1. */
  readonly line: number;
  /** Behind `diff --git`; null: it is a diff as other programs write it. */
  readonly header: string | null;
  /** In the lines `---` and `+++`; null where there is no such line. */
  readonly names: { readonly old: string | null; readonly now: string | null };
  /** Behind `rename from` and `rename to`, or `copy from` and `copy to`. */
  readonly pair: { readonly from: string; readonly to: string; readonly how: "renamed" | "copied" } | null;
  readonly isNew: boolean;
  readonly isDeleted: boolean;
  readonly oldMode: string | null;
  readonly newMode: string | null;
  /** As the index line has them, short or whole. */
  readonly blobs: { readonly old: string; readonly now: string } | null;
  readonly isBinary: boolean;
  /** Lines by the hunks; null: there is no hunk. */
  readonly lines: { readonly added: number; readonly deleted: number } | null;
};

/** Files of one diff. */
const entriesMax = 200_000;

/**
 * Cuts a diff into its files, by the grammar of `git apply`: text between them is passed over, and what git would refuse is unknown.
 * The time is linear.
 */
export function diffEntries(diff: string): Learned<readonly DiffEntry[]> {
  const reader = createLineReader(diff);
  const entries: DiffEntry[] = [];
  for (let line = reader.peek(); line !== null; line = reader.peek()) {
    const read = line.startsWith("diff --git ")
      ? readGitEntry(reader)
      : isTraditional(reader)
        ? readTraditionalEntry(reader)
        : garbage(reader, line);
    if (typeof read === "string") return unknown(`git could not apply its diff: ${read}`);
    if (read !== null) entries.push(read);
    if (entries.length > entriesMax)
      return unknown(`its diff touches more than ${entriesMax} files, which is the limit`);
  }
  return entries.length > 0 ? learned(entries) : unknown("git finds no change in its diff");
}

/** Passes over a line that belongs to no file; a hunk that does is a diff broken in two. */
function garbage(reader: LineReader, line: string): string | null {
  if (hunkNumbers.test(line)) return `line ${reader.number()} begins a hunk, and no file is named above it`;
  if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ") || line.startsWith("@@@ -"))
    return `line ${reader.number()} belongs to the diff of a merge`;
  reader.next();
  return null;
}

const hunkNumbers = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

const isTraditional = (reader: LineReader): boolean =>
  reader.startsWith(0, "--- ") && reader.startsWith(1, "+++ ") && reader.startsWith(2, "@@ -");

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Fields = Mutable<Omit<DiffEntry, "names" | "pair" | "blobs">> & {
  names: Mutable<DiffEntry["names"]>;
  blobs: DiffEntry["blobs"];
  from: string | null;
  to: string | null;
  how: "renamed" | "copied" | null;
  hunks: number;
  /** Kinds of lines in the header. */
  seen: Set<string>;
};

const fieldsAt = (line: number, header: string | null): Fields => ({
  line,
  header,
  names: { old: null, now: null },
  from: null,
  to: null,
  how: null,
  isNew: false,
  isDeleted: false,
  oldMode: null,
  newMode: null,
  blobs: null,
  isBinary: false,
  lines: null,
  hunks: 0,
  seen: new Set(),
});

/** A line of git's header: takes what stands behind its first words, and gives why git would not have it. */
type Taker = (fields: Fields, rest: string) => string | null;

const headerLines: readonly (readonly [start: string, take: Taker])[] = [
  ["--- ", (fields, rest) => takeName(fields, "old", rest)],
  ["+++ ", (fields, rest) => takeName(fields, "now", rest)],
  ["old mode ", (fields, rest) => takeMode(fields, "oldMode", rest)],
  ["new mode ", (fields, rest) => takeMode(fields, "newMode", rest)],
  ["deleted file mode ", (fields, rest) => takeMode(Object.assign(fields, { isDeleted: true }), "oldMode", rest)],
  ["new file mode ", (fields, rest) => takeMode(Object.assign(fields, { isNew: true }), "newMode", rest)],
  ["copy from ", (fields, rest) => takePair(fields, "from", "copied", rest)],
  ["copy to ", (fields, rest) => takePair(fields, "to", "copied", rest)],
  ["rename from ", (fields, rest) => takePair(fields, "from", "renamed", rest)],
  ["rename to ", (fields, rest) => takePair(fields, "to", "renamed", rest)],
  ["rename old ", (fields, rest) => takePair(fields, "from", "renamed", rest)],
  ["rename new ", (fields, rest) => takePair(fields, "to", "renamed", rest)],
  ["similarity index ", () => null],
  ["dissimilarity index ", () => null],
  ["index ", takeBlobs],
];

function takeName(fields: Fields, side: "old" | "now", rest: string): string | null {
  const name = nameIn(rest);
  fields.names[side] = name;
  if (name === null) return "a name in it cannot be read";
  // Without such a line above it git takes it for a file of that name below a folder `dev`.
  const isSaid = side === "old" ? fields.isNew : fields.isDeleted;
  return name === "/dev/null" && !isSaid ? "it names /dev/null before it says that a file is new or deleted" : null;
}

function takePair(fields: Fields, side: "from" | "to", how: "renamed" | "copied", rest: string): string | null {
  if (fields.how !== null && fields.how !== how) return "a file in it is renamed and copied";
  fields.how = how;
  fields[side] = wholeNameIn(rest);
  return fields[side] === null ? "a name in it cannot be read" : null;
}

function takeMode(fields: Fields, side: "oldMode" | "newMode", rest: string): string | null {
  const mode = modeOf(rest.trimEnd());
  if (mode === null) return "a mode in it is none that git knows";
  if (fields[side] !== null && fields[side] !== mode) return "it gives a file two modes";
  fields[side] = mode;
  return null;
}

/** As git keeps it: of a file's permissions only whether its owner may run it. */
function modeOf(text: string): string | null {
  if (text === "120000" || text === "160000") return text;
  if (!/^100[0-7]{3}$/.test(text)) return null;
  return (Number.parseInt(text, 8) & 0o100) === 0 ? "100644" : "100755";
}

function takeBlobs(fields: Fields, rest: string): string | null {
  const [, old, now, mode] = /^([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: (\d{6}))?\s*$/.exec(rest) ?? [];
  if (old === undefined || now === undefined) return "an index line in it cannot be read";
  fields.blobs = { old, now };
  return mode === undefined ? null : takeMode(fields, "oldMode", mode);
}

/** The entry that begins at `diff --git`; a text says why there is none. */
function readGitEntry(reader: LineReader): DiffEntry | string {
  const fields = fieldsAt(reader.number(), (reader.peek() ?? "").slice("diff --git ".length));
  const at = (why: string): string => `${why} (line ${reader.number()})`;
  reader.next();
  for (let line = reader.peek(); line !== null; line = reader.peek()) {
    const [start, take] = headerLines.find(([begin]) => line?.startsWith(begin)) ?? [];
    if (start === undefined || take === undefined) break;
    if (fields.seen.has(start)) return at("it says something twice of one file");
    fields.seen.add(start);
    const why = take(fields, line.slice(start.length));
    if (why !== null) return at(why);
    reader.next();
  }
  // git passes over such a line, with whatever stands below it.
  if (fields.seen.size === 0) return at("nothing that git reads stands below `diff --git`");
  const why = readContent(reader, fields) ?? contradiction(fields);
  return why === null ? entryOf(fields) : at(why);
}

function entryOf(fields: Fields): DiffEntry {
  const { line, header, names, from, to, how, isNew, isDeleted, oldMode, newMode, blobs, isBinary, lines } = fields;
  const pair = from !== null && to !== null && how !== null ? { from, to, how } : null;
  return { line, header, names, pair, isNew, isDeleted, oldMode, newMode, blobs, isBinary, lines };
}

/** The ids of a file without a byte, by SHA-1 and by SHA-256. */
const emptyBlobs: readonly string[] = [
  "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
  "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

/** What git finds wrong with what is said of one file. */
function contradiction(fields: Fields): string | null {
  const { isNew, isDeleted, from, to, names, lines, isBinary, oldMode, newMode, blobs } = fields;
  if ((from === null) !== (to === null)) return "it says half of a rename";
  const isPair = from !== null;
  if (Number(isNew) + Number(isDeleted) + Number(isPair) > 1) return "it says of a file what cannot both be";
  if (names.old !== null && isNew !== (names.old === "/dev/null"))
    return "it does not agree with itself on what is new";
  if (names.now !== null && isDeleted !== (names.now === "/dev/null"))
    return "it does not agree with itself on what is deleted";
  const hasContent = lines !== null || isBinary;
  const changesMode = oldMode !== null && newMode !== null && oldMode !== newMode;
  if (!hasContent && !isPair && !isNew && !isDeleted && !changesMode) return "it does not say what changes in a file";
  const told = isNew ? blobs?.now : isDeleted ? blobs?.old : undefined;
  if (told !== undefined && !hasContent && !emptyBlobs.some((id) => id.startsWith(told)))
    return "it leaves out what stands in a file that is new or deleted";
  if (isNew || isDeleted || blobs === null) return null;
  return hasContent === (blobs.old === blobs.now) ? "its index line does not agree with what stands below it" : null;
}

/** An entry without git's header: only its two lines with names. */
function readTraditionalEntry(reader: LineReader): DiffEntry | string {
  const fields = fieldsAt(reader.number(), null);
  const old = (reader.peek() ?? "").slice("--- ".length);
  reader.next();
  const now = (reader.peek() ?? "").slice("+++ ".length);
  reader.next();
  fields.names = { old: nameBeforeTime(old), now: nameBeforeTime(now) };
  if (fields.names.old === null || fields.names.now === null) return "a name in it cannot be read";
  fields.isNew = fields.names.old === "/dev/null" || (fields.names.now !== "/dev/null" && isEpoch(old));
  fields.isDeleted = !fields.isNew && (fields.names.now === "/dev/null" || isEpoch(now));
  const numbers = hunkNumbers.exec(reader.peek() ?? "");
  const why = readContent(reader, fields);
  if (why !== null) return `${why} (line ${reader.number()})`;
  // Only the file that is there, or not, could tell what this is.
  const isOpen = fields.hunks === 1 && (numbers?.[2] === "0" || numbers?.[4] === "0");
  if (isOpen && !fields.isNew && !fields.isDeleted)
    return `it does not say if a file is new, deleted or neither (line ${fields.line})`;
  return entryOf(fields);
}

/** The hunks, or the binary patch, below a header. */
function readContent(reader: LineReader, fields: Fields): string | null {
  for (; reader.startsWith(0, "@@ -"); fields.hunks += 1) {
    const why = readHunk(reader, fields);
    if (why !== null) return why;
  }
  if (fields.hunks > 0) return null;
  const line = reader.peek();
  if (line === "GIT binary patch") {
    fields.isBinary = true;
    reader.next();
    return readBinary(reader);
  }
  if (line !== null && /^(?:Binary files|Files) .* differ$/.test(line)) {
    fields.isBinary = true;
    reader.next();
  }
  return null;
}

/** Lines that one hunk may count: more than any text has that git compares. */
const digitsMax = 9;

function readHunk(reader: LineReader, fields: Fields): string | null {
  const numbers = hunkNumbers.exec(reader.peek() ?? "");
  if (numbers === null) return "a hunk's numbers cannot be read";
  if (numbers.slice(1).some((digits) => (digits ?? "").length > digitsMax)) return "a hunk's numbers are too large";
  let old = Number(numbers[2] ?? 1);
  let now = Number(numbers[4] ?? 1);
  if ((fields.isNew && old > 0) || (fields.isDeleted && now > 0))
    return "a file that is new, or deleted, has lines on the other side";
  const lines = { added: 0, deleted: 0 };
  reader.next();
  while (old > 0 || now > 0) {
    const sign = reader.sign();
    if (sign === null) return "it breaks off within a hunk";
    if (sign === " " || sign === "\n" || sign === "-") old -= 1;
    if (sign === " " || sign === "\n" || sign === "+") now -= 1;
    if (sign === "+") lines.added += 1;
    else if (sign === "-") lines.deleted += 1;
    else if (sign !== " " && sign !== "\n" && !(sign === "\\" && reader.startsWith(0, "\\ ")))
      return "a hunk has fewer lines than it says";
    if (old < 0 || now < 0) return "a hunk has other lines than it says";
    reader.next();
  }
  if (lines.added === 0 && lines.deleted === 0) return "a hunk changes nothing";
  if (reader.startsWith(0, "\\ ")) reader.next();
  const { added, deleted } = fields.lines ?? { added: 0, deleted: 0 };
  fields.lines = { added: added + lines.added, deleted: deleted + lines.deleted };
  return null;
}

/** What `git diff --binary` writes: the way there, and mostly the way back. It is not unpacked. */
function readBinary(reader: LineReader): string | null {
  for (let way = 0; way < 2; way += 1) {
    if (!/^(?:literal|delta) \d{1,18}$/.test(reader.peek() ?? ""))
      return way === 0 ? "a binary patch has no data" : null;
    reader.next();
    for (let line = reader.peek(); line !== ""; line = reader.peek()) {
      if (line === null || !/^[A-Za-z](?:[0-9A-Za-z!#$%&()*+\-;<=>?@^_`{|}~]{5})+$/.test(line))
        return "a binary patch is damaged";
      reader.next();
    }
    reader.next();
  }
  return null;
}
