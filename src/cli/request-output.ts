import type { ExceptionRequest } from "../core/process/request.ts";
import { writeRequest } from "../core/process/request-write.ts";
import { counted } from "../core/report/layout.ts";
import { issueTitle, renderRequestMail } from "../core/report/render-request-mail.ts";
import { CommandFailure } from "./exit-status.ts";
import { writeOut } from "./output.ts";
import { expectFree, writeFileInParts } from "./output-file.ts";

export type OutputOptions = {
  readonly as: "file" | "issue" | "mail";
  readonly to?: readonly string[];
  readonly output?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
};

/** Refuses early, before anybody is asked anything, what could not be written in the end. */
export async function expectOutput({ as, to = [], output, force }: OutputOptions): Promise<void> {
  if (as !== "mail" && to.length > 0)
    throw new CommandFailure("--to says whom a mail goes to; add `--as mail`", "usage");
  if (output === undefined || output === "-") return;
  await expectFree(output, force === true);
}

/** The request in the form that was asked for. */
export function outputText(request: ExceptionRequest, { as, to = [] }: OutputOptions): string {
  if (as !== "mail") return writeRequest(request, { format: "markdown", headed: as === "file", asForm: false });
  const mail = renderRequestMail(request, to);
  if (!mail.ok) throw new CommandFailure(mail.text, "usage");
  return mail.text;
}

/** Writes it, or says what would be written. */
export async function writeOutput(text: string, request: ExceptionRequest, options: OutputOptions): Promise<void> {
  const { as, output, dryRun } = options;
  const toFile = output !== undefined && output !== "-";
  if (dryRun === true) {
    const size = counted(new TextEncoder().encode(text).length, "byte");
    const what = as === "file" ? "" : as === "mail" ? " as a mail" : " as the text of an issue";
    return writeOut(`would write ${size}${what} to ${toFile ? `\`${output}\`` : "standard output"}\n`);
  }
  if (toFile) {
    await expectOutput(options);
    await writeFileInParts(output, [text]);
  } else await writeOut(text);
  if (as === "issue") process.stderr.write(`title of the issue: ${issueTitle(request)}\n`);
}
