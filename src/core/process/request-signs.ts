import type { SignalEntry } from "../commit/signal-entry.ts";
import { builtInSignals } from "../commit/signal-table.ts";

/** Something that stands in a text of a request: the words themselves, and how far behind the text's start. */
export type Sign = { readonly text: string; readonly at: number };

/** What names one series and nothing else: its mark in a subject, a commit's id, the number of a pull request. */
const ofOneSeries: readonly RegExp[] = [
  /\[(?:RFC |RFT |RESEND )?PATCH[^\]\n]{0,60}\]/g,
  /\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g,
  /\bcommit [0-9a-f]{7,64}\b/g,
  /\b(?:pull|merge) request [#!]\d{1,9}\b/gi,
  /\/(?:pull|pulls|merge_requests)\/\d{1,9}\b/g,
];

/** The signs that a text speaks of one patch series, each once, in their order. */
export function signsOfOneSeries(text: string): readonly Sign[] {
  const found = ofOneSeries.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match): Sign => ({ text: match[0], at: match.index })),
  );
  return firstOfEach(found.sort((one, other) => one.at - other.at));
}

/**
 * Tools that a text names, each once. Only names of several words, or with a capital inside: `Cursor` and `Claude` may be
 * a word, or somebody.
 */
export function toolsNamed(text: string): readonly Sign[] {
  return firstOfEach(Array.from(text.matchAll(toolNames), (match): Sign => ({ text: match[0], at: match.index })));
}

const agents = builtInSignals.filter((entry: SignalEntry) => entry.class === "agent");
const certain = [...new Set(agents.map(({ tool }) => tool))].filter((tool) =>
  /^\w+(?: \w+)+$|^[A-Z]\w*[a-z][A-Z]/.test(tool),
);
/** Longer names first, so that `GitHub Copilot Autofix` is not taken for `GitHub Copilot`. The names are our own. */
const toolNames = new RegExp(`\\b(?:${certain.sort((one, other) => other.length - one.length).join("|")})\\b`, "g");

function firstOfEach(signs: readonly Sign[]): readonly Sign[] {
  const seen = new Set<string>();
  return signs.filter(({ text }) => {
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
