/** Replaced by the version of package.json when the bundle is built. */
declare const PROVISO_VERSION: string | undefined;

/** Replaced by a digest of the program when the bundle is built. */
declare const PROVISO_BUILD: string | undefined;

export const version: string = typeof PROVISO_VERSION === "string" ? PROVISO_VERSION : "development";

/** Tells two programs apart that may judge differently: what one remembers is nothing to the other. Null where nobody knows. */
export const build: string | null = typeof PROVISO_BUILD === "string" ? PROVISO_BUILD : null;
