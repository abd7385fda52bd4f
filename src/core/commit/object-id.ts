/** Is it a whole object id as git writes it: 40 digits of SHA-1, or 64 of SHA-256? */
export const isFullId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** Is it the id that git and forges write where there is no object: zeros alone? */
export const isNoId = (text: string): boolean => /^0+$/.test(text);
