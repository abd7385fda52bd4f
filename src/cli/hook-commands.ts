import { Argument, type Command } from "commander";
import { hookNames } from "../app/hooks/hook-names.ts";

/** Describes `proviso hook install`, `uninstall`, `status` and `run`. */
export function hookCommands(program: Command): void {
  const hook = program
    .command("hook")
    .summary("judge commits as they are made, pushed and received, by git's hooks")
    .description(
      "Judges commits as they are made, pushed and received, by git's hooks, as `check` does. `proviso hook install` is where to begin.",
    );
  // What git gives a hook is never an option of ours.
  hook.enablePositionalOptions();
  hook
    .command("install")
    .summary("install hooks in this repository")
    .description(
      "Writes a small script for each hook where git looks for hooks. Without names: commit-msg and pre-push; in a bare repository, " +
        "pre-receive. A hook that stands there is kept as it is and runs first, with the same arguments and input; it is never " +
        "overwritten.\n\n" +
        "commit-msg judges the commit about to be made, pre-push what a push brings to the remote; neither stops anybody for the " +
        "word of another person. prepare-commit-msg adds comments to the message, and nothing else. pre-receive and update judge " +
        "what enters protected branches (`git config --add proviso.protected GLOB`; without it, HEAD's branch).\n\n" +
        "Where hooks are among the project's files (husky, or `core.hooksPath` in the work tree), nothing is written, and the line to " +
        "add is said.",
    )
    .addArgument(names())
    .option("--proviso-first", "run before the hook that stands there already")
    .option("--shared", "install even where `core.hooksPath` serves other repositories, too")
    .action(async (chosen: readonly string[], options, command: Command) => {
      const { runHookInstall } = await import("./commands/hook.ts");
      await runHookInstall(chosen, { ...options, ...command.optsWithGlobals() });
    });
  hook
    .command("uninstall")
    .summary("take hooks away, and bring back what stood there before")
    .description("Without names: every hook of ours. A hook that is not ours stays as it is.")
    .addArgument(names())
    .action(async (chosen: readonly string[]) => {
      const { runHookUninstall } = await import("./commands/hook.ts");
      await runHookUninstall(chosen);
    });
  hook
    .command("status")
    .summary("say which hooks are installed, and where")
    .addArgument(names())
    .action(async (chosen: readonly string[]) => {
      const { runHookStatus } = await import("./commands/hook.ts");
      await runHookStatus(chosen);
    });
  hook
    .command("run")
    .summary("what the scripts call: judge by one hook's arguments and input")
    .description(
      "For scripts of hooks, and for husky, lefthook and pre-commit. It takes what git gives the hook of that name (githooks(5)): " +
        "arguments, standard input, environment.\n\n" +
        "Exit status: 0 to go on, 1 to stop. commit-msg, prepare-commit-msg and pre-push go on where nothing could be judged, and say so; " +
        "pre-receive and update stop.",
    )
    .addArgument(new Argument("<hook>", "which hook").choices([...hookNames]))
    .argument("[arguments...]", "what git gives it")
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (name: (typeof hookNames)[number], given: readonly string[]) => {
      const { runHook } = await import("./commands/hook-run.ts");
      await runHook(name, given);
    });
}

const names = (): Argument => new Argument("[hooks...]", "which hooks").choices([...hookNames]);
