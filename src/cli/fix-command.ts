import type { Command } from "commander";
import { policyFrom } from "./options.ts";

/** Describes `proviso fix`. */
export function fixCommand(program: Command): void {
  program
    .command("fix")
    .summary("repair what a program can, in your own unpublished commits")
    .description(
      "Says which findings of `proviso check` a program can repair, with the command for each, and what to do about the others. It changes " +
        "nothing unless --apply or --remediation says so.\n\n" +
        "RANGE is as in `check`. With --apply the messages of your own commits that no remote's branch has are rewritten: your sign-off added, " +
        "moved or mended, a tool's line taken out, a disclosure of yours put where it belongs. Files, authors and dates of authorship stay, the " +
        "work tree and the index are not touched, and how to undo it is printed. Nobody else's commits are changed, nobody else is signed for, " +
        "and what a commit says of AI is never hidden.",
    )
    .argument("[range]", "commits to repair")
    .option("--apply", "rewrite the commits")
    .option("-n, --dry-run", "with --apply or --remediation: show what would change, and change nothing")
    .option(
      "--disclosure <text>",
      "what to disclose where the policy asks for it: a whole trailer, or its value (on a terminal --apply asks)",
    )
    .option("--drop-signatures", "let rewritten commits lose their signatures")
    .option("--update-refs", "move other local branches that end among the rewritten commits, too")
    .option(
      "--remediation",
      "sign off commits that are published, by an empty commit on top, where the policy lets that count",
    )
    .option("--on-behalf", "with --remediation: also commits of others, where the policy lets a third party state it")
    .addOption(policyFrom())
    .option("--day <YYYY-MM-DD>", "judge as on that day (UTC) instead of today")
    .addHelpText(
      "after",
      "\nExit status: that of `proviso check` on the commits as they are afterwards (with\n--dry-run: as they are); 3 where something stands in the way, 4 where git\nfailed.",
    )
    .action(async (range: string | undefined, options, command: Command) => {
      const { withEarlyRepository } = await import("./context.ts");
      await withEarlyRepository(async () => {
        const { runFix } = await import("./commands/fix.ts");
        await runFix(range, { ...options, ...command.optsWithGlobals() });
      });
    });
}
