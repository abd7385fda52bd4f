import type { CommitValue, JudgementValue } from "./json-values.ts";
import { relianceWords } from "./reliance-words.ts";
import { type Entry, findingEntry, shortId, subjectWords, weightOf, wholeEntries } from "./report-entries.ts";
import { isBroken, type ReportValue, relianceOf } from "./report-value.ts";
import { shown } from "./words.ts";
import { type Xml, xml, xmlDeclaration } from "./xml.ts";

/**
 * A report as JUnit's XML, in pieces: a suite for each commit, a case for each rule. Unmet is a failure. Undecided is an error, JUnit's
 * word for a test that came to no result, since what is skipped counts as well. A warning passes, with its words as output.
 */
export function* renderJunitParts(report: ReportValue): Iterable<string> {
  const sums = noSums();
  for (const suite of suitesOf(report)) add(sums, suite.cases);
  yield xmlDeclaration;
  yield xml`<testsuites name="${shown(report.subject)}"${sumsXml(sums)}>\n`.html;
  for (const suite of suitesOf(report)) yield suiteXml(suite).html;
  yield "</testsuites>\n";
}

type Suite = { readonly name: string; readonly cases: readonly Case[] };

type Case = {
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  /** The message id; empty where there is none. */
  readonly type: string;
  /** What failed, or why it is skipped, in a line; what is said of a pass; null: nothing. */
  readonly message: string | null;
  /** Further lines. */
  readonly lines: readonly string[];
};

function* suitesOf(report: ReportValue): Iterable<Suite> {
  const general = [...wholeEntries(report)];
  const whole = isBroken(report) ? [] : report.contribution.judgements;
  const cases = [...numbered(general.map(entryCase)), ...numbered(whole.map(judgementCase))];
  if (cases.length > 0) yield { name: "the contribution as a whole", cases };
  if (!isBroken(report)) for (const commit of report.commits) yield commitSuite(commit);
}

function commitSuite(commit: CommitValue): Suite {
  const { id, damage, judgements } = commit;
  const damaged: readonly Case[] =
    damage === null
      ? []
      : [
          {
            name: "unreadable",
            outcome: "error",
            type: "unreadable",
            message: `cannot be read whole: ${shown(damage)}`,
            lines: [],
          },
        ];
  return {
    name: `${shortId(id)} ${subjectWords(commit)}`,
    cases: [...damaged, ...numbered(judgements.map(judgementCase))],
  };
}

/** A policy may have several clauses of one rule, and programs tell cases apart by their names. */
function numbered(cases: readonly Case[]): readonly Case[] {
  const times = new Map<string, number>();
  return cases.map((one) => {
    const time = (times.get(one.name) ?? 0) + 1;
    times.set(one.name, time);
    return time === 1 ? one : { ...one, name: `${one.name} (${time})` };
  });
}

const entryCase = ({ rule, message, weight, what, fix }: Entry): Case => ({
  name: rule,
  outcome: weight === "warning" ? "passed" : "error",
  type: message,
  message: weight === "warning" ? `warning: ${what}` : what,
  lines: fix === null ? [] : [`hint: ${fix}`],
});

function judgementCase(judgement: JudgementValue): Case {
  const { rule, outcome, because, findings } = judgement;
  const [first, ...more] = findings.map((finding) => findingEntry(judgement, finding));
  if (first === undefined) {
    const reliance = outcome === "met" ? relianceOf(judgement) : null;
    const isSkipped = outcome === "not-applicable";
    const message = reliance !== null ? relianceWords(reliance) : isSkipped ? shown(because ?? "") : null;
    return { name: rule, outcome: isSkipped ? "skipped" : "passed", type: "", message, lines: [] };
  }
  const weight = weightOf(judgement);
  const mark = weight === "warning" ? `warning: ${outcome === "undecided" ? "undecided: " : ""}` : "";
  return {
    name: rule,
    outcome: weight === "warning" ? "passed" : weight === "undecided" ? "error" : "failure",
    type: first.message,
    message: mark + placed(first),
    lines: [...asides(first), ...more.flatMap((entry) => [mark + placed(entry), ...asides(entry)])],
  };
}

function placed({ line, column, path, what }: Entry): string {
  if (line !== null) return `${line}:${column ?? 1}: ${what}`;
  return path === null ? what : `${shown(path)}: ${what}`;
}

const asides = ({ why, fix }: Entry): readonly string[] => [
  ...(why === null ? [] : [`    why: ${why}`]),
  ...(fix === null ? [] : [`    fix: ${fix}`]),
];

function suiteXml({ name, cases }: Suite): Xml {
  const sums = noSums();
  add(sums, cases);
  return xml`<testsuite name="${name}"${sumsXml(sums)}>
${cases.map((one) => caseXml(name, one))}</testsuite>
`;
}

function caseXml(suite: string, { name, outcome, type, message, lines }: Case): Xml {
  const head = xml`<testcase classname="${suite}" name="${name}"`;
  const body = lines.map((line) => xml`\n${line}`);
  if (outcome === "passed")
    return message === null ? xml`${head}/>\n` : xml`${head}><system-out>${message}${body}</system-out></testcase>\n`;
  if (outcome === "skipped") return xml`${head}><skipped message="${message ?? ""}"/></testcase>\n`;
  const inside = xml` message="${message ?? ""}" type="${type}">${message ?? ""}${body}`;
  return outcome === "failure"
    ? xml`${head}><failure${inside}</failure></testcase>\n`
    : xml`${head}><error${inside}</error></testcase>\n`;
}

type Sums = { tests: number; failures: number; errors: number; skipped: number };

const noSums = (): Sums => ({ tests: 0, failures: 0, errors: 0, skipped: 0 });

function add(sums: Sums, cases: readonly Case[]): void {
  for (const { outcome } of cases) {
    sums.tests += 1;
    if (outcome === "failure") sums.failures += 1;
    if (outcome === "error") sums.errors += 1;
    if (outcome === "skipped") sums.skipped += 1;
  }
}

const sumsXml = ({ tests, failures, errors, skipped }: Sums): Xml =>
  xml` tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
