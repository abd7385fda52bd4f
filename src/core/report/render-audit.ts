import type { AsOf, LedgerEntry, Period, PeriodCounts, ToolUse } from "../audit/audit.ts";
import type { AuditDifference, JudgedOtherwise } from "../audit/differences.ts";
import { shortObjectId } from "../commit/object-id.ts";
import { largest } from "../text/long-lists.ts";
import type { AuditValue, RuleValue } from "./audit-value.ts";
import { counted, fold, grouped, table } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { attestedLines } from "./render-attested.ts";
import { isOpen } from "./report-value.ts";
import { summaryLines } from "./summary.ts";
import { commitLines, type Style } from "./text-commit.ts";
import { beginning, shown } from "./words.ts";

export type AuditTextOptions = Looks & {
  /** Also list every commit of which there is something to say. */
  readonly verbose: boolean;
};

/** The code points shown of a reason. */
const reasonCodePointsMax = 500;

/** Tools that are named; the rest is counted. */
const toolsShownMax = 20;

/** The audit for people, a few lines at a time. */
export function* renderAuditParts(report: AuditValue, options: AuditTextOptions): Iterable<string> {
  const { verbose, width } = options;
  const style: Style = { verbose: false, width, paint: painter(options.colour, options.hyperlinks) };
  const parts = [
    headLines(report, style),
    titled("How the policy came about", milestoneLines(report, style), style),
    titled("Year by year", yearLines(report.years), style),
    titled("By rule", ruleLines(report.rules), style),
    titled("Signed off by somebody who is not an author", independenceLines(report.years), style),
    titled("Commits that cannot be judged", unjudgedLines(report, verbose), style),
    titled("By subsystem", subsystemLines(report), style),
    titled("Exceptions relied on", ledgerLines(report.ledger, style), style),
    titled("Stated by contributors, and checked by nobody", attestedLines(report.attested, style), style),
    titled("Entries of the baseline that nothing answers to", staleLines(report), style),
    titled("Tools by their exact identities", toolLines(report.tools), style),
  ];
  for (const lines of parts) yield lines.map((line) => `${line}\n`).join("");
  // With a baseline there are few, and they are what somebody must see.
  if (verbose || report.baseline !== null) {
    for (const commit of report.commits) {
      if (!verbose && !commit.judgements.some(isOpen) && commit.damage === null) continue;
      const lines = commitLines(commit, [], style);
      yield `\n${lines.map((line) => `${line}\n`).join("")}`;
    }
  }
  yield `\n${summaryLines(report, asidesOf(report), style)
    .map((line) => `${line}\n`)
    .join("")}`;
  const { failed, undecided, warned } = report.counts;
  if (!verbose && report.baseline === null && failed + undecided + warned > 0)
    yield "`-v` lists the commits, `--format html --output audit.html` writes a page\n";
}

/** The ledger alone, for people. */
export function* renderLedger(ledger: readonly LedgerEntry[], { colour, hyperlinks, width }: Looks): Iterable<string> {
  const style: Style = { verbose: false, width, paint: painter(colour, hyperlinks) };
  if (ledger.length === 0) yield "no commit relies on an exception\n";
  for (const line of ledgerLines(ledger, style)) yield `${line.replace(/^ {2}/, "")}\n`;
}

/** What two audits of one history say differently, for people. */
export function* renderDifferences(
  differences: readonly AuditDifference[],
  [one, other]: readonly [AsOf, AsOf],
  { colour, hyperlinks, width }: Looks,
): Iterable<string> {
  const { tone } = painter(colour, hyperlinks);
  for (const { id, subject, one: here, other: there } of differences) {
    const lines = [
      `${tone("strong", shortObjectId(id))} ${shown(subject, 100)}`,
      ...fold(`  as of ${one}: `, judgedWords(here), "    ", width),
      ...fold(`  as of ${other}: `, judgedWords(there), "    ", width),
    ];
    yield `${lines.join("\n")}\n`;
  }
  const count = differences.length;
  yield `${count === 0 ? "no commit is" : count === 1 ? "one commit is" : `${grouped(count)} commits are`} judged otherwise\n`;
}

const judgedWords = (judged: JudgedOtherwise | null): string =>
  judged === null
    ? "nothing to say"
    : judged.rules.length === 0
      ? judged.conclusion
      : `${judged.conclusion}: ${judged.rules.join(", ")}`;

function headLines({ revision, asOf, policy, reasons }: AuditValue, style: Style): readonly string[] {
  const { width, paint } = style;
  const how = {
    entry: "each commit by the policy in force when it entered",
    parent: "each commit by the policy at its own first parent",
    today: "every commit by the policy of today",
  }[asOf];
  const words =
    policy === null
      ? `${how}; no policy at that revision`
      : policy.isOwn
        ? `${how}; now ${shown(policy.source)}`
        : `the project has no policy of its own here; its commits are judged by ${shown(policy.source)}`;
  const lines = fold("", `${beginning(revision.name)} (${shortObjectId(revision.id)}): ${words}`, "  ", width);
  const said = reasons.flatMap((reason) => {
    const mark = "undecided";
    const [first, ...more] = fold(`${mark}: `, shown(reason, reasonCodePointsMax), "  ", width);
    return [paint.tone("undecided", mark) + first.slice(mark.length), ...more];
  });
  return [...lines, ...said];
}

/** Nothing where there are no lines. */
const titled = (title: string, lines: readonly string[], { paint }: Style): readonly string[] =>
  lines.length === 0 ? [] : ["", paint.tone("strong", title), ...lines];

/** Commits of one reason that are shown where nobody asked for all. */
const unjudgedShown = 5;

function unjudgedLines({ unjudged }: AuditValue, verbose: boolean): readonly string[] {
  return unjudged.flatMap(({ why, commits, listed }) => {
    const some = verbose ? listed : listed.slice(0, unjudgedShown);
    const more = commits - some.length;
    return [
      `  ${beginning(why, reasonCodePointsMax)}`,
      ...some.map(({ id, day }) => `    ${day}  ${shortObjectId(id)}`),
      ...(more > 0 ? [`    and ${grouped(more)} more${verbose ? "" : " (`-v` lists them)"}`] : []),
    ];
  });
}

const milestoneLines = ({ milestones }: AuditValue, { width }: Style): readonly string[] =>
  milestones.flatMap(({ day, commit, text }) => {
    const when = commit === null ? "from the start" : `${day}  ${shortObjectId(commit)}`;
    return fold(`  ${when}  `, shown(text), "    ", width);
  });

function yearLines(years: readonly Period[]): readonly string[] {
  const columns: readonly (readonly [string, (counts: PeriodCounts) => number])[] = [
    ["commits", ({ commits }) => commits],
    ["failed", ({ failed }) => failed],
    ["undecided", ({ undecided }) => undecided],
    ["under an exception", ({ passedUnderException }) => passedUnderException],
    ["warned", ({ warned }) => warned],
    ["AI use", ({ aiUse }) => aiUse],
    ["undisclosed", ({ undisclosed }) => undisclosed],
    ["before the policy", ({ beforePolicy }) => beforePolicy],
  ];
  // A column of nothing but zeros says nothing.
  const kept = columns.filter(([name, of]) => name === "commits" || years.some(({ counts }) => of(counts) > 0));
  return numbers(
    ["year", ...kept.map(([name]) => name)],
    years.map(({ name, counts }) => [name, ...kept.map(([, of]) => of(counts))]),
  );
}

function ruleLines(rules: AuditValue["rules"]): readonly string[] {
  const found = Object.entries(rules).filter(([, { unmet, undecided, warned }]) => unmet + undecided + warned > 0);
  const weight = ({ unmet, undecided, warned }: RuleValue): number => (unmet * 1e9 + undecided) * 1e9 + warned;
  const sorted = [...found].sort(([, one], [, other]) => weight(other) - weight(one));
  return numbers(
    ["rule", "unmet", "undecided", "warned", "met"],
    sorted.map(([id, { unmet, undecided, warned, met }]) => [beginning(id, 60), unmet, undecided, warned, met]),
  );
}

function independenceLines(years: readonly Period[]): readonly string[] {
  const rows = years.flatMap(({ name, counts: { signed } }) => {
    const all = signed.independent + signed.own + signed.unclear + signed.unsigned;
    if (all === 0) return [];
    const share = `${((signed.independent / all) * 100).toFixed(1)} %`;
    return [[name, share, signed.independent, signed.own, signed.unclear, signed.unsigned] as const];
  });
  return numbers(["year", "share", "independent", "by authors only", "unclear", "not signed off"], rows);
}

/** Subsystems that are shown; the rest is counted. */
const subsystemsShownMax = 40;

function subsystemLines({ subsystems }: AuditValue): readonly string[] {
  const lines = numbers(
    ["subsystem", "commits", "failed", "undecided", "warned", "independently signed off"],
    subsystems
      .slice(0, subsystemsShownMax)
      .map(({ name, commits, failed, undecided, warned, independent, signable }) => [
        beginning(name, 60),
        commits,
        failed,
        undecided,
        warned,
        signable === 0 ? "" : `${((independent / signable) * 100).toFixed(1)} %`,
      ]),
  );
  const more = subsystems.length - subsystemsShownMax;
  return more > 0 ? [...lines, `  … and ${grouped(more)} more, in the JSON report`] : lines;
}

function ledgerLines(ledger: readonly LedgerEntry[], style: Style): readonly string[] {
  const byException = new Map<string, LedgerEntry[]>();
  for (const entry of ledger) {
    const entries = byException.get(entry.exception);
    if (entries === undefined) byException.set(entry.exception, [entry]);
    else entries.push(entry);
  }
  return [...byException].flatMap(([exception, entries]) => {
    const sums = ["evident", "judged", "undecided", "unmet"].flatMap((word) => {
      const count = entries.filter((entry) => howOf(entry) === word).length;
      return count === 0 ? [] : [`${grouped(count)} ${word}`];
    });
    return [
      `  ${style.paint.tone("strong", beginning(exception))}: ${counted(entries.length, "commit")}, ${sums.join(", ")}`,
      ...entries.flatMap((entry) => entryLines(entry, style)),
    ];
  });
}

/** In one word how the commit stands to the exception. */
const howOf = ({ outcome, evident }: LedgerEntry): string =>
  outcome === "met" ? (evident ? "evident" : "judged") : outcome;

function entryLines(entry: LedgerEntry, style: Style): readonly string[] {
  const { id, subject, entered, secondOpinions } = entry;
  const opinions = secondOpinions.map(({ form, by }) => `${shown(form)} from ${shown(`${by.name} <${by.email}>`)}`);
  const said = [howOf(entry), ...opinions].join(", ");
  return fold(`    ${entered.day}  ${shortObjectId(id)}  `, `${shown(subject, 80)} (${said})`, "      ", style.width);
}

/** Entries that are shown; the rest is counted. */
const staleShownMax = 20;

function staleLines({ baseline }: AuditValue): readonly string[] {
  const stale = baseline?.stale ?? [];
  const lines = stale.slice(0, staleShownMax).map(({ commit, rule }) => `  ${shortObjectId(commit)}  ${shown(rule)}`);
  const more = stale.length - staleShownMax;
  return more > 0 ? [...lines, `  … and ${grouped(more)} more`] : lines;
}

function toolLines(tools: readonly ToolUse[]): readonly string[] {
  const lines = numbers(
    ["tool", "where", "commits", "first", "last"],
    tools
      .slice(0, toolsShownMax)
      .map(({ tool, role, commits, first, last }) => [
        beginning(tool, 40),
        shown(role, 40),
        commits,
        first.day,
        last.day,
      ]),
  );
  const more = tools.length - toolsShownMax;
  return more > 0 ? [...lines, `  … and ${counted(more, "other combination")}, in the JSON report`] : lines;
}

/** A table with a row of titles; numbers in threes, and nothing where there are no rows. */
function numbers(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "number" ? grouped(cell) : cell)));
  const isNumber = (column: number): boolean => rows.some((row) => typeof row[column] === "number");
  const widths = titles.map((title, column) =>
    largest([title.length, ...cells.map((row) => (isNumber(column) ? (row[column] ?? "").length : 0))]),
  );
  const set = (row: readonly string[]): readonly string[] =>
    row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell));
  return table([set(titles), ...cells.map(set)], "  ");
}

/** What an audit says behind its counts. */
function asidesOf({ counts, since, baseline }: AuditValue): readonly string[] {
  const asides: string[] = [];
  if (counts.beforePolicy > 0)
    asides.push(`${grouped(counts.beforePolicy)} entered before there was a policy, not judged`);
  if (baseline !== null) {
    const { known, failed, undecided, stale } = baseline;
    asides.push(
      `${counted(known, "commit")} known by the baseline, ${grouped(failed)} failed and ${grouped(undecided)} undecided that are new`,
    );
    if (stale.length > 0)
      asides.push(
        `${stale.length === 1 ? "one entry" : `${grouped(stale.length)} entries`} of it to take out, or write it anew with --write-baseline`,
      );
  }
  if (since !== null) {
    const { commits, failed, undecided } = since.counts;
    const fresh =
      commits === 0
        ? "nothing new"
        : `${counted(commits, "new commit")}, ${grouped(failed)} failed and ${grouped(undecided)} undecided`;
    asides.push(`since the last audit (${shortObjectId(since.revision)}) ${fresh}`);
  }
  return asides;
}
