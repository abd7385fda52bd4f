import type { Given } from "./given.ts";

/** An objection, and what took it back; null: it is open. */
export type Objection = { readonly raised: Given; readonly closed: Given | null };

/**
 * Who objected, in the order of the thread. Only the same person closes an objection, in a later posting: by taking it back, or by agreeing
 * to a version that is no older than the one objected to. Objecting again while an objection is open adds none.
 *
 * @param given - in the order of the thread
 */
export function objectionsIn(given: readonly Given[]): readonly Objection[] {
  const objections: { raised: Given; closed: Given | null }[] = [];
  const openBy = new Map<string, { raised: Given; closed: Given | null }>();
  for (const said of given) {
    const { key } = said.by;
    const open = openBy.get(key);
    if (said.effect === "objects") {
      // A newer one of the same person is about a newer version, which it then takes to close it.
      if (open !== undefined) {
        if (orderOf(said) > orderOf(open.raised)) open.raised = said;
        continue;
      }
      const objection = { raised: said, closed: null };
      objections.push(objection);
      openBy.set(key, objection);
    } else if (open !== undefined && said.index > open.raised.index && closes(said, open.raised)) {
      open.closed = said;
      openBy.delete(key);
    }
  }
  return objections;
}

const closes = (said: Given, raised: Given): boolean =>
  said.effect === "withdraws-objection" ||
  (said.effect === "agrees" && said.version !== null && orderOf(said) >= orderOf(raised));

const orderOf = ({ version }: Given): number => version?.order ?? -1;
