/**
 * A fact that had to be asked of somebody: the answer, or why there is none.
 * Not knowing is a value, so that no default can turn "unknown" into "no".
 */
export type Learned<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

/** The answer is known. */
export const learned = <T>(value: T): Learned<T> => ({ known: true, value });
/** There is no answer; `why` is the end of a sentence for people. */
export const unknown = (why: string): Learned<never> => ({ known: false, why });
