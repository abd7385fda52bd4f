/** The first of the lone surrogates that stand for bytes that are not UTF-8: byte 0x80 is U+DC80. */
const escapeBase = 0xdc00;

/**
 * A path's bytes as text. Bytes that are not UTF-8 become lone surrogates, U+DC80 to U+DCFF, one each.
 * Valid UTF-8 never decodes to those, so two paths never fall together and `tests/` stays a prefix of what is in it.
 */
export function pathText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? escaped(bytes) : text;
}

/** The bytes that `pathText` made the text from. */
export function pathBytes(path: string): Buffer {
  if (!/[\udc80-\udcff]/.test(path)) return Buffer.from(path, "utf8");
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < path.length; at += 1) {
    const code = path.charCodeAt(at);
    if (code < escapeBase + 0x80 || code > escapeBase + 0xff || isHighSurrogate(path.charCodeAt(at - 1))) continue;
    parts.push(Buffer.from(path.slice(start, at), "utf8"), Buffer.of(code - escapeBase));
    start = at + 1;
  }
  return Buffer.concat([...parts, Buffer.from(path.slice(start), "utf8")]);
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

function escaped(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(escapeBase + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += bytes.toString("utf8", at, at + length);
      at += length;
    }
  }
  return text;
}

/** How many bytes the UTF-8 sequence at an offset has (RFC 3629), 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const outside = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}
