import { nextLine, trimmedEnd } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import { flowedLine, nothingPending, type PendingLine, takePending } from "./flowed-line.ts";
import { type HeaderLine, type HeaderNames, headerNames, readHeaderLines } from "./header-lines.ts";
import { decodeLine, type TransferEncoding, transferEncodingOf } from "./transfer-encoding.ts";

/** What the headers of a mail, or of a part of it, say of the lines below them. */
export type PartKind = {
  readonly encoding: TransferEncoding;
  /** As it is named there; empty: nobody says. */
  readonly charset: string;
  readonly flowed: boolean;
  readonly deletesSpace: boolean;
};

/** Takes the decoded lines of a body one by one, each with its line feed if it has one, and the headers of parts. */
export type BodyReader = {
  line(line: ByteText, charset: string): void;
  /** Has the patch begun, of whose lines nothing is asked? */
  inPatch(): boolean;
  /** A header of a part; the mail's own are not among them. */
  header(header: HeaderLine): void;
  /** Why git refuses the mail. */
  refuse(why: string): void;
};

/** Boundaries within each other that git follows. */
const boundariesMax = 4;

/** Names of the headers that are looked at above parts. */
export const partHeaders: HeaderNames = headerNames([
  "from",
  "subject",
  "date",
  "message-id",
  "content-type",
  "content-transfer-encoding",
]);

/** The state of reading: boundaries that are open, the innermost last, and the part that is read. */
type Place = { readonly boundaries: ByteText[]; kind: PartKind };

/** What a mail's own headers say of its body. */
export function openBody(headers: readonly HeaderLine[], reader: BodyReader): Place {
  const place: Place = { boundaries: [], kind: plainKind };
  for (const header of headers) enterHeader(place, header, reader);
  return place;
}

const plainKind: PartKind = { encoding: "none", charset: "", flowed: false, deletesSpace: false };

/** From, Subject and Date are the reader's. */
function enterHeader(place: Place, { name, value }: HeaderLine, reader: BodyReader): void {
  if (!bodyHeaders.has(name)) return;
  const decoded = decodeEncodedWords(value);
  if (decoded === null) reader.refuse(`has a ${name} header that git cannot decode`);
  else if (name === "content-type") enterContentType(place, decoded, reader);
  else if (name === "content-transfer-encoding") place.kind = { ...place.kind, encoding: transferEncodingOf(decoded) };
}

const bodyHeaders: ReadonlySet<string> = new Set(["content-type", "content-transfer-encoding", "message-id"]);

function enterContentType(place: Place, value: ByteText, reader: BodyReader): void {
  const boundary = attributeOf(value, "boundary=");
  if (boundary !== null) {
    if (place.boundaries.length === boundariesMax)
      reader.refuse(`has more than ${boundariesMax} parts within each other, which is git's limit`);
    else place.boundaries.push(`--${boundary}`);
  }
  place.kind = {
    ...place.kind,
    charset: attributeOf(value, "charset=") ?? "",
    flowed: attributeOf(value, "format=")?.toLowerCase() === "flowed",
    deletesSpace: attributeOf(value, "delsp=")?.toLowerCase() === "yes",
  };
}

/** git's `slurp_attr`: the name may stand anywhere, and what is not quoted ends at a semicolon or a blank. */
function attributeOf(value: ByteText, name: string): string | null {
  const at = value.toLowerCase().indexOf(name);
  if (at === -1) return null;
  const rest = value.slice(at + name.length);
  return rest.startsWith('"') ? (rest.slice(1).split('"', 1)[0] ?? "") : (/^[^; \t]*/.exec(rest)?.[0] ?? "");
}

/**
 * The lines below a mail's headers as `git mailinfo` takes them: parts one behind another whatever they are, each line decoded and, where it
 * flows, put together.
 *
 * @param start - of the first line that is no header
 * @returns what is left of a patch that stands as it is, so that nobody needs it line by line
 */
export function readBody(mail: ByteText, start: number, place: Place, reader: BodyReader): ByteText {
  const pending = nothingPending();
  let at = start;
  let first: ByteText | null = firstLine(mail, start);
  if (place.boundaries.length > 0) {
    // What stands above the first part is nobody's.
    at = findBoundary(mail, nextLine(mail, start, mail.length), place);
    first = null;
  }
  while (at < mail.length) {
    if (reader.inPatch() && isOneText(place) && place.kind.encoding === "none") return mail.slice(at);
    const boundary = place.boundaries.at(-1);
    if (boundary !== undefined && mail.startsWith(boundary, at)) {
      flush(pending, place.kind.charset, reader);
      at = enterPart(mail, at, place, reader);
      if (at >= mail.length) return "";
      // The line below the headers of a part is its own, whatever it looks like, and is given the line feed that it may not have.
      first = withLineFeed(mail.slice(at, nextLine(mail, at, mail.length)));
    }
    const next = nextLine(mail, at, mail.length);
    readLine(first ?? mail.slice(at, next), place.kind, pending, reader);
    first = null;
    at = next;
  }
  flush(pending, place.kind.charset, reader);
  return "";
}

/** Is the body one text, whose lines do not flow? */
export const isOneText = ({ boundaries, kind }: Place): boolean => boundaries.length === 0 && !kind.flowed;

/** The same of a body that is one text and was decoded before: its lines up to the patch, and the rest, which is returned. */
export function readDecoded(body: ByteText, { kind }: Place, reader: BodyReader): ByteText {
  let at = 0;
  while (at < body.length && !reader.inPatch()) {
    const next = nextLine(body, at, body.length);
    reader.line(body.slice(at, next), kind.charset);
    at = next;
  }
  return body.slice(at);
}

function flush(pending: PendingLine, charset: string, reader: BodyReader): void {
  const line = takePending(pending);
  if (line !== "") reader.line(line, charset);
}

const withLineFeed = (line: ByteText): ByteText => (line.endsWith("\n") ? line : `${line}\n`);

/** The line that ended the headers has lost the white space at its end. */
const firstLine = (mail: ByteText, start: number): ByteText =>
  `${mail.slice(start, trimmedEnd(mail, start, nextLine(mail, start, mail.length)))}\n`;

/** Where the next line begins that begins with the innermost boundary, or the end. */
function findBoundary(mail: ByteText, start: number, { boundaries }: Place): number {
  const boundary = boundaries.at(-1);
  if (boundary === undefined) return mail.length;
  if (mail.startsWith(boundary, start)) return start;
  const at = mail.indexOf(`\n${boundary}`, start - 1);
  return at === -1 ? mail.length : at + 1;
}

/** Enters the part that begins at a boundary, or leaves parts that end there; gives where its first line begins, or the end. */
function enterPart(mail: ByteText, start: number, place: Place, reader: BodyReader): number {
  let at = start;
  for (let boundary = place.boundaries.at(-1); boundary !== undefined; boundary = place.boundaries.at(-1)) {
    if (!mail.startsWith("--", at + boundary.length)) break;
    place.boundaries.pop();
    reader.line("\n", place.kind.charset);
    at = findBoundary(mail, nextLine(mail, at, mail.length), place);
    if (at === mail.length) return at;
  }
  place.kind = { ...place.kind, encoding: "none", charset: "" };
  const { lines, end } = readHeaderLines(mail, nextLine(mail, at, mail.length), partHeaders);
  for (const header of lines) {
    reader.header(header);
    enterHeader(place, header, reader);
  }
  // The line that ends the headers is left out, though it need not be empty.
  return nextLine(mail, end, mail.length);
}

function readLine(line: ByteText, kind: PartKind, pending: PendingLine, reader: BodyReader): void {
  if (kind.encoding === "none") {
    takeLine(line, kind, pending, false, reader);
    return;
  }
  const decoded = decodeLine(line, kind.encoding);
  let start = 0;
  for (let feed = decoded.indexOf("\n"); feed !== -1; feed = decoded.indexOf("\n", start)) {
    takeLine(decoded.slice(start, feed + 1), kind, pending, true, reader);
    start = feed + 1;
  }
  // The rest of it stands in the next line that was sent.
  if (start < decoded.length) pending.pieces.push(decoded.slice(start));
}

/** @param goesOn - is what is pending the beginning of this line, and not of the one that it flows into? */
function takeLine(line: ByteText, kind: PartKind, pending: PendingLine, goesOn: boolean, reader: BodyReader): void {
  if (kind.flowed) {
    for (const one of flowedLine(line, kind.deletesSpace, pending, goesOn)) reader.line(one, kind.charset);
    return;
  }
  reader.line(goesOn ? takePending(pending) + line : line, kind.charset);
}
