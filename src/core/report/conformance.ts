import { fieldAt, isObject } from "../text/foreign-value.ts";
import type { Schema } from "./schema-parts.ts";
import { shown } from "./words.ts";

/**
 * The first thing in a value that is not as one of our schemas has it, with its place: `commits[3].judgements[0].outcome is none of …`.
 * It knows of JSON Schema what `schema-parts.ts` uses, and no more. Keys that a schema does not name are passed over: a later version may add some.
 *
 * @returns null when all is as it should be
 */
export const nonconformity = (value: unknown, schema: Schema): string | null =>
  check(value, schema, (schema["$defs"] ?? {}) as Schemas, "");

type Schemas = { readonly [name: string]: Schema };

function check(value: unknown, schema: Schema, defined: Schemas, place: string): string | null {
  const { $ref: ref, anyOf, oneOf, enum: choices, type } = schema;
  if (typeof ref === "string") return check(value, defined[ref.slice("#/$defs/".length)] ?? {}, defined, place);
  // Only null is ever the alternative.
  if (Array.isArray(anyOf)) return value === null ? null : check(value, (anyOf as Schema[])[0] ?? {}, defined, place);
  if (Array.isArray(oneOf)) return checkKinds(value, oneOf as Schema[], defined, place);
  if (Array.isArray(choices)) return choices.includes(value) ? null : says(place, `is none of ${choices.join(", ")}`);
  if ("const" in schema) return value === schema["const"] ? null : says(place, `is not ${String(schema["const"])}`);
  if (type === "object") return checkRecord(value, schema, defined, place);
  if (type === "array") return checkList(value, (schema["items"] ?? {}) as Schema, defined, place);
  return checkPlain(value, schema, place);
}

/** One of several records, told apart by their `kind`. */
function checkKinds(value: unknown, all: readonly Schema[], defined: Schemas, place: string): string | null {
  if (!isObject(value)) return says(place, "is no object");
  const found = all.find((schema) => kindsOf(schema).includes(fieldAt(value, "kind")));
  if (found === undefined) return says(`${place}.kind`, `is none of ${all.flatMap(kindsOf).join(", ")}`);
  return check(value, found, defined, place);
}

/** The kinds that a record may say it is of. */
function kindsOf(schema: Schema): readonly unknown[] {
  const kind = (schema["properties"] as Schemas | undefined)?.["kind"] ?? {};
  return Array.isArray(kind["enum"]) ? kind["enum"] : [kind["const"]];
}

function checkRecord(value: unknown, schema: Schema, defined: Schemas, place: string): string | null {
  if (!isObject(value)) return says(place, "is no object");
  const properties = (schema["properties"] ?? {}) as Schemas;
  for (const [key, of] of Object.entries(properties)) {
    const inside = place === "" ? key : `${place}.${key}`;
    if (!Object.hasOwn(value, key)) return says(inside, "is missing");
    const wrong = check(fieldAt(value, key), of, defined, inside);
    if (wrong !== null) return wrong;
  }
  const others = schema["additionalProperties"];
  if (typeof others !== "object" || others === null) return null;
  for (const [key, item] of Object.entries(value)) {
    if (Object.hasOwn(properties, key)) continue;
    const wrong = check(item, others as Schema, defined, `${place}.${shown(key, keyCodePointsMax)}`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function checkList(value: unknown, items: Schema, defined: Schemas, place: string): string | null {
  if (!Array.isArray(value)) return says(place, "is no list");
  for (const [index, item] of value.entries()) {
    const wrong = check(item, items, defined, `${place}[${index}]`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function checkPlain(value: unknown, { type, minimum, pattern }: Schema, place: string): string | null {
  if (type === "string") {
    if (typeof value !== "string") return says(place, "is no text");
    return isLike(value, pattern) ? null : says(place, `is not of the form \`${String(pattern)}\``);
  }
  if (type === "boolean") return typeof value === "boolean" ? null : says(place, "is neither true nor false");
  const least = typeof minimum === "number" ? minimum : Number.NEGATIVE_INFINITY;
  const isNumber = Number.isSafeInteger(value) && (value as number) >= least;
  return isNumber ? null : says(place, `is no whole number from ${least} on`);
}

const forms = new Map<unknown, RegExp>();

/** Patterns are our schemas' own. */
function isLike(text: string, pattern: unknown): boolean {
  if (typeof pattern !== "string") return true;
  const form = forms.get(pattern) ?? new RegExp(pattern, "u");
  forms.set(pattern, form);
  return form.test(text);
}

/** The code points shown of a key that somebody else chose. */
const keyCodePointsMax = 60;

const says = (place: string, what: string): string => `${place === "" ? "the whole" : `\`${place}\``} ${what}`;
