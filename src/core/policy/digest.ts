/** A file that a policy is made of, with the bytes that were read. */
export type DigestedFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * The bytes whose SHA-256 is a policy's digest: for each of policy, document, maintainers and mailmap that
 * there is, in this order, its name in UTF-8, a NUL, its length in decimal, a NUL, and its bytes. Names have no NUL and a
 * length says where its file ends, so no two lists of files give the same bytes. Hashing is an adapter's.
 */
export function digestParts(files: readonly DigestedFile[]): Uint8Array[] {
  const encoder = new TextEncoder();
  return files.flatMap(({ name, bytes }) => [encoder.encode(`${name}\0${bytes.length}\0`), bytes]);
}
