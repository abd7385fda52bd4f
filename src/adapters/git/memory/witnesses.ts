import { lstatSync, readFileSync } from "node:fs";

/**
 * How a file stood when something was learnt from it. A short one is compared byte for byte; a long one by what the system says of it.
 * `null`: nothing was there.
 */
export type Witness = { readonly path: string; readonly saw: Sight };

type Sight =
  | null
  | { readonly kind: "directory" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "stamp"; readonly stamp: string };

/** Bytes of a file that is compared byte for byte. References and most configurations have less. */
const textBytesMax = 1 << 14;

/** Nanoseconds in which a file may change twice and look as if it had changed once (git's "racy" entries, gitformat-index(5)). */
const sameMomentNanoseconds = 2_000_000_000n;

/** Looks at a file. Undefined: it cannot be a witness, since it has just changed, is neither file nor directory, or cannot be read. */
export function takeWitness(path: string, nowNanoseconds: bigint): Witness | undefined {
  try {
    const saw = look(path, nowNanoseconds);
    return saw === undefined ? undefined : { path, saw };
  } catch (error) {
    return isAbsent(error) ? { path, saw: null } : undefined;
  }
}

/** Does every file still stand as it stood? */
export function stillStand(witnesses: readonly Witness[]): boolean {
  return witnesses.every(({ path, saw }) => {
    try {
      const sees = look(path, null);
      return saw !== null && isSame(saw, sees);
    } catch (error) {
      return saw === null && isAbsent(error);
    }
  });
}

/** Throws where there is nothing. `nowNanoseconds` null: whatever changed just now was seen to have changed. */
function look(path: string, nowNanoseconds: bigint | null): Sight | undefined {
  const entry = lstatSync(path, { bigint: true });
  const { size, mtimeNs, ctimeNs, ino, dev } = entry;
  if (entry.isDirectory()) return { kind: "directory" };
  if (!entry.isFile() && !entry.isSymbolicLink()) return undefined;
  if (size <= textBytesMax || entry.isSymbolicLink()) return { kind: "text", text: readFileSync(path, "latin1") };
  if (nowNanoseconds !== null && nowNanoseconds - ctimeNs < sameMomentNanoseconds) return undefined;
  return { kind: "stamp", stamp: [size, mtimeNs, ctimeNs, ino, dev].join(" ") };
}

const isSame = (one: Sight, other: Sight | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

const isAbsent = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
};
