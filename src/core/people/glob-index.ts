import { isAnyDepth, matchesPath, type PathGlob } from "./path-glob.ts";

type Entry = { readonly id: number; readonly rest: PathGlob };

/** The patterns that name this directory before their first wildcard, and the directories below that some pattern names. */
type Directory = { readonly entries: Entry[]; readonly below: Map<string, Directory> };

/**
 * Looks up which of many patterns match a path: their positions in the list, ascending. A pattern is filed under the
 * directory that it names before its first wildcard, or, if it may match at any depth, under the first name it asks for;
 * so only patterns that share a name with the path are tried. Patterns that begin with a wildcard are tried always.
 */
export function indexGlobs(globs: readonly PathGlob[]): (path: string) => readonly number[] {
  const root = emptyDirectory();
  const byName = new Map<string, Entry[]>();
  globs.forEach((glob, id) => {
    const name = glob[1];
    if (isAnyDepth(glob[0]) && typeof name === "string") fileByName(byName, name, { id, rest: glob });
    else fileByDirectory(root, glob, id);
  });

  return (path) => {
    const components = path.split("/");
    const found: number[] = [];
    const tryAll = (entries: readonly Entry[], from: number): void => {
      for (const { id, rest } of entries) if (matchesPath(rest, components, from)) found.push(id);
    };
    let directory: Directory | undefined = root;
    for (let depth = 0; directory; depth += 1) {
      tryAll(directory.entries, depth);
      directory = depth < components.length ? directory.below.get(components[depth] as string) : undefined;
    }
    if (byName.size > 0) for (const name of new Set(components)) tryAll(byName.get(name) ?? [], 0);
    return found.sort((first, second) => first - second);
  };
}

const emptyDirectory = (): Directory => ({ entries: [], below: new Map() });

function fileByDirectory(root: Directory, glob: PathGlob, id: number): void {
  let directory = root;
  let depth = 0;
  for (; typeof glob[depth] === "string"; depth += 1) {
    const name = glob[depth] as string;
    const next = directory.below.get(name) ?? emptyDirectory();
    directory.below.set(name, next);
    directory = next;
  }
  directory.entries.push({ id, rest: glob.slice(depth) });
}

function fileByName(byName: Map<string, Entry[]>, name: string, entry: Entry): void {
  const entries = byName.get(name);
  if (entries) entries.push(entry);
  else byName.set(name, [entry]);
}
