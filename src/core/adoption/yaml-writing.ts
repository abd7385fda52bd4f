import { fold } from "../report/layout.ts";
import type { ClauseOptions } from "./candidates.ts";

/** Columns that a proposed policy is folded at. */
const columnsMax = 110;

/** Words that YAML's core schema, or an older reader, takes for something else than text. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const plainText = /^(?:\.?[A-Za-z][\w-]*\/)*[A-Za-z][\w.-]*$/;

/** A text as a YAML scalar: as it is where it can only be read as text, else in double quotes, everything unusual escaped. */
export function scalarOf(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  if (plainText.test(value) && !reserved.test(value)) return value;
  // YAML's double-quoted form takes JSON's escapes.
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, escaped);
}

const escaped = (character: string): string => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;

/** `require`, or `{ level: warn, match: author }`. */
export function clauseOf(level: "require" | "warn", options: ClauseOptions, because: string | null): string {
  const pairs = Object.entries(options).map(([name, value]) => `${name}: ${valueOf(value)}`);
  if (because !== null) pairs.push(`because: ${scalarOf(because)}`);
  return pairs.length === 0 ? level : `{ level: ${level}, ${pairs.join(", ")} }`;
}

const valueOf = (value: ClauseOptions[string]): string =>
  typeof value === "object" ? `[${value.map(scalarOf).join(", ")}]` : scalarOf(value);

/** A sentence as comment lines. It has to be on one line already: foreign words in it are neutralised by whoever quotes them. */
export const commentOf = (sentence: string, indent: string): readonly string[] =>
  fold(`${indent}# `, sentence, `${indent}# `, columnsMax);
