import { withoutLeading, withoutTrailing } from "./blanks.ts";
import { type CPieces, type CReading, piecesOfC } from "./c-pieces.ts";
import type { Language } from "./tokens.ts";

/** Both sides of a file, or what is left of them without their comments. */
type Texts = { readonly before: string; readonly after: string };

/** What the layout of a file may do; a language that is not listed keeps its text to the letter. */
type Rule = "free" | "lines" | "indented lines" | "json";

/**
 * `free`: C joins its lines anyway, but for directives. `lines`: every line of code keeps its signs and what blanks
 * separate. `indented lines`: its indentation, too. `json`: what RFC 8259 allows.
 */
const rules: { readonly [Name in Language]?: Rule } = {
  c: "free",
  cpp: "free",
  go: "lines",
  java: "lines",
  javascript: "lines",
  json: "json",
  python: "indented lines",
  rust: "lines",
  tsx: "lines",
  typescript: "lines",
};

const names: { readonly [Name in Language]?: string } = {
  bash: "a shell",
  make: "Make",
  rst: "reStructuredText",
  toml: "TOML",
  yaml: "YAML",
};

/** Why no change of white space is known to be harmless in a language, or null. */
export const whyNoLayout = (language: Language): string | null =>
  rules[language] === undefined ? `white space may mean something in ${names[language] ?? language}` : null;

/** Why the texts of a file's sides are not ones whose lines may be told apart by their signs alone, whatever changes. */
export function whyOddLines({ before, after }: Texts): string | null {
  if (pointer.test(before) || pointer.test(after)) return "a comment points at a place of another line";
  const odd =
    endsLines.exec(before) ??
    endsLines.exec(after) ??
    oddBlank.exec(changedPart(before, after)) ??
    oddBlank.exec(changedPart(after, before));
  const code = odd?.[0].charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
  return code === undefined ? null : `it has white space other than blanks, tabs and line feeds (U+${code})`;
}

/** Comments of tests that count lines, or whose signs stand below others: `@+1`, `[[@LINE-1]]`, `// ^ name`, `//~^`. */
const pointer = /@(?:LINE)?[+-]\d|(?:\/\/|\/\*|#)[ \t]*(?:\^|~|<-)/;

/** What ends a line for some readers and not for others: where in a file it stands does not matter. */
const endsLines = /[\u000b\u000c\r\u001c-\u001e\u0085\u2028\u2029]/;

/** All that some reader takes for white space, or for nothing at all, but blanks, tabs and line feeds. */
const oddBlank =
  /[^\S \t\n]|[\u034f\u0000-\u0008\u000e-\u001f\u007f\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/;

/**
 * Why two texts with the same tokens differ by more than is listed as layout; null: by nothing else. That the tokens,
 * strings and all, are equal must be known.
 *
 * @param comments do comments of C count? In other languages they are taken out beforehand where they do not.
 */
export function whyNotLayout(language: Language, texts: Texts, comments: "count" | "left out"): string | null {
  const rule = rules[language];
  if (rule === undefined) return texts.before === texts.after ? null : "a line of code is not the same";
  if (rule === "free") return whyNotLayoutOfC(texts, { language, comments });
  if (rule === "json") return whyNotLayoutOfJson(texts);
  if (language === "rust" && readsColumns(texts)) return "a macro that is not of the standard library may read columns";
  const form = rule === "indented lines" ? indentedForm : isScript(language) ? scriptForm : plainForm;
  return whyOtherRows(rowsOf(texts.before, form), rowsOf(texts.after, form));
}

/** Macros get the places of what stands in them: one takes Python, whose lines are told by their columns. */
function readsColumns({ before, after }: Texts): boolean {
  return [upToChange(before, after), upToChange(after, before)].some((text) =>
    [...text.matchAll(/\b(\w+)!(?=[ \t]*[({[])/g)].some(({ 0: call, 1: name = "", index }) => {
      const [rest = ""] = text.slice(index + call.length, index + call.length + callCharactersMax).split("\n", 1);
      return !plainMacros.has(name) && (rest.length === callCharactersMax || !closesOnItsLine(rest));
    }),
  );
}

/** Characters of a macro's call on one line. */
const callCharactersMax = 500;

/** Is every bracket of a line closed there? Strings are left out; where they cannot be told, the answer is no. */
function closesOnItsLine(line: string): boolean {
  const bare = line.replaceAll(/"[^"\\]*"/g, "");
  return !/["'\\]/.test(bare) && (bare.match(/[([{]/g) ?? []).length <= (bare.match(/[)\]}]/g) ?? []).length;
}

/** Of Rust's standard library, and of `log`. */
const plainMacros: ReadonlySet<string> = new Set(
  `assert assert_eq assert_ne cfg concat dbg debug debug_assert debug_assert_eq debug_assert_ne env eprint eprintln error format format_args info
  matches panic print println stringify thread_local todo trace unimplemented unreachable vec warn write writeln`.split(
    /\s+/,
  ),
);

function whyOtherRows(before: readonly string[], after: readonly string[]): string | null {
  const at = before.findIndex((row, index) => row !== after[index]);
  if (at === -1 && before.length === after.length) return null;
  const row = (at === -1 ? after[before.length] : (after[at] ?? before[at])) ?? "";
  return `a line differs by more than its layout: \`${withoutLeading(row).slice(0, shownMax)}\``;
}

/** Characters of a line in a sentence. */
const shownMax = 60;

/** The lines on which something stands. Behind a backslash that ends a line, one on which nothing stands counts. */
function rowsOf(text: string, form: (line: string) => string): readonly string[] {
  const rows: string[] = [];
  let joined = false;
  for (const line of text.split("\n")) {
    const visible = withoutTrailing(line);
    if (visible === "" && !joined) continue;
    joined = visible.endsWith("\\");
    // What stands behind a backslash decides whether it joins two lines.
    rows.push(joined ? form(visible) + line.slice(visible.length) : form(visible));
  }
  return rows;
}

const oneBlank = (text: string): string => text.replaceAll(/[ \t]+/g, " ");

const plainForm = (line: string): string => oneBlank(withoutLeading(line));

/** Blanks between two tags or braces may be text of a page, which is shown as it stands. */
const scriptForm = (line: string): string =>
  withoutLeading(line).replaceAll(/[ \t]+/g, (blanks, at: number, whole: string) =>
    /[>}]/.test(whole.charAt(at - 1)) && /[<{]/.test(whole.charAt(at + blanks.length)) ? blanks : " ",
  );

const isScript = (language: Language): boolean =>
  language === "javascript" || language === "typescript" || language === "tsx";

function indentedForm(line: string): string {
  const code = withoutLeading(line);
  return line.slice(0, line.length - code.length) + oneBlank(code);
}

function whyNotLayoutOfJson({ before, after }: Texts): string | null {
  // Schemas with comments and the like are read by programs of their own.
  if (!isJson(before) || !isJson(after)) return "it is no JSON";
  return bareJson(before) === bareJson(after) ? null : "other values stand in it";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON without the blanks that stand outside of its strings. */
const bareJson = (text: string): string =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"|[ \t\n]+/g, (part) => (part.startsWith('"') ? part : ""));

function whyNotLayoutOfC(texts: Texts, reading: CReading): string | null {
  const read: CPieces[] = [];
  for (const text of [texts.before, texts.after]) {
    if (forAssembler.test(text)) return "an assembler, to which lines mean something, may read it";
    const pieces = piecesOfC(text, reading);
    if (typeof pieces === "string") return pieces;
    read.push(pieces);
  }
  const [before = [], after = []] = read;
  const at = before.findIndex((piece, index) => piece !== after[index]);
  if (at !== -1 || before.length !== after.length) {
    const piece = (at === -1 ? after[before.length] : (after[at] ?? before[at])) ?? "";
    const shown = (piece.trim().split("\n", 1)[0] ?? "").slice(0, shownMax);
    return `a compiler reads other tokens, another directive, or a macro's argument with other blanks: \`${shown}\``;
  }
  return lineWord.test(changedPart(texts.before, texts.after)) || lineWord.test(changedPart(texts.after, texts.before))
    ? "a line end or a blank may mean something there: assembler, a pragma or an import"
    : null;
}

/** Headers for assembler, too: their names for that, and orders such as `.macro`, but no member of an initialiser. */
const forAssembler = /\b__ASSEMBL(?:Y|ER)__\b|^[ \t]*\.[a-z]\w*(?:[ \t]+[^=\s]|[ \t]*$)/m;

/** Words of C and C++ behind which line ends or blanks mean something. */
const lineWord =
  /\b(?:__asm__|__asm|_asm|asm|_Pragma|__pragma|__has_include|__has_include_next|__has_embed)\b|\bimport[ \t]*[<":]|^[ \t]*(?:export[ \t]+)?(?:import|module)\b/m;

/** The lines of a text from the first to the last that differ from another's, with a line before and after. */
function changedPart(text: string, other: string): string {
  const { lines, first, end } = changedLines(text, other);
  return lines.slice(Math.max(0, first - 1), end + 1).join("\n");
}

/** The text up to the last line that differs. */
function upToChange(text: string, other: string): string {
  const { lines, end } = changedLines(text, other);
  return lines.slice(0, end).join("\n");
}

function changedLines(text: string, other: string) {
  const [lines, others] = [text.split("\n"), other.split("\n")];
  const shorter = Math.min(lines.length, others.length);
  let first = 0;
  while (first < shorter && lines[first] === others[first]) first += 1;
  let last = 0;
  while (last < shorter - first && lines.at(-1 - last) === others.at(-1 - last)) last += 1;
  return { lines, first, end: lines.length - last };
}
