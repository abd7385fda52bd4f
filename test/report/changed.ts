/** A value of JSON that is an object or a list. */
export type Json = { [key: string]: unknown };

/** The value with something else at a place such as `commits.0.id`; undefined: without it. */
export function changed(value: Json, place: string, to: unknown): Json {
  const copy = structuredClone(value);
  const keys = place.split(".");
  const last = keys.pop() ?? "";
  let at: Json = copy;
  for (const key of keys) at = at[key] as Json;
  if (to === undefined) delete at[last];
  else at[last] = to;
  return copy;
}

/** Every place in a value, with its path. */
export function places(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, item]) => places(item, path === "" ? key : `${path}.${key}`));
  return path === "" ? inside : [path, ...inside];
}
