const wordUnit = /[\p{L}\p{N}_$]/u;

/** Does the word stand in the text, not as a part of a longer one? */
export const hasWord = (text: string, word: string): boolean => countWord(text, word) > 0;

/** How often a word stands in a text. */
export function countWord(text: string, word: string): number {
  if (word === "") return 0;
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length;
    const inside =
      (at > 0 && wordUnit.test(text.charAt(at - 1))) || (end < text.length && wordUnit.test(text.charAt(end)));
    if (!inside) count += 1;
  }
  return count;
}
