import { compilePattern, type Pattern } from "../text/pattern.ts";

/** Patterns of policies, compiled once. A policy has a handful; past the limit all are forgotten. */
const compiled = new Map<string, Pattern | null>();
const compiledMax = 256;

/** Characters of a value that are held against a pattern; a longer one fits nothing. */
export const valueLengthMax = 20_000;

/** Does a policy's pattern match the whole value? None, and one that cannot be compiled, match nothing; reading the policy said so. */
export function fitsWhole(source: string | null, value: string): boolean {
  if (source === null || value.length > valueLengthMax) return false;
  let found = compiled.get(source);
  if (found === undefined) {
    const answer = compilePattern(source);
    found = answer.ok ? answer.pattern : null;
    if (compiled.size >= compiledMax) compiled.clear();
    compiled.set(source, found);
  }
  return found?.matchesWhole(value) ?? false;
}
