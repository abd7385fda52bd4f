/** Places from 0 on in families: those that were joined, directly or through others. */
export type Families = {
  join(one: number, other: number): void;
  /** The same place for all of one family, until more are joined. */
  headOf(place: number): number;
  /** The places of each family, in order. */
  all(): readonly (readonly number[])[];
};

/** So many places, each in a family of its own. Joining them takes nearly linear time. */
export function createFamilies(count: number): Families {
  const heads = Int32Array.from({ length: count }, (_, place) => place);
  const headOf = (place: number): number => {
    let head = place;
    while (heads[head] !== head) {
      // Halving the path keeps later walks short.
      heads[head] = heads[heads[head] ?? head] ?? head;
      head = heads[head] ?? head;
    }
    return head;
  };
  return {
    headOf,
    join(one, other) {
      const [first, second] = [headOf(one), headOf(other)];
      heads[Math.max(first, second)] = Math.min(first, second);
    },
    all() {
      const families = new Map<number, number[]>();
      for (let place = 0; place < count; place += 1) {
        const head = headOf(place);
        const family = families.get(head);
        if (family === undefined) families.set(head, [place]);
        else family.push(place);
      }
      return [...families.values()];
    },
  };
}
