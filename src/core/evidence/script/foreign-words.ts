import { once } from "../../text/once.ts";

/**
 * The words that a change adds and that come neither from what its script puts in nor from the lines that it takes out. A script that changes
 * what is there makes its words of those two; one that brings a text along in other letters, or fetches it from elsewhere, does not.
 *
 * A word is taken for made of them if it can be cut into three parts at most, each of which stands in one of the two, all of three characters
 * or more but for one.
 *
 * @param putIn what the script puts in: replacements, values of variables, semantic patches
 * @param removed the lines that the commit takes out, each once
 * @param added the lines that it adds, each once
 * @returns the first few such words
 */
export function foreignWords(putIn: string, removed: readonly string[], added: readonly string[]): readonly string[] {
  // What a comment says makes nothing.
  const commands = putIn.replaceAll(/(^|\s)(?:#|\/\/)[^\n]*/g, "$1");
  const words = new Set(`${commands}\n${removed.join("\n")}`.toLowerCase().match(wordPattern) ?? []);
  // Parts are looked for in the words of the lines and in the script as it stands.
  const known = `${commands.toLowerCase()}\n${[...words].join("\n")}`.slice(0, knownMax);
  const stands = once(() => createFinder(known));
  const found: string[] = [];
  const seen = new Set<string>();
  for (const line of added) {
    for (const [word] of line.matchAll(wordPattern)) {
      const lower = word.toLowerCase();
      if (words.has(lower) || seen.has(lower)) continue;
      seen.add(lower);
      // So many words are no mechanical change, and each costs a search.
      if (seen.size > composedMax || word.length > wordMax || !isMadeOf(lower, stands(), partsMax, true))
        found.push(word);
      if (found.length === foundMax) return found;
    }
  }
  return found;
}

const wordPattern = /[\p{L}\p{N}_]{3,}/gu;

/** Characters in which parts of words are looked for, and words that are made of parts. */
const knownMax = 1 << 19;
const composedMax = 2_000;
/** Places that are looked at for all words together, about a second's work; a word that is looked at after that counts as brought along. */
const placesMax = 1 << 25;
const partsMax = 3;
const partMin = 3;
const foundMax = 5;
/** Characters of a word that is looked at; a longer one is no name. */
const wordMax = 64;

/**
 * Says whether a part stands in a text, by the places of three of its characters that stand in the fewest. Searched through from its start,
 * a text in which all words begin alike took 40 seconds.
 */
function createFinder(text: string): (part: string) => boolean {
  const places = new Map<string, number[]>();
  const shorter = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    shorter.add(text.charAt(at)).add(text.slice(at, at + 2));
    const three = text.slice(at, at + partMin);
    const known = places.get(three);
    if (known === undefined) places.set(three, [at]);
    else known.push(at);
  }
  let left = placesMax;

  return (part) => {
    if (part.length < partMin) return shorter.has(part);
    let fewest: readonly number[] = [];
    let from = -1;
    for (let at = 0; at + partMin <= part.length; at += 1) {
      const own = places.get(part.slice(at, at + partMin));
      if (own === undefined) return false;
      if (from !== -1 && own.length >= fewest.length) continue;
      fewest = own;
      from = at;
    }
    for (const place of fewest) {
      left -= 1;
      if (left < 0) return false;
      if (text.startsWith(part, place - from)) return true;
    }
    return false;
  };
}

/**
 * @param stands does a part stand in what is known?
 * @param mayBeShort may one more part be shorter than `partMin`?
 */
function isMadeOf(word: string, stands: (part: string) => boolean, parts: number, mayBeShort: boolean): boolean {
  if (word === "") return true;
  if (parts === 0) return false;
  for (let length = word.length; length > 0; length -= 1) {
    const isShort = length < partMin;
    if (isShort && !mayBeShort) return false;
    if (!stands(word.slice(0, length))) continue;
    if (isMadeOf(word.slice(length), stands, parts - 1, mayBeShort && !isShort)) return true;
  }
  return false;
}
