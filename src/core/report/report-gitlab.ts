import { jsonText } from "./json.ts";
import { type Entry, entriesOf, entrySentence, fingerprintOf, type Weight } from "./report-entries.ts";
import type { ReportValue } from "./report-value.ts";

/**
 * A report as GitLab's code quality report (an artifact `codequality`), a finding a line, in pieces. GitLab wants a file and a line: the path
 * that a finding is about, else the line of the policy that asks for what is missing.
 */
export function* renderGitlabParts(report: ReportValue): Iterable<string> {
  yield "[";
  let separator = "\n";
  for (const entry of entriesOf(report)) {
    yield separator + jsonText(violation(entry));
    separator = ",\n";
  }
  yield separator === "\n" ? "]\n" : "\n]\n";
}

const severities: { readonly [W in Weight]: string } = { error: "critical", undecided: "major", warning: "minor" };

function violation(entry: Entry) {
  const { rule, weight, path, policy } = entry;
  return {
    description: entrySentence(entry),
    check_name: rule,
    fingerprint: fingerprintOf(entry),
    severity: severities[weight],
    location: {
      path: path ?? policy?.source ?? "proviso.yaml",
      lines: { begin: path === null ? (policy?.line ?? 1) : 1 },
    },
  };
}
