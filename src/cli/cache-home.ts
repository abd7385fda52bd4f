import { isAbsolute, join } from "node:path";

/**
 * Where this user's programs may keep what they can do without (XDG Base Directory Specification, `XDG_CACHE_HOME`; on Windows
 * `LOCALAPPDATA`). Null: nowhere.
 */
export function cacheHome(environment: Readonly<Record<string, string | undefined>>): string | null {
  const { XDG_CACHE_HOME: named, HOME: home, LOCALAPPDATA: local } = environment;
  if (named !== undefined && isAbsolute(named)) return named;
  if (process.platform === "win32") return local !== undefined && isAbsolute(local) ? local : null;
  return home !== undefined && isAbsolute(home) ? join(home, ".cache") : null;
}
