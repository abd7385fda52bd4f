import { withoutLeading, withoutTrailing } from "./blanks.ts";
import { whyNotLayoutOfC } from "./c-layout.ts";
import { changedPart } from "./changed-lines.ts";
import { readsColumns } from "./rust-columns.ts";
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
  kconfig: "Kconfig",
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
  if (blankEnds(before) !== blankEnds(after)) return "blanks at the end of a line of documentation change";
  const odd =
    endsLines.exec(before) ??
    endsLines.exec(after) ??
    oddBlank.exec(changedPart(before, after)) ??
    oddBlank.exec(changedPart(after, before));
  const code = odd?.[0].charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
  return code === undefined ? null : `it has white space other than blanks, tabs and line feeds (U+${code})`;
}

/** Lines of documentation (`///`, `//!`) that end in blanks: two of them break the line where it is shown, and macros get them all. */
const blankEnds = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /[ \t]$/.test(line) && /\/\/[/!]/.test(line))
    .map(withoutLeading)
    .join("\n");

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
  // A program that reads one value a line takes it for such a file.
  if (isOneLine(before) !== isOneLine(after)) return "a file of one line may be one of a value a line";
  return bareJson(before) === bareJson(after) ? null : "other values stand in it";
}

const isOneLine = (text: string): boolean => !text.trim().includes("\n");

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
