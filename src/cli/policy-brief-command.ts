import { type Command, Option } from "commander";
import { audiences } from "../core/report/brief/audiences.ts";
import { policyFrom } from "./options.ts";

/** Describes `proviso policy brief`. */
export function policyBriefCommand(policy: Command): void {
  policy
    .command("brief")
    .summary("the policy on one page, for an agent, a contributor or a maintainer")
    .description(
      "Writes in plain words what the policy asks: of a coding agent (for AGENTS.md), of a contributor (for CONTRIBUTING.md), " +
        "or of a maintainer (a review checklist). The same policy gives the same Markdown on every day, so that a committed " +
        "copy can be compared.\n\n" +
        "In a file it stands between the lines `<!-- proviso:brief agent -->` and `<!-- /proviso:brief -->`; nothing else in " +
        "the file is touched. A file without these lines is compared whole.\n\n" +
        "Exit status of --check: 0 if the copy is current, 1 if not.",
    )
    .argument("[revision]", "where to read the policy; without it, the work tree")
    .addOption(new Option("--for <audience>", "for whom").choices([...audiences]).default("contributor"))
    .addOption(new Option("--check <file>", "is the brief in this file current?").conflicts("write"))
    .option("--write <file>", "replace the brief in this file, or make the file if there is none")
    .option("--dry-run", "with --write: say what would be done, and write nothing")
    .option("--skill", "for an agent: as a SKILL.md, with when to read it and the steps that keep the policy")
    .option("--with-source", "also say the revision and the digest of the policy")
    .addOption(policyFrom())
    .action(async (revision: string | undefined, options, command: Command) => {
      const { runPolicyBrief } = await import("./commands/policy-brief.ts");
      await runPolicyBrief(revision, { ...options, ...command.optsWithGlobals() });
    });
}
