/** A list whose items need not be in memory: each may be made when it is asked for. An array is one. */
export type LazyList<T> = Iterable<T> & {
  readonly length: number;
  /** The items from a place on; a place below 0 counts from the end. */
  readonly slice: (start: number) => LazyList<T>;
};

/** A list of what is made of each item, one at a time and again each time it is walked, so that a long one is never there twice. */
export const lazyList = <Item, T>(items: readonly Item[], make: (item: Item) => T): LazyList<T> => ({
  length: items.length,
  slice: (start) => lazyList(items.slice(start), make),
  *[Symbol.iterator]() {
    for (const item of items) yield make(item);
  },
});
