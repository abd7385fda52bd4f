/** A header value with parameters (RFC 2045, 5.1): `text/plain; charset=utf-8`. */
export type ParameterValue = { readonly value: string; readonly params: Readonly<Record<string, string>> };

/**
 * Reads such a value where it is plain: no comments, no escapes, no parameter twice, none that is encoded or continued (RFC 2231). Null: it is
 * not, and wants a parser. The value and names of parameters are in lower case.
 */
export function plainParameterValue(text: string): ParameterValue | null {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const read = readValue(text);
  if (kept.size < keptMax && text.length < keptLengthMax) kept.set(text, read);
  return read;
}

/** By their text, of which a list has few. */
const kept = new Map<string, ParameterValue | null>();

/** Values that are kept, and UTF-16 units of one, so that a stranger's cannot fill the memory. */
const keptMax = 500;
const keptLengthMax = 200;

const valueShape = /^[a-z0-9][a-z0-9.+-]*(?:\/[a-z0-9][a-z0-9.+-]*)?/i;
const parameterShape = / *; *([a-z][a-z0-9-]*)=(?:"([^"\\]*)"|([^\s;"\\()<>@,?=[\]]+))/iy;

function readValue(text: string): ParameterValue | null {
  const [value] = valueShape.exec(text) ?? [];
  if (value === undefined || text.includes("=?")) return null;
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  let at = value.length;
  for (;;) {
    parameterShape.lastIndex = at;
    const [, name, quoted, word = ""] = parameterShape.exec(text) ?? [];
    if (name === undefined) break;
    const key = name.toLowerCase();
    if (key in params) return null;
    params[key] = quoted ?? word;
    at = parameterShape.lastIndex;
  }
  return /^ *;? *$/.test(text.slice(at)) ? { value: value.toLowerCase(), params } : null;
}
