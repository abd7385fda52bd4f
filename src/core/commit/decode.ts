/**
 * The text of foreign bytes: UTF-8 if they are valid UTF-8, else by the encoding that the commit's header names,
 * else Latin-1, in which every byte is a character. Never throws and keeps every line feed where it was.
 */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  return decodeUtf8(bytes) ?? decoderFor(encoding)?.decode(bytes) ?? decodeLatin1(bytes);
}

/** The text of bytes that are valid UTF-8, byte order mark included; else undefined. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Decoder = InstanceType<typeof TextDecoder>;

/** One decoder per label of the Encoding Standard, made when first met; unknown labels are not kept. */
const decoders = new Map<string, Decoder>();

/**
 * The decoder for a label, or undefined where Latin-1 must do: no label, an unknown one, UTF-8 that turned out
 * invalid, Latin-1 itself (the Encoding Standard reads it as windows-1252, git does not), and UTF-16, in which no
 * commit can be written, so that a header that claims it cannot turn a message into something else.
 */
function decoderFor(encoding: string | undefined): Decoder | undefined {
  if (encoding === undefined || encoding.length > labelLengthMax) return undefined;
  const label = encoding.trim().toLowerCase();
  const known = decoders.get(label);
  if (known !== undefined || latin1Label.test(label)) return known;
  try {
    const decoder = new TextDecoder(label, { ignoreBOM: true });
    if (decoder.encoding.startsWith("utf-")) return undefined;
    decoders.set(label, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}

/** Characters in the longest encoding label that is looked up; the Encoding Standard's longest has 19. */
const labelLengthMax = 40;

const latin1Label = /^(?:iso[-_]?8859-?1|latin-?1|l1)$/;

/** Bytes per call: an argument list must not overflow the stack. */
const chunkBytes = 8192;

/** Every byte as the character of its number. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    // Spreading would ask for the bytes one by one.
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + chunkBytes));
  }
  return text;
}
