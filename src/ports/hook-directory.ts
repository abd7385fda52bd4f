/**
 * Where git looks for hooks, absolute. `setBy`: the scope of `core.hooksPath` (`local`, `worktree`, `global`, `system`, `command`); null: nobody set
 * it, and it is the repository's own directory. `inWorkTree`: it is among the project's files.
 */
export type HookPlace = { readonly directory: string; readonly setBy: string | null; readonly inWorkTree: boolean };

/** What stands under a hook's name. */
export type HookFile =
  | { readonly kind: "none" }
  /** `text` is its beginning; `runs`: git would run it. */
  | { readonly kind: "file"; readonly text: string; readonly runs: boolean }
  /** A directory, or something else that is no hook. */
  | { readonly kind: "other" };

/** Done, or why not, in one sentence. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly text: string };

/** The directory of a repository's hooks. Names are those of files in it. */
export type HookDirectory = {
  read(name: string): HookFile;
  /** Makes the file, executable, or puts another in its place at once; the directory too, if it is missing. */
  write(name: string, text: string): Done;
  /** Nothing may stand under the new name. */
  rename(from: string, to: string): Done;
  remove(name: string): Done;
};
