import type { Report } from "../evaluate/verdict.ts";
import type { CommitValue } from "./json-values.ts";
import { counted, fold } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { isOpen, reportValue } from "./report-value.ts";
import { commitLines, type Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

/** Commits that a hook shows: who reads it is busy with something else, and a push has room for little. */
const commitsShownMax = 8;

/**
 * What a hook found, for whoever is stopped by it: which commits, what is wrong with each, whose line says so, and what to do. Commits
 * that pass are not named.
 *
 * @param which `refused`: only commits that did not pass; `all`: warnings as well
 */
export function renderHookFindings(judged: Report, which: "refused" | "all", looks: Looks): string {
  const style: Style = { verbose: false, width: looks.width, paint: painter(looks.colour, looks.hyperlinks) };
  const report = reportValue(judged);
  const told = [...report.commits].flatMap((verdict) => {
    const open = openIn(verdict);
    const isTold = verdict.conclusion !== "pass" || (which === "all" && open.judgements.length > 0);
    return isTold ? [open] : [];
  });
  const { width } = looks;
  const lines = fold("", `${beginning(report.subject)} judged by ${shown(report.policy.source)}`, "  ", width);
  const shownCommits = told.slice(0, commitsShownMax);
  const blocks = shownCommits.flatMap((verdict) => ["", ...commitLines(verdict, report.clauses, style)]);
  const more = told.length - shownCommits.length;
  const rest = more === 0 ? [] : ["", `and ${counted(more, "more commit")}; \`proviso check\` of the range shows all`];
  const reasons = report.reasons.flatMap((reason) => fold("undecided: ", shown(reason), "  ", width));
  return [...lines, ...reasons, ...blocks, ...rest].map((line) => `${line}\n`).join("");
}

/** The commit with what is open in it, and nothing that is in order. */
const openIn = (commit: CommitValue): CommitValue => ({ ...commit, judgements: commit.judgements.filter(isOpen) });
