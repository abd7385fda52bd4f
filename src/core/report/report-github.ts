import { neutralise } from "../text/neutralise.ts";
import { commitWords, type Entry, entriesOf, undecidedMark, type Weight } from "./report-entries.ts";
import type { ReportValue } from "./report-value.ts";
import { countWords } from "./summary.ts";
import { isSilent } from "./text.ts";
import { beginning } from "./words.ts";

/** GitHub shows so many annotations of each level of a step, and leaves out the others without a word. */
const annotationsMax = 10;

type Level = "error" | "warning";

/** What waits for a person or a fact must not look like a pass, and GitHub has no level for it. */
const levelOf: { readonly [W in Weight]: Level } = { error: "error", undecided: "error", warning: "warning" };

/**
 * A report as what GitHub's runners make annotations of, in pieces; nothing when all is well. What goes beyond the annotations that are
 * shown stands in the log, and the last one says so.
 */
export function* renderGithubParts(report: ReportValue): Iterable<string> {
  if (isSilent(report)) return;
  const shownOf = { error: 0, warning: 0 };
  const rest: { readonly [L in Level]: Entry[] } = { error: [], warning: [] };
  for (const entry of entriesOf(report)) {
    const level = levelOf[entry.weight];
    if (shownOf[level] < annotationsMax - 1) {
      shownOf[level] += 1;
      yield annotation(level, entry);
      continue;
    }
    rest[level].push(entry);
  }
  for (const level of ["error", "warning"] as const) yield* restParts(level, rest[level]);
  yield `${report.conclusion}: ${countWords(report.counts).join("; ")}\n`;
}

function* restParts(level: Level, entries: readonly Entry[]): Iterable<string> {
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) yield annotation(level, only);
  if (entries.length < 2) return;
  const noun = level === "error" ? "findings" : "warnings";
  const message = `GitHub shows ${annotationsMax} annotations of a kind; the other ${entries.length} ${noun} are in the log of this step`;
  yield workflowCommand(level, { title: `${entries.length} more ${noun}` }, message);
  for (const entry of entries) yield `${beginning(titleOf(entry), Number.POSITIVE_INFINITY)}: ${entry.what}\n`;
}

/** A finding about a path is shown there; one about a message has no file, and stands with the step. */
function annotation(level: Level, entry: Entry): string {
  const { what, why, fix, path } = entry;
  const lines = [what, ...(why === null ? [] : [`why: ${why}`]), ...(fix === null ? [] : [`fix: ${fix}`])];
  const properties = path === null ? { title: titleOf(entry) } : { file: path, title: titleOf(entry) };
  return workflowCommand(level, properties, lines.join("\n"));
}

/** `undecided: ai-content-permitted: f3a9c1e04d11:5:1 subject`. */
function titleOf(entry: Entry): string {
  const head = commitWords(entry);
  return `${undecidedMark(entry)}${entry.rule}${head === null ? "" : `: ${head}`}`;
}

/**
 * A command as GitHub's runners read it: `::error title=…::message`, escaped as its toolkit does, so that nothing in it ends the line, the
 * properties or the property. (https://github.com/actions/toolkit, packages/core/src/command.ts)
 */
export function workflowCommand(name: string, properties: { readonly [key: string]: string }, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(neutralise(value))}`);
  return `::${name}${list.length === 0 ? "" : ` ${list.join(",")}`}::${escapedData(message)}\n`;
}

const escapedData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string => escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
