import { decodeUtf8 } from "../core/commit/decode.ts";
import { CommandFailure } from "./exit-status.ts";

/** The text of a file that somebody named; a byte order mark is no part of it. What is not UTF-8 would be read as something else, and is refused. */
export function utf8Text(bytes: Uint8Array, name: string): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new CommandFailure(`${name} is not UTF-8`, "usage");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
