import { remembering } from "../text/remember.ts";

/** The keys that nearly all trailers of long histories have. */
export const usualKeys: readonly string[] = [
  "Signed-off-by",
  "Reviewed-by",
  "Acked-by",
  "Tested-by",
  "Reported-by",
  "Suggested-by",
  "Co-developed-by",
  "Co-authored-by",
  "Cc",
  "CC",
  "Fixes",
  "Closes",
  "Resolves",
  "Link",
  "Buglink",
  "Message-Id",
  "Message-ID",
  "Message-id",
  "Change-Id",
  "Reviewed-on",
];

const byLength: readonly (readonly string[] | undefined)[] = usualKeys.reduce<string[][]>((lengths, key) => {
  (lengths[key.length] ??= []).push(key);
  return lengths;
}, []);

/** The key at `[start, end)`. A usual one is always the same text: it is looked up many times, and need not be read again then. */
export function keyIn(message: string, start: number, end: number): string {
  const candidates = byLength[end - start];
  if (candidates !== undefined) {
    for (const key of candidates) if (message.startsWith(key, start)) return key;
  }
  return message.slice(start, end);
}

/** A tag's key as keys are compared. */
export const lowerCase: (key: string) => string = remembering((key) => key.toLowerCase(), usualKeys);

/** Is a trailer's key one of these, in any case? `wanted` is in lower case. Most keys differ in length already. */
export function isOneOf(key: string, wanted: readonly string[]): boolean {
  for (const one of wanted) if (one.length === key.length && lowerCase(key) === one) return true;
  return false;
}
