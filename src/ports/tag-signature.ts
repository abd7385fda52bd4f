/**
 * What git says of the signature of a tag.
 *
 * - `absent`: no annotated tag of that name for that commit is here;
 * - `unsigned`: it has no signature;
 * - `good`: it is by a key that git knows, of whom the key says he is;
 * - `bad`: it is of another text, or its key was taken back;
 * - `unknown`: git cannot tell, for one because it does not have the key.
 */
export type TagSignature =
  | { readonly state: "absent" | "unsigned" }
  | { readonly state: "good"; readonly signer: string }
  | { readonly state: "bad" | "unknown"; readonly said: string };
