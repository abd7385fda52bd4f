import type { Opener } from "../../core/forge/decision.ts";
import { textAt } from "../../core/forge/fields.ts";
import type { OpenRequest } from "../../core/rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { ForgeAnswer, ForgeList } from "../../ports/forge.ts";
import { listOf } from "./described.ts";

/** One open request of a list. `openedBy` null: an account that is no more. */
export type ListedRequest = OpenRequest & { readonly number: number; readonly openedBy: Opener | null };

/**
 * The requests of a list that the same account opened, without the request itself. Whatever a forge made of the question, only what says so itself counts. The
 * request has to be among them: a list in which it is not leaves out what the account that asks may not see, or was asked for by a login that is another's.
 *
 * @param read what an entry is; `other`: no request, null: it cannot be read, so the list is not known whole
 */
export function othersOf(
  listed: ForgeAnswer<ForgeList<unknown>>,
  own: { readonly number: number; readonly opener: Opener },
  read: (entry: unknown) => ListedRequest | "other" | null,
): ForgeAnswer<ForgeList<OpenRequest>> {
  const answer = listOf(listed, read);
  if (!answer.ok) return answer;
  const items = answer.value.items.flatMap((one) => {
    if (one === "other" || one.number === own.number || !isSame(one.openedBy, own.opener)) return [];
    const { name, title, text, labels } = one;
    return [{ name, title, text, labels }];
  });
  const hasOwn = answer.value.items.some(
    (one) => one !== "other" && one.number === own.number && isSame(one.openedBy, own.opener),
  );
  return { ok: true, value: { items, complete: answer.value.complete && hasOwn } };
}

/** By the forge's number of the account; a login may be somebody else's tomorrow. */
function isSame(one: Opener | null, other: Opener): boolean {
  if (one === null) return false;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.login.toLowerCase() === other.login.toLowerCase();
}

/** Names of labels: texts, or objects with a `name`. */
export function namesOfLabels(labels: unknown): Learned<readonly string[]> {
  const names = Array.isArray(labels)
    ? labels.map((one: unknown) => (typeof one === "string" ? one : textAt(one, "name")))
    : null;
  return names?.every((name) => name !== null)
    ? learned(names)
    : unknown("the forge did not describe the labels as its documentation says");
}
