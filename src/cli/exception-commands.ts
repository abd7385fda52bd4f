import type { Command } from "commander";
import { ledgerCommand } from "./audit-command.ts";
import { editCommands } from "./edit-commands.ts";
import { exposureCommand } from "./exposure-command.ts";
import { format, policyFrom } from "./options.ts";
import { requestCommand } from "./request-command.ts";
import { statusCommand } from "./status-command.ts";

/** Describes `proviso exception …`. */
export function exceptionCommands(program: Command): void {
  const exception = program
    .command("exception")
    .summary("the exceptions that the policy document lists, from the request to the end")
    .description(
      "The exceptions that the policy document lists: how one is asked for, discussed, listed and ended, which commits rely on it, and what they " +
        "left. Only the document grants one.",
    );
  exception
    .command("list")
    .summary("every listed exception, with its state; or the register, with what became of each")
    .description(
      "Lists the exceptions of the policy document, with the state of each. As JSON, Markdown or a page it is the register: when each was " +
        "listed, changed and withdrawn, by which commit, and where it was agreed, by the document's own history.",
    )
    .addOption(policyFrom())
    .addOption(format("text", "json", "markdown", "html"))
    .option("-o, --output <file>", "write it to a file instead of standard output")
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .action(async (options, command: Command) => {
      const { runExceptionList } = await import("./commands/exception.ts");
      await runExceptionList({ ...options, ...command.optsWithGlobals() });
    });
  exception
    .command("show")
    .summary("one exception: its conditions, and how each is decided")
    .argument("<id>", "the exception's id")
    .addOption(policyFrom())
    .addOption(format("text", "json"))
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .action(async (id: string, options, command: Command) => {
      const { runExceptionShow } = await import("./commands/exception.ts");
      await runExceptionShow(id, { ...options, ...command.optsWithGlobals() });
    });
  requestCommand(exception);
  statusCommand(exception);
  editCommands(exception);
  ledgerCommand(exception);
  exposureCommand(exception);
}
