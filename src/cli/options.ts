import { Option } from "commander";

/** Of commands that judge: by another policy than the usual one. */
export const policyFrom = (): Option =>
  new Option(
    "--policy-from <where>",
    "judge by another policy than the one at the range's left end: a revision, `worktree`, a file, or `profile:NAME`",
  );

/** The forms that a command can answer in; the first is the usual one. */
export const format = (...choices: readonly string[]): Option =>
  new Option("--format <format>", "how to write the answer").choices([...choices]).default(choices[0] ?? "text");
