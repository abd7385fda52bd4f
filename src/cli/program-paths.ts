import { realpathSync } from "node:fs";

/** Where this program is, for scripts that are to run it later: absolute paths. */
export function programPaths(): { readonly node: string; readonly proviso: string } {
  return { node: process.execPath, proviso: realpathSync(process.argv[1] ?? "") };
}
