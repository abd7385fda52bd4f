import { randomUUID } from "node:crypto";
import type { Forge } from "../core/forge/decision.ts";
import { writeOut } from "./output.ts";
import type { ReportOutput } from "./report-output.ts";

/**
 * Runs what prints a report. Runners of GitHub and Forgejo take lines of the log for commands, and reports show what strangers wrote: commands
 * are stopped meanwhile, by a word that nobody can know before. In the form for GitHub the commands are ours, and it escapes all else itself.
 * (GitHub: "Workflow commands", stopping and starting workflow commands.)
 */
export async function writeGuarded(
  forge: Forge,
  { format, output }: ReportOutput,
  write: () => Promise<void>,
): Promise<void> {
  const hasCommands = forge === "github" || forge === "forgejo";
  if (!hasCommands || format === "github" || output !== undefined) return write();
  const word = randomUUID();
  await writeOut(`::stop-commands::${word}\n`);
  try {
    await write();
  } finally {
    await writeOut(`::${word}::\n`);
  }
}
