import { type Command, Option } from "commander";
import { format, policyFrom } from "./options.ts";

/** Describes `proviso evidence`. */
export function evidenceCommand(program: Command): void {
  const several = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];
  program
    .command("evidence")
    .summary("prove what a commit is: a reformatting, a substitution, a revert …")
    .description(
      "Says of each commit what it provably is, with what you can check that by: the templates with their holes, " +
        "the commit that is reverted. Never a guess: what is not proved says on what it fails, " +
        "and for a substitution what else changes, which is what a reviewer should read. " +
        "Renamings (identifiers) and moves are shown with their names and places, and never proved.\n\n" +
        "COMMIT is a commit, a range `A..B`, or a file of mails with patches: a name that ends in .mbox, .mbx, .eml or .patch, " +
        "a path that begins with `/`, `./` or `../`, or `-` for standard input. Patches are applied where nobody sees it: " +
        "your work tree, your index and your branches are not touched.\n\n" +
        "Exit status 0: every commit is proved to be something; 2: one is not.",
    )
    .argument("<commits...>", "commits, ranges, or files of mails")
    .option("--onto <revision>", "what patches from mails are applied to (the base they name, else HEAD)")
    .addOption(
      new Option(
        "--kind <kinds>",
        "only these kinds, with commas between: rename, mode, format, comments, identifiers, move, substitution, revert, backport, scripted, docs, tests, generated",
      ).argParser(several),
    )
    .option("--templates <count>", "templates that may explain a substitution (the policy's, else 4)")
    .option("--support <count>", "places that each template must have (the policy's, else 2)")
    .option("--replay", "also run scripts that messages carry, in a sandbox (see `proviso replay`)")
    .addOption(policyFrom())
    .addOption(format("text", "json"))
    .option("-v, --verbose", "also say what the kinds that are not proved fail on")
    .action(async (commits: string[], options, command: Command) => {
      const { runEvidence } = await import("./commands/evidence.ts");
      await runEvidence(commits, { ...options, ...command.optsWithGlobals() });
    });
}

/** Describes `proviso replay`. */
export function replayCommand(program: Command): void {
  program
    .command("replay")
    .summary("run the script that a message carries, and compare the trees")
    .description(
      "Finds the script in a commit's message (`sed -i`, `perl -pi`, `git mv`, `git grep -l … | xargs sed`, a semantic patch of Coccinelle), " +
        "runs it on the parent's tree in a sandbox (bubblewrap: no network, nothing of this machine to write to, limits), " +
        "and says whether that gives exactly the commit's tree, or what is different.\n\n" +
        "Exit status 0: every commit is what its script makes; 2: one is not, or carries no script, or cannot be replayed here.",
    )
    .argument("<commits...>", "commits, ranges, or files of mails (see `proviso evidence`)")
    .option("--onto <revision>", "what patches from mails are applied to (the base they name, else HEAD)")
    .addOption(format("text", "json"))
    .action(async (commits: string[], options, command: Command) => {
      const { runEvidence } = await import("./commands/evidence.ts");
      await runEvidence(commits, { ...options, ...command.optsWithGlobals(), kind: ["scripted"], replay: true });
    });
}
