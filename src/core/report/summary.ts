import type { Conclusion, Counts } from "../evaluate/verdict.ts";
import { counted, fold, grouped } from "./layout.ts";
import type { Style } from "./text-commit.ts";

/**
 * The line that closes a report, `fail: 12 commits: 1 failed, 11 passed; 2 with warnings`, folded. `asides` are said behind that.
 */
export function summaryLines(
  { conclusion, counts }: { readonly conclusion: Conclusion; readonly counts: Counts },
  asides: readonly string[],
  { paint, width }: Style,
): readonly string[] {
  const tone = ({ pass: "good", fail: "bad", undecided: "undecided" } as const)[conclusion];
  const words = [...countWords(counts), ...asides].join("; ");
  const [first, ...more] = fold(`${conclusion}: `, words, "  ", width);
  return [paint.tone(tone, conclusion) + first.slice(conclusion.length), ...more];
}

/** How many commits came to what. What did not occur is not mentioned. */
export function countWords(counts: Counts): readonly string[] {
  const kinds: readonly (readonly [number, string])[] = [
    [counts.failed, "failed"],
    [counts.undecided, "undecided"],
    [counts.passed, "passed"],
    [counts.passedUnderException, "passed under an exception"],
    [counts.notApplicable, "with nothing to judge"],
  ];
  const sum = kinds.flatMap(([count, words]) => (count === 0 ? [] : [`${grouped(count)} ${words}`])).join(", ");
  const all = counts.commits === 0 ? "nothing to judge" : `${counted(counts.commits, "commit")}: ${sum}`;
  return [
    all,
    ...(counts.warned === 0 ? [] : [`${grouped(counts.warned)} with warnings`]),
    ...(counts.olderThanPolicy === 0 ? [] : [`${grouped(counts.olderThanPolicy)} older than the policy, not judged`]),
  ];
}
