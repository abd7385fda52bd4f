/** Values that come one after another, of which the first is on its way. */
export type Ahead<T> = AsyncIterable<T> & {
  /** Nobody wants more. Harmless when all were taken. */
  readonly stop: () => Promise<void>;
};

/** Asks for the first value at once, so that whatever gives it starts while its taker is still busy. To be gone through once. */
export function startAhead<T>(values: AsyncIterable<T>): Ahead<T> {
  const iterator = values[Symbol.asyncIterator]();
  const first = iterator.next();
  // Where it fails, its taker is told; nobody is where it is not taken.
  first.catch(() => {});
  return {
    async *[Symbol.asyncIterator]() {
      for (let next = await first; next.done !== true; next = await iterator.next()) yield next.value;
    },
    async stop() {
      await iterator.return?.();
    },
  };
}
