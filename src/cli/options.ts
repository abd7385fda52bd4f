import { Option } from "commander";

/** By another policy than the one that the command would read. */
export const policyFrom = (): Option =>
  new Option(
    "--policy-from <where>",
    "by another policy than the usual one (a contribution's is the one at the left end of its range): a revision, `worktree`, a file, or `profile:NAME`",
  );

/** The forms that a command can answer in; the first is the usual one. */
export const format = (...choices: readonly string[]): Option =>
  new Option("--format <format>", "how to write the answer").choices([...choices]).default(choices[0] ?? "text");

/** The forms of a report: what `check` writes, and `render` makes of a saved one. */
export const reportFormat = (): Option =>
  format("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "mail", "html", "csv");

/** Where to write instead. */
export const output = (): Option =>
  new Option(
    "-o, --output <file>",
    "write to this file instead of standard output; it is replaced when all is written",
  );
