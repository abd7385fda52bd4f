import type { Command } from "commander";
import { auditForms, output, reportFormat } from "./options.ts";

/** Describes `proviso render`. */
export function renderCommand(program: Command): void {
  program
    .command("render")
    .summary("write a saved report or audit in another form")
    .description(
      "Reads what `proviso check --format json` or `proviso audit --format json` wrote, and writes it as that command would have written " +
        "it in the form that is asked for. Nothing is judged again, and no repository is needed.\n\n" +
        `A report has all the forms below, an audit ${auditForms.join(", ")}.\n\n` +
        "The exit status is that of the check or the audit: 0 pass, 1 fail, 2 undecided, 3 a policy with problems; so a pipeline that ends " +
        "with `proviso render` fails as they did. 3 also for a file that is neither, and for a form that an audit does not have.",
    )
    .argument("<file>", "the saved report or audit; `-`: standard input")
    .addOption(reportFormat())
    .addOption(output())
    .option(
      "-v, --verbose",
      "in text, also say what was judged and why it passed; of an audit, list every commit of which there is something to say",
    )
    .action(async (file: string, options) => {
      const { runRender } = await import("./commands/render.ts");
      await runRender(file, options);
    });
}
