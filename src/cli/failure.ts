import { fold } from "../core/report/layout.ts";
import { neutralise } from "../core/text/neutralise.ts";

/**
 * A sentence on standard error, neutralised: it may hold what a stranger wrote.
 *
 * @param width columns to fold at; null: it is one line
 */
export function writeError(text: string, width: number | null = null): void {
  process.stderr.write(`${fold("proviso: ", neutralise(text), "  ", width).join("\n")}\n`);
}

/** What the parser of the command line has to say, as our other sentences look: `unknown command 'chekc'`, and below `(Did you mean check?)`. */
export function usageSentence(complaint: string): string {
  return complaint
    .trim()
    .replace(/^error: /, "")
    .replace(/\n\(Did you mean ([^?]*)\?\)$/, (_, near: string) => `; did you mean \`${near}\`?`)
    .replace(/^command-argument value ('[^']*') is invalid for argument '([^']*)'/, "$1 is not valid for '$2'")
    .replace(/\. Allowed choices are (.*)\.$/, "; there are $1")
    .replace(/\. Expected (.*)\.$/, ": expected $1")
    .replaceAll(/'([^']*)'/g, "`$1`");
}

/** A defect of ours, or of the machine, in one sentence. The stack is shown only to those who ask for it. */
export function explainFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (process.env["PROVISO_DEBUG"] && error instanceof Error) return error.stack ?? text;
  return `something went wrong that should not: ${text} (set PROVISO_DEBUG=1 to see where)`;
}
