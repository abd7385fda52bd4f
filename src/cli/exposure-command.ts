import type { Command } from "commander";
import { givenPolicy } from "./audit-command.ts";
import { format } from "./options.ts";

/** Describes `proviso exception exposure`. */
export function exposureCommand(exception: Command): void {
  exception
    .command("exposure")
    .summary("what commits left in the tree, and whether they can be taken out again")
    .description(
      "Says which lines of some commits are still alive at a revision, as `git blame` has them, by directory and file; and rehearses " +
        "reverting them, newest first, by git's own merge in a place of its own: your work tree, your index, your branches and " +
        "your objects are not touched.\n\n" +
        "Exit status 0: all of it is known; 2: something is not, and the answer says what.",
    )
    .argument("[id]", "an exception: the commits that rely on it")
    .option("--commits <revisions...>", "commits and ranges instead (`-`: from standard input, one a line)")
    .option("--at <revision>", "where to look", "HEAD")
    .option(
      "--series <directory>",
      "also write the clean reverts as patches for `git am` to a new or empty directory (dated by SOURCE_DATE_EPOCH, else as the revision)",
    )
    .addOption(givenPolicy())
    .addOption(format("text", "json"))
    .option("-v, --verbose", "list every file, commit and path of a conflict, however many")
    .action(async (id: string | undefined, options, command: Command) => {
      const { runExposure } = await import("./commands/exposure.ts");
      await runExposure(id, { ...options, ...command.optsWithGlobals() });
    });
}
