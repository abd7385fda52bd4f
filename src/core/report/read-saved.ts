import { fieldAt, parsedJson } from "../text/foreign-value.ts";
import { nonconformity } from "./conformance.ts";
import type { Schema } from "./schema-parts.ts";

/** What was saved, or in half a sentence why it cannot be read: it goes on from "it". */
export type Saved<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

/**
 * Reads JSON that was saved in one of our formats, and holds it to that format's schema: what another version wrote, or what was cut
 * short, is said to be so, and is never shown in part.
 *
 * @param schema of `Value`, which nothing but the caller ties to it
 */
export function readSaved<Value>(text: string, schema: Schema): Saved<Value> {
  const value = parsedJson(text);
  if (value === undefined) return { ok: false, why: noJson };
  const wrong = nonconformity(value, schema);
  return wrong === null ? { ok: true, value: value as Value } : { ok: false, why: `is of another version: ${wrong}` };
}

/** What a text is that holds no JSON. */
export const noJson = "is no JSON, or only the beginning of it";

/** Is it meant as an audit, whether or not it is one? Each of our formats begins with a key of its own. */
export const isAudit = (value: unknown): boolean => fieldAt(value, "audit") !== undefined;

const named = { report: "a report", audit: "an audit" } as const;

/** Why a value is none of ours, or of another version than this program reads, in half a sentence; null: it is of that version. */
export function whyOtherVersion(value: unknown, key: keyof typeof named, version: number): string | null {
  if (typeof value !== "object" || value === null) return `is no ${key}`;
  const its = fieldAt(value, key);
  if (its === undefined) return `is no ${key}: it has no key \`${key}\``;
  if (its === version) return null;
  return typeof its === "number"
    ? `is ${named[key]} of version ${its}, and this program reads version ${version}`
    : `is no ${key}: its key \`${key}\` holds no version`;
}
