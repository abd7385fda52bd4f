import type { Command } from "commander";
import { onto, output, policyFrom, trustMailServer, verifyDkim } from "./options.ts";

/** Describes `proviso reply`. */
export function replyCommand(program: Command): void {
  program
    .command("reply")
    .summary("answer patch series by mail, or as checks of a patchwork")
    .description(
      "Judges the patch series of MAILS as `proviso check` does, and writes the mail that answers each: short, in its thread, to the sender and " +
        "the lists that it came through, with the line at fault and what to do. A clean series gets no answer, and programs get none.\n\n" +
        "MAILS is an mbox, one mail, a Maildir, a directory of mails or patches, `-` for standard input, or, with --message-id, a public-inbox archive.\n\n" +
        "The answer goes to standard output, unless the file that --settings names has a server that takes mails (`smtp:`): then it is sent. " +
        "Nothing in a repository can say so. docs/reply.md describes that file.\n\n" +
        "The exit status is that of the check; 4 if an answer could not be sent.",
    )
    .argument("<mails>", "where the mails are; `-`: standard input")
    .option(
      "--settings <file>",
      "who answers, to whom, and by which server (else PROVISO_MAIL_SETTINGS names the file)",
    )
    .option("--always", "answer a clean series, too")
    .option("--dry-run", "send nothing: write what would be sent")
    .option("--patchwork", "no mail, but a check for each patch: posted where the settings say so, else as JSON")
    .option("--message-id <id>", "only the series that this mail is of")
    .addOption(onto())
    .addOption(verifyDkim())
    .addOption(trustMailServer())
    .option("--report <file>", "do not judge: take the report that `check --format json` wrote of one series of MAILS")
    .addOption(policyFrom())
    .addOption(output())
    .option("--day <YYYY-MM-DD>", "judge as on that day (UTC) instead of today")
    .action(async (mails: string, options, command: Command) => {
      const { withEarlyRepository } = await import("./context.ts");
      await withEarlyRepository(async () => {
        const { runReply } = await import("./commands/reply.ts");
        await runReply(mails, { ...options, ...command.optsWithGlobals() });
      });
    });
}
