import type { Heading, PolicyDocument } from "../document/document.ts";
import { type Sentence, wordsOf } from "../document/sentences.ts";
import { errorAt, type Problem, warningAt } from "../problem/problem.ts";
import { differences } from "../text/difference.ts";
import { folded } from "../text/folded.ts";
import { clip } from "../text/neutralise.ts";
import { closest } from "../text/suggest.ts";
import type { Anchor } from "./policy.ts";
import { shown } from "./yaml-file.ts";

/** Entries whose sentence is looked for by likeness, which reads the whole document each time. */
const likenessTriedMax = 20;

/** Entries that are looked up. QEMU's document needs 40; each may have to be held against every sentence. */
const anchorsMax = 1000;

/** Words by which an entry and a sentence may differ, and still be shown as before and after. */
const differencesMax = 24;

/** Sentences that begin alike and are told apart by their digests. */
const alikeMax = 200;

/** Hex digits of a digest that are written down. */
export const digestLength = 12;

const quotedMax = 160;

/** The sentences that an entry stands for (several only where they read alike), or what is wrong. A warning may come with them. */
type Found = { readonly found: readonly Sentence[]; readonly problem: Problem | null };

/** Finds sentences by their first words; see docs/coverage.md for what makes an entry fit. */
export function createAnchorFinder(
  document: PolicyDocument,
  sentences: readonly Sentence[],
  digestOf: (text: string) => string,
): (anchor: Anchor) => Found {
  const withPrefix = prefixFinder(sentences);
  let looked = 0;
  let tried = 0;
  return (anchor) => {
    looked += 1;
    if (looked > anchorsMax)
      return failed(errorAt("too-many-entries", `entries behind the first ${anchorsMax} are not looked at`, anchor.at));
    const inside = sectionsFor(document, anchor);
    if (inside === null) return failed(noHeading(document, anchor));
    const wanted = wordsOf(anchor.sentence).map(folded);
    const there = withPrefix(wanted, inside);
    if (there.length > alikeMax) return failed(ambiguous(anchor, there));
    const same = there.filter(({ text }) => anchor.digest !== null && digestOf(text).startsWith(anchor.digest));
    if (same.length > 0) return { found: same, problem: null };
    const [first] = there;
    if (first === undefined) {
      tried += 1;
      const near = tried > likenessTriedMax ? undefined : nearest(wanted, sentences.filter(inside));
      return failed(notFound(anchor, wanted, near));
    }
    if (there.some(({ text }) => text !== first.text)) return failed(ambiguous(anchor, there));
    const digest = digestOf(first.text).slice(0, anchor.digest?.length ?? digestLength);
    if (anchor.digest !== null) return failed(changed(anchor, first, digest));
    const isWhole = wanted.length === first.words.length;
    // Who wrote the end mark meant the whole sentence, and it goes on now.
    if (!isWhole && endMark.test(anchor.sentence)) return failed(changed(anchor, first, digest));
    return { found: there, problem: isWhole ? null : unwatched(anchor, digest) };
  };
}

const endMark = /[.!?]["')\]]*\s*$/;

const failed = (problem: Problem): Found => ({ found: [], problem });

type IsInside = (sentence: Sentence) => boolean;

/** Finds sentences that begin with some words (folded), by halving in a sorted list; one more than `alikeMax` at most. */
function prefixFinder(
  sentences: readonly Sentence[],
): (words: readonly string[], inside: IsInside) => readonly Sentence[] {
  const keyed = sentences
    .map((sentence) => ({ sentence, key: `${sentence.words.map(folded).join(" ")} ` }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return (words, inside) => {
    const prefix = `${words.join(" ")} `;
    let low = 0;
    for (let high = keyed.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((keyed[middle]?.key ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    const found: Sentence[] = [];
    for (let index = low; found.length <= alikeMax; index += 1) {
      const one = keyed[index];
      if (one === undefined || !one.key.startsWith(prefix)) break;
      if (inside(one.sentence)) found.push(one.sentence);
    }
    return found.sort((left, right) => left.at.start - right.at.start);
  };
}

/** Does a sentence stand in a section that the entry names? Sections inside it count. Null: there is no such heading. */
function sectionsFor({ headings }: PolicyDocument, { under }: Anchor): IsInside | null {
  if (under === null) return () => true;
  const wanted = folded(under.replace(/^#\s*/, ""));
  const named = headings.filter(({ slug, title }) => folded(title) === wanted || folded(slug) === wanted);
  if (named.length === 0) return null;
  const holds = ({ bodyStart, sectionEnd }: Heading, { at }: Sentence): boolean =>
    at.start >= bodyStart && at.start < sectionEnd;
  return (sentence) => named.some((heading) => holds(heading, sentence));
}

function noHeading({ headings }: PolicyDocument, { under, at }: Anchor): Problem {
  const near = closest(
    under ?? "",
    headings.map(({ title }) => title),
  );
  const hint = near === undefined ? undefined : `did you mean \`${shown(near)}\`?`;
  return errorAt("heading-not-found", `the document has no heading \`${shown(under ?? "")}\``, at, hint);
}

/** The sentence that shares the most words with the wanted ones, if it shares half of them. */
function nearest(wanted: readonly string[], sentences: readonly Sentence[]): Sentence | undefined {
  const words = new Set(wanted);
  let best: Sentence | undefined;
  let bestScore = words.size / 2;
  for (const sentence of sentences) {
    const shared = new Set(sentence.words.slice(0, 2 * wanted.length).map(folded));
    let score = 0;
    for (const word of shared) if (words.has(word)) score += 1;
    if (score > bestScore) [best, bestScore] = [sentence, score];
  }
  return best;
}

function notFound({ sentence, under, at }: Anchor, wanted: readonly string[], near: Sentence | undefined): Problem {
  const where = under === null ? "" : ` under \`${shown(under)}\``;
  const text = `no sentence${where} begins with \`${shown(sentence)}\``;
  if (near === undefined)
    return errorAt("sentence-not-found", text, at, "take the entry out, or name the sentence that is meant");
  const hint = `the nearest is "${clip(near.text, quotedMax)}"${differenceWords(wanted, near)}; if it is meant, mend the words`;
  return errorAt("sentence-not-found", text, at, hint);
}

/** Which words stand there now; empty where it is too much to be told. */
function differenceWords(wanted: readonly string[], near: Sentence): string {
  const there = near.words.slice(0, 2 * wanted.length);
  const stretches = differences(wanted, there.map(folded), differencesMax);
  const changes = (stretches ?? []).flatMap(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
    const before = wanted.slice(beforeStart, beforeEnd).join(" ");
    const after = there.slice(afterStart, afterEnd).join(" ");
    // Behind the words of the entry the sentence goes on.
    if (before === "") return beforeStart === wanted.length ? [] : [`also has \`${after}\``];
    return after === "" ? [`lacks \`${before}\``] : [`has \`${after}\` for \`${before}\``];
  });
  return changes.length === 0 ? "" : `, which ${changes.join(" and ")}`;
}

function ambiguous({ sentence, at }: Anchor, there: readonly Sentence[]): Problem {
  const text = `\`${shown(sentence)}\` begins several sentences`;
  const some = there.slice(0, 3).map((one) => `"${clip(one.text, quotedMax)}"`);
  return errorAt("sentence-ambiguous", text, at, `add \`under:\`, or words until it is one of ${some.join(" and ")}`);
}

function changed({ sentence, at }: Anchor, now: Sentence, digest: string): Problem {
  const text = `the sentence that begins with \`${shown(sentence)}\` is not the one that the entry was written for`;
  const hint = `it reads "${clip(now.text, quotedMax)}"; if the entry still holds, write \`digest: ${digest}\``;
  return errorAt("sentence-changed", text, at, hint);
}

function unwatched({ sentence, at }: Anchor, digest: string): Problem {
  const text = `nobody would see a change behind the words \`${shown(sentence)}\``;
  return warningAt("sentence-without-digest", text, at, `add \`digest: ${digest}\`, or the whole sentence`);
}
