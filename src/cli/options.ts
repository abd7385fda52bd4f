import { Option } from "commander";

/** By another policy than the one that the command would read. */
export const policyFrom = (): Option =>
  new Option(
    "--policy-from <where>",
    "by another policy than the usual one (a contribution's is the one at the left end of its range): a revision, `worktree`, a file, or `profile:NAME` (`profile:NAME@DAY` for its text of a day)",
  );

/** The forms that a command can answer in; the first is the usual one. */
export const format = (...choices: readonly string[]): Option =>
  new Option("--format <format>", "how to write the answer").choices([...choices]).default(choices[0] ?? "text");

/** The forms of a report: what `check` writes, and `render` makes of a saved one. */
export const reportFormat = (): Option =>
  format("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "mail", "html", "csv");

/** The forms of an audit, some of those of a report. */
export const auditFormat = (): Option => format(...auditForms);
export const auditForms = ["text", "json", "csv", "sarif", "html"] as const;

/** Where to write instead. */
export const output = (): Option =>
  new Option(
    "-o, --output <file>",
    "write to this file instead of standard output; it is replaced when all is written",
  );

/** What a series by mail was made on. */
export const onto = (): Option =>
  new Option(
    "--onto <commit>",
    "of mails, what the series was made on, where it does not fit the target and does not say",
  );

/** May DNS be asked who signed mails? */
export const verifyDkim = (): Option =>
  new Option(
    "--verify-dkim",
    "of mails, ask DNS whether the sender's domain signed them, which is shown beside tags of answers",
  );

/** Who is believed about who signed mails. */
export const trustMailServer = (): Option =>
  new Option(
    "--trust-mail-server <names>",
    "of mails, believe what these servers (names with commas between) wrote into Authentication-Results when they came in",
  );
