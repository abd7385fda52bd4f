import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where a grammar's file is: beside the bundle, in `dist/grammars`. Run from its sources, the program finds what the build has put there.
 *
 * @param name without the ending `.wasm`
 */
export function grammarFile(name: string): string {
  const here = import.meta.url === undefined ? __dirname : fileURLToPath(new URL(".", import.meta.url));
  const places = [join(here, "../grammars"), join(here, "../../dist/grammars")];
  const folder = places.find((place) => existsSync(place)) ?? join(here, "../grammars");
  return join(folder, `${name}.wasm`);
}
