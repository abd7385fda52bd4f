import type { Command } from "commander";
import { policyFrom } from "./options.ts";

/** Describes `proviso watch`. */
export function watchCommand(program: Command): void {
  program
    .command("watch")
    .summary("follow a mailing list, and answer its patch series")
    .description(
      "Follows mails as they arrive, waits until a patch series is whole or nothing more comes, judges it as `proviso check` does, and answers it as " +
        "`proviso reply` does: once for each version, and again when a reply with a tag makes it pass or something else is wrong.\n\n" +
        "SOURCE is a Maildir, a public-inbox archive (or a mirror of one of its epochs), or a folder of an IMAP server: " +
        "`imaps://user@mail.example.org/INBOX`. Nothing in it is changed. The password stands in PROVISO_IMAP_PASSWORD or a file.\n\n" +
        "What was there before the first start is not answered. What was seen, decided and sent is recorded in the file that --state names, so that it can be " +
        "stopped or killed at any moment and goes on where it was. docs/watch.md says what that promises.\n\n" +
        "It runs in a clone of the project, whose branch has the policy, until it gets SIGINT or SIGTERM. Exit status: 0; 3 wrong usage; 4 the work could not be done, with --once also some of it.",
    )
    .argument("<source>", "where the mails arrive")
    .option("--state <file>", "the file with all that must be known after a stop; it is made where it is not there")
    .option(
      "--settings <file>",
      "who answers, to whom, by which server (else PROVISO_MAIL_SETTINGS); see docs/reply.md",
    )
    .option("--answers <directory>", "send nothing: lay each answer down in this directory")
    .option("--dry-run", "send and record nothing: write to standard output what would be sent")
    .option("--once", "do what is due now and end, instead of waiting for more")
    .option("--settle <time>", "look at a thread so long after its last mail", "2m")
    .option("--quiet <time>", "wait so long for what is missing of a series", "30m")
    .option(
      "--confirm <time>",
      "wait so long for an answer that may have been sent to come back, before it is sent again",
      "15m",
    )
    .option("--memory <time>", "forget a thread in which nothing came for so long", "60d")
    .option("--per-hour <count>", "answers within an hour, at most", "30")
    .option("--per-day <count>", "answers within a day, at most", "200")
    .option("--per-person <count>", "answers to one address within a day, at most", "10")
    .option(
      "--newest <count>",
      "at the first start, take note of so many mails that are there, for threads and earlier versions",
      "5000",
    )
    .option("--include-old", "at the first start, answer those mails, too")
    .option("--password-file <file>", "the password of the IMAP server")
    .option("--authorities <file>", "certificates of the authorities that vouch for the IMAP server (PEM)")
    .addOption(policyFrom())
    .option("-v, --verbose", "also say what is not answered, and why")
    .action(async (source: string, options, command: Command) => {
      const { runWatch } = await import("./commands/watch.ts");
      await runWatch(source, { ...options, ...command.optsWithGlobals() });
    });
}
