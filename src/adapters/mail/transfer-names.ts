import type { TransferEncoding } from "../../core/mail/transfer-encoding.ts";

/** The transfer encodings of RFC 2045, 6.1, in lower case; nothing is 7bit. */
export const knownEncodings: ReadonlyMap<string, TransferEncoding> = new Map([
  ["", "none"],
  ["7bit", "none"],
  ["8bit", "none"],
  ["binary", "none"],
  ["quoted-printable", "quoted-printable"],
  ["base64", "base64"],
]);
