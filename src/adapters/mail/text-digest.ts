import { hash } from "node:crypto";

/** SHA-256 of a text in UTF-8, in hex, by which patches of a pile are told apart. */
export const sha256OfText = (text: string): string => hash("sha256", text);
