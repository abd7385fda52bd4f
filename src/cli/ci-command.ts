import { type Command, Option } from "commander";
import { output, policyFrom, reportFormat } from "./options.ts";

/** Describes `proviso ci`. */
export function ciCommand(program: Command): void {
  program
    .command("ci")
    .summary("judge what a CI job is about")
    .description(
      "Finds out from the CI system's own variables and event what came in (a push, a pull or merge request, a merge queue, a tag, a forced " +
        "or a first push), and judges it as `proviso check` does. The policy is the one of the branch that it wants to enter, never the contribution's own.\n\n" +
        "Nothing is checked out and nothing of a contribution is run: commits are read as objects, so it is safe for pull_request_target. " +
        "No token is needed; rules about issues and other requests are undecided unless PROVISO_FORGE_TOKEN has one to ask the forge with. GitHub, GitLab, Forgejo and Gitea are known; anywhere else say --base and --head.",
    )
    .option(
      "--base <revision>",
      "where the commits to judge begin, instead of what the event says; the policy is read there",
    )
    .option("--head <revision>", "where they end (with --base; else HEAD)")
    .option("--fetch", "let git fetch what a shallow checkout lacks, as the checkout itself did")
    .addOption(
      new Option(
        "--merge-method <method>",
        "how requests come into their branch; `squash` also judges the message that would land",
      )
        .choices(["commits", "squash"])
        .default("commits"),
    )
    .addOption(
      new Option(
        "--squash-message <what>",
        "what a squash takes its body from, where the event does not say it; `unsaid`: nobody knows, so a squash is undecided",
      ).choices(["description", "commits", "blank", "unsaid"]),
    )
    .option(
      "--branches <patterns>",
      "branches that people contribute to beside the default branch, by comma (`stable/*`); a push to any other is a contribution to that one",
    )
    .addOption(
      new Option("--undecided <how>", "what an undecided verdict does to the job: `neutral` lets it pass, and says so")
        .choices(["fail", "neutral"])
        .default("fail"),
    )
    .addOption(policyFrom())
    .addOption(
      new Option("--format <format>", "how to write the answer (on GitHub: github, elsewhere text)").choices(formats),
    )
    .addOption(output())
    .option(
      "--report <format=file>",
      "also write a report to a file; may be given again",
      (one, all: readonly string[] | undefined) => [...(all ?? []), one],
    )
    .option("-v, --verbose", "also say what was judged, and in text why it passed")
    .option("--day <YYYY-MM-DD>", "judge as on that day (UTC) instead of today")
    .option(
      "--action",
      "take the options from the inputs of an action (INPUT_BASE and so on), as GitHub and Forgejo set them",
    )
    .addHelpText("after", ciHelp)
    .action(async (options, command: Command) => {
      const { runCi } = await import("./commands/ci.ts");
      await runCi({ ...options, ...command.optsWithGlobals() });
    });
}

const formats = reportFormat().argChoices ?? [];

const ciHelp = `
Exit status: 0 pass, or an event with nothing to judge; 1 fail; 2 undecided, or
no commit between --base and --head (0 with --undecided neutral); 3 an event
that says not enough, wrong usage, or a policy with problems; 4 history that is
missing.

Ready-made: the action (action.yml) and the GitLab component
(templates/check.yml); docs/ci.md has both.`;
