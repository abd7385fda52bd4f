import type { ForgeAnswer, ForgeList } from "../../ports/forge.ts";
import { later } from "./failure.ts";

/** An answer that is none that the forge's documentation has. It may be in the midst of an update, so asking again may help. */
export const misdescribed = (what: string): ForgeAnswer<never> =>
  later(`the forge did not describe ${what} as its documentation says`);

/** The forge's answer in our types, or that it was none that we understand. */
export const described = <T>(value: T | null, what: string): ForgeAnswer<T> =>
  value === null ? misdescribed(what) : { ok: true, value };

/** A list with what we understand of it; an entry that we do not understand makes the list one that is not complete. */
export function listOf<T>(
  listed: ForgeAnswer<ForgeList<unknown>>,
  read: (entry: unknown) => T | null,
): ForgeAnswer<ForgeList<T>> {
  if (!listed.ok) return listed;
  const items = listed.value.items.flatMap((entry) => read(entry) ?? []);
  return { ok: true, value: { items, complete: listed.value.complete && items.length === listed.value.items.length } };
}
