import type { Problem } from "../problem/problem.ts";
import { type Source, spanOf } from "../text/source.ts";
import type { AcceptedFinding, AuditedCommit, AuditReport, BaselineUse } from "./audit.ts";

/** Findings that are known and accepted: by full commit id, the rules that found something, each with what it came to. */
export type Baseline = { readonly source: Source; readonly known: ReadonlyMap<string, ReadonlySet<string>> };

/** What was found by a rule: `sign-off-present unmet`. */
type Found = `${string} ${"unmet" | "undecided"}`;

/** Stands for a commit that cannot be read whole, in place of a rule. */
const unreadable: Found = "unreadable undecided";

const header = `# Findings that were there when this file was written, one a line: commit, rule, and what it came to.
# Written by \`proviso audit --write-baseline\`; \`proviso audit --baseline\` speaks of what is not in it.
`;

/** The whole text of a baseline for these commits, in the order in which they entered. */
export function baselineText(commits: readonly AuditedCommit[]): string {
  const lines = commits.flatMap((commit) => {
    const { id } = commit.commit;
    return id === null ? [] : [...foundIn(commit)].sort().map((found) => `${id} ${found}\n`);
  });
  return header + lines.join("");
}

/** Lines that are no entry are problems: a baseline that is read in part would call old findings new. */
export function parseBaseline(source: Source): { readonly baseline: Baseline; readonly problems: readonly Problem[] } {
  const known = new Map<string, Set<string>>();
  const problems: Problem[] = [];
  let start = 0;
  for (const line of source.text.split("\n")) {
    const [, id, rule] = /^((?:[0-9a-f]{24})?[0-9a-f]{40}) ([a-z][a-z-]* (?:unmet|undecided))\s*$/.exec(line) ?? [];
    if (id !== undefined && rule !== undefined) known.set(id, (known.get(id) ?? new Set()).add(rule));
    else if (line.trim() !== "" && !line.startsWith("#")) {
      problems.push({
        code: "baseline-line-unreadable",
        text: "this is no entry of a baseline",
        at: spanOf(source, start, start + line.length),
        severity: "error",
        hint: "write a full commit id, a rule, and `unmet` or `undecided`; or write the file anew with `--write-baseline`",
      });
    }
    start += line.length + 1;
  }
  return { baseline: { source, known }, problems };
}

/**
 * The report without what is known. Its counts stay: they say what is there. What counts for the conclusion is what is new, and entries
 * that nothing answers to any more, which would hide the next finding of that rule.
 */
export function withBaseline(report: AuditReport, { known }: Baseline): AuditReport {
  const found = new Map(report.commits.map((commit) => [commit.commit.id ?? "", foundIn(commit)]));
  const isNew = (commit: AuditedCommit): boolean => {
    const accepted = known.get(commit.commit.id ?? "");
    return accepted === undefined || [...foundIn(commit)].some((one) => !accepted.has(one));
  };
  const withFindings = report.commits.filter((commit) => foundIn(commit).size > 0);
  const fresh = withFindings.filter(isNew);
  const knownCommits = withFindings.filter((commit) => !isNew(commit));
  const stale = [...known].flatMap(([commit, rules]) =>
    [...rules].flatMap((one) =>
      found.get(commit)?.has(one as Found) ? [] : [{ commit, rule: one.slice(0, one.indexOf(" ")) }],
    ),
  );
  const use: BaselineUse = {
    known: knownCommits.length,
    failed: fresh.filter(({ conclusion }) => conclusion === "fail").length,
    undecided: fresh.filter(({ conclusion }) => conclusion === "undecided").length,
    stale,
    knownCommits,
    accepted: fresh.flatMap((commit) => acceptedIn(commit, known.get(commit.commit.id ?? ""))),
  };
  const isUndecided = use.undecided > 0 || report.reasons.length > 0;
  const conclusion = use.failed > 0 || stale.length > 0 ? "fail" : isUndecided ? "undecided" : "pass";
  const listed = report.commits.filter((commit) => foundIn(commit).size === 0 || isNew(commit));
  return { ...report, conclusion, commits: listed, baseline: use };
}

const acceptedIn = (commit: AuditedCommit, known: ReadonlySet<string> = new Set()): readonly AcceptedFinding[] =>
  [...foundIn(commit)].flatMap((found) => {
    const [rule = "", outcome = ""] = found.split(" ");
    return known.has(found)
      ? [{ commit: commit.commit.id ?? "", rule, outcome: outcome === "unmet" ? outcome : "undecided" }]
      : [];
  });

/** The rules that found something in a commit, whatever their level. */
function foundIn({ judgements, damage }: AuditedCommit): ReadonlySet<Found> {
  const rules = new Set<Found>(damage === null ? [] : [unreadable]);
  for (const { clause, outcome } of judgements)
    if (outcome.kind === "unmet" || outcome.kind === "undecided") rules.add(`${clause.rule.id} ${outcome.kind}`);
  return rules;
}
