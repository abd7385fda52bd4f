import { type Sentence, sentencesOf } from "../document/sentences.ts";
import { errorAt, type Problem } from "../problem/problem.ts";
import { append } from "../text/long-lists.ts";
import { didYouMean } from "../text/suggest.ts";
import { createAnchorFinder, digestLength } from "./coverage-anchors.ts";
import type { Anchor, Clause, Policy } from "./policy.ts";
import { shown, sortedProblems } from "./yaml-file.ts";

/**
 * Who sees to a sentence. `checked`: rules that are switched on. `checked-in-part`: they, and people for the rest.
 * `attested`: people attest it. `judged`: no program can check it. `unmatched`: nobody has said.
 */
export type CoverageKind = "checked" | "checked-in-part" | "attested" | "judged" | "unmatched";

/** A sentence of the document that asks for something, or that an entry of `coverage:` names. */
export type CoveredSentence = {
  readonly sentence: Sentence;
  /** The first hex digits of the SHA-256 of its text. */
  readonly digest: string;
  readonly kind: CoverageKind;
  /** The entry that names it, as it is written; null where none does, or where it can no longer be trusted. */
  readonly anchor: Anchor | null;
  /** The clauses that check it. */
  readonly clauses: readonly Clause[];
};

/** What of a document is checked, attested, left to people, or by nobody taken care of. */
export type Coverage = {
  /** In the order of the document. */
  readonly sentences: readonly CoveredSentence[];
  /** Ids of rules that are switched on, and that no sentence asks for; null where the policy maps no sentence at all. */
  readonly rulesWithoutSentence: readonly string[] | null;
  /** What is wrong with the entries: a sentence that changed, or is not there; a rule that is off. */
  readonly problems: readonly Problem[];
};

/** Gives the SHA-256 of a text in hex: the core has no cryptography. */
export type TextDigest = (text: string) => string;

/**
 * Matches the sentences of a policy's document with the entries of `coverage:`. A sentence that changed under its entry, or whose
 * rules are off, is unmatched again: what was said of it need not hold any more. Without a document there is nothing to match.
 */
export function coverageOf(policy: Policy, digestOf: TextDigest): Coverage {
  const { document, settings } = policy;
  if (document === null) return { sentences: [], rulesWithoutSentence: null, problems: [] };
  const sentences = sentencesOutsideFields(policy, sentencesOf(document));
  const problems: Problem[] = [];
  const named = new Map<Sentence, Anchor>();
  const find = createAnchorFinder(document, sentences, digestOf);
  for (const anchor of settings.coverage) {
    const { found, problem } = find(anchor);
    if (problem !== null) problems.push(problem);
    for (const sentence of found) {
      const other = named.get(sentence);
      if (other === undefined) named.set(sentence, anchor);
      else problems.push(errorAt("sentence-named-twice", "another entry names this sentence, too", anchor.at));
    }
  }
  append(
    problems,
    settings.coverage.flatMap((anchor) => ruleProblems(anchor, policy)),
  );
  const covered = sentences
    .filter((sentence) => sentence.normative.length > 0 || named.has(sentence))
    .map((sentence) => cover(sentence, named.get(sentence) ?? null, policy, digestOf));
  return {
    sentences: covered,
    rulesWithoutSentence: settings.coverage.length === 0 ? null : rulesLeft(policy, covered),
    problems: sortedProblems(problems),
  };
}

/** The digest of a sentence, as far as it is written down. */
export const sentenceDigest = ({ text }: Sentence, digestOf: TextDigest): string =>
  digestOf(text).slice(0, digestLength);

function cover(sentence: Sentence, anchor: Anchor | null, { clauses }: Policy, digestOf: TextDigest): CoveredSentence {
  const ids = new Set(anchor?.checked.map(({ id }) => id));
  const checking = clauses.filter(({ rule, level }) => level !== "off" && ids.has(rule.id));
  const digest = sentenceDigest(sentence, digestOf);
  if (anchor === null) return { sentence, digest, kind: "unmatched", anchor, clauses: [] };
  const everyRule = [...ids].every((id) => checking.some(({ rule }) => rule.id === id));
  return { sentence, digest, kind: everyRule ? kindOf(anchor) : "unmatched", anchor, clauses: checking };
}

function kindOf({ checked, attested, human }: Anchor): CoverageKind {
  if (checked.length > 0) return attested === null && human === null ? "checked" : "checked-in-part";
  return human === null ? "attested" : "judged";
}

/** The fields of an exception are its conditions, and those are decided one by one; the prose below them is prose. */
function sentencesOutsideFields({ exceptions }: Policy, sentences: readonly Sentence[]): readonly Sentence[] {
  const blocks = exceptions.flatMap(({ fields }) => {
    const [first, last] = [fields[0], fields.at(-1)];
    return first === undefined || last === undefined ? [] : [{ start: first.nameAt.start, end: last.valueAt.end }];
  });
  let next = 0;
  return sentences.filter(({ at }) => {
    while ((blocks[next]?.end ?? Number.POSITIVE_INFINITY) <= at.start) next += 1;
    return at.start < (blocks[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

function ruleProblems({ checked }: Anchor, { clauses }: Policy): readonly Problem[] {
  return checked.flatMap(({ id, at }) => {
    const own = clauses.filter(({ rule }) => rule.id === id);
    if (own.some(({ level }) => level !== "off")) return [];
    if (own.length > 0)
      return [errorAt("checking-rule-off", `\`${shown(id)}\` is switched off, so it checks nothing`, at)];
    const ids = clauses.map(({ rule }) => rule.id);
    const text = `the policy switches on no rule \`${shown(id)}\`, so nothing checks the sentence`;
    return [
      errorAt("checking-rule-unknown", text, at, didYouMean(id, ids) ?? "add it under `rules:`, or say who sees to it"),
    ];
  });
}

function rulesLeft({ clauses }: Policy, covered: readonly CoveredSentence[]): readonly string[] {
  const asked = new Set(covered.flatMap(({ clauses: checking }) => checking.map(({ rule }) => rule.id)));
  const on = clauses.filter(({ level }) => level !== "off").map(({ rule }) => rule.id);
  return [...new Set(on)].filter((id) => !asked.has(id));
}
