import { CommandFailure } from "./exit-status.ts";

/** `--directory`: everything is as if the command had been started there, files that other options name too. */
export function enterDirectory(directory: string): void {
  try {
    process.chdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "does not exist" : code === "ENOTDIR" ? "is not a directory" : "cannot be entered";
    throw new CommandFailure(`\`${directory}\` ${why}`, "usage");
  }
}
