import type { Conclusion } from "../../evaluate/verdict.ts";
import type { CommitValue } from "../json-values.ts";
import { counted } from "../layout.ts";
import { commitEntries, type Entry, entrySentence, generalEntries } from "../report-entries.ts";
import { isBroken } from "../report-value.ts";
import { shown } from "../words.ts";
import type { ReportedSeries } from "./answered-series.ts";

/** What patchwork shows of a check: its REST API, `POST /patches/{id}/checks/`. */
export type PatchworkCheck = {
  readonly state: "success" | "warning" | "fail";
  /** Letters, digits, `-` and `_`: who checks. Of checks with the same context patchwork counts the newest. */
  readonly context: string;
  /** One line. */
  readonly description: string;
  /** A page with more; left out where there is none. */
  readonly target_url?: string;
};

/** A check, and the mail of the patch that it is about. */
export type PatchCheck = {
  /** The Message-Id of the patch without its angle brackets, as patchwork has it. */
  readonly msgid: string;
  readonly check: PatchworkCheck;
};

/** What all checks of one run have in common: who checks, and the page that they point to (null: none). */
export type PatchworkLabels = { readonly context: string; readonly targetUrl: string | null };

/** Code points of a description: patchwork shows it in a table. */
const descriptionMax = 200;

const states: { readonly [Of in Conclusion]: PatchworkCheck["state"] } = {
  pass: "success",
  undecided: "warning",
  fail: "fail",
};

/**
 * A check for every patch of a series, in order. What is wrong with the series as a whole is on each of its patches, since patchwork knows
 * checks of patches only; nothing that was not judged is a success.
 */
export function patchworkChecks(
  { series, report }: ReportedSeries,
  { context, targetUrl }: PatchworkLabels,
): readonly PatchCheck[] {
  const commits = new Map([...report.commits].map((commit) => [commit.id, commit]));
  const general = [...generalEntries(report)];
  return series.patches.flatMap(({ mail: { messageId } }) => {
    if (messageId === null) return [];
    const found = isBroken(report)
      ? { conclusion: "undecided" as const, description: "nothing was judged: the policy has problems" }
      : whatOf(commits.get(messageId), general);
    const check = { state: states[found.conclusion], context, description: found.description };
    return [{ msgid: messageId.slice(1, -1), check: targetUrl === null ? check : { ...check, target_url: targetUrl } }];
  });
}

function whatOf(
  commit: CommitValue | undefined,
  general: readonly Entry[],
): { readonly conclusion: Conclusion; readonly description: string } {
  if (commit === undefined) return { conclusion: "undecided", description: "the patch was not judged" };
  const said = [...commitEntries(commit), ...general].filter(({ weight }) => weight !== "warning");
  const weights = said.map(({ weight }) => weight);
  const [first] = said;
  if (first === undefined)
    return commit.conclusion === "pass"
      ? { conclusion: "pass", description: "nothing to object to" }
      : { conclusion: commit.conclusion, description: commit.conclusion };
  const more = said.length > 1 ? ` (and ${counted(said.length - 1, "more thing")})` : "";
  return {
    conclusion: commit.conclusion === "fail" || weights.includes("error") ? "fail" : "undecided",
    description: shown(entrySentence({ ...first, commit: null }), descriptionMax - more.length) + more,
  };
}
