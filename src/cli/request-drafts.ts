import { readdir, readFile, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeDirectory } from "../adapters/files/make-directory.ts";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure } from "./exit-status.ts";
import { writeFileInParts } from "./output-file.ts";

/** The draft of a request that has no id yet. No id can be that. */
const unnamed = "_unnamed";

/** The requests that somebody has begun, each a form in a file under the git directory until it is written out. */
export type Drafts = {
  /** Where the draft of an id stands, or would stand; an id that can be none has the place of those without. */
  pathOf(id: string): string;
  /** The ids of all drafts; the one without an id has an empty one. */
  ids(): Promise<readonly string[]>;
  /** The text of a draft, or null when there is none. */
  read(id: string): Promise<string | null>;
  /** The draft is whole at any time, whatever interrupts this. */
  keep(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
};

/** @param gitDirectory the common one, so that every work tree has the same drafts */
export function draftsIn(gitDirectory: string): Drafts {
  const directory = join(gitDirectory, "proviso", "requests");
  const pathOf = (id: string): string => join(directory, `${isName(id) ? id : unnamed}.md`);
  return {
    pathOf,
    async ids() {
      const names = await readdir(directory).catch((): string[] => []);
      const ids = names.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -".md".length));
      return ids
        .filter((name) => isName(name) || name === unnamed)
        .map((name) => (name === unnamed ? "" : name))
        .sort();
    },
    async read(id) {
      try {
        return await readFile(pathOf(id), "utf8");
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "ENOENT" || code === "ENOTDIR") return null;
        const why = fileErrorWords({ code, message });
        throw new CommandFailure(`the draft \`${pathOf(id)}\` cannot be read: ${why}`, "work");
      }
    },
    async keep(id, text) {
      const path = pathOf(id);
      try {
        makeDirectory(dirname(path));
      } catch (error) {
        const why = fileErrorWords(
          error as NodeJS.ErrnoException,
          "there is something on the way that is no directory",
        );
        throw new CommandFailure(`\`${dirname(path)}\` cannot be made: ${why}`, "work");
      }
      await writeFileInParts(path, [text]);
    },
    async remove(id) {
      await unlink(pathOf(id)).catch(() => {});
    },
  };
}

/** An id's form, and short enough for the name of a file. */
const isName = (id: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 100;
