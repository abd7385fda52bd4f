import { confirm, isCancel } from "@clack/prompts";

/** Asks on standard error whether to go on; whoever stops says no. */
export async function confirmed(message: string): Promise<boolean> {
  const answer = await confirm({ message, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
