import type { Sentence } from "../document/sentences.ts";
import type { Coverage, CoveredSentence } from "../policy/coverage.ts";
import type { CoverageHints, ProfileHint } from "../policy/coverage-hints.ts";
import { folded } from "../text/folded.ts";
import { largest } from "../text/long-lists.ts";
import { spanWords } from "./basis.ts";
import { jsonText } from "./json.ts";
import { shown } from "./words.ts";

/** An entry quotes at least so many words: fewer say too little to whoever reads the policy. */
const wordsMin = 4;

/** The code points of a sentence that a comment shows. */
const commentCodePointsMax = 300;

/**
 * `policy coverage --propose`: YAML with an entry for each unmatched sentence, its class left empty, so that the policy has a
 * problem until somebody fills it in. Hints stand in comments. `isFirst`: the policy has no `coverage:` yet.
 */
export function renderProposal(
  coverage: Coverage,
  hintsFor: (one: CoveredSentence) => CoverageHints,
  isFirst: boolean,
): string {
  const unmatched = distinct(coverage.sentences.filter(({ kind }) => kind === "unmatched"));
  if (unmatched.length === 0) return "# every sentence that asks for something is matched\n";
  const shortest = shortestBeginnings(coverage.sentences.map(({ sentence }) => sentence));
  const head = isFirst ? "coverage:\n" : "# to be added to `coverage:`\n";
  const entries = unmatched.map((one) => entry(one, hintsFor(one), shortest(one.sentence)));
  return head + entries.join("\n");
}

/** An entry stands for all sentences of its words below its heading, so a second one for one of them would be wrong. In the document's order. */
function distinct(sentences: readonly CoveredSentence[]): readonly CoveredSentence[] {
  const named = new Map<string, { end: number; readonly titles: Set<string> }>();
  return sentences.filter(({ digest, sentence: { heading, at } }) => {
    const known = named.get(digest) ?? { end: 0, titles: new Set() };
    named.set(digest, known);
    const title = folded(heading?.title ?? "");
    if (at.start < known.end || known.titles.has(title)) return false;
    known.titles.add(title);
    known.end = heading?.sectionEnd ?? Number.POSITIVE_INFINITY;
    return true;
  });
}

function entry({ sentence, digest }: CoveredSentence, hints: CoverageHints, words: string): string {
  const lines = [
    `  # ${spanWords(sentence.at)}: ${shown(sentence.text, commentCodePointsMax)}`,
    ...hints.profiles.map(({ profile, anchor }) => `  # the profile ${profile} has: ${classWords(anchor)}`),
    ...(hints.rules.length === 0 ? [] : [`  # perhaps: checked: [${hints.rules.join(", ")}]`]),
    `  - sentence: ${jsonText(words)}`,
    ...(sentence.heading === null ? [] : [`    under: ${jsonText(sentence.heading.title)}`]),
    `    digest: ${jsonText(digest)}`,
    '    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"',
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function classWords({ checked, attested, human }: ProfileHint["anchor"]): string {
  return [
    ...(checked.length === 0 ? [] : [`checked: [${checked.map(({ id }) => id).join(", ")}]`]),
    ...(attested === null ? [] : [`attested: ${jsonText(attested)}`]),
    ...(human === null ? [] : [`human: ${jsonText(human)}`]),
  ].join(", ");
}

/** Of each sentence as many words as tell it from all others; all of them where others begin with them all. */
function shortestBeginnings(sentences: readonly Sentence[]): (sentence: Sentence) => string {
  const sorted = sentences
    .map((sentence) => ({ sentence, folds: sentence.words.map(folded) }))
    .sort((left, right) => compare(left.folds, right.folds));
  const counts = new Map<Sentence, number>();
  for (const [index, { sentence, folds }] of sorted.entries()) {
    const near = [sorted[index - 1], sorted[index + 1]].map((other) => sharedWords(folds, other?.folds ?? []));
    counts.set(sentence, largest([wordsMin, ...near.map((shared) => shared + 1)]));
  }
  return (sentence) => sentence.words.slice(0, counts.get(sentence) ?? wordsMin).join(" ");
}

function compare(left: readonly string[], right: readonly string[]): number {
  const shared = sharedWords(left, right);
  const [one = "", other = ""] = [left[shared], right[shared]];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How many words two rows begin with alike. Rows that are alike in all their words share all. */
function sharedWords(left: readonly string[], right: readonly string[]): number {
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared += 1;
  return shared;
}
