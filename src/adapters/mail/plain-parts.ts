import { nextLine, trimmedEnd } from "../../core/commit/lines.ts";
import type { ByteText } from "../../core/mail/byte-text.ts";
import { type HeaderLine, headerNames, readHeaderLines } from "../../core/mail/header-lines.ts";
import { decodeBody } from "../../core/mail/transfer-encoding.ts";
import { type ParameterValue, plainParameterValue } from "./header-value.ts";
import { mimeDepthMax } from "./limits.ts";
import type { MimePart } from "./mime-text.ts";
import { knownEncodings } from "./transfer-names.ts";

/**
 * The parts of a mail in which everything is as programs write it that are in order: what a parser of MIME would find there, in a tenth of the
 * time. Null: something is not, and wants that parser.
 *
 * @param headers - the mail's own
 * @param start - where its body begins
 */
export function readPlainParts(mail: ByteText, headers: readonly HeaderLine[], start: number): MimePart | null {
  return partOf(mail, headers, start, mail.length, 0);
}

const wanted = headerNames(["content-type", "content-transfer-encoding", "content-disposition"]);

function partOf(
  mail: ByteText,
  headers: readonly HeaderLine[],
  start: number,
  end: number,
  depth: number,
): MimePart | null {
  const type = valueOf(headers, "content-type", "text/plain");
  const disposition = valueOf(headers, "content-disposition", "inline");
  const encodingName = onlyValue(headers, "content-transfer-encoding")?.toLowerCase();
  const encoding = encodingName === undefined ? undefined : knownEncodings.get(encodingName);
  if (type === null || disposition === null || encoding === undefined || depth > mimeDepthMax) return null;
  const multipart = type.value.startsWith("multipart/") ? type.value.slice("multipart/".length) : false;
  const childNodes = multipart === false ? [] : childrenOf(mail, type, start, end, depth);
  if (childNodes === null || (multipart !== false && encoding !== "none")) return null;
  return {
    childNodes,
    contentType: { parsed: type, multipart },
    contentTransferEncoding: { encoding: encodingName ?? "" },
    contentDisposition: { parsed: disposition },
    // Signatures and pictures are never decoded.
    get content() {
      return multipart === false ? arrayBufferOf(decodeBody(mail.slice(start, end), 0, encoding)) : null;
    },
  };
}

const arrayBufferOf = (bytes: ByteText): ArrayBuffer => Uint8Array.from(Buffer.from(bytes, "latin1")).buffer;

/** The value of the only header of a name; the empty text where there is none, null where there are several or it is not ASCII. */
function onlyValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const values = headers.filter((header) => header.name === name);
  const value = values[0]?.value ?? "";
  return values.length > 1 || /[^\x20-\x7e]/.test(value) ? undefined : value;
}

function valueOf(headers: readonly HeaderLine[], name: string, otherwise: string): ParameterValue | null {
  const value = onlyValue(headers, name);
  return value === undefined ? null : plainParameterValue(value === "" ? otherwise : value);
}

/** The parts between the boundary's lines; null where they are not all there, or another line begins as they do. */
function childrenOf(
  mail: ByteText,
  { params }: ParameterValue,
  start: number,
  end: number,
  depth: number,
): readonly MimePart[] | null {
  const { boundary = "" } = params;
  if (boundary === "" || boundary.endsWith(" ")) return null;
  const children: MimePart[] = [];
  const line = `--${boundary}`;
  let open = -1;
  for (let at = lineAt(mail, line, start, end); at !== -1; at = lineAt(mail, line, at + 1, end)) {
    const next = nextLine(mail, at, end);
    const rest = mail.slice(at + line.length, trimmedEnd(mail, at, next));
    if (rest !== "" && rest !== "--") return null;
    if (open !== -1) {
      const child = childOf(mail, open, at, depth);
      if (child === null) return null;
      children.push(child);
    }
    if (rest === "--") return children.length === 0 ? null : children;
    open = next;
  }
  return null;
}

function lineAt(mail: ByteText, line: string, start: number, end: number): number {
  if ((start === 0 || mail[start - 1] === "\n") && mail.startsWith(line, start)) return start;
  const at = mail.indexOf(`\n${line}`, start);
  return at === -1 || at + 1 >= end ? -1 : at + 1;
}

function childOf(mail: ByteText, start: number, end: number, depth: number): MimePart | null {
  const part = mail.slice(start, end);
  const { lines, end: headersEnd } = readHeaderLines(part, 0, wanted);
  if (headersEnd < part.length && part[headersEnd] !== "\n") return null;
  return partOf(part, lines, nextLine(part, headersEnd, part.length), part.length, depth + 1);
}
