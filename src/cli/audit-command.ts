import { type Command, Option } from "commander";
import { auditFormat, format, output } from "./options.ts";

/** Of commands about a whole history. */
export const givenPolicy = (): Option =>
  new Option(
    "--policy-from <where>",
    "for commits that entered before there was a policy: a revision, `worktree`, a file, or `profile:NAME`",
  );

/** Describes `proviso audit`. */
export function auditCommand(program: Command): void {
  program
    .command("audit")
    .summary("judge a whole history, each commit by the policy of when it entered")
    .description(
      "Judges every commit that REVISION (HEAD) reaches by the policy that was in force when it entered: at the first parent of the " +
        "commit of the first-parent line that brought it in. Says what that adds up to by year and by rule, which commits rely on " +
        "which exception, where tools stand by their exact identities, and who signed off whose work.\n\n" +
        "Commits that entered before the repository had a policy are judged by --policy-from, else they are only counted. " +
        "By a profile that changed each is judged by its text of then; `profile:NAME@DAY` is one text for all.\n\n" +
        "With --fleet the repositories of a list are audited, a line for each, through the service's queue: a run that is stopped or killed goes on when it is called " +
        "again, and several at the same time share the work. It needs Node 22.18.\n\n" +
        "Exit status 0: pass, 1: fail, 2: undecided; with --unlike 0, whatever differs; with --fleet 4 if a repository could not be audited.",
    )
    .argument("[revision]", "whose history; without it, HEAD")
    .addOption(givenPolicy())
    .addOption(
      new Option("--as-of <when>", "by the policy of when: `entry`, `parent` (a commit's own first parent) or `today`")
        .choices(["entry", "parent", "today"])
        .default("entry"),
    )
    .addOption(
      new Option(
        "--unlike <when>",
        "only list the commits that are judged otherwise by the policy of another time",
      ).choices(["entry", "parent", "today"]),
    )
    .option(
      "--by-subsystem",
      "also add up by section of the maintainers file (or directory), which compares every commit with its parent",
    )
    .option(
      "--baseline <file>",
      "decide by what is not in this file of known findings, and list it, with entries that are out of date",
    )
    .option("--write-baseline <file>", "write the findings of this audit to a file, for `--baseline`")
    .addOption(auditFormat())
    .addOption(output())
    .option("-v, --verbose", "also list every commit of which there is something to say")
    .option("--day <YYYY-MM-DD>", "with --as-of today: judge as on that day (UTC)")
    .option(
      "--fleet <list>",
      "audit the repositories of this file: a directory, or an https:// address with, after a tab, its branch, in each line",
    )
    .option("--data <directory>", "with --fleet: where what was found is kept, and how far it came")
    .option("--workers <n>", "with --fleet: repositories at a time", "2")
    .action(async (revision: string | undefined, options, command: Command) => {
      if (options.fleet !== undefined) {
        const { runFleet } = await import("./commands/audit-fleet.ts");
        return runFleet(revision, { ...options, ...command.optsWithGlobals() });
      }
      const { withEarlyRepository } = await import("./context.ts");
      await withEarlyRepository(async () => {
        const { runAudit } = await import("./commands/audit.ts");
        await runAudit(revision, { ...options, ...command.optsWithGlobals() });
      });
    });
}

/** Describes `proviso exception ledger`. */
export function ledgerCommand(exception: Command): void {
  exception
    .command("ledger")
    .summary("which commits rely on which exception, and by whose second opinion")
    .description(
      "Lists the commits of a history that rely on a listed exception, or would have to, each judged by the policy of when it entered " +
        "(see `proviso audit`).",
    )
    .argument("[id]", "one exception; without it, all")
    .option("--at <revision>", "whose history", "HEAD")
    .addOption(givenPolicy())
    .addOption(format("text", "json"))
    .action(async (id: string | undefined, options, command: Command) => {
      const { runLedger } = await import("./commands/audit.ts");
      await runLedger(id, { ...options, ...command.optsWithGlobals() });
    });
}
