import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import type { Done, HookDirectory, HookFile } from "../../ports/hook-directory.ts";
import { makeDirectory } from "./make-directory.ts";

/** Bytes of a hook that are looked at: what tells ours stands at its beginning. */
const readBytesMax = 16 * 1024;

/** The files of a directory of hooks. */
export function hookDirectory(directory: string): HookDirectory {
  const path = (name: string): string => join(directory, name);
  const attempt = (what: string, work: () => void): Done => {
    try {
      work();
      return { ok: true };
    } catch (error) {
      return { ok: false, text: `\`${directory}\`: ${what}: ${whyNot(error as NodeJS.ErrnoException)}` };
    }
  };
  return {
    read: (name) => readHook(path(name)),
    write: (name, text) =>
      attempt(`${name} cannot be written`, () => {
        if (standsThere(directory) && !statSync(directory).isDirectory())
          throw Object.assign(new Error("no directory"), { code: "ENOTDIR" });
        makeDirectory(directory);
        const temporary = path(`${name}.${process.pid}.new`);
        try {
          writeFileSync(temporary, text, { flag: "wx", mode: 0o755 });
          renameSync(temporary, path(name));
        } finally {
          rmSync(temporary, { force: true });
        }
      }),
    rename: (from, to) =>
      attempt(`${from} cannot be renamed to ${to}`, () => {
        if (standsThere(path(to))) throw Object.assign(new Error("exists"), { code: "EEXIST" });
        renameSync(path(from), path(to));
      }),
    remove: (name) => attempt(`${name} cannot be removed`, () => rmSync(path(name))),
  };
}

function standsThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Something on the way to it is no directory.
    return false;
  }
}

/** A link is what it leads to; one that leads nowhere still stands in the way. */
function readHook(path: string): HookFile {
  if (!standsThere(path)) return { kind: "none" };
  try {
    if (!statSync(path).isFile()) return { kind: "other" };
    return { kind: "file", text: beginningOf(path), runs: isExecutable(path) };
  } catch {
    return { kind: "other" };
  }
}

function beginningOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(readBytesMax);
    return buffer.toString("latin1", 0, readSync(file, buffer, 0, readBytesMax, 0));
  } finally {
    closeSync(file);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    // For root every file would do, if any bit says so.
    return process.platform === "win32" || (statSync(path).mode & 0o111) !== 0;
  } catch {
    return false;
  }
}

const whyNot = (error: NodeJS.ErrnoException): string =>
  error.code === "ENOTDIR" ? "it is no directory" : fileErrorWords(error);
