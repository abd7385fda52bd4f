import { nonconformity } from "./conformance.ts";
import { reportVersion } from "./json.ts";
import type { CommitValue, FindingValue, JudgementValue } from "./json-values.ts";
import { reportSchema } from "./report-schema.ts";
import { isBroken, isOpen, type ReportValue } from "./report-value.ts";

/** A saved report, or in half a sentence why the text is none: it goes on from "it". */
export type ReadReport =
  | { readonly ok: true; readonly report: ReportValue }
  | { readonly ok: false; readonly why: string };

/**
 * Reads what `proviso check --format json` wrote. The file may be anybody's, so it is checked by the published schema, and for
 * contradictions: what was cut short or changed by hand would else be rendered as a pass.
 */
export function readReport(text: string): ReadReport {
  const value = parsed(text.replace(/^\ufeff/, ""));
  if (value === undefined) return failed("is no JSON, or only the beginning of it");
  const version = whyOtherVersion(value);
  if (version !== null) return failed(version);
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

/** Reports that were saved before mails were judged have none. */
const withSeries = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !("series" in value) ? { ...value, series: [] } : value;

const failed = (why: string): ReadReport => ({ ok: false, why });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Other forms of ours begin with a word of their own. */
function whyOtherVersion(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return "is no report";
  if ("audit" in value) return "is an audit; `proviso audit --format` writes it in another form";
  if (!("report" in value)) return "is no report: it has no key `report`";
  const { report: version } = value;
  if (version === reportVersion) return null;
  return typeof version === "number"
    ? `is a report of version ${version}, and this program reads version ${reportVersion}`
    : "is no report: its key `report` holds no version";
}

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
  for (const [index, commit] of commits.entries()) {
    const wrong = judgementsContradiction(commit.judgements, report);
    if (wrong !== null) return `\`commits[${index}].${wrong}`;
    if (commit.conclusion === "pass" && (commit.damage !== null || commit.judgements.some(blocks)))
      return `\`commits[${index}].conclusion\` is pass, and a judgement is not`;
  }
  const wrong = judgementsContradiction(report.contribution.judgements, report);
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

const blocks = (judgement: JudgementValue): boolean => isOpen(judgement) && judgement.level === "require";

/** What begins inside a back-tick that the caller opened. */
function judgementsContradiction(judgements: readonly JudgementValue[], { clauses }: Whole): string | null {
  for (const [index, judgement] of judgements.entries()) {
    const place = `judgements[${index}]`;
    const { rule, level, clause, findings, exception, evidence } = judgement;
    const by = clause === undefined ? undefined : clauses[clause];
    if (by?.rule !== rule || by.level !== level)
      return `${place}.clause\` is none of \`clauses\` for that rule and level`;
    if (isOpen(judgement) !== findings.length > 0)
      return `${place}.findings\` ${isOpen(judgement) ? "is empty" : "has some"}, and the outcome is ${judgement.outcome}`;
    if ((exception === null) !== (evidence === null))
      return `${place}\` has one of \`exception\` and \`evidence\`, not both`;
    const number = findings.findIndex((finding) => !isPlaced(finding));
    if (number !== -1) return `${place}.findings[${number}]\` has a place that does not fit its \`part\``;
  }
  return null;
}

/** A finding about the message has a line and column, one about a path the path, others neither. */
const isPlaced = ({ part, line, column, path }: FindingValue): boolean =>
  (line !== null) === (part === "message") &&
  (column !== null) === (part === "message") &&
  (path !== null) === (part === "path");
