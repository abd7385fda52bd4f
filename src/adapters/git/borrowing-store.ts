import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { answer, refuse } from "./failure.ts";
import { objectDirectories } from "./object-directories.ts";
import type { OpenedRepository } from "./opened.ts";

/** An empty object store that borrows what the repository has (gitrepository-layout(5), `objects/info/alternates`). */
export async function borrowingStore(store: string, { place, description }: OpenedRepository): Promise<Answer<string>> {
  const directories = await objectDirectories(place, description);
  if (!directories.ok) return directories;
  if (directories.value.some((path) => path.includes("\n")))
    return refuse("git-failed", "the repository's path has a line break in it, so its objects cannot be borrowed");
  mkdirSync(join(store, "info"), { recursive: true });
  writeFileSync(join(store, "info", "alternates"), directories.value.map((path) => `${path}\n`).join(""));
  return answer(store);
}
