import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { directoryCache } from "../adapters/files/cache.ts";
import type { AuditCache } from "../app/audit/audit.ts";
import { cacheHome } from "./cache-home.ts";
import { build } from "./version.ts";

/**
 * Where audits are remembered: among what the user can do without. Another build of the program may judge otherwise, so what one remembers
 * is nothing to another, and is taken away.
 */
export function auditCache(): AuditCache | null {
  const home = cacheHome(process.env);
  if (home === null || build === null) return null;
  const parent = join(home, "proviso");
  const name = `audits-${build}`;
  const cache = directoryCache(join(parent, name));
  return {
    recall(key) {
      const text = cache.recall(key);
      return typeof text === "string" ? text : null;
    },
    keep(key, text) {
      forgetOthers(parent, name);
      cache.keep(key, text);
    },
  };
}

function forgetOthers(parent: string, name: string): void {
  try {
    for (const entry of readdirSync(parent)) {
      if (entry.startsWith("audits-") && entry !== name) rmSync(join(parent, entry), { recursive: true, force: true });
    }
  } catch {
    // There is no such directory yet, or it may not be written to: then there is nothing to take away.
  }
}
