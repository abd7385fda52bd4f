import { readReportOrAudit } from "../../core/report/read-either.ts";
import { readReport } from "../../core/report/read-report.ts";
import type { Saved } from "../../core/report/read-saved.ts";
import type { ReportValue } from "../../core/report/report-value.ts";
import { writeAudit } from "../audit-output.ts";
import { CommandFailure } from "../exit-status.ts";
import { readInput } from "../input.ts";
import { auditForms } from "../options.ts";
import { expectOutput, type ReportOutput, writeReport } from "../report-output.ts";

/** Bytes of a saved report. One that lists 100,000 commits whole has some 300 million; longer texts are more than the engine holds. */
const reportBytesMax = 400 << 20;

/** `proviso render`: a saved report or audit in another form, with the exit status that the check or the audit had. */
export async function runRender(file: string, options: ReportOutput): Promise<void> {
  await expectOutput(options);
  const saved = await savedIn(file, readReportOrAudit);
  if (saved.kind === "report") return writeReport(saved.report, options);
  const { format = "text" } = options;
  if (!auditForms.some((form) => form === format))
    throw new CommandFailure(
      `${nameOf(file)} is an audit, which can be written as ${auditForms.join(", ")}, and not as ${format}`,
      "usage",
    );
  await writeAudit(saved.audit, options);
}

/** A report that was saved as JSON; `-` is standard input. */
export const readSavedReport = (file: string): Promise<ReportValue> =>
  savedIn(file, (text) => {
    const read = readReport(text);
    return read.ok ? { ok: true, value: read.report } : read;
  });

async function savedIn<Value>(file: string, read: (text: string) => Saved<Value>): Promise<Value> {
  const name = nameOf(file);
  const saved = read(textOf(await readInput(file, reportBytesMax), name));
  if (!saved.ok) throw new CommandFailure(`${name} ${saved.why}`, "usage");
  return saved.value;
}

const nameOf = (file: string): string => (file === "-" ? "standard input" : `\`${file}\``);

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
