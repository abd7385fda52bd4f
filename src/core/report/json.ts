import type { Report } from "../evaluate/verdict.ts";
import { commandOfLogs } from "../text/neutralise.ts";
import { type ReportValue, reportValue } from "./report-value.ts";

/** The version of the format: `"report": 1`. Keys may be added under the same number; none changes its meaning. */
export const reportVersion = 1;

/** The report as JSON, whole. The same report gives the same bytes; schemas/report.schema.json describes it. */
export const renderJson = (report: Report): string => [...renderJsonParts(reportValue(report))].join("");

/** The report as JSON in pieces, one commit a line: a long history's report is never one string. */
export function* renderJsonParts(report: ReportValue): Iterable<string> {
  yield `{\n"report":${reportVersion}`;
  yield member("conclusion", report.conclusion);
  yield member("subject", report.subject);
  yield member("reasons", report.reasons);
  yield member("policy", report.policy);
  yield member("counts", report.counts);
  yield member("rules", report.rules);
  yield member("clauses", report.clauses);
  yield member("problems", report.problems);
  yield member("contribution", report.contribution);
  yield member("listed", report.listed);
  yield member("series", report.series);
  yield `,\n"commits":[`;
  let separator = "\n";
  for (const commit of report.commits) {
    yield separator + jsonText(commit);
    separator = ",\n";
  }
  yield separator === "\n" ? "]\n}\n" : "\n]\n}\n";
}

/**
 * JSON that is safe to show: what a terminal or a page could take for a command is escaped as JSON allows,
 * so that the value stays what it was. Lone surrogates come out escaped as well.
 */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(unshowable, escaped).replace(commandOfLogs, "#\\u0023");

/** Controls that `JSON.stringify` leaves (DEL, C1), separators, format characters such as bidirectional controls. */
const unshowable = /[\x7f-\x9f\u2028\u2029]|\p{Cf}/gu;

function escaped(character: string): string {
  let units = "";
  for (let at = 0; at < character.length; at += 1)
    units += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return units;
}

/** A member of an object that is not its first. */
export const member = (name: string, value: unknown): string => `,\n${JSON.stringify(name)}:${jsonText(value)}`;
