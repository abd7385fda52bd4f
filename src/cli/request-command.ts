import { type Command, Option } from "commander";
import { policyFrom } from "./options.ts";

/** Describes `proviso exception request`. */
export function requestCommand(exception: Command): void {
  const several = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];
  exception
    .command("request")
    .summary("write the request for an exception, to be discussed")
    .description(
      "Writes what people need to know to discuss an exception: the scenario, the benefit, why the DCO can be certified, how one recognises " +
        "it, the risks, and the entry as the document would list it. Asks on a terminal for what the options do not say. Nothing is granted by it: the document grants.\n\n" +
        "A value may be `@FILE` (`@-`: standard input). Answers are kept in a draft under the git directory until the request is written; asking again with the same --id goes on with it.\n\n" +
        "Exit status 0: it is written; 3: it lacks something, which is said, and nothing is written (unless --draft); 4: somebody stopped, or it could not be written.",
    )
    .option("--id <id>", "lower-case words joined by hyphens, never used before")
    .option("--title <text>", "what the document is to call it")
    .option("--scenario <text>", "what people want to do, again and again")
    .option("--technique <text>", "how it is done; a tool or model only if the exception is about it")
    .option("--benefit <text>", "what the project gains")
    .option("--certification <text>", "why the DCO can credibly be certified")
    .option("--recognition <text>", "how one would recognise it in a commit")
    .option("--risks <text>", "what could go wrong")
    .option("--covers <words>", "field Covers, and so on, as the document would have them (docs/exceptions.md)")
    .option("--change <words>", "field Change")
    .option("--paths <globs>", "field Paths")
    .option("--not-paths <globs>", "field Not paths")
    .option("--at-most <limits>", "field At most")
    .option("--tool <name>", "field Tool")
    .option("--who <words>", "field Who")
    .option("--needs <words>", "field Needs")
    .addOption(new Option("--judgement <words>", "field Judgement; may be given several times").argParser(several))
    .option("--until <YYYY-MM-DD>", "field Until")
    .option("--edit", "fill in the form in your editor (the one that git uses)")
    .option("--from <file>", "a form that is filled in, or a request that was written (`-`: standard input)")
    .addOption(new Option("--template", "only print the form").conflicts(["check", "from", "edit"]))
    .addOption(
      new Option(
        "--check <file>",
        "only say what a written request lacks, and how its conditions will be decided",
      ).conflicts(["from", "edit"]),
    )
    .addOption(new Option("--as <form>", "what to write").choices(["file", "issue", "mail"]).default("file"))
    .addOption(
      new Option("--to <address>", "with --as mail: whom it goes to; may be given several times").argParser(several),
    )
    .option("-o, --output <file>", "write there instead of standard output")
    .option("--force", "overwrite the file if it is there")
    .option("--draft", "write it whatever it lacks")
    .option("--dry-run", "only say what would be written")
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .addOption(policyFrom())
    .action(async (options, command: Command) => {
      const { runExceptionRequest } = await import("./commands/exception-request.ts");
      await runExceptionRequest({ ...options, ...command.optsWithGlobals() });
    });
}
