import { type Command, Option } from "commander";
import { format } from "./options.ts";

const replacedPolicy = (): Option =>
  new Option(
    "--policy-from <where>",
    "the policy that the draft would replace, else that of HEAD: a revision, `worktree`, a file, or `profile:NAME`",
  );

/** Describes `proviso policy simulate` and `proviso policy diff`. */
export function simulateCommands(policy: Command): void {
  policy
    .command("simulate")
    .summary("what a draft of the policy would change for past commits")
    .description(
      "Says which past commits an exception that is only drafted would cover, had they declared AI use: evidently, or left to " +
        "judgement, and else which condition fails; and which verdicts the draft would change, rule by rule. Nothing is written.\n\n" +
        "DRAFT is a file with an entry (a heading with fields) or the whole document (.rst, .md), a whole proviso.yaml (.yaml), " +
        "a revision, or `worktree`. RANGE is `A..B`, `A...B`, one commit, or `ROOT..REV`; without it, the newest 1,000 commits of HEAD " +
        "that are no merges. Each commit is judged by itself, by the policy at HEAD and by the draft.\n\n" +
        "Exit status 0: all could be decided; 2: something could not for lack of facts, and the answer says what; 3: the draft has problems.",
    )
    .argument("[range]", "past commits")
    .requiredOption("--with <draft>", "the draft")
    .addOption(replacedPolicy())
    .addOption(format("text", "json"))
    .option("--all", "list every commit, however many")
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .action(async (range: string | undefined, options, command: Command) => {
      const { runSimulate } = await import("./commands/policy-simulate.ts");
      await runSimulate(range, { ...options, ...command.optsWithGlobals() });
    });
  policy
    .command("diff")
    .summary("which verdicts of past commits two policies do not share")
    .description(
      "Judges past commits by two policies and says, rule by rule, which verdicts would be others.\n\n" +
        "OLD and NEW are each a revision, `worktree`, a policy file, or `profile:NAME`.\n\n" +
        "Exit status 0: all could be decided, whatever differs; 2: something could not for lack of facts; 3: a policy has problems.",
    )
    .argument("<old>", "the policy before")
    .argument("<new>", "the policy after")
    .option("--over <range>", "past commits (without it, the newest 1,000 of HEAD that are no merges)")
    .addOption(format("text", "json"))
    .option("--all", "list every commit, however many")
    .option("--day <YYYY-MM-DD>", "as on that day (UTC) instead of today")
    .action(async (before: string, after: string, options, command: Command) => {
      const { runPolicyDiff } = await import("./commands/policy-simulate.ts");
      await runPolicyDiff(before, after, { ...options, ...command.optsWithGlobals() });
    });
}
