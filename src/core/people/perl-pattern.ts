import { compilePattern } from "../text/pattern.ts";

/** A pattern ready to be tried on a text. */
export type TextPattern = { readonly matches: (text: string) => boolean };

/**
 * Compiles an `N:` or `K:` value: a Perl regular expression that get_maintainer.pl runs with `/x`, so blanks outside
 * brackets mean nothing and `#` begins a comment.
 *
 * @returns the pattern, or why it cannot be evaluated in linear time
 */
export function compilePerlPattern(
  text: string,
): { readonly ok: true; readonly pattern: TextPattern } | { readonly ok: false; readonly why: string } {
  // Most `N:` values are plain words, and a thousand of them may be tried on each path of a history.
  if (/^[\w/-]+$/.test(text)) return { ok: true, pattern: { matches: (subject) => subject.includes(text) } };
  if (text.startsWith("#")) return { ok: false, why: "it is only a comment, since `#` begins one" };
  return compilePattern(withoutLookbehind(text), { extended: true });
}

/** Does a pattern ask nothing of a path? One that accepts a single control character does not. */
export const acceptsAnything = (pattern: TextPattern): boolean => pattern.matches("\u0001");

/**
 * `(?<!uni)versal`, the one lookbehind that maintainers files use: a word that must not stand before the rest. What stands
 * there instead can be consumed, since only whether the pattern occurs is asked: the start of the text, another last
 * letter, or the word's last letters after something that does not complete it.
 */
function withoutLookbehind(text: string): string {
  const [leading = "", word = ""] = /^\(\?<!(\w+)\)/.exec(text) ?? [];
  const rest = text.slice(leading.length);
  // Alternatives would leave the lookbehind's reach, and a quantifier would repeat what replaces it.
  if (leading === "" || word.length > lookbehindLengthMax || /^\s*[*+?{]|\|/.test(rest)) return text;
  const instead = Array.from(word, (character, at) => String.raw`(?:\A|[^${character}])${word.slice(at + 1)}`);
  return `(?:${instead.join("|")})${rest}`;
}

/** Characters of a word that must not stand before the rest; what replaces it grows with the square of that. */
const lookbehindLengthMax = 16;
