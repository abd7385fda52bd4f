import type { Command } from "commander";
import { format, policyFrom } from "./options.ts";
import { policyBriefCommand } from "./policy-brief-command.ts";
import { policyCoverageCommand } from "./policy-coverage-command.ts";
import { policyTranslateCommand } from "./policy-translate-command.ts";
import { simulateCommands } from "./simulate-command.ts";

/** Describes `proviso policy …`. */
export function policyCommands(program: Command): void {
  const policy = program
    .command("policy")
    .summary("show and check the policy, and try changes of it")
    .description("Shows and checks the policy, writes it on one page, and tries changes of it on past commits.");
  policy
    .command("show")
    .summary("what is in force, and where it says so")
    .argument("[revision]", "where to read it; without it, HEAD")
    .addOption(policyFrom())
    .addOption(format("text", "json"))
    .action(async (revision: string | undefined, options, command: Command) => {
      const { runPolicyShow } = await import("./commands/policy.ts");
      await runPolicyShow(revision, { ...options, ...command.optsWithGlobals() });
    });
  policy
    .command("lint")
    .summary("problems of the policy, its document and its maintainers file")
    .argument("[revision]", "where to read it; without it, the work tree")
    .addOption(policyFrom())
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .action(async (revision: string | undefined, options, command: Command) => {
      const { runPolicyLint } = await import("./commands/policy.ts");
      await runPolicyLint(revision, { ...options, ...command.optsWithGlobals() });
    });
  policy
    .command("maintainers")
    .summary("who maintains a path, by the policy's maintainers file")
    .argument("<paths...>", "paths of the repository")
    .addOption(policyFrom())
    .action(async (paths: string[], options, command: Command) => {
      const { runPolicyMaintainers } = await import("./commands/policy.ts");
      await runPolicyMaintainers(paths, { ...options, ...command.optsWithGlobals() });
    });
  policy
    .command("schema")
    .summary("the JSON Schema of proviso.yaml, for editors")
    .description(
      "Prints the JSON Schema (2020-12) of `proviso.yaml`, with every rule and option that this program knows. Editors that know " +
        "YAML complete keys by it, say what they mean, and mark what is wrong; docs/editor.md says how they are told.",
    )
    .action(async () => {
      const { runPolicySchema } = await import("./commands/policy-schema.ts");
      await runPolicySchema();
    });
  policyCoverageCommand(policy);
  policyBriefCommand(policy);
  policyTranslateCommand(policy);
  simulateCommands(policy);
}
