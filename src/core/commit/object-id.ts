/** Is it a whole object id as git writes it: 40 digits of SHA-1, or 64 of SHA-256? */
export const isFullId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** Digits of an id that are enough for people: what kernel developers write. */
const digitsShown = 12;

/** The beginning of an object's id, for people. */
export const shortObjectId = (id: string): string => id.slice(0, digitsShown);

/** Is it the id that git and forges write where there is no object: zeros alone? */
export const isNoId = (text: string): boolean => /^0+$/.test(text);
