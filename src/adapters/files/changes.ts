import { type FSWatcher, watch } from "node:fs";
import type { Changes } from "../../ports/changes.ts";

/**
 * Changes as the system tells of them, and a look from time to time: over a network, and where somebody else's limits are reached, no
 * system tells anything.
 *
 * @param usualMilliseconds between two looks when nothing is told
 */
export function directoryChanges(usualMilliseconds: number): Changes {
  const watchers = new Map<string, FSWatcher>();
  let hasChanged = false;
  let wake = (): void => {};

  function noteChange(): void {
    hasChanged = true;
    wake();
  }

  function forget(directory: string): void {
    watchers.get(directory)?.close();
    watchers.delete(directory);
  }

  function watchAlso(directory: string): void {
    if (watchers.has(directory)) return;
    try {
      const watcher = watch(directory, { persistent: false }, noteChange);
      // A directory that goes away is no longer watched; it may be there again at the next look.
      watcher.on("error", () => forget(directory));
      watchers.set(directory, watcher);
      // What came between the caller's look and this moment has not been told.
      hasChanged = true;
    } catch {
      // It is looked at from time to time.
    }
  }

  return {
    async next(directories, signal) {
      for (const directory of watchers.keys()) if (!directories.includes(directory)) forget(directory);
      for (const directory of directories) watchAlso(directory);
      if (!hasChanged && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const go = (): void => {
            clearTimeout(timer);
            signal.removeEventListener("abort", go);
            wake = () => {};
            resolve();
          };
          const timer = setTimeout(go, usualMilliseconds);
          signal.addEventListener("abort", go);
          wake = go;
        });
      }
      hasChanged = false;
    },
    close() {
      for (const directory of watchers.keys()) forget(directory);
    },
  };
}
