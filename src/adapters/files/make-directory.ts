import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a directory and those above it, where they are not there. Node's own way (`recursive`) asks again for ever where a file system says that something
 * is missing though all above is there, as /proc does, and a home that cannot be reached. Throws the error of the directory that cannot be made.
 *
 * @param mode of every directory that is made
 */
export function makeDirectory(path: string, mode = 0o777): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && statSync(path).isDirectory()) return;
    const above = dirname(path);
    if (code !== "ENOENT" || existsSync(above)) throw error;
    makeDirectory(above, mode);
    mkdirSync(path, { mode });
  }
}
