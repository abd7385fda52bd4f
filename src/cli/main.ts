import { Command, CommanderError, Option } from "commander";
import { auditCommand } from "./audit-command.ts";
import { enterDirectory } from "./directory.ts";
import { exceptionCommands } from "./exception-commands.ts";
import { CommandFailure, exitStatus } from "./exit-status.ts";
import { explainFailure, usageSentence, writeError } from "./failure.ts";
import { format, policyFrom } from "./options.ts";
import { guardOutput } from "./output.ts";
import { policyCommands } from "./policy-commands.ts";
import { version } from "./version.ts";

/**
 * Builds the command line. Every command loads its own code when it runs, so that none pays for another.
 *
 * @param asked - the word that names a command, if there is one: then the others are not even described
 */
export function createProgram(asked?: string): Command {
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
    .hook("preAction", (_, command) => {
      const { directory } = command.optsWithGlobals<{ directory?: string }>();
      if (directory !== undefined) enterDirectory(directory);
    })
    .addHelpText("after", exitHelp);

  const add = asked === undefined ? undefined : commands.get(asked);
  if (add !== undefined) add(program);
  else for (const addAny of commands.values()) addAny(program);
  return program;
}

/** Every command there is, in the order in which help names them. */
const commands: ReadonlyMap<string, (program: Command) => void> = new Map([
  ["check", checkCommand],
  ["audit", auditCommand],
  ["evidence", evidenceCommand],
  ["replay", replayCommand],
  ["explain", explainCommand],
  ["policy", policyCommands],
  ["exception", exceptionCommands],
  ["init", initCommand],
  ["demo", demoCommand],
  ["completion", completionCommand],
]);

const exitHelp = `
Exit status: 0 pass, 1 fail, 2 undecided (a person must judge, or a fact is missing),
3 wrong usage or a policy with problems, 4 the work could not be done (git, disk).

Start with \`proviso demo\`, then \`proviso check\` on a branch of yours.`;

function checkCommand(program: Command): void {
  program
    .command("check")
    .summary("judge a contribution")
    .description(
      "Judges commits by the policy at the left end of the range: quiet when all is well, one line per problem when not.\n\n" +
        "RANGE is `A..B`, `A...B`, or one commit. Without it, the commits that HEAD has and its target has not: the target is " +
        "git's `proviso.target`, else the remote's HEAD.",
    )
    .argument("[range]", "commits to judge")
    .option(
      "--root",
      "judge all history that the revision reaches (`ROOT..REV`); it has no left end, so say --policy-from",
    )
    .option(
      "--message <file>",
      "judge the commit about to be made, with this file as its message (`-`: standard input)",
    )
    .addOption(policyFrom())
    .addOption(format("text", "json"))
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

function evidenceCommand(program: Command): void {
  const several = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];
  program
    .command("evidence")
    .summary("prove what a commit is: a rename, a reformatting, a substitution …")
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

function replayCommand(program: Command): void {
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

function explainCommand(program: Command): void {
  program
    .command("explain")
    .summary("explain a rule, an exception, or what was decided about a commit")
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
    .summary("write a commented proviso.yaml to start from")
    .option("--like <profile>", "a real project's policy to start from", "dco")
    .option("--print", "write it to standard output instead")
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
  const program = createProgram(asked === "completion" ? undefined : asked);
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
