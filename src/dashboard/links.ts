import type { RepositoryKey } from "../core/service/views.ts";

/** Where a page is: its path, and what its address asks for. */
export type Address = { readonly path: string; readonly query: Query };

export type Query = { readonly [name: string]: string | null };

/** Pages of a repository stand behind `/-/`, since an owner may hold slashes: `/repositories/github/github.com/org/project/-/audit`. */
export const ofRepository = (key: RepositoryKey, ...rest: readonly (string | number)[]): string =>
  `/repositories/${encoded(key.split("/"))}/-/${encoded(rest)}`;

export const contributionPath = (key: RepositoryKey, number: number): string =>
  ofRepository(key, "contributions", number);

export const exceptionPath = (key: RepositoryKey, exception: string): string =>
  ofRepository(key, "exceptions", exception);

export const commitPath = (key: RepositoryKey, commit: string): string => ofRepository(key, "commits", commit);

export const requestPath = (key: RepositoryKey, reference: string): string => ofRepository(key, "requests", reference);

/** A path with a query; what is null or empty is left out. */
export function addressText({ path, query }: Address): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === "" ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(value))}`],
  );
  return asked.length === 0 ? path : `${path}?${asked.join("&")}`;
}

/** The same page with something else asked for. */
export const asking = ({ path, query }: Address, more: Query): string =>
  addressText({ path, query: { ...query, ...more } });

const encoded = (parts: readonly (string | number)[]): string =>
  parts.map((part) => encodedPart(wellFormed(String(part)))).join("/");

/** Browsers take `.` and `..` for a way up, even where they are escaped; no part of ours is one. */
const encodedPart = (part: string): string => (part === "." || part === ".." ? `${part}%20` : encodeURIComponent(part));

/** `encodeURIComponent` throws for half a character. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");
