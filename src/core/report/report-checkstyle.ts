import type { CommitValue } from "./json-values.ts";
import { commitEntries, type Entry, entrySentence, generalEntries } from "./report-entries.ts";
import { isBroken, type ReportValue } from "./report-value.ts";
import { type Xml, xml, xmlDeclaration } from "./xml.ts";

/**
 * A report as Checkstyle's XML, in pieces, a commit each. What is about a path stands under that path; what is about a message under the commit's
 * id, with line and column of the message.
 */
export function* renderCheckstyleParts(report: ReportValue): Iterable<string> {
  yield `${xmlDeclaration}<checkstyle version="4.3">\n`;
  yield filesXml([...generalEntries(report)], null);
  if (!isBroken(report)) for (const commit of report.commits) yield filesXml([...commitEntries(commit)], commit);
  yield "</checkstyle>\n";
}

function filesXml(entries: readonly Entry[], commit: CommitValue | null): string {
  const files = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = nameOf(entry, commit);
    const known = files.get(name);
    if (known === undefined) files.set(name, [entry]);
    else known.push(entry);
  }
  return [...files].map(([name, of]) => xml`<file name="${name}">\n${of.map(errorXml)}</file>\n`.html).join("");
}

/** Problems stand at their place in the policy's file. */
const nameOf = ({ path, rule, policy }: Entry, commit: CommitValue | null): string =>
  path ??
  (rule === "policy" && policy !== null ? policy.source : commit === null ? "contribution" : (commit.id ?? "commit"));

function errorXml(entry: Entry): Xml {
  const { rule, weight, line, column, policy } = entry;
  const at = rule === "policy" ? (policy?.line ?? null) : line;
  const places = xml`${at === null ? null : xml` line="${at}"`}${column === null ? null : xml` column="${column}"`}`;
  // Undecided is an error, since it blocks as one, and must not look like a pass.
  const severity = weight === "warning" ? "warning" : "error";
  return xml`<error${places} severity="${severity}" message="${entrySentence(entry)}" source="proviso.${rule}"/>\n`;
}
