import { appendFileSync } from "node:fs";
import type { Looks } from "../core/report/paint.ts";
import type { ReportValue } from "../core/report/report-value.ts";
import { isBroken } from "../core/report/report-value.ts";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure, statusOf } from "./exit-status.ts";
import { writeError } from "./failure.ts";
import { writeParts } from "./output.ts";
import { terminalOf } from "./terminal.ts";
import { version } from "./version.ts";

/** How a report is to be written, and where. */
export type ReportOutput = {
  readonly format?: string;
  readonly verbose?: boolean;
  /** A file instead of standard output. */
  readonly output?: string;
};

/**
 * Writes a report in the form that was asked for, and sets the exit status by its conclusion; 3 if the policy has problems.
 *
 * @param apart the parts that the report was joined of, for people, who are shown one behind the other
 */
export async function writeReport(
  report: ReportValue,
  options: ReportOutput,
  apart: readonly ReportValue[] = [report],
): Promise<void> {
  const { format = "text" } = options;
  await writeForm(await partsOf(report, apart, options), options);
  if (format === "github") await writeJobSummary(report, process.env["GITHUB_STEP_SUMMARY"]);
  const broken = isBroken(report);
  if (broken && format === "text") writeError(`nothing was judged: the policy (${report.policy.source}) has problems`);
  process.exitCode = statusOf(report.conclusion, broken);
}

/** Writes what some form is made of to where it was asked for. */
export async function writeForm(parts: Iterable<string>, { output }: ReportOutput): Promise<void> {
  if (output === undefined) await writeParts(parts);
  else await (await import("./output-file.ts")).writeFileInParts(output, parts);
}

/** How text is to look there: a file has neither colours nor a width. */
export const looksOf = ({ output }: ReportOutput): Looks =>
  output === undefined ? terminalOf(process.stdout) : { colour: false, hyperlinks: null, width: null };

/** Refuses early what cannot become a file. */
export async function expectOutput({ output }: ReportOutput): Promise<void> {
  if (output !== undefined) await (await import("./output-file.ts")).expectWritable(output);
}

/** The report in pieces. A form's own code is loaded only for it. */
async function partsOf(
  report: ReportValue,
  apart: readonly ReportValue[],
  options: ReportOutput,
): Promise<Iterable<string>> {
  const render = renderers.get(options.format ?? "text");
  if (render !== undefined) return render(report);
  return textParts(report, apart, options);
}

type Render = (report: ReportValue) => Promise<Iterable<string>>;

const renderers: ReadonlyMap<string, Render> = new Map<string, Render>([
  ["json", async (report) => (await import("../core/report/json.ts")).renderJsonParts(report)],
  ["sarif", async (report) => (await import("../core/report/report-sarif.ts")).renderSarifParts(report, { version })],
  ["github", async (report) => (await import("../core/report/report-github.ts")).renderGithubParts(report)],
  ["junit", async (report) => (await import("../core/report/report-junit.ts")).renderJunitParts(report)],
  ["gitlab", async (report) => (await import("../core/report/report-gitlab.ts")).renderGitlabParts(report)],
  ["checkstyle", async (report) => (await import("../core/report/report-checkstyle.ts")).renderCheckstyleParts(report)],
  ["mail", async (report) => (await import("../core/report/report-mail.ts")).renderMailParts(report)],
  ["csv", async (report) => (await import("../core/report/report-csv.ts")).renderCsvParts(report)],
  ["html", async (report) => (await import("../core/report/html/report-page.ts")).renderHtmlParts(report, { version })],
  ["markdown", async (report) => (await import("../core/report/report-markdown.ts")).renderMarkdownParts(report)],
]);

/** For people; of a policy with problems only those, since nothing was judged by it. */
async function textParts(
  report: ReportValue,
  apart: readonly ReportValue[],
  output: ReportOutput,
): Promise<Iterable<string>> {
  const looks = looksOf(output);
  if (isBroken(report)) {
    const { renderProblemValues } = await import("../core/report/render-policy.ts");
    return [renderProblemValues(report.problems, looks)];
  }
  const { renderJoinedParts, renderTextParts } = await import("../core/report/text.ts");
  const [only = report, ...others] = apart;
  const options = { ...looks, verbose: output.verbose ?? false };
  return others.length === 0 ? renderTextParts(only, options) : renderJoinedParts(report, apart, options);
}

/** GitHub shows as the job's summary what steps append to the file that it names. */
async function writeJobSummary(report: ReportValue, path: string | undefined): Promise<void> {
  if (path === undefined || path === "") return;
  const { renderMarkdownParts } = await import("../core/report/report-markdown.ts");
  const text = [...renderMarkdownParts(report)].join("");
  if (text === "") return;
  try {
    appendFileSync(path, text);
  } catch (error) {
    const why = fileErrorWords(error as NodeJS.ErrnoException, "there is no such directory");
    throw new CommandFailure(`the job's summary, \`${path}\` (GITHUB_STEP_SUMMARY), cannot be written: ${why}`, "work");
  }
}
