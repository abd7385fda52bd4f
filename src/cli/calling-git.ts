import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** What the command line of the `git commit` says that runs us; null: what it does not say, or that cannot be seen. */
export type CommitCall = {
  readonly amends: boolean;
  readonly cleanup: string | null;
  readonly verbose: boolean | null;
};

/** Processes between git and us: a hook's shell, and what a manager of hooks puts between. */
const ancestorsMax = 8;

/**
 * git tells its hooks neither that a commit is amended nor how the message will be cleaned, but where the system shows the command lines of
 * processes (Linux), it can be read there. Null elsewhere, and for `git` under an alias.
 */
export function callingCommit(parent: number = process.ppid): CommitCall | null {
  let id = parent;
  for (let step = 0; step < ancestorsMax && id > 1; step += 1) {
    const words = readWords(`/proc/${id}/cmdline`);
    if (words === null) return null;
    const [program = "", ...args] = words;
    if (basename(program) === "git" && args.includes("commit"))
      return commitCall(args.slice(args.indexOf("commit") + 1));
    id = parentOf(id);
  }
  return null;
}

function readWords(path: string): readonly string[] | null {
  try {
    return readFileSync(path, "utf8").split("\0").slice(0, -1);
  } catch {
    return null;
  }
}

/** The fourth word of `stat`; the second, a name in brackets, may have blanks (proc(5)). */
function parentOf(id: number): number {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Options of `git commit` that take the next word; short ones stand together behind one hyphen (gitcli(7)). */
const withValue =
  /^(?:-[aesnopqzvi]*[mFCct]|--(?:message|file|author|date|template|fixup|squash|trailer|cleanup|reuse-message|reedit-message|pathspec-from-file))$/;

/** Reads the options of a `git commit`, as far as they matter here. */
export function commitCall(words: readonly string[]): CommitCall {
  let amends = false;
  let cleanup: string | null = null;
  let verbose: boolean | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") break;
    const [name = "", value] = word.split(/=(.*)/s);
    if (isShort(name, "--amend", "--am")) amends = true;
    else if (isShort(name, "--no-amend", "--no-am")) amends = false;
    else if (isShort(name, "--cleanup", "--c")) cleanup = value ?? words[at + 1] ?? null;
    else if (isShort(name, "--verbose", "--verb") || /^-[aesnopqzi]*v/.test(word)) verbose = true;
    else if (isShort(name, "--no-verbose", "--no-verb")) verbose = false;
    if (withValue.test(word) || (value === undefined && isShort(name, "--cleanup", "--c"))) at += 1;
  }
  return { amends, cleanup, verbose };
}

/** git takes the beginning of a long option for it, where no other begins so; `least` is the shortest of which that is true (gitcli(7)). */
const isShort = (word: string, option: string, least: string): boolean =>
  word.startsWith(least) && option.startsWith(word);
