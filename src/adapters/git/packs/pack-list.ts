import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { objectsIn } from "./pack-index.ts";

/** Paths of the packs in a directory of objects, without ending, and how many objects their indexes have, about. */
export function packsIn(objectDirectory: string): { readonly paths: readonly string[]; readonly objects: number } {
  const directory = join(objectDirectory, "pack");
  const names = readdirSync(directory).filter((name) => name.endsWith(".idx"));
  const objects = names.reduce((sum, name) => sum + objectsIn(statSync(join(directory, name)).size), 0);
  return { paths: names.sort().map((name) => join(directory, name.slice(0, -".idx".length))), objects };
}
