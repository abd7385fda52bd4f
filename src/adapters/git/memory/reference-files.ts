import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Links between references that are followed; git follows as many. */
const linksMax = 5;

/** Ways in which git reads a short name (gitrevisions(7), "<refname>"). */
const places = (name: string): readonly string[] =>
  name.startsWith("refs/")
    ? [name]
    : [
        name,
        `refs/${name}`,
        `refs/tags/${name}`,
        `refs/heads/${name}`,
        `refs/remotes/${name}`,
        `refs/remotes/${name}/HEAD`,
      ];

/**
 * The files that say which commits these names mean, whether they are there or not. What `packed-refs` says of them is not asked: it is a file of its own.
 *
 * @returns null: a name is an expression, which more than these files decide
 */
export function referenceFiles(names: readonly string[], directories: readonly string[]): readonly string[] | null {
  const files = new Set<string>();
  for (const name of names) {
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name)) continue;
    if (!/^[\w/.-]+$/.test(name) || name.includes("..")) return null;
    for (const place of places(name)) follow(place, directories, files, linksMax);
  }
  return [...files];
}

function follow(name: string, directories: readonly string[], files: Set<string>, links: number): void {
  for (const directory of directories) {
    const file = join(directory, name);
    files.add(file);
    const linked = /^ref: (refs\/[\w/.-]+)\n$/.exec(textOf(file))?.[1];
    if (linked !== undefined && links > 0 && !linked.includes("..")) follow(linked, directories, files, links - 1);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
