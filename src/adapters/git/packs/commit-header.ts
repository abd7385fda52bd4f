/** What a walk has to know of a commit. Its parents' ids stand one behind the other: see `parentIdAt`. */
export type CommitHeader = {
  readonly parents: number;
  /** The committer's date, seconds since 1970. */
  readonly seconds: number;
};

const idDigits = 40;
const treeLineLength = "tree ".length + idDigits + 1;
const parentLineLength = "parent ".length + idDigits + 1;

/** Where in a commit the digits of the tree's id begin. */
export const treeIdAt = "tree ".length;

/** Where in a commit the digits of a parent's id begin; the first parent is 0. */
export const parentIdAt = (parent: number): number => treeLineLength + parent * parentLineLength + "parent ".length;

/** A commit-graph keeps 34 bits of a date, and who has one sees no more of it. */
const secondsEnd = 2 ** 34;

/**
 * Reads a header as git writes it: tree, parents, author, committer with one `<` and one `>`, a date and a zone. Of others versions of git
 * do not make the same dates, and null is given.
 */
export function readCommitHeader(bytes: Uint8Array): CommitHeader | null {
  if (!isIdLine(bytes, 0, tree)) return null;
  let at = treeLineLength;
  let parents = 0;
  for (; startsAt(bytes, at, parent); parents += 1) {
    if (!isIdLine(bytes, at, parent)) return null;
    at += parentLineLength;
  }
  if (!startsAt(bytes, at, author)) return null;
  at = bytes.indexOf(lineFeed, at) + 1;
  if (at === 0 || !startsAt(bytes, at, committer)) return null;
  const seconds = readDate(bytes, at);
  return seconds === null ? null : { parents, seconds };
}

/** The date of a committer's line that begins at `start`. */
function readDate(bytes: Uint8Array, start: number): number | null {
  let at = start + committer.length;
  let opened = 0;
  for (let code = bytes[at]; code !== closing; code = bytes[++at]) {
    if (code === undefined || code === lineFeed) return null;
    if (code === opening) opened += 1;
  }
  if (opened !== 1 || bytes[at + 1] !== blank) return null;
  at += 2;
  const first = at;
  let seconds = 0;
  for (let code = bytes[at]; isDigit(code); code = bytes[++at]) seconds = seconds * 10 + code - 48;
  if (at === first || at - first > 11 || seconds >= secondsEnd || bytes[at] !== blank) return null;
  for (at += 1; bytes[at] !== lineFeed; at += 1) {
    const code = bytes[at];
    if (code === undefined || code === opening || code === closing) return null;
  }
  return seconds;
}

const lineFeed = 10;
const blank = 32;
const opening = 60;
const closing = 62;

const isDigit = (code: number | undefined): code is number => code !== undefined && code >= 48 && code <= 57;

const word = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const tree = word("tree ");
const parent = word("parent ");
const author = word("author ");
const committer = word("committer ");

function startsAt(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let index = 0; index < start.length; index += 1) if (bytes[at + index] !== start[index]) return false;
  return true;
}

/** A word, the digits of an id, and the end of the line. */
function isIdLine(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  if (!startsAt(bytes, at, start)) return false;
  const end = at + start.length + idDigits;
  for (let index = end - idDigits; index < end; index += 1) if (digitOf(bytes[index]) === -1) return false;
  return bytes[end] === lineFeed;
}

/** What a byte stands for as a hexadecimal digit; -1: it is none that git writes. */
const digits = Int8Array.from({ length: 256 }, (_, code) => "0123456789abcdef".indexOf(String.fromCharCode(code)));

const digitOf = (code: number | undefined): number => digits[code ?? 0] as number;

/** Writes the bytes of an id whose digits begin at `start`. */
export function readId(bytes: Uint8Array, start: number, id: Uint8Array): void {
  for (let index = 0; index < idDigits / 2; index += 1)
    id[index] = (digitOf(bytes[start + 2 * index]) << 4) | digitOf(bytes[start + 2 * index + 1]);
}
