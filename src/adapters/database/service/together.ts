/** What is asked while another change is under way waits for it, and then becomes one change with all else that waited: a flush to the disk costs the same for one as for fifty. */
type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/** What becomes one change at most. */
const togetherMax = 100;

/**
 * Has items that come at the same time dealt with together. Where that fails each is dealt with alone, so that nobody fails for another's sake.
 *
 * @param change makes one change of all of them, whole or not at all; results are in the order of the items
 */
export function together<Item, Result>(
  change: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isBusy = false;
  const work = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) await settle(waiting.splice(0, togetherMax), change);
    isBusy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isBusy) void work();
    });
}

async function settle<Item, Result>(
  some: readonly Waiting<Item, Result>[],
  change: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await change(some.map(({ item }) => item));
    for (const [index, { resolve }] of some.entries()) resolve(results[index] as Result);
  } catch (error) {
    const [only, ...others] = some;
    if (others.length === 0) only?.reject(error);
    else for (const one of some) await settle([one], change);
  }
}
