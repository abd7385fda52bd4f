import type { Trailer } from "./facts.ts";
import { isAlphanumeric, isBlankLine, isSpace, lastLine, nextLine, trimmedEnd, unfolded } from "./lines.ts";
import { scissors } from "./scissors.ts";
import { keyIn } from "./trailer-keys.ts";

export type TrailerOptions = {
  /** Characters that may stand between key and value; git's `trailer.separators`. */
  readonly separators?: string;
  /** A line that starts with it is a comment; git's `core.commentChar`. */
  readonly commentCharacter?: string;
  /**
   * Does a line `---` end the message? True is the reference command and what Proviso uses for every message,
   * committed ones too (decision 0001); false is how `git log --format=%(trailers)` reads.
   */
  readonly divider?: boolean;
};

/** Offsets into a message, end exclusive. */
export type Stretch = { readonly start: number; readonly end: number };

/**
 * The trailers of a message by git's own grammar: the reference is `git interpret-trailers --parse`
 * without configuration. Values are unfolded. Linear in the message; never throws.
 */
export function parseTrailers(message: string, options: TrailerOptions = {}): readonly Trailer[] {
  const block = trailerBlock(message, options);
  return block === null ? none : readBlock(message, block, options.separators ?? ":", commentCode(options));
}

/** The final paragraph of a message if git takes it for trailers, with the lines in it that are none; else null. */
export function trailerBlock(message: string, options: TrailerOptions = {}): Stretch | null {
  const comment = commentCode(options);
  const length = (options.divider ?? true) ? findDivider(message) : message.length;
  const end = findEnd(message, length, comment);
  const start = findStart(message, end, options.separators ?? ":", comment);
  return start < end ? { start, end } : null;
}

/** The offset at which git puts a trailer where a message has none: before what closes it, a patch below `---` included. */
export function trailersEnd(message: string): number {
  return findEnd(message, findDivider(message), commentCode({}));
}

/** The offset of the first line that is `---` and white space: below it a patch begins. The length if there is none. */
export function findDivider(message: string): number {
  if (message.startsWith("---") && isSpace(message.charCodeAt(3))) return 0;
  for (let at = message.indexOf("\n---"); at !== -1; at = message.indexOf("\n---", at + 1)) {
    if (isSpace(message.charCodeAt(at + 4))) return at + 1;
  }
  return message.length;
}

/** The offset of the scissors line that `git commit --verbose` writes, or `length` if none stands before it. */
export function findScissors(message: string, length: number, comment: number): number {
  if (!message.includes(">8 ---")) return length;
  const line = `\n${String.fromCharCode(comment)} ${scissors}\n`;
  if (message.startsWith(line.slice(1))) return 0;
  const at = message.indexOf(line);
  return at === -1 ? length : Math.min(at + 1, length);
}

const none: readonly Trailer[] = Object.freeze([]);

const commentCode = ({ commentCharacter = "#" }: TrailerOptions): number => commentCharacter.charCodeAt(0);

/** Lines that git writes itself. One of them lets prose stand among the trailers. */
const writtenByGit = (message: string, line: number): boolean =>
  message.startsWith("Signed-off-by: ", line) || message.startsWith("(cherry picked from commit ", line);

const lineFeed = 10;
const tab = 9;

/**
 * Where the trailers must end: before the comments, empty lines and old `Conflicts:` list that close the message.
 * Such lines are looked for from the end; only the stretch that may be one is then read forwards.
 */
function findEnd(message: string, length: number, comment: number): number {
  const cut = findScissors(message, length, comment);
  let start = cut;
  // A conflict list on the very first line stays open through any line, so then everything has to be read.
  if (message.startsWith(conflicts)) start = 0;
  while (start > 0) {
    const line = lastLine(message, start);
    if (!mayClose(message, line, comment)) break;
    start = line;
  }
  return closingStart(message, start, cut, comment);
}

const conflicts = "Conflicts:\n";

function mayClose(message: string, line: number, comment: number): boolean {
  const code = message.charCodeAt(line);
  return code === comment || code === lineFeed || code === tab || message.startsWith(conflicts, line);
}

/** The start of the closing lines in `[start, cut)`, or `cut`. Closing lines at offset 0 are none to git. */
function closingStart(message: string, start: number, cut: number, comment: number): number {
  let closing = 0;
  let inConflicts = false;
  for (let line = start; line < cut; line = nextLine(message, line, cut)) {
    const code = message.charCodeAt(line);
    if (code === comment || code === lineFeed) closing ||= line;
    else if (message.startsWith(conflicts, line)) {
      inConflicts = true;
      closing ||= line;
    } else if (!(inConflicts && code === tab) && closing > 0) {
      closing = 0;
      inConflicts = false;
    }
  }
  return closing > 0 ? closing : cut;
}

/** What has been seen of the final paragraph, read from its last line upwards. */
type Tally = { trailers: number; others: number; continuations: number; byGit: boolean };

/**
 * The start of the block, or `end`: the last paragraph, unless it is the title, if all its lines are trailers, or
 * if one is git's own and a quarter are trailers. White space starts a continuation of the trailer above it.
 */
function findStart(message: string, end: number, separators: string, comment: number): number {
  const titleEnd = findTitleEnd(message, end, comment);
  const tally: Tally = { trailers: 0, others: 0, continuations: 0, byGit: false };
  let seen = false;
  for (let line = lastLine(message, end); line >= titleEnd; line = lastLine(message, line)) {
    if (message.charCodeAt(line) === comment) countOther(tally, 0);
    else if (!isBlankLine(message, line)) {
      seen = true;
      countLine(tally, message, line, separators);
    } else if (seen) {
      countOther(tally, 0);
      const accepted = tally.byGit ? tally.trailers * 3 >= tally.others : tally.trailers > 0 && tally.others === 0;
      return accepted ? nextLine(message, line, end) : end;
    }
  }
  return end;
}

function findTitleEnd(message: string, end: number, comment: number): number {
  let line = 0;
  while (line < end && (message.charCodeAt(line) === comment || !isBlankLine(message, line)))
    line = nextLine(message, line, end);
  return line;
}

function countLine(tally: Tally, message: string, line: number, separators: string): void {
  const byGit = writtenByGit(message, line);
  if (isSpace(message.charCodeAt(line))) tally.continuations += 1;
  else if (byGit || findSeparator(message, line, separators) > line) {
    tally.trailers += 1;
    tally.continuations = 0;
    tally.byGit ||= byGit;
  } else countOther(tally, 1);
}

/** Continuation lines above which no trailer stands are no trailers either. */
function countOther(tally: Tally, lines: number): void {
  tally.others += lines + tally.continuations;
  tally.continuations = 0;
}

/** The offset of the separator of the line at `line`: after letters, digits and hyphens, then blanks. −1 if none. */
function findSeparator(message: string, line: number, separators: string): number {
  let blanks = false;
  for (let at = line; at < message.length; at += 1) {
    const code = message.charCodeAt(at);
    if (isSeparator(code, separators)) return at;
    if (!blanks && (isAlphanumeric(code) || code === 45)) continue;
    if (at === line || (code !== 32 && code !== tab)) return -1;
    blanks = true;
  }
  return -1;
}

const isSeparator = (code: number, separators: string): boolean =>
  separators.length === 1 ? code === separators.charCodeAt(0) : separators.includes(String.fromCharCode(code));

function readBlock(message: string, block: Stretch, separators: string, comment: number): readonly Trailer[] {
  const trailers: Trailer[] = [];
  for (let line = block.start; line < block.end; ) {
    const separator = findSeparator(message, line, separators);
    let next = nextLine(message, line, block.end);
    if (separator > line) {
      while (next < block.end && isSpace(message.charCodeAt(next))) next = nextLine(message, next, block.end);
    }
    if (separator > line && message.charCodeAt(line) !== comment) {
      trailers.push({
        key: keyIn(message, line, trimmedEnd(message, line, separator)),
        value: unfolded(message, separator + 1, next),
        start: line,
        end: trimmedEnd(message, separator + 1, next),
      });
    }
    line = next;
  }
  return trailers;
}
