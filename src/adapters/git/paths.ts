import { escapeBase, pathOfBytes } from "../../core/text/path-bytes.ts";

/** A path's bytes as text, as `pathOfBytes` has it; nearly always they are UTF-8. */
export function pathText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? pathOfBytes(bytes) : text;
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
