import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Packs that are being written, in `objects/pack`: git gives them their names when they are whole (`tmp_pack_…`, `tmp_idx_…`). */
const isUnfinished = (name: string): boolean => name.startsWith("tmp_");

/** Names of the packs of a bare repository that are not whole. */
export async function unfinishedPacks(directory: string): Promise<ReadonlySet<string>> {
  const names = await readdir(join(directory, "objects", "pack")).catch((): string[] => []);
  return new Set(names.filter(isUnfinished));
}

/**
 * Removes packs that nobody finishes any more. A git that was ended, or whose disk was full, leaves what it had: gigabytes perhaps, which count as part of the
 * mirror, and on a full disk keep everybody else from going on. Another process may be writing one in the same mirror; should it lose that, its fetch fails
 * and is tried again.
 *
 * @param is which of them
 */
async function removeUnfinished(directory: string, is: (name: string, changedAt: number) => boolean): Promise<void> {
  for (const name of await unfinishedPacks(directory)) {
    const path = join(directory, "objects", "pack", name);
    const found = await stat(path).catch(() => null);
    if (found !== null && is(name, found.mtimeMs)) await rm(path, { force: true }).catch(() => {});
  }
}

/** Those that came since `before` was seen, when our own gits have ended. */
export const removeOwnLeftovers = (directory: string, before: ReadonlySet<string>): Promise<void> =>
  removeUnfinished(directory, (name) => !before.has(name));

/** Those that nobody wrote to for so many milliseconds, as after a kill: no fetch goes on for longer. */
export const removeOldLeftovers = (directory: string, milliseconds: number): Promise<void> =>
  removeUnfinished(directory, (_name, changedAt) => changedAt < Date.now() - milliseconds);
