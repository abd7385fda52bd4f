import { Command, CommanderError } from "commander";
import { forgetEarlyRepository } from "./context.ts";
import { enterDirectory } from "./directory.ts";
import { CommandFailure, exitStatus } from "./exit-status.ts";
import { explainFailure, usageSentence, writeError } from "./failure.ts";
import { format, onto, output, policyFrom, reportFormat, trustMailServer, verifyDkim } from "./options.ts";
import { guardOutput } from "./output.ts";
import { version } from "./version.ts";

/**
 * Builds the command line. Every command loads its own code when it runs, so that none pays for another.
 *
 * @param asked - the word that names a command, if there is one: then the descriptions of the others are not even loaded
 */
export async function createProgram(asked?: string): Promise<Command> {
  const program = new Command("proviso")
    .description(
      "Runs a free-software project's code-provenance policy: who certified what, what is declined, " +
        "which exceptions the policy document lists, and what a person must still decide.",
    )
    .version(version, "-V, --version")
    .option("-C, --directory <dir>", "run as if started there")
    .showSuggestionAfterError(true)
    .helpOption("-h, --help", "say what can be asked")
    .exitOverride()
    .configureOutput({ outputError: (complaint) => writeError(usageSentence(complaint)) })
    .hook("preAction", async (_, command) => {
      const { directory } = command.optsWithGlobals<{ directory?: string }>();
      if (directory === undefined) return;
      await forgetEarlyRepository();
      enterDirectory(directory);
    })
    .addHelpText("after", exitHelp);

  const add = asked === undefined ? undefined : commands.get(asked);
  if (add !== undefined) await add(program);
  else for (const addAny of commands.values()) await addAny(program);
  return program;
}

/** Every command there is, in the order in which help names them. */
const commands: ReadonlyMap<string, (program: Command) => void | Promise<void>> = new Map([
  ["check", checkCommand],
  ["render", async (program) => (await import("./render-command.ts")).renderCommand(program)],
  ["reply", async (program) => (await import("./reply-command.ts")).replyCommand(program)],
  ["ci", async (program) => (await import("./ci-command.ts")).ciCommand(program)],
  ["watch", async (program) => (await import("./watch-command.ts")).watchCommand(program)],
  ["audit", async (program) => (await import("./audit-command.ts")).auditCommand(program)],
  ["evidence", async (program) => (await import("./evidence-commands.ts")).evidenceCommand(program)],
  ["replay", async (program) => (await import("./evidence-commands.ts")).replayCommand(program)],
  ["explain", explainCommand],
  ["policy", async (program) => (await import("./policy-commands.ts")).policyCommands(program)],
  ["exception", async (program) => (await import("./exception-commands.ts")).exceptionCommands(program)],
  ["hook", async (program) => (await import("./hook-commands.ts")).hookCommands(program)],
  ["mcp", async (program) => (await import("./mcp-command.ts")).mcpCommand(program)],
  ["init", initCommand],
  ["fix", async (program) => (await import("./fix-command.ts")).fixCommand(program)],
  ["serve", async (program) => (await import("./serve-command.ts")).serveCommand(program)],
  ["verify-log", async (program) => (await import("./serve-command.ts")).verifyLogCommand(program)],
  ["demo", demoCommand],
  ["completion", completionCommand],
]);

const exitHelp = `
Exit status: 0 pass, 1 fail, 2 undecided (a person must judge, or a fact is
missing), 3 wrong usage or a policy with problems, 4 the work could not be done
(git, disk).

Start with \`proviso demo\`, then \`proviso check\` on a branch of yours.`;

function checkCommand(program: Command): void {
  program
    .command("check")
    .summary("judge a contribution")
    .description(
      "Judges commits by the policy at the left end of the range: quiet when all is well, one line per problem when not.\n\n" +
        "RANGE is `A..B`, `A...B`, or one commit. Without it, the commits that HEAD has and its target has not: the target is " +
        "git's `proviso.target`, else the remote's HEAD.\n\n" +
        "Or patches by mail: an mbox, a Maildir, a directory of `git format-patch` files, `-` for standard input, or a public-inbox archive. They are put together " +
        "to series, with the tags given in answers, and judged by the policy of the target. A name that git knows means commits; " +
        "`./NAME` always means mails.\n\n" +
        "With --format github a summary is appended to the file that GITHUB_STEP_SUMMARY names.",
    )
    .argument("[range]", "commits to judge, or where mails lie")
    .option(
      "--root",
      "judge all history that the revision reaches (`ROOT..REV`); it has no left end, so say --policy-from",
    )
    .option(
      "--message <file>",
      "judge the commit about to be made, with this file as its message (`-`: standard input)",
    )
    .option("--message-id <id>", "of mails, only the series in which this mail is")
    .option("--newest <count>", "of a public-inbox archive, only so many of the newest mails")
    .addOption(onto())
    .addOption(verifyDkim())
    .addOption(trustMailServer())
    .option("--every-version", "of mails, judge versions of a series, too, that a newer one took the place of")
    .addOption(policyFrom())
    .addOption(reportFormat())
    .addOption(output())
    .option("-v, --verbose", "also say what was judged and why it passed")
    .option("--all", "keep every commit's judgements for -v and JSON, however many (else up to 10,000)")
    .option("--replay", "run scripts that messages carry, in a sandbox, if the policy allows it (see `proviso replay`)")
    .option("--day <YYYY-MM-DD>", "judge as on that day (UTC) instead of today")
    .action(async (range: string | undefined, options, command: Command) => {
      const { withEarlyRepository } = await import("./context.ts");
      await withEarlyRepository(async () => {
        const { runCheck } = await import("./commands/check.ts");
        await runCheck(range, { ...options, ...command.optsWithGlobals() });
      });
    });
}

function explainCommand(program: Command): void {
  program
    .command("explain")
    .summary("explain a rule, an exception, or what was decided about a commit")
    .description(
      "Explains a rule (what it wants, why, and how the policy at hand sets it), an exception that the document lists, or " +
        "what was decided about a commit, rule by rule.",
    )
    .argument("[what]", "a rule, the id of a listed exception, or a commit; without it, all rules in a line each")
    .addOption(policyFrom())
    .action(async (what: string | undefined, options, command: Command) => {
      const { runExplain } = await import("./commands/explain.ts");
      await runExplain(what, { ...options, ...command.optsWithGlobals() });
    });
}

function initCommand(program: Command): void {
  program
    .command("init")
    .summary("propose a commented proviso.yaml that fits the repository")
    .description(
      "Looks at the newest thousand commits of HEAD, at its maintainers file, its settings for sign-offs and its documents for " +
        "contributors, proposes a policy that fits them, and says what that would have said of those commits. Nothing is written " +
        "before somebody says yes.",
    )
    .option("--like <profile>", "look at nothing, and write a real project's policy instead")
    .option("--print", "only print the policy")
    .option("--yes", "write the proposed policy without asking")
    .addOption(format("text", "json"))
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .option("--list", "list the profiles, with their sources")
    .action(async (options, command: Command) => {
      const { runInit } = await import("./commands/init.ts");
      await runInit({ ...options, ...command.optsWithGlobals() });
    });
}

function demoCommand(program: Command): void {
  program
    .command("demo")
    .summary("act out the whole story in a temporary repository")
    .description(
      "Makes a small repository with a policy, exceptions and contributions in a temporary directory, and shows what the " +
        "commands say there. Nothing of yours is touched.",
    )
    .option("--keep", "leave the repository there and say where it is")
    .action(async (options) => {
      const { runDemo } = await import("./commands/demo.ts");
      await runDemo(options);
    });
}

function completionCommand(program: Command): void {
  program
    .command("completion")
    .summary("print a script that completes commands in a shell")
    .description(
      "Prints a script that lets a shell complete commands and options. For bash, `source <(proviso completion bash)` in " +
        "~/.bashrc reads it.",
    )
    .argument("<shell>", "bash, zsh, fish or powershell")
    .action(async (shell: string) => {
      const { runCompletion } = await import("./commands/completion.ts");
      runCompletion(program, shell);
    });
}

/** Runs the command line and sets the exit status; whatever happens, people get one clear sentence. */
export async function main(argv: readonly string[]): Promise<void> {
  guardOutput();
  const [, , asked] = argv;
  // Completion scripts describe all commands.
  const program = await createProgram(asked === "completion" ? undefined : asked);
  if (asked === "complete") {
    const { answerCompletion } = await import("./commands/completion.ts");
    await answerCompletion(program, argv.slice(3));
    return;
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : exitStatus.usage;
    } else if (error instanceof CommandFailure) {
      writeError(error.message);
      process.exitCode = error.status;
    } else {
      writeError(explainFailure(error));
      process.exitCode = exitStatus.work;
    }
  }
}
