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
    .summary("the exceptions that the policy document lists")
    .description(
      "Shows the exceptions that the policy document lists, and what commits under them left. Only the document grants one.",
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
  editCommands(exception);
  ledgerCommand(exception);
  exposureCommand(exception);
  statusCommand(exception);
}
