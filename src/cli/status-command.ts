import type { Command } from "commander";
import { format, policyFrom } from "./options.ts";

/** Describes `proviso exception status`. */
export function statusCommand(exception: Command): void {
  exception
    .command("status")
    .summary("where the discussion of an exception stands")
    .description(
      "Reads the discussion of an exception: the versions of its proposal and what changed from one to the next, who took part and what " +
        "each maintained then, tags and commands and the version that each is for, objections that are open, and whether the document lists " +
        "what was proposed. Nothing said in a discussion grants anything; the document does.\n\n" +
        "A thread is an mbox, a Maildir, a directory of .eml files, one mail, or the JSON of an issue (`gh issue view N --json " +
        "author,body,comments,createdAt,title,url`). Prose is not judged: only tags (Reviewed-by, Acked-by, Tested-by, Nacked-by, " +
        "Nack-withdrawn-by, and those that the policy names) and, in comments, /agree, /object and /withdraw-objection count.\n\n" +
        "Exit status 0: all of it was read; 2: something was not, and the answer says what.",
    )
    .argument("[id]", "the exception; without it, the one that the thread proposes")
    .requiredOption("--thread <files...>", "the discussion, as exported; `-`: standard input")
    .addOption(policyFrom())
    .addOption(format("text", "json"))
    .option("-v, --verbose", "also list everybody who only spoke, and all of long lists")
    .option("--day <YYYY-MM-DD>", "the state of the listed entry on that day (UTC) instead of today")
    .action(async (id: string | undefined, options, command: Command) => {
      const { runExceptionStatus } = await import("./commands/exception-status.ts");
      await runExceptionStatus(id, { ...options, ...command.optsWithGlobals() });
    });
}
