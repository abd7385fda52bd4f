import type { CommitValue, FindingValue, JudgementValue } from "./json-values.ts";
import { isNew, newOpenReliance, newReliance } from "./reliance-words.ts";
import { type Entry, findingEntry, markOf } from "./report-entries.ts";
import { isOpen, type RelianceValue } from "./report-value.ts";

/** What the forms for people say of a commit, one thing after another. */
export type Said =
  /** A reason or a remedy that was given before is null. */
  | { readonly kind: "finding"; readonly entry: Entry; readonly mark: string; readonly place: string }
  /** An exception that is cited or near, with conditions that somebody must look at. */
  | { readonly kind: "open"; readonly reliance: RelianceValue }
  /** A pass under an exception stays in view. */
  | { readonly kind: "met"; readonly rule: string; readonly reliance: RelianceValue };

/** What is to be said of judgements, in their order; null is the contribution as a whole. `said` is what was said before. */
export function* saidOf(
  commit: CommitValue | null,
  judgements: readonly JudgementValue[],
  said: Set<string>,
): Iterable<Said> {
  // Exceptions are named for each commit anew.
  const named = new Set<string>();
  for (const judgement of judgements) {
    if (!isOpen(judgement)) {
      const reliance = newReliance(judgement, judgements, named);
      if (reliance !== null) yield { kind: "met", rule: judgement.rule, reliance };
      continue;
    }
    for (const finding of judgement.findings) {
      const entry = { ...findingEntry(judgement, finding), commit };
      const why = isNew(said, `why ${entry.why}`) ? entry.why : null;
      const fix = isNew(said, `fix ${entry.fix}`) ? entry.fix : null;
      yield { kind: "finding", entry: { ...entry, why, fix }, mark: markOf(judgement), place: placeWords(finding) };
    }
    const reliance = newOpenReliance(judgement, named, false);
    if (reliance !== null) yield { kind: "open", reliance };
  }
}

/** Where in the commit: `line 5` of its message, the path, `author`; nothing where it is about all of it. */
function placeWords({ part, line, path }: FindingValue): string {
  if (line !== null) return `line ${line}`;
  return path ?? (part === "commit" ? "" : part);
}
