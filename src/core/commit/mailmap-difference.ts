import { addressKey } from "./identities.ts";

/**
 * The addresses that two versions of a mailmap may treat differently, as `addressKey` gives them: those on the lines between the
 * beginning and the end that both have. Of every other address they say the same, since a later line only ever speaks of
 * addresses that stand on it. Null where a NUL may cut one of them off early: they may differ in anything.
 */
export function addressesBetween(before: string, after: string): ReadonlySet<string> | null {
  if (before.includes("\0") || after.includes("\0")) return null;
  const old = before.split("\n");
  const now = after.split("\n");
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  const found = new Set<string>();
  for (const line of [...old.slice(start, oldEnd), ...now.slice(start, nowEnd)]) {
    for (const [, address = ""] of line.matchAll(/<([^>]*)>/g)) found.add(addressKey(address));
  }
  return found;
}
