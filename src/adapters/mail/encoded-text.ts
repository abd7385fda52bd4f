import { decodeWords } from "postal-mime";

/** A header's value with its encoded words decoded (RFC 2047). Most hold none, which is soon seen. */
export const decodedText = (value: string): string => (value.includes("=?") ? decodeWords(value) : value);
