import type { ListedException } from "./document.ts";

/**
 * Does no field of an entry limit the content that it covers, neither one that a program decides nor a condition in words? Then its limits
 * stand in its prose, and people judge all of it. Who may rely on it, until when, and what must be said limit no content.
 */
export const isProseOnly = ({ covers, change, paths, notPaths, atMost, tool, judgements }: ListedException): boolean =>
  tool === null && [covers, change, paths, notPaths, atMost, judgements].every(({ length }) => length === 0);
