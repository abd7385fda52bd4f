/** Replaced by the version of package.json when the bundle is built. */
declare const PROVISO_VERSION: string | undefined;

export const version: string = typeof PROVISO_VERSION === "string" ? PROVISO_VERSION : "development";
