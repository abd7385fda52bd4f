/** The first of the lone surrogates that stand for bytes that are not UTF-8: byte 0x80 is U+DC80. */
export const escapeBase = 0xdc00;

/**
 * A path's bytes as text. Bytes that are not UTF-8 become lone surrogates, U+DC80 to U+DCFF, one each.
 * Valid UTF-8 never decodes to those, so two paths never fall together and `tests/` stays a prefix of what is in it.
 */
export function pathOfBytes(bytes: Uint8Array): string {
  let text = "";
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) at += length;
    else {
      text += utf8.decode(bytes.subarray(start, at)) + String.fromCharCode(escapeBase + (bytes[at] ?? 0));
      at += 1;
      start = at;
    }
  }
  return text + utf8.decode(bytes.subarray(start));
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** How many bytes the UTF-8 sequence at an offset has (RFC 3629), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const outside = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}
