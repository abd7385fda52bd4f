import type { Conclusion } from "../evaluate/verdict.ts";
import { neutralise } from "../text/neutralise.ts";
import { csvLine } from "./csv.ts";
import { grouped } from "./layout.ts";

/** What the audit of one repository of a list came to. */
export type FleetRow = {
  /** As the list names it. */
  readonly repository: string;
  /** The branch that the list names; null: what HEAD is. */
  readonly branch: string | null;
  /** `failed`: it could not be audited, and `why` says what stood in the way. */
  readonly conclusion: Conclusion | "failed";
  readonly why: string | null;
  /** Full id of what was audited; null: nothing was. */
  readonly tip: string | null;
  readonly commits: number;
  readonly failing: number;
  readonly undecided: number;
  /** Commits that rely on an exception. */
  readonly relying: number;
};

/** What a list came to. `waiting`: repositories that were not audited, as somebody stopped the work. */
export type FleetSummary = { readonly rows: readonly FleetRow[]; readonly waiting: number };

/** One repository as a line: `fail  lamp (main): 1,204 commits, 3 failing, 1 undecided, 2 under an exception`. */
export function fleetLine(row: FleetRow): string {
  const { repository, branch, conclusion, why, commits, failing, undecided, relying } = row;
  const name = neutralise(branch === null ? repository : `${repository} (${branch})`);
  if (conclusion === "failed") return `${"failed".padEnd(9)} ${name}: ${neutralise(why ?? "")}\n`;
  const parts = [
    commits === 1 ? "1 commit" : `${grouped(commits)} commits`,
    ...(failing > 0 ? [`${grouped(failing)} failing`] : []),
    ...(undecided > 0 ? [`${grouped(undecided)} undecided`] : []),
    ...(relying > 0 ? [`${grouped(relying)} under an exception`] : []),
  ];
  return `${conclusion.padEnd(9)} ${name}: ${parts.join(", ")}\n`;
}

/** All of them in a sentence. */
export function fleetSummaryLine({ rows, waiting }: FleetSummary): string {
  const many = (of: FleetRow["conclusion"]): number => rows.filter(({ conclusion }) => conclusion === of).length;
  const words = [
    `${grouped(many("pass"))} pass`,
    `${grouped(many("fail"))} fail`,
    `${grouped(many("undecided"))} undecided`,
    ...(many("failed") > 0 ? [`${grouped(many("failed"))} could not be audited`] : []),
    ...(waiting > 0 ? [`${grouped(waiting)} not audited yet`] : []),
  ];
  const total = rows.length + waiting;
  return `${total === 1 ? "1 repository" : `${grouped(total)} repositories`}: ${words.join(", ")}\n`;
}

/** One document of JSON; keys are in the order of `FleetRow`. */
export function fleetJson({ rows, waiting }: FleetSummary): string {
  return `${JSON.stringify({ fleet: 1, waiting, repositories: rows }, null, 2)}\n`;
}

/** A header and a line for each repository. */
export function* fleetCsv({ rows }: FleetSummary): Iterable<string> {
  const keys = [
    "repository",
    "branch",
    "conclusion",
    "why",
    "tip",
    "commits",
    "failing",
    "undecided",
    "relying",
  ] as const satisfies readonly (keyof FleetRow)[];
  yield csvLine(keys);
  for (const row of rows) yield csvLine(keys.map((key) => row[key]));
}
