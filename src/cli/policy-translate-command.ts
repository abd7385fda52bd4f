import type { Command } from "commander";
import { format } from "./options.ts";

/** Describes `proviso policy translate`. */
export function policyTranslateCommand(policy: Command): void {
  policy
    .command("translate")
    .summary("write the settings of other tools as a proviso.yaml, and say what does not carry over")
    .description(
      "Reads what other tools were told of sign-offs and AI-derived content, and prints a `proviso.yaml` that asks for the same, with a comment on where it comes " +
        "from and a list of what has no counterpart. Nothing is written and nothing in the files is run.\n\n" +
        "Known by their names: `.github/dco.yml` (the DCO apps), `ai-contribution-policy.yml`, `cchk.toml` (commit-check), `.commitlintrc*` and `package.json` " +
        "(commitlint), `.gitlint`, `mergewarden.yml`. Of a setting that two files have, the first file's counts.\n\n" +
        "Exit status: 0 translated, 3 if a file is unknown or cannot be read, or if nothing in it is a question of provenance.",
    )
    .argument("<files...>", "files of settings")
    .addOption(format("text", "json"))
    .action(async (files: string[], options: { readonly format: string }) => {
      const { runPolicyTranslate } = await import("./commands/policy-translate.ts");
      await runPolicyTranslate(files, options);
    });
}
