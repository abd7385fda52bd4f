/** SHA-256 of the parts, one after another, in hex. */
export type Digest = (parts: readonly Uint8Array[]) => string;
