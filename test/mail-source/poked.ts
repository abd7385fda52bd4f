import type { Changes } from "../../src/ports/changes.ts";

/** Changes that a test tells of: for each, whoever waits or will wait goes on once. */
export function pokedChanges(): { readonly changes: Changes; readonly poke: () => void } {
  let pokes = 0;
  let wake = (): void => {};
  return {
    changes: {
      async next(_directories, signal) {
        if (pokes === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener("abort", () => resolve(), { once: true });
          });
        }
        pokes -= 1;
      },
      close() {},
    },
    poke() {
      pokes += 1;
      wake();
    },
  };
}
