import type { Command } from "commander";
import { output, reportFormat } from "./options.ts";

/** Describes `proviso render`. */
export function renderCommand(program: Command): void {
  program
    .command("render")
    .summary("write a saved report in another form")
    .description(
      "Reads what `proviso check --format json` wrote, and writes it as `check` would have written it in the form that is asked for. " +
        "Nothing is judged again, and no repository is needed.\n\n" +
        "The exit status is that of the check: 0 pass, 1 fail, 2 undecided, 3 a policy with problems; so a pipeline that ends with " +
        "`proviso render` fails as the check did. 3 also for a file that is no report.",
    )
    .argument("<file>", "the saved report; `-`: standard input")
    .addOption(reportFormat())
    .addOption(output())
    .option("-v, --verbose", "in text, also say what was judged and why it passed")
    .action(async (file: string, options) => {
      const { runRender } = await import("./commands/render.ts");
      await runRender(file, options);
    });
}
