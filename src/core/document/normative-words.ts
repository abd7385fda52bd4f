/**
 * The words by which a sentence is taken for one that asks, forbids or recommends. Whole words, in any case; docs/coverage.md
 * lists them. A policy may say more in other words: an anchor of `coverage:` can name any sentence.
 */
export const normativeWords: readonly string[] = [
  "must, mustn't, shall, should, shouldn't, ought to, may not, has to, have to, need to, needs to, need not, expected",
  "require, requires, required, mandate, mandates, mandated, mandatory, obliged, obligatory, recommended",
  "not permitted, not allowed, not accepted, not acceptable, disallowed",
  "decline, declines, declined, refuse, refuses, refused, reject, rejects, rejected, refrain",
  "forbid, forbids, forbidden, prohibit, prohibits, prohibited",
].flatMap((some) => some.split(", "));

const byFirstWord = new Map<string, string[][]>();
for (const phrase of normativeWords) {
  const [first = "", ...more] = phrase.split(" ");
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), more]);
}

/** Those of the words that a text has, each once, in the order of the text. */
export function normativeWordsIn(text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .match(/[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu);
  const found = new Set<string>();
  for (const [index, word] of (words ?? []).entries()) {
    for (const more of byFirstWord.get(word) ?? []) {
      if (more.every((next, distance) => words?.[index + 1 + distance] === next)) found.add([word, ...more].join(" "));
    }
  }
  return [...found];
}
