import { parsedJson } from "../text/foreign-value.ts";
import { nonconformity } from "./conformance.ts";
import { reportVersion } from "./json.ts";
import type { CommitValue, JudgementValue } from "./json-values.ts";
import { blocks, judgementsContradiction } from "./judgement-contradictions.ts";
import { isAudit, noJson, whyOtherVersion } from "./read-saved.ts";
import { reportSchema } from "./report-schema.ts";
import { isBroken, type ReportValue } from "./report-value.ts";

/** A saved report, or in half a sentence why the text is none: it goes on from "it". */
export type ReadReport =
  | { readonly ok: true; readonly report: ReportValue }
  | { readonly ok: false; readonly why: string };

/**
 * Reads what `proviso check --format json` wrote. The file may be anybody's, so it is checked by the published schema, and for
 * contradictions: what was cut short or changed by hand would else be rendered as a pass.
 */
export const readReport = (text: string): ReadReport => reportIn(parsedJson(text));

/** The report in a value that JSON held; undefined: it was none. */
export function reportIn(value: unknown): ReadReport {
  if (value === undefined) return failed(noJson);
  const other = isAudit(value) ? isAnAudit : whyOtherVersion(value, "report", reportVersion);
  if (other !== null) return failed(other);
  const wrong = nonconformity(withSeries(value), reportSchema);
  if (wrong !== null) return failed(`is no report as \`proviso check --format json\` writes it: ${wrong}`);
  const {
    conclusion,
    subject,
    reasons,
    policy,
    counts,
    rules,
    clauses,
    problems,
    contribution,
    listed,
    series,
    commits,
  } = withSeries(value) as ReportValue & { readonly commits: readonly CommitValue[] };
  const report = {
    conclusion,
    subject,
    reasons,
    policy,
    counts,
    rules,
    clauses,
    problems,
    contribution,
    listed,
    series,
    commits,
  };
  const contradiction = contradictionIn(report);
  return contradiction === null ? { ok: true, report } : failed(`contradicts itself: ${contradiction}`);
}

const isAnAudit = "is an audit, which `proviso render` writes in another form";

/** Reports that were saved before mails were judged have none. */
const withSeries = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !("series" in value) ? { ...value, series: [] } : value;

const failed = (why: string): ReadReport => ({ ok: false, why });

type Whole = ReportValue & { readonly commits: readonly CommitValue[] };

function contradictionIn(report: Whole): string | null {
  const { conclusion, counts, commits, listed } = report;
  const sum = counts.passed + counts.passedUnderException + counts.notApplicable + counts.undecided + counts.failed;
  if (sum !== counts.commits) return `\`counts\` do not add up to ${counts.commits} commits`;
  if (listed === "all" && commits.length !== counts.commits)
    return `\`commits\` has ${commits.length} of ${counts.commits} commits`;
  const worst = worstOf(report);
  if (conclusion === "pass" && worst !== null) return `\`conclusion\` is pass, and ${worst}`;
  if (conclusion !== "fail" && counts.failed > 0 && !isBroken(report))
    return `\`conclusion\` is ${conclusion}, and \`counts\` has commits that fail`;
  const notOfClauses = clauseContradiction(report);
  for (const [index, commit] of commits.entries()) {
    const wrong = judgementsContradiction(commit.judgements, notOfClauses);
    if (wrong !== null) return `\`commits[${index}].${wrong}`;
    if (commit.conclusion === "pass" && (commit.damage !== null || commit.judgements.some(blocks)))
      return `\`commits[${index}].conclusion\` is pass, and a judgement is not`;
  }
  const wrong = judgementsContradiction(report.contribution.judgements, notOfClauses);
  return wrong === null ? null : `\`contribution.${wrong}`;
}

function worstOf(report: Whole): string | null {
  const { counts, commits, contribution, reasons } = report;
  if (isBroken(report)) return "`problems` has an error";
  if (reasons.length > 0) return "`reasons` has a reason for undecided";
  if (counts.failed + counts.undecided > 0) return "`counts` has commits that do not pass";
  const open = Object.entries(report.rules).find(([, { unmet, undecided }]) => unmet + undecided > 0);
  if (open !== undefined) return "`rules` has one that is not met";
  if (contribution.judgements.some(blocks)) return "`contribution` has a judgement that does not pass";
  const index = commits.findIndex(({ conclusion }) => conclusion !== "pass");
  return index === -1 ? null : `\`commits[${index}]\` does not pass`;
}

/** What of a judgement does not fit the clauses. */
const clauseContradiction =
  ({ clauses }: Whole) =>
  ({ rule, level, clause }: JudgementValue): string | null => {
    const by = clause === undefined ? undefined : clauses[clause];
    return by?.rule === rule && by.level === level ? null : ".clause` is none of `clauses` for that rule and level";
  };
