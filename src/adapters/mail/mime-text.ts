import { decodeText } from "../../core/commit/decode.ts";
import { tagFlowedInto, unfoldFlowed } from "./flowed-text.ts";
import { mimePartsMax } from "./limits.ts";
import { knownEncodings } from "./transfer-names.ts";

/** What is used of a part as postal-mime keeps it. */
export type MimePart = {
  readonly childNodes: readonly MimePart[];
  readonly contentType: {
    readonly parsed: { readonly value: string; readonly params: Readonly<Record<string, string>> };
    readonly multipart: string | false;
  };
  readonly contentTransferEncoding: { readonly encoding: string };
  readonly contentDisposition: {
    readonly parsed: { readonly value: string; readonly params: Readonly<Record<string, string>> };
  };
  readonly content: ArrayBuffer | null;
};

/** What a mail says: plain texts that it shows, patches that are attached, and what cannot be read. */
export type MimeText = {
  readonly texts: readonly string[];
  readonly patches: readonly string[];
  readonly problems: readonly string[];
};

/**
 * The plain texts of a mail. Of alternatives the first with plain text is taken; HTML, and mails within the mail, are somebody's
 * words in a form that is not read, so that they are problems. Other attachments are nobody's words.
 *
 * @param mail - the whole mail, in which ends of parts are looked for
 */
export function textOfParts(root: MimePart, mail: Uint8Array): MimeText {
  const parts = countParts(root);
  if (parts > mimePartsMax)
    return { texts: [], patches: [], problems: [`has ${parts} parts, more than ${mimePartsMax}`] };
  const found = readPart(root, Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength));
  const problems = [...new Set(found.problems)];
  const isSilent = found.texts.length === 0 && found.patches.length === 0;
  if (isSilent && problems.length === 0) problems.push("has no plain text");
  return { ...found, problems };
}

function countParts(root: MimePart): number {
  let count = 0;
  const open = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    count += 1;
    for (const child of part.childNodes) open.push(child);
  }
  return count;
}

const nothing: MimeText = { texts: [], patches: [], problems: [] };

/** Parts lie no deeper in each other than the parser lets them. */
function readPart(part: MimePart, mail: Buffer): MimeText {
  const { multipart } = part.contentType;
  if (multipart === false) return readLeaf(part);
  if (isAttached(part) && part.childNodes.length > 0)
    return { ...nothing, problems: ["has parts that are attached, which are not read"] };
  const inside = part.childNodes.map((child) => readPart(child, mail));
  const broken = whyBroken(part, mail);
  const taken = multipart === "alternative" ? (inside.find(saysSomething) ?? joined(inside)) : joined(inside);
  return broken === null ? taken : { ...taken, problems: [...taken.problems, broken] };
}

/** Programs put an empty text beside HTML, and mean the HTML. */
const saysSomething = ({ texts }: MimeText): boolean => texts.some((text) => /\S/.test(text));

const joined = (all: readonly MimeText[]): MimeText => ({
  texts: all.flatMap(({ texts }) => texts),
  patches: all.flatMap(({ patches }) => patches),
  problems: all.flatMap(({ problems }) => problems),
});

/** A mail that was cut off, or that says less of its parts than is needed to find them. */
function whyBroken({ contentType, childNodes }: MimePart, mail: Buffer): string | null {
  const { boundary } = contentType.parsed.params;
  if (boundary === undefined || boundary === "") return "has parts and does not say what is between them";
  if (childNodes.length === 0) return "says that it has parts, and none begins";
  return mail.includes(`\n--${boundary}--`) ? null : "ends in the middle of a part";
}

function readLeaf(part: MimePart): MimeText {
  const value = part.contentType.parsed.value.toLowerCase();
  // Reports of a delivery are of this kind, too; what they carry is not told apart.
  if (value.startsWith("message/")) return { ...nothing, problems: ["carries another mail, which is not read"] };
  if (isPatch(value, fileNameOf(part) ?? "")) {
    const { text, problems } = decoded(part);
    return { texts: [], patches: [text], problems };
  }
  if (isAttached(part)) return nothing;
  if (value === "text/html") return { ...nothing, problems: ["has a text as HTML only, which is not read"] };
  if (value !== "text/plain") return nothing;
  const { text, problems } = decoded(part);
  return { texts: [text], patches: [], problems };
}

/** The name of the file that a part was; undefined where it was none. */
const fileNameOf = ({ contentType, contentDisposition }: MimePart): string | undefined =>
  contentDisposition.parsed.params["filename"] ?? contentType.parsed.params["name"];

/** A file is not its sender's words, even where programs show it among them. */
const isAttached = (part: MimePart): boolean =>
  part.contentDisposition.parsed.value.trim().toLowerCase() === "attachment" || fileNameOf(part) !== undefined;

const isPatch = (type: string, name: string): boolean =>
  /^text\/x-(?:patch|diff)$/.test(type) || (type.startsWith("text/") && /\.(?:patch|diff)$/i.test(name));

function decoded(part: MimePart): DecodedText {
  const { encoding } = part.contentTransferEncoding;
  const { charset = "", format = "", delsp = "" } = part.contentType.parsed.params;
  const bytes = new Uint8Array(part.content ?? new ArrayBuffer(0));
  const { text, problems } = textOfBytes(bytes, { charset, format, delsp });
  const isKnown = knownEncodings.has(encoding);
  return { text, problems: isKnown ? problems : [`is encoded as \`${encoding}\`, which is not read`, ...problems] };
}

/** A text, its line ends as line feeds, and what of it could not be read. */
export type DecodedText = { readonly text: string; readonly problems: readonly string[] };

/** The parameters of a Content-Type that say how a text is written; empty where nobody says. */
export type TextParameters = { readonly charset: string; readonly format: string; readonly delsp: string };

/** The text of a part, from its bytes without their transfer encoding. */
export function textOfBytes(bytes: Uint8Array, { charset, format, delsp }: TextParameters): DecodedText {
  const problems: string[] = [];
  const decoder = charset === "" ? null : decoderOf(charset);
  if (decoder === undefined) problems.push(`is written in \`${charset}\`, which is not known`);
  const whole = decoder === undefined ? undefined : decodeAll(bytes, decoder);
  if (whole === undefined && decoder !== undefined) problems.push(`has bytes in it that are not \`${charset}\``);
  const text = withLineFeeds(whole ?? decodeText(bytes, charset));
  if (format.toLowerCase() !== "flowed") return { text, problems };
  const tag = tagFlowedInto(text);
  if (tag !== null)
    problems.push(`has a line that flows into \`${tag}\`, so that nobody can tell whether that is a tag`);
  return { text: unfoldFlowed(text, delsp.toLowerCase() === "yes"), problems };
}

type Decoder = InstanceType<typeof TextDecoder>;

/** The text, or undefined where the bytes are not what they are said to be. Who names no charset means ASCII, and old mails mean Latin-1. */
function decodeAll(bytes: Uint8Array, decoder: Decoder | null): string | undefined {
  if (decoder === null) return decodeText(bytes);
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function decoderOf(charset: string): Decoder | undefined {
  const label = charset.trim().replace(/^x-/i, "");
  const known = decoders.get(label);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    if (decoders.size < decodersMax) decoders.set(label, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}

/** By label, so that not every mail needs a new one; and how many are kept, so that a stranger's labels cannot fill the memory. */
const decoders = new Map<string, Decoder>();
const decodersMax = 100;

/** Line ends as line feeds, the last one's too. */
export function withLineFeeds(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}
