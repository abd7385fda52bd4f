import { type Command, Option } from "commander";

/** Describes the commands that change the document: `propose`, `record-agreement`, `withdraw`, `renew`. */
export function editCommands(exception: Command): void {
  edit(exception.command("propose"))
    .summary("list an exception: a patch to the policy document")
    .description(
      "Makes a patch that lists an exception in the policy document, in the document's own style, at the end of its exceptions. Nothing " +
        "else of the document changes. It grants nothing: merging the patch does.\n\n" +
        "REQUEST is a file that `proviso exception request` wrote, or one with just the entry: a heading, the field `Exception` and others " +
        "below it, and prose; `-` is standard input.",
    )
    .argument("<request>", "a request, or an entry, in Markdown (.md) or reStructuredText")
    .action(async (request: string, options, command: Command) => {
      const { runPropose } = await import("./commands/exception-edit.ts");
      await runPropose(request, { ...options, ...command.optsWithGlobals() });
    });
  edit(exception.command("record-agreement"))
    .summary("fill in when and where an exception was agreed")
    .description(
      "Makes a patch that fills the field `Agreed` of an entry. With --request the entry is not listed yet, and the patch lists it, too: the " +
        "final patch. With --thread the place is that of the proposal's last version, and what is still open there, or was agreed otherwise, is " +
        "said on standard error. It grants nothing: merging the patch does.",
    )
    .argument("<id>", "the exception's id")
    .option("--link <links...>", "where it was discussed: addresses of pages, or Message-Ids")
    .option("--thread <files...>", "the discussion as exported (see `proviso exception status`)")
    .option("--request <file>", "the request or entry that was agreed, which is not listed yet")
    .option("--replace", "take the place of an agreement that the entry records already")
    .action(async (id: string, options, command: Command) => {
      const { runRecordAgreement } = await import("./commands/exception-edit.ts");
      await runRecordAgreement(id, { ...options, ...command.optsWithGlobals() });
    });
  edit(exception.command("withdraw"))
    .summary("end an exception, with the reason")
    .description(
      "Makes a patch that marks an entry as withdrawn: it stays listed, since commits rely on it, and its id is never used again. What commits " +
        "under it left in the tree is printed on standard error (see `proviso exception exposure`).",
    )
    .argument("<id>", "the exception's id")
    .requiredOption("--reason <text>", "why, in a sentence")
    .option("--lands-until <YYYY-MM-DD>", "what was posted before may land until that day")
    .option("--no-exposure", "do not look for what commits under it left")
    .action(async (id: string, options, command: Command) => {
      const { runWithdraw } = await import("./commands/exception-edit.ts");
      await runWithdraw(id, { ...options, ...command.optsWithGlobals() });
    });
  edit(exception.command("renew"))
    .summary("give an exception a later last day")
    .description("Makes a patch that changes the field `Until` of an entry to a later day.")
    .argument("<id>", "the exception's id")
    .requiredOption("--until <YYYY-MM-DD>", "its last day (UTC)")
    .option("--lands-until <YYYY-MM-DD>", "what was posted before its end may land until that day")
    .action(async (id: string, options, command: Command) => {
      const { runRenew } = await import("./commands/exception-edit.ts");
      await runRenew(id, { ...options, ...command.optsWithGlobals() });
    });
}

/** What all of them take. */
const edit = (command: Command): Command =>
  command
    .option("--write", "edit the document in the work tree instead of making a patch")
    .option("-o, --output <file>", "write the patch to a file instead of standard output")
    .option("-f, --force", "write over a file that exists already")
    .option("-n, --dry-run", "only show what would change in the document; write nothing")
    .option("-s, --signoff", "put your Signed-off-by below the patch's message")
    .option("--at <revision>", "the revision whose document is changed", "HEAD")
    .addOption(
      new Option(
        "--policy-from <where>",
        "find the document and its list by another policy: a revision, a file, or `profile:NAME`",
      ),
    )
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today");
