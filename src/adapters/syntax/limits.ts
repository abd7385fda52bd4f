/** UTF-16 units of one side of a file. Longer sources are generated more often than written. */
export const fileCharactersMax = 1 << 20;
/** Brackets open at one time: parsers work with the depth, and nobody writes so deep. */
export const nestingMax = 1_000;
/** UTF-16 units of one line. */
export const lineCharactersMax = 200_000;
/** Here-documents of one shell script: the grammar is slow with many. */
export const hereDocumentsMax = 200;

/** Steps of a parser for one text, in hundreds. Sources as people write them need some seven for a thousand characters; a text of one sign all along needs fifty. */
export const parserHundredsMax = 10_000;

/** Lines and columns of YAML, which its grammar counts in 16 bits; and columns before a line's text, each of which may open a level: it keeps 253 of those. */
const yamlPlacesMax = 30_000;
const yamlLeadMax = 150;

/** Why the grammar of YAML would lose its place in a text, as a clause for people; null when it does not. */
export function whyNotYaml(text: string): string | null {
  if (text.split("\n").some((line) => (/^[ ?:-]*/.exec(line)?.[0].length ?? 0) >= yamlLeadMax))
    return `a line begins further in than ${yamlLeadMax} columns, which is the limit for YAML`;
  return longestLine(text) > yamlPlacesMax || text.split("\n", yamlPlacesMax + 1).length > yamlPlacesMax
    ? `it has more than ${yamlPlacesMax} lines, or characters in one, which is the limit for YAML`
    : null;
}

/** Why two texts are not compared, as a clause for people; null when they can be. */
export function whyNotReadable(before: string, after: string): string | null {
  for (const text of [before, after]) {
    if (text.length > fileCharactersMax)
      return `the file is longer than ${fileCharactersMax} characters, which is the limit`;
    if (text.includes("\0") || /\p{Surrogate}/u.test(text)) return "the file is not plain text";
    if (longestLine(text) > lineCharactersMax)
      return `a line is longer than ${lineCharactersMax} characters, which is the limit`;
    if (deepest(text) > nestingMax) return `more than ${nestingMax} brackets are open at once, which is the limit`;
    if (text.split("<<", hereDocumentsMax * 8).length >= hereDocumentsMax * 8)
      return "it has too many here-documents or shifts";
  }
  if (before === "" || after === "") return null;
  if (lineEndings(before) !== lineEndings(after)) return "its line endings change";
  return before.startsWith("\ufeff") === after.startsWith("\ufeff") ? null : "its byte order mark changes";
}

function longestLine(text: string): number {
  let longest = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    longest = Math.max(longest, to - from);
    from = to + 1;
  }
  return longest;
}

/** How many brackets are open at most, whatever they stand in. */
function deepest(text: string): number {
  let open = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x28 || unit === 0x5b || unit === 0x7b) {
      open += 1;
      if (open > most) most = open;
    } else if ((unit === 0x29 || unit === 0x5d || unit === 0x7d) && open > 0) open -= 1;
  }
  return most;
}

/** Which sorts of line endings a text has. */
function lineEndings(text: string): string {
  if (!text.includes("\r")) return "LF";
  return /(?:^|[^\r])\n/.test(text) || /\r(?!\n)/.test(text) ? "mixed" : "CRLF";
}
