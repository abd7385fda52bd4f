/** An object of JSON or YAML that anybody may have written. */
export type ForeignObject = { readonly [key: string]: unknown };

/** Is it an object, and no list? */
export const isObject = (value: unknown): value is ForeignObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a path of keys, each of them the object's own; undefined: nothing, or something on the way is no object. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/** What JSON holds; undefined: the text is none, or nested too deep. A byte order mark is passed over. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}
