import type { Random } from "./random.ts";

/** What an input is changed with. Inputs are texts in which each character is a byte. */
export type Materials = {
  readonly random: Random;
  readonly words: readonly string[];
  readonly corpus: readonly string[];
  readonly lengthMax: number;
};

/** An input, changed at up to eight places, mostly few. */
export function changed(input: string, materials: Materials): string {
  const { random, lengthMax } = materials;
  let text = input;
  const times = 1 + random.below(1 + random.below(8));
  for (let time = 0; time < times; time += 1) text = random.of(changes)(text, materials);
  return text.length > lengthMax ? text.slice(0, lengthMax) : text;
}

type Change = (text: string, materials: Materials) => string;

const spliced = (text: string, from: number, to: number, now: string): string =>
  text.slice(0, from) + now + text.slice(to);

/** A stretch of the text, short ones more often. */
function stretch(text: string, random: Random): readonly [from: number, to: number] {
  const from = random.below(text.length + 1);
  const longest = text.length - from;
  return [from, from + Math.min(longest, random.below(1 + random.below(1 + random.below(longest + 1))))];
}

/** Where lines begin. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function someLine(text: string, random: Random): readonly [from: number, to: number] {
  const from = random.of(lineStarts(text));
  const end = text.indexOf("\n", from);
  return [from, end === -1 ? text.length : end + 1];
}

/** Bytes that parsers stumble over: controls, odd line ends, UTF-8 of marks that reorder or join, halves of characters, what is too long. */
const oddities: readonly string[] = [
  "\0",
  "\r",
  "\r\n",
  "\n\n",
  "\t",
  "\u000b",
  "\f",
  "\u001b[31m",
  "\u007f",
  "\x85",
  "\xa0",
  "\xc2\xa0",
  "\xef\xbb\xbf",
  "\xe2\x80\xa8",
  "\xe2\x80\xae",
  "\xe2\x80\x8b",
  "\xf0\x9f\x98\x80",
  "\xed\xa0\x80",
  "\xc0\xaf",
  "\xff",
  "\xc3",
  "\xc4\xb0",
  "\xcc\x81",
  "__proto__",
  "constructor",
  "toString",
  "-1",
  "0",
  "4294967296",
  "9007199254740993",
  "1e999",
  "99999999999999999999",
];

const changes: readonly Change[] = [
  // Another byte.
  (text, { random }) => {
    const at = random.below(text.length + 1);
    return spliced(text, at, Math.min(text.length, at + 1), String.fromCharCode(random.below(256)));
  },
  // A bit of a byte.
  (text, { random }) => {
    const at = random.below(text.length);
    if (text === "") return text;
    return spliced(text, at, at + 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))));
  },
  (text, { random }) => spliced(text, ...stretch(text, random), ""),
  // A stretch comes again, somewhere.
  (text, { random }) => {
    const [from, to] = stretch(text, random);
    const at = random.below(text.length + 1);
    return spliced(text, at, at, text.slice(from, to));
  },
  // A stretch comes many times.
  (text, { random, lengthMax }) => {
    const [from, to] = stretch(text, random);
    const piece = text.slice(from, Math.min(to, from + 64));
    const times = Math.min(1 << random.below(9), Math.floor((lengthMax - text.length) / (piece.length + 1)));
    return times < 1 ? text : spliced(text, to, to, piece.repeat(times));
  },
  (text, { random, words }) => {
    const at = random.below(text.length + 1);
    return words.length === 0 ? text : spliced(text, at, at, random.of(words));
  },
  (text, { random, words }) => (words.length === 0 ? text : spliced(text, ...stretch(text, random), random.of(words))),
  (text, { random }) => {
    const at = random.below(text.length + 1);
    return spliced(text, at, at + random.below(2), random.of(oddities));
  },
  // The beginning of this and the end of another.
  (text, { random, corpus }) => {
    const other = corpus.length === 0 ? "" : random.of(corpus);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  // A piece of another.
  (text, { random, corpus }) => {
    const other = corpus.length === 0 ? "" : random.of(corpus);
    const [from, to] = stretch(other, random);
    const at = random.below(text.length + 1);
    return spliced(text, at, at, other.slice(from, to));
  },
  // A line goes, or comes twice, or stands elsewhere.
  (text, { random }) => spliced(text, ...someLine(text, random), ""),
  (text, { random }) => {
    const [from, to] = someLine(text, random);
    const at = random.of(lineStarts(text));
    return spliced(text, at, at, text.slice(from, to));
  },
  (text, { random, corpus }) => {
    const other = corpus.length === 0 ? "" : random.of(corpus);
    const [from, to] = someLine(other, random);
    const at = random.of(lineStarts(text));
    return spliced(text, at, at, other.slice(from, to));
  },
  // Another digit, or another case.
  (text, { random }) => {
    const digits = [...text.matchAll(/\d+/g)];
    if (digits.length === 0) return text;
    const { index, 0: old } = random.of(digits);
    return spliced(
      text,
      index,
      index + old.length,
      random.of(["0", "1", "-1", "65536", "2147483648", `${old}0`, "00"]),
    );
  },
  (text, { random }) => {
    const [from, to] = stretch(text, random);
    const piece = text.slice(from, to);
    return spliced(text, from, to, random.below(2) === 0 ? piece.toUpperCase() : piece.toLowerCase());
  },
];
