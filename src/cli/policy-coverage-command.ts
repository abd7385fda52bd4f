import type { Command } from "commander";
import { format, policyFrom } from "./options.ts";

/** Describes `proviso policy coverage`. */
export function policyCoverageCommand(policy: Command): void {
  policy
    .command("coverage")
    .summary("which sentences of the document are checked, and which only people can judge")
    .description(
      "Lists every sentence of the policy document that asks, forbids or recommends something, and who sees to it by the policy's " +
        "`coverage:`: rules that check it, people who attest it, or people's judgement because no program can check it. " +
        "What nobody has said is listed as unmatched.\n\n" +
        "Exit status 0: all are matched; 2: some are not; 3: an entry of `coverage:` no longer fits the document or the rules.",
    )
    .argument("[revision]", "where to read it; without it, the work tree")
    .option(
      "--propose",
      "print entries for the sentences that are unmatched, to be filled in; nothing is taken for said",
    )
    .addOption(policyFrom())
    .addOption(format("text", "json"))
    .action(async (revision: string | undefined, options, command: Command) => {
      const { runPolicyCoverage } = await import("./commands/policy-coverage.ts");
      await runPolicyCoverage(revision, { ...options, ...command.optsWithGlobals() });
    });
}
