import type { Command } from "commander";
import { policyFrom } from "./options.ts";

/** Describes `proviso mcp`. */
export function mcpCommand(program: Command): void {
  program
    .command("mcp")
    .summary("answer a coding agent's questions about the policy (Model Context Protocol)")
    .description(
      "Serves the Model Context Protocol on standard input and output, for a coding agent that works in this repository: what its policy is, " +
        "whether a planned or staged change may use AI and under which listed exception, how that is said, who can give a second opinion, and " +
        "what `proviso check` says. It reads, and changes nothing; no tool grants anything, since only the policy document does.\n\n" +
        "The policy is that of the branch that contributions enter, as with `proviso check`. It is read anew for every question.",
    )
    .addOption(policyFrom())
    .option("--day <YYYY-MM-DD>", "judge as on that day (UTC) instead of today")
    .action(async (_options, command: Command) => {
      const { runMcp } = await import("./commands/mcp.ts");
      await runMcp(command.optsWithGlobals());
    });
}
