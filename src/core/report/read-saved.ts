import { nonconformity } from "./conformance.ts";
import type { Schema } from "./schema-parts.ts";

/** What was saved, or in half a sentence why it cannot be read: it goes on from "it". */
export type Saved<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly why: string };

/**
 * Reads JSON that was saved in one of our formats, and holds it to that format's schema: what another version wrote, or what was cut
 * short, is said to be so, and is never shown in part.
 *
 * @param schema of `Value`, which nothing but the caller ties to it
 */
export function readSaved<Value>(text: string, schema: Schema): Saved<Value> {
  const value = parsed(text);
  if (value === undefined) return { ok: false, why: "is no JSON, or only the beginning of it" };
  const wrong = nonconformity(value, schema);
  return wrong === null ? { ok: true, value: value as Value } : { ok: false, why: `is of another version: ${wrong}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
