import type { Answer, RepositoryFile } from "../../ports/repository.ts";
import { objectBytesMax } from "./batch-reader.ts";
import { answer, missingText, refuse } from "./failure.ts";
import type { ObjectReader } from "./object-reader.ts";
import { pathBytes } from "./paths.ts";

type Entry = { readonly mode: string; readonly id: string };

/**
 * The file at a path below a tree, or null when there is none. Walks the tree objects itself:
 * `REV:path` cannot tell a path that is not there from a tree that this clone lacks, and reads `./` and newlines its own way.
 */
export async function readFileBelow(
  objects: ObjectReader,
  tree: string,
  path: string,
): Promise<Answer<RepositoryFile | null>> {
  const names = path.split("/");
  let entry: Entry = { mode: "40000", id: tree };
  for (const name of names) {
    if (entry.mode !== "40000") return answer(null);
    const bytes: Answer<Buffer> = await readObject(objects, entry.id, path);
    if (!bytes.ok) return bytes;
    const found: Entry | "none" | "damaged" = findEntry(bytes.value, pathBytes(name), tree.length / 2);
    if (found === "none") return answer(null);
    if (found === "damaged") return refuse("git-failed", `tree ${entry.id} is damaged`);
    entry = found;
  }
  if (!entry.mode.startsWith("10") && entry.mode !== "120000") return answer(null);
  const bytes = await readObject(objects, entry.id, path);
  if (!bytes.ok) return bytes;
  return answer({ bytes: bytes.value, blob: entry.id, isLink: entry.mode === "120000" });
}

/** A blob's bytes, by its full id. */
export const readBlob = (objects: ObjectReader, id: string): Promise<Answer<Buffer>> =>
  readObject(objects, id, `blob ${id}`);

async function readObject(objects: ObjectReader, id: string, path: string): Promise<Answer<Buffer>> {
  const record = await objects.read(id);
  if (!record.ok) return record;
  if (record.value.kind === "object") return answer(record.value.bytes);
  if (record.value.kind === "absent") return refuse("missing-objects", missingText(id, `read \`${path}\``));
  return refuse("too-large", `\`${path}\` cannot be read: an object over ${objectBytesMax} bytes, which is the limit`);
}

/** A tree object is a row of `<mode> <name> NUL <binary id>`. */
function findEntry(tree: Buffer, name: Buffer, idBytes: number): Entry | "none" | "damaged" {
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const end = tree.indexOf(0, space);
    if (space === -1 || end === -1 || end + idBytes >= tree.length) return "damaged";
    if (tree.subarray(space + 1, end).equals(name))
      return { mode: tree.toString("latin1", at, space), id: tree.toString("hex", end + 1, end + 1 + idBytes) };
    at = end + 1 + idBytes;
  }
  return "none";
}
