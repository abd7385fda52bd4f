import { spawnSync } from "node:child_process";
import { closeSync, fsyncSync, openSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";

/** A file that no other process of ours has, until it is given back or this one ends, whichever way. */
export type OwnFile = { giveBack(): void };

/**
 * Opens a file, or makes it, and takes it for this process alone. The lock is the kernel's (flock(2)): it is gone when the process is, also one
 * that was killed, and nobody need guess whether a number in some file is still the process that wrote it. Node cannot ask for it, so
 * `flock` of util-linux does on a descriptor of ours.
 */
export function takeFile(path: string): Learned<OwnFile> {
  let file: number;
  try {
    file = openSync(path, "a+", 0o600);
  } catch (error) {
    return unknown(`\`${path}\` cannot be opened: ${codeOf(error)}`);
  }
  const locking = spawnSync("flock", ["-x", "-n", "3"], { stdio: ["ignore", "ignore", "ignore", file] });
  if (locking.status === 0) return learned({ giveBack: () => closeSync(file) });
  closeSync(file);
  if (locking.error === undefined) return unknown(`another process has \`${path}\`: one watches at a time`);
  const why = codeOf(locking.error) === "ENOENT" ? "it is not installed (package util-linux)" : codeOf(locking.error);
  return unknown(`\`${path}\` cannot be locked, for which the program \`flock\` is needed: ${why}`);
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Puts the name of a new file on the disk, which writing to the file does not. */
export function keepName(path: string): void {
  const directory = openSync(dirname(path), "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Takes away a directory that a process left behind, if there is one. */
export function clearAway(directory: string): void {
  try {
    rmdirSync(directory);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}
