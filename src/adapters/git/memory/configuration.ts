import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Environment } from "../environment.ts";
import { type GitPlace, runGit } from "../process.ts";
import type { Setting } from "../settings.ts";

/** All settings that git reads, in its order, and every file that it reads them from or would read them from if it were there. */
export type Configuration = { readonly settings: readonly Setting[]; readonly files: readonly string[] };

/** Null: git reads a setting from something that is no file, or from a file that is not to be found out. */
export async function readConfiguration(user: GitPlace, environment: Environment): Promise<Configuration | null> {
  const [listed, system] = await Promise.all([
    runGit(user, ["config", "--list", "-z", "--show-origin"]),
    systemFiles(user, environment),
  ]);
  if (listed.status !== 0 || listed.truncated) return null;
  const read = configurationIn(listed.stdout.toString("utf8"), user.directory, environment);
  return read && { ...read, files: [...new Set([...system, ...globalFiles(environment), ...read.files])] };
}

/**
 * The settings, and the files that they stand in or that these include, as `git config --list -z --show-origin` says it.
 *
 * @param directory - where git was run
 */
export function configurationIn(listed: string, directory: string, environment: Environment): Configuration | null {
  const words = listed.split("\0").slice(0, -1);
  const settings: Setting[] = [];
  const files = new Set<string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [origin = "", entry = ""] = words.slice(at, at + 2);
    const newline = entry.indexOf("\n");
    const setting = {
      name: newline === -1 ? entry : entry.slice(0, newline),
      value: newline === -1 ? "true" : entry.slice(newline + 1),
    };
    settings.push(setting);
    // What stands on git's own command line is ours, or in the environment.
    if (origin === "command line:") continue;
    if (!origin.startsWith("file:")) return null;
    const file = resolve(directory, origin.slice("file:".length));
    files.add(file);
    if (!/^include(?:if\..*)?\.path$/is.test(setting.name)) continue;
    const included = includedFile(setting.value, file, environment);
    if (included === null) return null;
    files.add(included);
  }
  return { settings, files: [...files] };
}

/** A path of `include.path` (git-config(1), "Includes"); null: of another user's home, or of git's own directories. */
function includedFile(path: string, from: string, { HOME: home }: Environment): string | null {
  if (path.startsWith("~/") && home !== undefined) return join(home, path.slice(2));
  return path.startsWith("~") || path.startsWith("%(") ? null : resolve(dirname(from), path);
}

/** git-config(1), "FILES". */
function globalFiles({ GIT_CONFIG_GLOBAL: named, XDG_CONFIG_HOME: xdg, HOME: home }: Environment): readonly string[] {
  if (named !== undefined) return [named];
  const inHome = (path: string) => (home === undefined ? [] : [join(home, path)]);
  return [...(xdg ? [join(xdg, "git", "config")] : inHome(join(".config", "git", "config"))), ...inHome(".gitconfig")];
}

/** git says where since 2.41; before, it is where it was built for, and programs below `/usr` look in `/etc`. */
async function systemFiles(user: GitPlace, environment: Environment): Promise<readonly string[]> {
  if (environment["GIT_CONFIG_SYSTEM"] !== undefined) return [environment["GIT_CONFIG_SYSTEM"]];
  const said = await runGit(user, ["var", "GIT_CONFIG_SYSTEM"]);
  const lines = said.status === 0 ? said.stdout.toString("utf8").split("\n").filter(isAbsolute) : [];
  if (lines.length > 0) return lines;
  const programs = await runGit(user, ["--exec-path"]);
  const prefix = dirname(dirname(programs.stdout.toString("utf8").trim()));
  return ["/etc/gitconfig", join(prefix, "etc", "gitconfig"), join(dirname(prefix), "etc", "gitconfig")];
}
