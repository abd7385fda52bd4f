const lineFeed = 10;
const blank = 32;
const closing = 62;
const plus = 43;
const minus = 45;
const zero = 48;
const word = Array.from("committer ", (letter) => letter.charCodeAt(0));

/** Digits of a date that is read here; it has ten. */
const digitsMax = 12;

/**
 * The committer's date in a commit object, seconds since 1970, without anything else of it being read. Null where the header's line is not as
 * git writes it, `committer Name <address> 1700000000 +0000`, and somebody else must make out what it says.
 */
export function committerSeconds(bytes: Uint8Array): number | null {
  for (let line = 0; line < bytes.length && bytes[line] !== lineFeed; ) {
    const end = bytes.indexOf(lineFeed, line);
    if (end === -1) return null;
    if (startsWithWord(bytes, line)) return dateBefore(bytes, end);
    line = end + 1;
  }
  return null;
}

function startsWithWord(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** `> 1700000000 +0000` before an offset. */
function dateBefore(bytes: Uint8Array, end: number): number | null {
  const zone = end - 5;
  if (bytes[zone] !== plus && bytes[zone] !== minus) return null;
  for (let at = zone + 1; at < end; at += 1) if (!isDigit(bytes[at])) return null;
  let start = zone - 1;
  if (bytes[start] !== blank) return null;
  let seconds = 0;
  let unit = 1;
  for (start -= 1; isDigit(bytes[start]); start -= 1) {
    seconds += ((bytes[start] as number) - zero) * unit;
    unit *= 10;
  }
  const digits = zone - 2 - start;
  const isWhole = digits > 0 && digits <= digitsMax && bytes[start] === blank && bytes[start - 1] === closing;
  return isWhole ? seconds : null;
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= zero && code < zero + 10;
