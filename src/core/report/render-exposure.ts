import {
  type CommitExposure,
  countReversals,
  directoryOf,
  type Exposure,
  type FileExposure,
  type LineCounts,
  type Reversal,
} from "../audit/exposure.ts";
import { append, largest } from "../text/long-lists.ts";
import { jsonText } from "./json.ts";
import { clipColumns, columnsOf, counted, fold, grouped } from "./layout.ts";
import { type Looks, type Paint, painter } from "./paint.ts";
import { shown } from "./words.ts";

export type ExposureOptions = Looks & {
  /** Also every file, every commit and every path of a conflict, where they are many. */
  readonly verbose: boolean;
};

/** Files and commits that are listed one by one without being asked for. */
const listedMax = 40;
/** Paths of one conflict that are. */
const conflictsMax = 6;
const digitsShown = 12;

/** Which lines are alive, by directory and file, and what comes of reverting, commit by commit. */
export function renderExposure(exposure: Exposure, options: ExposureOptions): string {
  const { revision, exception, commits, total, undetermined } = exposure;
  const { colour, hyperlinks, width } = options;
  const paint = painter(colour, hyperlinks);
  const set =
    exception === null
      ? counted(commits.length, "commit")
      : `${shown(exception)}: ${counted(commits.length, "commit")}`;
  const place = `at ${shown(revision.name)} (${revision.id.slice(0, digitsShown)})`;
  const alive = `${grouped(total.alive)} of ${counted(total.added, "line")} alive${shareWords(total)}`;
  const lines = [`${paint.tone("strong", set)} ${place}: ${alive}`];
  for (const why of undetermined) append(lines, fold("  not determined: ", shown(why, 1000), "    ", width));
  if (commits.length > 0)
    append(lines, ["", ...fileLines(exposure, options), "", ...commitLines(exposure, options, paint)]);
  return `${lines.join("\n")}\n`;
}

/** A table: alive, added, share, and where. */
function fileLines(exposure: Exposure, { verbose, width }: ExposureOptions): readonly string[] {
  const [files, directories] = [exposure.files.filter(hasLines), exposure.directories.filter(hasLines)];
  if (files.length === 0)
    return exposure.commits.some(({ revert }) => revert.kind !== "not-reached")
      ? ["no line was added"]
      : ["the revision reaches none of them; `--at` names another"];
  const showsFiles = verbose || files.length <= listedMax;
  const rows: (readonly [string, string, string, string])[] = [["alive", "added", "share", ""]];
  for (const directory of directories) {
    rows.push([...countCells(directory), `${shown(directory.path)}/`]);
    if (!showsFiles) continue;
    for (const file of files)
      if (directoryOf(file.path) === directory.path) rows.push([...countCells(file), `  ${fileWords(file)}`]);
  }
  const widths = [0, 1, 2].map((column) => largest(rows.map((row) => columnsOf(row[column] ?? ""))));
  const lines = rows.map(([alive, added, share, words]) => {
    const cells = [alive, added, share].map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ");
    return (width === null ? `${cells}  ${words}` : clipColumns(`${cells}  ${words}`, width)).trimEnd();
  });
  return showsFiles ? lines : [...lines, `${counted(files.length, "file")}; -v lists them`];
}

/** From a file of which there is nothing to say, commits only took lines away. */
const hasLines = ({ added, alive }: LineCounts): boolean => added !== 0 || alive !== 0;

const countCells = (counts: LineCounts): readonly [string, string, string] => [
  counts.alive === null ? "-" : grouped(counts.alive),
  counts.added === null ? "-" : grouped(counts.added),
  percentOf(counts) ?? "-",
];

function fileWords({ path, state, earlierPaths }: FileExposure): string {
  const name = shown(path.slice(path.lastIndexOf("/") + 1));
  const was = earlierPaths.length === 0 ? "" : ` (was ${earlierPaths.map((one) => shown(one)).join(", ")})`;
  const what = {
    present: "",
    deleted: ", deleted",
    binary: ", binary: lines are not counted",
    unknown: ", not counted",
  };
  return `${name}${was}${what[state]}`;
}

const shareWords = (counts: LineCounts): string => {
  const percent = percentOf(counts);
  return percent === null ? "" : ` (${percent})`;
};

/** Rounded down, so that 100 % is all of them. */
const percentOf = ({ alive, added }: LineCounts): string | null =>
  alive === null || added === null || added === 0 ? null : `${Math.floor((100 * alive) / added)} %`;

function commitLines({ commits }: Exposure, options: ExposureOptions, paint: Paint): readonly string[] {
  const counts = countReversals(commits);
  const summary = outcomes
    .filter(([kind]) => counts[kind] > 0)
    .map(([kind, , words]) => `${grouped(counts[kind])} ${words}`)
    .join(", ");
  const lists = options.verbose || commits.length <= listedMax;
  const listed = lists ? commits : commits.filter(({ revert }) => revert.kind === "conflict");
  const widest = largest([0, ...listed.map((commit) => columnsOf(aliveWords(commit)))]);
  const lines = listed.flatMap((commit) => oneCommit(commit, widest, options, paint));
  const more = lists ? [] : [`${counted(commits.length - listed.length, "commit")} more; -v lists them`];
  return [`reverts, newest first: ${summary}`, ...lines, ...more];
}

/** Each outcome of a revert: its word in a row, and in the summary. */
const outcomes: readonly (readonly [Reversal["kind"], string, string])[] = [
  ["clean", "clean", "clean"],
  ["conflict", "conflict", "in conflict"],
  ["nothing-left", "nothing left", "with nothing left to revert"],
  ["merge", "merge", "not rehearsed (merge)"],
  ["not-reached", "not reached", "not reached by the revision"],
  ["unknown", "not known", "not known"],
];

const outcomeColumns = largest(outcomes.map(([, word]) => word.length));

function oneCommit(
  commit: CommitExposure,
  widest: number,
  { verbose, width }: ExposureOptions,
  paint: Paint,
): readonly string[] {
  const { id, subject, revert, behind } = commit;
  const [, word = ""] = outcomes.find(([kind]) => kind === revert.kind) ?? [];
  const tone = revert.kind === "clean" ? "good" : revert.kind === "conflict" ? "bad" : "quiet";
  const start = `${paint.tone("strong", id.slice(0, digitsShown))}  ${paint.tone(tone, word)}${" ".repeat(outcomeColumns - word.length)}`;
  const lines = aliveWords(commit).padStart(widest);
  const room = width === null ? 200 : Math.max(20, width - digitsShown - outcomeColumns - widest - 6);
  const rows = [`${start}  ${lines}  ${clipColumns(shown(subject), room)}`.trimEnd()];
  if (revert.kind !== "conflict") return rows;
  const paths = verbose ? revert.paths : revert.paths.slice(0, conflictsMax);
  for (const { path, kinds } of paths)
    rows.push(`    ${shown(path)}: ${kinds.map((kind) => shown(kind)).join(", ") || "conflict"}`);
  const left = revert.paths.length - paths.length;
  if (left > 0) rows.push(`    and ${counted(left, "path")} more`);
  if (behind.length > 0) {
    const which = behind.map((one) => one.slice(0, digitsShown)).join(", ");
    append(rows, fold("    ", `touched by ${which}, which could not be reverted before`, "      ", width));
  }
  return rows;
}

const aliveWords = ({ alive, added }: LineCounts): string =>
  added === null || alive === null ? "-" : `${grouped(alive)}/${grouped(added)}`;

/** The version of the JSON format. */
export const exposureVersion = 1;

/**
 * The same as JSON, whole; schemas/exposure.schema.json describes it.
 *
 * @param patches the names of the files that were written; null where none were asked for
 */
export function renderExposureJson(exposure: Exposure, patches: readonly string[] | null): string {
  const { clean, conflict, merge, unknown, ...counts } = countReversals(exposure.commits);
  const { revision, exception, undetermined, total, directories, files } = exposure;
  const reverts = {
    clean,
    conflict,
    nothingLeft: counts["nothing-left"],
    merge,
    notReached: counts["not-reached"],
    unknown,
  };
  const members = { revision, exception, undetermined, total, reverts, patches };
  const head = Object.entries(members).map(([name, value]) => `,\n"${name}":${jsonText(value)}`);
  const list = (name: string, values: readonly unknown[]): string =>
    `,\n"${name}":[${values.map((value) => `\n${jsonText(value)}`).join(",")}\n]`;
  const lists = [
    list("directories", directories),
    list("files", files),
    list("commits", exposure.commits.map(commitValue)),
  ];
  return `{\n"exposure":${exposureVersion}${head.join("")}${lists.join("")}\n}\n`;
}

/** Every key is always there. */
function commitValue({ id, subject, added, alive, revert, behind }: CommitExposure): unknown {
  return {
    id,
    subject,
    added,
    alive,
    revert: {
      outcome: revert.kind,
      why: revert.kind === "unknown" ? revert.why : null,
      paths: revert.kind === "conflict" ? revert.paths : [],
      behind,
    },
  };
}
