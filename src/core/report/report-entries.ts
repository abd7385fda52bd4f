import { isFullId, shortObjectId } from "../commit/object-id.ts";
import { basisWords } from "./basis.ts";
import type { CommitValue, FindingValue, JudgementValue, PolicyLineValue } from "./json-values.ts";
import { isBroken, isOpen, type ReportValue, relianceOf } from "./report-value.ts";
import { beginning, shown, shownSentence } from "./words.ts";

/** What an entry weighs: `error` fails, `undecided` waits for a person or a fact, `warning` changes nothing. */
export type Weight = "error" | "undecided" | "warning";

/**
 * One thing that a report has to say, as the forms for programs list it. The texts are neutralised, a line each: they are the words of
 * the text form.
 */
export type Entry = {
  /** The rule's id; `policy`, `undecided` and `unreadable` for what is of no rule. */
  readonly rule: string;
  /** The id of the message, or the code of the problem; empty where there is none. */
  readonly message: string;
  /** Of entries of one commit and rule with the same message, the how manieth, from 0. */
  readonly number: number;
  readonly weight: Weight;
  /** What the rule came to; `undecided` of what is of no rule. */
  readonly outcome: "unmet" | "undecided";
  /** Null: it is about no single commit. */
  readonly commit: CommitValue | null;
  /** Is a person to judge, since an exception is cited or near? Else a fact is missing, or it is not undecided. */
  readonly isForPeople: boolean;
  readonly what: string;
  /** Whose line says so. */
  readonly why: string | null;
  /** What to do. */
  readonly fix: string | null;
  /** Of the message; line 1 is the subject. */
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string | null;
  /** The place in the policy or its document; null where nobody knows one. */
  readonly policy: Pick<PolicyLineValue, "source" | "line"> | null;
  /** Where somebody accepted it, in words; absent: nobody did. */
  readonly accepted?: string;
};

/** Rules that are none of the catalogue's: what a report can say beside them. */
export const otherRules: ReadonlyMap<string, string> = new Map([
  ["policy", "The policy can be read and is consistent."],
  ["undecided", "All that belongs to the range was there to be judged."],
  ["unreadable", "The commit can be read whole."],
]);

/** The code points shown of a reason, a problem and a commit's damage. */
const sentenceCodePointsMax = 500;

/** Everything that a report has to say, in the order of the text form. Nothing where all is well. */
export function* entriesOf(report: ReportValue): Iterable<Entry> {
  yield* generalEntries(report);
  if (!isBroken(report)) for (const commit of report.commits) yield* commitEntries(commit);
}

/** What belongs to no single commit. By a broken policy nothing is judged, so there is nothing else then. */
export function* generalEntries(report: ReportValue): Iterable<Entry> {
  yield* wholeEntries(report);
  if (!isBroken(report)) yield* judgementEntries(null, report.contribution.judgements);
}

/** What is wrong with the policy, and what leaves the whole undecided. */
export function* wholeEntries(report: Pick<ReportValue, "problems" | "reasons">): Iterable<Entry> {
  for (const { code, severity, text, source, line, column, hint } of report.problems) {
    yield {
      ...nothing,
      rule: "policy",
      message: code,
      weight: severity,
      what: `${shown(source)}:${line}:${column}: ${shown(text, sentenceCodePointsMax)}`,
      fix: hint === null ? null : shown(hint, sentenceCodePointsMax),
      policy: { source, line },
    };
  }
  for (const reason of report.reasons) {
    yield { ...nothing, rule: "undecided", weight: "undecided", what: shown(reason, sentenceCodePointsMax) };
  }
}

/** What is to be said of one commit. */
export function* commitEntries(commit: CommitValue): Iterable<Entry> {
  if (commit.damage !== null) {
    const what = `cannot be read whole: ${shown(commit.damage, sentenceCodePointsMax)}`;
    yield { ...nothing, rule: "unreadable", weight: "undecided", commit, what };
  }
  yield* judgementEntries(commit, commit.judgements);
}

function* judgementEntries(commit: CommitValue | null, judgements: readonly JudgementValue[]): Iterable<Entry> {
  const numbers = new Map<string, number>();
  for (const judgement of judgements) {
    if (!isOpen(judgement)) continue;
    for (const finding of judgement.findings) {
      const key = `${judgement.rule} ${finding.message}`;
      const number = numbers.get(key) ?? 0;
      numbers.set(key, number + 1);
      yield { ...findingEntry(judgement, finding), commit, number };
    }
  }
}

/** A finding as an entry of no commit yet. */
export function findingEntry(judgement: JudgementValue, finding: FindingValue): Entry {
  const { message, text, line, column, path, policyLine, fix } = finding;
  return {
    ...nothing,
    rule: judgement.rule,
    message,
    weight: weightOf(judgement),
    outcome: judgement.outcome === "unmet" ? "unmet" : "undecided",
    isForPeople: judgement.outcome === "undecided" && relianceOf(judgement) !== null,
    what: shownSentence(text),
    why: basisWords(policyLine),
    fix: fix === null ? null : shownSentence(fix.text),
    line,
    column,
    path,
    policy: policyLine,
  };
}

/** What a judgement that is open weighs. */
export const weightOf = ({ level, outcome }: Pick<JudgementValue, "level" | "outcome">): Weight =>
  level === "warn" ? "warning" : outcome === "undecided" ? "undecided" : "error";

/** `warning: undecided: `, as the text form marks a finding; `error` has no mark, since most are. */
export const markOf = ({ level, outcome }: Pick<JudgementValue, "level" | "outcome">): string =>
  `${level === "warn" ? "warning: " : ""}${outcome === "undecided" ? "undecided: " : ""}`;

const nothing: Omit<Entry, "rule" | "weight" | "what"> = {
  message: "",
  number: 0,
  outcome: "undecided",
  commit: null,
  isForPeople: false,
  why: null,
  fix: null,
  line: null,
  column: null,
  path: null,
  policy: null,
};

/** What tells an entry apart from any other, and is the same the next time: commit, rule, message and number. */
export const fingerprintOf = ({ commit, rule, message, number }: Entry): string =>
  [commit?.id ?? "", rule, message, number].join("/");

/** What a sentence about a commit begins with: `f3a9c1e04d11:5:1 subject`, the place being that in its message. */
export function commitWords({ commit, line, column }: Pick<Entry, "commit" | "line" | "column">): string | null {
  if (commit === null) return null;
  const place = line === null || column === null ? "" : `:${line}:${column}`;
  return `${shortId(commit.id)}${place} ${subjectWords(commit)}`;
}

/** What is undecided must not read as if it were found, whatever it weighs; a problem of the policy is neither. */
export const undecidedMark = ({ rule, outcome }: Pick<Entry, "rule" | "outcome">): string =>
  outcome === "undecided" && rule !== "undecided" && rule !== "policy" ? "undecided: " : "";

/** An entry in one line, for forms that have room for no more: commit, what is found, what to do. */
export function entrySentence(entry: Entry): string {
  const { what, fix } = entry;
  const head = commitWords(entry);
  return `${head === null ? "" : `${head}: `}${undecidedMark(entry)}${what}${fix === null ? "" : `; fix: ${fix}`}`;
}

/** The beginning of an object id; a Message-Id whole; words for a commit that is yet to be made. */
export function shortId(id: string | null): string {
  if (id === null) return "(to be committed)";
  if (id.trim() === "") return "(no id)";
  return isFullId(id) ? shortObjectId(id) : beginning(id);
}

/** The code points shown of a commit's subject. */
export const subjectCodePointsMax = 120;

/** A commit's subject for people. */
export const subjectWords = ({ subject }: Pick<CommitValue, "subject">): string =>
  subject.trim() === "" ? "(no subject)" : shown(subject, subjectCodePointsMax);
