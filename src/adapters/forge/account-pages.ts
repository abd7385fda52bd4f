import type { ForgeRepository } from "../../core/forge/event.ts";
import type { ForgeAnswer, RepositoryPage } from "../../ports/forge.ts";
import { type Ask, askPage } from "./http.ts";

/** Where a forge may have the repositories of an account: what it is called in a position, and the path of the list. */
export type AccountPlace = { readonly kind: string; readonly path: string };

/**
 * A page of the repositories of an account. A forge has those of an organisation elsewhere than those of a user; where the first place knows no such account
 * the next one is asked, and the position says which it was.
 *
 * @param position what an earlier page called `next`; one that is none begins anew
 */
export async function askAccountPage(
  ask: Ask,
  { places, what }: { readonly places: readonly AccountPlace[]; readonly what: string },
  position: string | null,
  lengthName: "per_page" | "limit",
  read: (entry: unknown) => ForgeRepository | null,
): Promise<ForgeAnswer<RepositoryPage>> {
  const [, kind = null, number = "1"] = /^(\w+) (\d{1,7})$/.exec(position ?? "") ?? [];
  const known = places.filter((place) => place.kind === kind);
  const page = known.length === 0 ? 1 : Number(number);
  const [first, ...others] = known.length === 0 ? places : known;
  if (first === undefined) return { ok: true, value: { items: [], next: null } };
  const answer = await askPage(ask, { path: first.path, what }, lengthName, page);
  if (!answer.ok)
    return answer.error.code === "gone" && others.length > 0
      ? askAccountPage(ask, { places: others, what }, null, lengthName, read)
      : answer;
  const { items, isLast } = answer.value;
  const next = isLast ? null : `${first.kind} ${page + 1}`;
  return { ok: true, value: { items: items.flatMap((entry) => read(entry) ?? []), next } };
}
