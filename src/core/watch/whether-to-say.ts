import type { Conclusion } from "../evaluate/verdict.ts";

/** How a version of a series was judged: the conclusion, and what was wrong, each a text that is the same for the same finding. */
export type Verdict = { readonly conclusion: Conclusion; readonly findings: readonly string[] };

/** The verdict before, and how many mails told somebody of this version. */
export type Told = Verdict & { readonly answers: number };

/** Whether a verdict is worth a mail: the first of a version, or one that changes what was told. */
export type Saying = "first" | "passes-now" | "new-findings" | "nothing";

/** Mails about one version of a series. With more the list would hear a machine think aloud. */
const answersMax = 5;

/**
 * Whether a verdict is to be told. One mail tells of a version; another only that it passes now and did not, or what nobody was told yet. That
 * something is no longer wrong is not worth a mail while something else is.
 */
export function whetherToSay(before: Told | null, now: Verdict): Saying {
  if (before === null || before.answers === 0) return "first";
  if (before.answers >= answersMax) return "nothing";
  if (now.conclusion === "pass") return before.conclusion === "pass" ? "nothing" : "passes-now";
  const known = new Set(before.findings);
  return now.findings.some((finding) => !known.has(finding)) ? "new-findings" : "nothing";
}
