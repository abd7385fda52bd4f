import { join } from "node:path";
import { directoryCache, noCache } from "../adapters/files/cache.ts";
import type { Cache } from "../ports/cache.ts";
import { cacheHome } from "./cache-home.ts";
import { version } from "./version.ts";

/** Where policies that were read are remembered. Kept apart by version: what an older program kept may have had another shape. */
export function policyCache(): Cache {
  const home = cacheHome(process.env);
  return home === null ? noCache : directoryCache(join(home, "proviso", `policies-${version}`));
}
