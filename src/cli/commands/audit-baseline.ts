import { localFiles } from "../../adapters/files/files.ts";
import type { AuditReport } from "../../core/audit/audit.ts";
import { baselineText, parseBaseline, withBaseline } from "../../core/audit/baseline.ts";
import { positionAt } from "../../core/text/source.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeFileInParts } from "../output-file.ts";

/** Bytes of a baseline; one with an entry for each of 200,000 commits has some 12 million. */
const baselineBytesMax = 64 << 20;

/** The report without what a file of known findings holds. */
export async function applyBaseline(report: AuditReport, path: string): Promise<AuditReport> {
  const file = await localFiles.read(path);
  if (!file.ok) throw new CommandFailure(file.text, "usage");
  if (file.value === null)
    throw new CommandFailure(
      `there is no baseline ${path}; \`proviso audit --write-baseline ${path}\` writes one`,
      "usage",
    );
  if (file.value.length > baselineBytesMax)
    throw new CommandFailure(`${path} has ${file.value.length} bytes, more than ${baselineBytesMax}`, "usage");
  const source = { name: path, text: new TextDecoder().decode(file.value) };
  const { baseline, problems } = parseBaseline(source);
  const [first] = problems;
  if (first !== undefined) {
    const { line, column } = positionAt(source.text, first.at.start);
    throw new CommandFailure(`${path}:${line}:${column}: ${first.text}; ${first.hint ?? ""}`, "usage");
  }
  return withBaseline(report, baseline);
}

/** Writes what was found as known. What was at the path before stays until all is written. */
export const writeBaseline = (report: AuditReport, path: string): Promise<void> =>
  writeFileInParts(path, [baselineText(report.commits)]);
