/**
 * The mails of an mbox, each with the `From ` line above it: cut where `git mailsplit -b` cuts, whose rule for such a line is
 * stricter than that of most readers. A text that does not begin with one is one mail, whatever it holds.
 */
export function* mailsOf(bytes: Uint8Array): Generator<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  while (start < text.length && isSpace(text[start])) start += 1;
  if (start === text.length) return;
  if (isFromLine(text, start, lineEnd(text, start))) {
    for (let at = text.indexOf(nextFrom, start); at !== -1; at = text.indexOf(nextFrom, at + 1)) {
      if (!isFromLine(text, at + 1, lineEnd(text, at + 1))) continue;
      yield text.subarray(start, at + 1);
      start = at + 1;
    }
  }
  yield text.subarray(start);
}

/** A mail of an mbox without the `From ` line, and without the `>` by which archives hide others (mboxrd: one of them is taken away). */
export function withoutEnvelope(mail: Uint8Array): Uint8Array {
  const text = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  if (!isFromLine(text, 0, lineEnd(text, 0))) return text;
  const kept: Uint8Array[] = [];
  let from = lineEnd(text, 0);
  for (let at = text.indexOf("From ", from); at !== -1; at = text.indexOf("From ", at + 1)) {
    let quotes = at;
    while (quotes > from && text[quotes - 1] === greaterThan) quotes -= 1;
    if (quotes === at || text[quotes - 1] !== lineFeed) continue;
    kept.push(text.subarray(from, at - 1));
    from = at;
  }
  return kept.length === 0 ? text.subarray(from) : Buffer.concat([...kept, text.subarray(from)]);
}

const nextFrom = Buffer.from("\nFrom ");
const lineFeed = 10;
const greaterThan = 62;
const colon = 58;

/** Bytes of the shortest line that git takes for the beginning of a mail. */
const fromLineMin = 20;

const isSpace = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === lineFeed || byte === 13;

function lineEnd(text: Buffer, start: number): number {
  const feed = text.indexOf(lineFeed, start);
  return feed === -1 ? text.length : feed + 1;
}

/** git's `is_from_line`: `From `, somebody, and behind the last colon but those of the last two bytes the end of a time of day and a year. */
function isFromLine(text: Buffer, start: number, end: number): boolean {
  if (end - start < fromLineMin || text.toString("latin1", start, start + 5) !== "From ") return false;
  // Looked for in the line alone: a text of many such lines would be read from its start for each.
  const at = start + text.subarray(start, end - 2).lastIndexOf(colon);
  if (at < start + 5) return false;
  const digits = [-4, -2, -1, 1, 2].every((offset) => isDigit(text[at + offset]));
  return digits && yearAt(text, at + 3, end) > 90;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** As C's `strtol` reads a number: blanks, a sign, digits; 0 where there are none. */
function yearAt(text: Buffer, from: number, end: number): number {
  const [, sign = "", digits = "0"] = /^[ \t\n\v\f\r]*([-+]?)(\d+)/.exec(text.toString("latin1", from, end)) ?? [];
  return sign === "-" ? -Number(digits) : Number(digits);
}
