/**
 * Characters that show nothing, move the cursor, reorder what is read, or differ from machine to machine: controls,
 * format characters (bidirectional controls, zero-width characters, tags), line and paragraph separators, private use,
 * lone surrogates, noncharacters, and fillers that are defined to be invisible.
 */
const unshowable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;

/** Build servers look for `##[…`, `##vso[…` and the like anywhere in a line of a log, and obey. */
export const commandOfLogs = /##(?=[a-z]{0,20}\[)/gi;

/** The two variation selectors of ordinary text: they choose between a plain and an emoji form of the same sign. */
const harmless = new Set(["\ufe0e", "\ufe0f"]);

const named: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Foreign text made fit to be shown on one line of a terminal or page: every character that could act instead of
 * being read becomes a visible escape such as `\n`, `\x1b` or `\u{202e}`. Letters of every script stay. Linear.
 * It is for display only: a backslash is left as it is, so the result cannot be turned back.
 */
export const neutralise = (text: string): string => text.replace(unshowable, escaped).replace(commandOfLogs, "#\\x23");

/** The first character of a text that `neutralise` would not show as it is, line feeds aside; undefined: there is none. */
export const unshowableIn = (text: string): string | undefined =>
  text.match(unshowable)?.find((character) => character !== "\n" && !harmless.has(character));

/**
 * At most `codePointsMax` code points of the text (at least 1), the last one an ellipsis if anything was left out.
 * Walks no further than that, however long the text. Clip first, then neutralise, where both are wanted.
 */
export function clip(text: string, codePointsMax: number): string {
  if (text.length <= codePointsMax) return text;
  let count = 0;
  let end = 0;
  let endBeforeLast = 0;
  for (const character of text) {
    if (count === codePointsMax) return `${text.slice(0, endBeforeLast)}…`;
    endBeforeLast = end;
    end += character.length;
    count += 1;
  }
  return text;
}

function escaped(character: string): string {
  if (harmless.has(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hexadecimal = code.toString(16);
  return named[character] ?? (code < 0x100 ? `\\x${hexadecimal.padStart(2, "0")}` : `\\u{${hexadecimal}}`);
}
