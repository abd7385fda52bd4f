import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { borrowingStore } from "./borrowing-store.ts";
import { answer } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import type { GitPlace } from "./process.ts";

/**
 * A bare repository without refs in an empty directory (gitrepository-layout(5)). It borrows the objects of the opened
 * one, and nothing else of it: neither its configuration nor its attributes decide what a merge or a patch is, and what is
 * written stays here.
 */
export async function ownRepository(directory: string, opened: OpenedRepository): Promise<Answer<GitPlace>> {
  const store = await borrowingStore(join(directory, "objects"), opened);
  if (!store.ok) return store;
  const { objectFormat, commonDirectory } = opened.description;
  mkdirSync(join(directory, "refs"));
  writeFileSync(join(directory, "HEAD"), "ref: refs/heads/none\n");
  const format =
    objectFormat === "sha1"
      ? "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
      : `[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = ${objectFormat}\n`;
  writeFileSync(join(directory, "config"), format);
  // Parents that a shallow clone lacks are not looked for.
  const border = join(commonDirectory, "shallow");
  if (existsSync(border)) copyFileSync(border, join(directory, "shallow"));
  const { GIT_OBJECT_DIRECTORY: _, ...environment } = opened.place.environment;
  return answer({
    directory,
    environment: { ...environment, GIT_DIR: directory, GIT_INDEX_FILE: join(directory, "no-index-is-read") },
  });
}
