import { RE2JS } from "re2js";
import { clip } from "./neutralise.ts";

/** The longest pattern, in UTF-16 units, and the largest program it may compile to, in RE2 instructions. */
const patternLengthMax = 1000;
const programInstructionsMax = 2000;

/** A compiled pattern. Both tests take time proportional to the text's length, whatever the pattern. */
export type Pattern = {
  /** Does the pattern match anywhere in the text? */
  readonly matches: (text: string) => boolean;
  /** Does it match the text from its first to its last character? */
  readonly matchesWhole: (text: string) => boolean;
};

export type PatternAnswer =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly why: string };

/**
 * `ignoreCase`: letter case does not count. `extended`: blanks and `#` comments of the pattern are not part of it
 * (Perl's `/x`, which `get_maintainer.pl` uses for `K:` lines).
 */
export type PatternOptions = { readonly ignoreCase?: boolean; readonly extended?: boolean };

/**
 * Compiles a regular expression from a policy or a maintainers file, in Perl's syntax, for RE2's engine.
 * What RE2 writes otherwise is translated where the meaning stays exactly the same (`\h`, `\v`, `\s`, `\e`, `\N`,
 * a `\Z` at the end, comments); what needs backtracking (lookaround, back-references, possessive repetition) cannot
 * be evaluated, and the answer says what. Patterns see one value or line: `$` is the end of the text. `\w`, `\d`, `\b`
 * know ASCII only.
 */
export function compilePattern(text: string, options: PatternOptions = {}): PatternAnswer {
  if (text.length > patternLengthMax) return refuse(`a pattern is longer than ${patternLengthMax} characters`);
  const translated = fromPerl(text, options.extended ?? false);
  if (!translated.ok) return translated;
  try {
    const compiled = RE2JS.compile(translated.text, options.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0);
    if (compiled.programSize() > programInstructionsMax) {
      return refuse(`a pattern compiles to more than ${programInstructionsMax} instructions`);
    }
    const pattern = {
      matches: (subject: string) => compiled.test(subject),
      matchesWhole: (subject: string) => compiled.testExact(subject),
    };
    return { ok: true, pattern };
  } catch (error) {
    return refuse(reasonOf(error));
  }
}

const refuse = (why: string): PatternAnswer & { ok: false } => ({ ok: false, why });

/** Horizontal and vertical white space as perlrecharclass lists them, as members of a set. */
const horizontal = String.raw`\t\x{20}\x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}`;
const vertical = String.raw`\n\x{B}\f\r\x{85}\x{2028}\x{2029}`;

/** Escapes that Perl and RE2 write or read differently: outside a `[…]` set, and inside (where some have no equal). */
const outsideSet: { readonly [escape: string]: string } = {
  "\\h": `[${horizontal}]`,
  "\\H": `[^${horizontal}]`,
  "\\v": `[${vertical}]`,
  "\\V": `[^${vertical}]`,
  "\\s": String.raw`[\s\x{B}]`,
  "\\S": String.raw`[^\s\x{B}]`,
  "\\N": "[^\\n]",
  "\\e": "\\x1B",
};
const insideSet: { readonly [escape: string]: string } = {
  "\\h": horizontal,
  "\\v": vertical,
  "\\s": String.raw`\s\x{B}`,
  "\\e": "\\x1B",
};
const notInSet = new Set(["\\H", "\\V", "\\S", "\\N"]);

type Translation = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** Rewrites the few things that Perl means otherwise than RE2; everything RE2 rejects is left for it to reject. */
function fromPerl(text: string, extended: boolean): Translation {
  let written = "";
  let setStart = -1;
  for (let position = 0; position < text.length; ) {
    const inSet = setStart !== -1;
    const character = text[position] ?? "";
    const rest = text.slice(position, position + 3);
    if (character === "\\") {
      const escape = text.slice(position, position + 2);
      const why = strange(escape, text[position + 2], inSet);
      if (why !== undefined) return { ok: false, why };
      const atEnd = position + 2 === text.length;
      written +=
        escape === "\\Z" && atEnd && !inSet ? "(?:\\n?\\z)" : ((inSet ? insideSet : outsideSet)[escape] ?? escape);
      position += 2;
    } else if (!inSet && rest === "(?#") {
      const end = text.indexOf(")", position);
      if (end === -1) return { ok: false, why: "not a regular expression: a `(?#` comment does not end" };
      position = end + 1;
    } else if (!inSet && extended && /[\s#]/.test(character)) {
      const lineEnd = text.indexOf("\n", position);
      position = character !== "#" ? position + 1 : lineEnd === -1 ? text.length : lineEnd;
    } else if (!inSet && rest.startsWith("{,")) {
      return { ok: false, why: "cannot evaluate `{,`: Perl's versions disagree on what it means" };
    } else if (inSet && rest.startsWith("[:")) {
      const end = text.indexOf(":]", position + 2);
      const after = end === -1 ? position + 1 : end + 2;
      written += text.slice(position, after);
      position = after;
    } else {
      if (!inSet && character === "[") setStart = position + (text[position + 1] === "^" ? 2 : 1);
      // A `]` that comes first is a member of the set.
      else if (inSet && character === "]" && position !== setStart) setStart = -1;
      const opensNegated = !inSet && rest.startsWith("[^");
      written += opensNegated ? "[^" : character;
      position += opensNegated ? 2 : 1;
    }
  }
  return { ok: true, text: written };
}

/** Why an escape has no linear-time form, though RE2 would read it as something else. */
function strange(escape: string, next: string | undefined, inSet: boolean): string | undefined {
  if (inSet && notInSet.has(escape)) return `cannot evaluate \`${escape}\` inside \`[…]\``;
  if ((escape === "\\b" || escape === "\\B") && next === "{") return `cannot evaluate \`${escape}{\``;
  if (escape === "\\N" && next === "{") return "cannot evaluate `\\N{`";
  return undefined;
}

/** RE2's reason in our words. The engine's message is `error parsing regexp: <reason>: \`<fragment>\``. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const [, reason = "unreadable", fragment = ""] =
    /^(?:error parsing regexp: )?([^:`]*)(?:: `([^]*)`)?$/.exec(message) ?? [];
  const shown = `\`${clip(fragment, 40)}\``;
  if (fragment.startsWith("(?<=") || fragment.startsWith("(?<!")) return `cannot evaluate the lookbehind ${shown}`;
  if (fragment === "(?=" || fragment === "(?!") return `cannot evaluate the lookahead ${shown}`;
  if (fragment === "(?>") return `cannot evaluate the atomic group ${shown}`;
  if (/^(?:[*+?]|\{[\d,]*\})\+$/.test(fragment)) return `cannot evaluate the possessive repetition ${shown}`;
  if (/^\\(?:[1-9]|g|k)/.test(fragment)) return `cannot evaluate the back-reference ${shown}`;
  if (reason.includes("Perl syntax") || reason.includes("escape sequence")) return `cannot evaluate ${shown}`;
  return `not a regular expression: ${reason}${fragment === "" ? "" : ` ${shown}`}`;
}
