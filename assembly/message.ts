// AssemblyScript. Reads the messages of plain commits: what `PlainMessage` of src/core/evaluate/plain-message.ts does, step by step, and nothing else. Whatever
// that one would tell somebody is noted for the caller.

import {
  beginsPatch,
  bracketsIn,
  characterEnd,
  colonOf,
  hasNoTrailers,
  heardTag,
  isHeard,
  isIndented,
  isNoLookalike,
  isOfWords,
  mayNameSomebody,
  noTag,
  tagOn,
} from "./lines";
import {
  blank,
  byte,
  exceptionMentioned,
  feedMark,
  foreignMark,
  hash,
  indexOf,
  lineFeed,
  markOf,
  notPlainIn,
  noteEnd,
  oddMark,
  opening,
  plainMark,
  readMarks,
  skipBlanks,
  stopWord,
  tab,
  trailerOf,
  wordAt,
  wordMark,
} from "./words";

/** Bits: an editor's note with a sign-off below it, one without, a key that nobody hears of, the word `exception`, no sign-off where one should be. */
let noteBit: u32 = 0;
let lastNoteBit: u32 = 0;
let unknownKeyBit: u32 = 0;
let exceptionBit: u32 = 0;
let unsignedBit: u32 = 0;

/** To be called when the tables were written. */
export function setBits(note: u32, lastNote: u32, unknownKey: u32, exception: u32, unsigned: u32): void {
  readMarks();
  noteBit = note;
  lastNoteBit = lastNote;
  unknownKeyBit = unknownKey;
  exceptionBit = exception;
  unsignedBit = unsigned;
}

/** Whom the commit names: place, beginning and end of his line, counted from the object's first byte. */
const visitsMax: i32 = 255;
const visits: usize = memory.data(12 * 256, 16);

export function visitsAt(): usize {
  return visits;
}

/** Of the commit that is being read: how many people it names, the bits of what was found beside them, and where it begins. */
export let visited: i32 = 0;
export let others: u32 = 0;
let commit: usize = 0;

export function forgetVisits(start: usize): void {
  visited = 0;
  others = 0;
  commit = start;
}

export function visit(place: i32, from: usize, to: usize): bool {
  if (visited == visitsMax) return false;
  const own = visits + 12 * visited;
  store<i32>(own, place);
  store<i32>(own + 4, <i32>(from - commit));
  store<i32>(own + 8, <i32>(to - commit));
  visited++;
  return true;
}

const signOffPlace: i32 = 4;

/** Where the message ends, and where the line ends that was read last. */
let stop: usize = 0;
let next: usize = 0;
let unsigned: u32 = 0;

/** Of the last paragraph: its trailers, those among them that name somebody, and its lines that are none. */
let trailerLines: i32 = 0;
let people: i32 = 0;
let words: i32 = 0;
let isSigned: bool = false;
/** Does no sign-off stand below the last note? */
let isNoteLast: bool = false;
/** Did a trailer end what would else be a note? */
let isOpen: bool = false;

/** Is the message from `start` to `end` plain? */
export function readMessage(start: usize, end: usize, isMerge: bool): bool {
  stop = end;
  unsigned = isMerge ? 0 : unsignedBit;
  let block = stop - 2;
  while (block > start && load<u16>(block - 1) != 0x0a0a) block--;
  if (isWithoutTrailers(start, block)) {
    others |= unsigned;
    return isPlainBody(start, stop - 1);
  }
  return block > start && readTrailers(block + 1) && isPlainBody(start, block);
}

/** Does a word stand here at which a reader stops? A mention of exceptions is noted. */
export function stopsAtWord(at: usize): bool {
  const word = wordAt(at);
  if (word == exceptionMentioned) others |= exceptionBit;
  return word == stopWord;
}

/** Is the last paragraph one of words? */
function isWithoutTrailers(start: usize, block: usize): bool {
  let from = block + 1;
  // There is only a title.
  if (block <= start) for (from = start + 1; byte(from - 1) != lineFeed; ) from++;
  return byte(start) != hash && hasNoTrailers(from, stop);
}

/** What an indented line goes on with: words, somebody's trailer, or another one. */
const notPlain: i32 = -1;
const wordsAbove: i32 = 0;
const personAbove: i32 = 1;
const otherAbove: i32 = 2;

const thriceAsMany: i32 = 3;

function readTrailers(block: usize): bool {
  trailerLines = 0;
  people = 0;
  words = 0;
  isSigned = false;
  isNoteLast = false;
  isOpen = false;
  // Below a list of conflicts git takes it for more of that list.
  if (byte(block) == tab) return false;
  let above = wordsAbove;
  for (let line = block; line < stop && above != notPlain; line = next) above = readLine(line, above);
  if (above == notPlain) return false;
  if (isNoteLast) others |= lastNoteBit;
  if (isSigned) return words <= thriceAsMany * trailerLines;
  others |= unsigned;
  const hasNotes = isOpen || (others & (noteBit | lastNoteBit)) != 0;
  return !hasNotes && (words == 0 || people == 0);
}

/** Reads a line of the last paragraph. Gives what an indented line below it goes on with. */
function readLine(line: usize, above: i32): i32 {
  const first = byte(line);
  if (first == hash || beginsPatch(line)) return notPlain;
  if (first == opening) return readNote(line) ? wordsAbove : notPlain;
  const colon = colonOf(line);
  if (colon != 0) return readTrailer(line, colon);
  let goesOnWith = above;
  if (isIndented(line)) {
    const from = byte(skipBlanks(line));
    if (above == personAbove || from == lineFeed || from == opening || !isUnheard(line)) return notPlain;
  } else goesOnWith = wordsAbove;
  if (goesOnWith == wordsAbove) words++;
  return isPlainText(line) ? goesOnWith : notPlain;
}

function readTrailer(line: usize, colon: usize): i32 {
  trailerLines++;
  const trailer = trailerOf(line, colon - line);
  if (trailer != 0) {
    const place = <i32>load<u8>(trailer + 1);
    if (place != 0) return readPerson(line, colon + 1, place) ? personAbove : notPlain;
    others |= load<u32>(trailer + 2);
  } else if (isHeard(line, keyEnd(colon)) || mayNameSomebody(colon, true)) return notPlain;
  else others |= unknownKeyBit;
  return isPlainText(line) ? otherAbove : notPlain;
}

/** Where a key ends before its colon. */
function keyEnd(colon: usize): usize {
  let end = colon;
  while (isIndented(end - 1)) end--;
  return end;
}

function readPerson(line: usize, value: usize, place: i32): bool {
  if (byte(value) != blank || byte(value + 1) <= blank) return false;
  const at = indexOf(lineFeed, value, stop);
  next = at + 1;
  people++;
  if (place == signOffPlace) {
    isSigned = true;
    if (isNoteLast) others |= noteBit;
    isNoteLast = false;
  }
  return visit(place, line, at);
}

/** `[ada: words]`, over several lines if need be. */
function readNote(start: usize): bool {
  let depth = 0;
  for (let line = start; line < stop; line = next) {
    if (line != start && !isOfWords(line)) return endsNote(line);
    if (!isPlainText(line)) return false;
    words++;
    depth += bracketsIn(line, next);
    const last = byte(next - 2);
    if (depth <= 0 && last == noteEnd) {
      isNoteLast = true;
      return true;
    }
    if (last <= blank) return false;
  }
  return true;
}

/** Does a line show that what was open before it is no note? */
function endsNote(line: usize): bool {
  if (byte(line) == opening) return true;
  if (colonOf(line) == 0) return false;
  isOpen = true;
  let end = line;
  while (byte(end) != lineFeed) end++;
  return byte(end - 1) > blank && byte(end - 1) != noteEnd;
}

function isUnheard(line: usize): bool {
  const tag = tagOn(line);
  if (tag != noTag) others |= unknownKeyBit;
  return tag != heardTag;
}

/** Is there nothing to stop at on a line? */
function isPlainText(line: usize): bool {
  let isSure = false;
  let at = line;
  for (; byte(at) != lineFeed; at++) {
    const mark = markOf(at);
    if (mark == plainMark) continue;
    if (mark == oddMark || (mark == wordMark && stopsAtWord(at))) return false;
    if (mark != foreignMark) continue;
    if (!isSure && !isNoLookalike(line)) return false;
    isSure = true;
    const end = characterEnd(at);
    if (end == 0) return false;
    at = end - 1;
  }
  next = at + 1;
  return true;
}

/** The title and what follows it, up to the empty line at `end`. */
function isPlainBody(from: usize, end: usize): bool {
  if (byte(from) <= blank || beginsPatch(from)) return false;
  // "Revert", "Reapply"
  if (load<u32>(from) == 0x65766552 && load<u16>(from + 4) == 0x7472) return false;
  if (load<u32>(from) == 0x70616552 && load<u32>(from + 3) == 0x796c7070) return false;
  let line = from;
  /** The line of which it is known that it only looks like itself. */
  let sure: usize = 0;
  /** Where the last character beyond ASCII ends. */
  let behind: usize = 0;
  for (let sixteen = from; sixteen < end; sixteen += 16) {
    for (let left = notPlainIn(sixteen); left != 0; left &= left - 1) {
      const at = sixteen + ctz(left);
      if (at >= end) return true;
      if (at < behind) continue;
      const mark = markOf(at);
      if (mark == feedMark) {
        line = at + 1;
        if (!isUnheard(line)) return false;
      } else if (mark == foreignMark) {
        if (sure != line && !isNoLookalike(line)) return false;
        sure = line;
        behind = characterEnd(at);
        if (behind == 0) return false;
      } else if (mark == oddMark || stopsAtWord(at)) return false;
    }
  }
  return true;
}
