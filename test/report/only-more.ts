import type { ErrorObject } from "ajv/dist/2020.js";

/** Is a key too many all that is wrong with a value? Where it, or what it stands in, may also be null, the validator says that it is not. */
export function hasOnlyMore(errors: readonly ErrorObject[] | null | undefined): boolean {
  const all = errors ?? [];
  const more = all.filter(({ keyword }) => keyword === "additionalProperties").map(({ instancePath }) => instancePath);
  return more.length > 0 && all.every(({ instancePath }) => more.some((place) => place.startsWith(instancePath)));
}
