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
  let left = searchedMax;
  const stands = (part: string): boolean => {
    left -= known.length;
    return left >= 0 && known.includes(part);
  };
  const found: string[] = [];
  const seen = new Set<string>();
  for (const line of added) {
    for (const [word] of line.matchAll(wordPattern)) {
      const lower = word.toLowerCase();
      if (words.has(lower) || seen.has(lower)) continue;
      seen.add(lower);
      // So many words are no mechanical change, and each costs a search.
      if (seen.size > composedMax || word.length > wordMax || !isMadeOf(lower, stands, partsMax, true))
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
/** Characters that are searched through for all words together, a second's work; a word that is looked at after that counts as brought along. */
const searchedMax = 2 ** 32;
const partsMax = 3;
const partMin = 3;
const foundMax = 5;
/** Characters of a word that is looked at; a longer one is no name. */
const wordMax = 64;

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
