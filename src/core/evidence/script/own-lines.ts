/**
 * How much a change adds that is hardly made of what it takes out: characters, without white space, of added lines with at least `ownMin` words that stand in
 * no line that is taken out, if those are more than half of the line's words. A script that changes what is there leaves most words of a line alone; one that
 * writes code leaves none, however its text is put together.
 *
 * @param removed the lines that the commit takes out, each once
 * @param added the lines that it adds, each once
 */
export function ownLines(removed: readonly string[], added: readonly string[]): number {
  const known = new Set(removed.flatMap((line) => line.match(wordPattern) ?? []));
  let characters = 0;
  for (const line of added) {
    const words = line.match(wordPattern) ?? [];
    const own = words.filter((word) => !known.has(word)).length;
    if (own >= ownMin && own * 2 > words.length) characters += line.replaceAll(/\s/g, "").length;
  }
  return characters;
}

const ownMin = 3;
const wordPattern = /[\p{L}\p{N}_]+/gu;
