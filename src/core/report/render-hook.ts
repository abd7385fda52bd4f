import type { Report, Verdict } from "../evaluate/verdict.ts";
import { counted, fold } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { commitLines, isOpen, type Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

/** Commits that a hook shows: who reads it is busy with something else, and a push has room for little. */
const commitsShownMax = 8;

/**
 * What a hook found, for whoever is stopped by it: which commits, what is wrong with each, whose line says so, and what to do. Commits
 * that pass are not named.
 *
 * @param which `refused`: only commits that did not pass; `all`: warnings as well
 */
export function renderHookFindings(report: Report, which: "refused" | "all", looks: Looks): string {
  const style: Style = { verbose: false, width: looks.width, paint: painter(looks.colour, looks.hyperlinks) };
  const told = report.commits.flatMap((verdict) => {
    const open = openIn(verdict);
    return which === "all" ? (open.judgements.length > 0 ? [open] : []) : verdict.conclusion === "pass" ? [] : [open];
  });
  const { width } = looks;
  const lines = fold("", `${beginning(report.subject)} judged by ${shown(report.policy.origin.name)}`, "  ", width);
  const shownCommits = told.slice(0, commitsShownMax);
  const blocks = shownCommits.flatMap((verdict) => ["", ...commitLines(verdict, report, style)]);
  const more = told.length - shownCommits.length;
  const rest = more === 0 ? [] : ["", `and ${counted(more, "more commit")}; \`proviso check\` of the range shows all`];
  const reasons = report.reasons.flatMap((reason) => fold("undecided: ", shown(reason), "  ", width));
  return [...lines, ...reasons, ...blocks, ...rest].map((line) => `${line}\n`).join("");
}

/** The commit with what is open in it, and nothing that is in order. */
const openIn = (verdict: Verdict): Verdict => ({ ...verdict, judgements: verdict.judgements.filter(isOpen) });
