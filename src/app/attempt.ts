/**
 * What an application function returns: a value, or one sentence that says why there is none, and whose fault it is.
 * `usage`: the request cannot be met as it was put. `policy`: the policy has problems. `work`: git, the disk or the network failed.
 */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: "usage" | "policy" | "work"; readonly text: string };

/** It worked. */
export const done = <T>(value: T): Attempt<T> => ({ ok: true, value });
/** It did not; `text` is one sentence for people. */
export const failed = (fault: "usage" | "policy" | "work", text: string): Attempt<never> => ({
  ok: false,
  fault,
  text,
});
