import { readReport } from "../../core/report/read-report.ts";
import type { ReportValue } from "../../core/report/report-value.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { expectOutput, type ReportOutput, writeReport } from "../report-output.ts";

/** Bytes of a saved report. One that lists 100,000 commits whole has some 300 million; longer texts are more than the engine holds. */
const reportBytesMax = 400 << 20;

/** `proviso render`: a saved report in another form, with the exit status that the check had. */
export async function runRender(file: string, options: ReportOutput): Promise<void> {
  await expectOutput(options);
  await writeReport(await readSavedReport(file), options);
}

/** A report that was saved as JSON; `-` is standard input. */
export async function readSavedReport(file: string): Promise<ReportValue> {
  const name = file === "-" ? "standard input" : `\`${file}\``;
  const read = readReport(textOf(await readInput(file, reportBytesMax), name));
  if (!read.ok) throw new CommandFailure(`${name} ${read.why}`, "usage");
  return read.report;
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const hint = isUtf16
      ? "it is UTF-16, as PowerShell's `>` writes; save the report with `--output`"
      : "it is not UTF-8";
    throw new CommandFailure(`${name} is no report: ${hint}`, "usage");
  }
}
