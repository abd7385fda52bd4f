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

/** A file of a reference that stands for another one (gitrepository-layout(5)): git skips any white space before the name, and after it. */
const symbolic = /^ref:\s*(\S+)\s*$/;

/**
 * The files that say which commits these names mean, whether they are there or not. What `packed-refs` says of them is not asked: it is a file of its own.
 *
 * @returns null: a name is an expression, or a link cannot be followed: more than these files decide
 */
export function referenceFiles(names: readonly string[], directories: readonly string[]): readonly string[] | null {
  const files = new Set<string>();
  for (const name of names) {
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name)) continue;
    if (!/^[\w/.-]+$/.test(name) || name.includes("..")) return null;
    for (const place of places(name)) if (!follow(place, directories, files, linksMax)) return null;
  }
  return [...files];
}

/** False: what stands there stands for something that is not found out here. */
function follow(name: string, directories: readonly string[], files: Set<string>, links: number): boolean {
  return directories.every((directory) => {
    const file = join(directory, name);
    files.add(file);
    const text = textOf(file);
    if (!text.startsWith("ref:")) return true;
    const linked = symbolic.exec(text)?.[1];
    if (linked === undefined || links === 0 || !linked.startsWith("refs/") || linked.includes("..")) return false;
    return follow(Buffer.from(linked, "latin1").toString("utf8"), directories, files, links - 1);
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
