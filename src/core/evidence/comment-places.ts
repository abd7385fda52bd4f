import { isBlank, withoutTrailing } from "./blanks.ts";
import { commentsByHash } from "./prose.ts";
import type { CommentRun } from "./streams.ts";
import type { Language, Token } from "./tokens.ts";

/** Why comments of a file may not change, whatever they say: it reads itself, or has a form that hides what is a comment. */
export function whyNoComments(
  language: Language,
  { path, before, after }: Texts & { readonly path: string },
): string | null {
  // RFC 8259 has none: a file that gets its first is no JSON any more.
  if (language === "json") return "JSON has no comments";
  if (language === "bash" && [before, after].some((text) => text.split("\n").some(staysOpen)))
    return "it has arithmetic, a subscript or a test that goes over lines";
  for (const { pattern, why } of hidden[language] ?? []) if (pattern.test(before) || pattern.test(after)) return why;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (commentsByHash.has(language) && (before.includes(name) || after.includes(name)))
    return "it names itself, and may read its own text";
  // Charts of Helm: their values are documented from such comments.
  if (language === "yaml" && /(?:^|\/)values[^/]*$/.test(path))
    return "it has the values of a chart, which are documented from their comments";
  if ([before, after].some((text) => translated.test(text.replaceAll(namesOfLanguages, "name"))))
    return "it has texts that are translated, and comments may go with them";
  return headOf(before, language) === headOf(after, language)
    ? null
    : "a comment changes at the top of the file, where legal text and orders for tools stand";
}

type Texts = { readonly before: string; readonly after: string };

const hidden: { readonly [Name in Language]?: readonly { readonly pattern: RegExp; readonly why: string }[] } = {
  bash: [
    {
      pattern: /\$\{[^}\n]*['"`\\]/,
      why: "a quotation stands in a variable's expansion, which shells and grammars read otherwise",
    },
    { pattern: /(?<!<)<<(?!<)/, why: "it has a here-document, which may hold what looks like a comment" },
    {
      pattern: /\$\{?0|BASH_SOURCE|\bset[ \t]+[-+\w \t]*(?:-[a-z]*v|verbose)|\bshopt[ \t].*verbose/,
      why: "it may read or show its own text",
    },
  ],
  go: [
    {
      pattern: /(?:\/\/|\/\*)\s*(?:unordered )?output:|^func[ \t]+Example/im,
      why: "it has an example, with which the comments of the file are shown",
    },
  ],
  make: [
    {
      pattern: /\bdefine\b|\.RECIPEPREFIX/,
      why: "it may hold what looks like a comment and is text",
    },
    { pattern: /MAKEFILE_LIST/, why: "it may read its own text" },
  ],
  yaml: [{ pattern: /^[ \t]*#@/m, why: "it is a template of ytt, which has other comments" }],
};

/** Does a line of a shell leave something open in which the sign is none of a comment to bash: `((`, `[` or `${`? */
function staysOpen(line: string): boolean {
  const open: string[] = [];
  for (const [sign] of line.matchAll(/\(\(|\)\)|\[|\]|\$\{|\}/g)) {
    const opens = closers[sign];
    if (opens === undefined) open.push(sign);
    else if (open.at(-1) === opens) open.pop();
  }
  return open.length > 0;
}

const closers: { readonly [sign: string]: string } = { "))": "((", "]": "[", "}": "${" };

/** Texts that are translated: tools take the comments above them along. */
const translated = /(?:\b|_)(?:gettext(?:_\w{1,20})?|i18nc?|ngettext|pgettext|_|N_|tr|translate)[ \t]*\(/;

/** Names with `_` before a bracket to which languages and compilers give a meaning, so that they translate nothing. */
const namesOfLanguages =
  /\b__(?:attribute|call|contains|enter|eq|exit|getattr|getitem|hash|init|iter|len|new|next|repr|setattr|setitem|str)__(?=[ \t]*\()/g;

/** The comments above all code. */
function headOf(text: string, language: Language): string {
  const comments: string[] = [];
  const directives = language === "c" || language === "cpp";
  for (let at = 0; at < text.length; ) {
    const sign = text.charAt(at);
    if (sign === "\n" || sign === "\ufeff" || isBlank(sign.charCodeAt(0))) {
      at += 1;
      continue;
    }
    // An interpreter's line and, in C, a guard and what is included stand above it as well.
    if (sign === "#" && (directives || text.startsWith("#!", at))) {
      const end = text.indexOf("\n", at);
      if (end === -1) break;
      at = end + 1;
      continue;
    }
    const block = text.startsWith("/*", at);
    const opens = commentsByHash.has(language) ? sign === "#" : block || text.startsWith("//", at);
    const close = block ? text.indexOf("*/", at + 2) : text.indexOf("\n", at);
    if (!opens || (block && close === -1)) break;
    const end = close === -1 ? text.length : block ? close + 2 : close;
    comments.push(text.slice(at, end));
    at = end;
  }
  return comments.join("\n");
}

/** Languages in which a comment must have its lines for itself: what ends a line of code is not told from a word of it. */
const wholeLinesOnly: ReadonlySet<Language> = new Set(["bash", "go", "kconfig", "make", "python", "toml", "yaml"]);

/** Why a place is one in which what looks like a comment may be something else. */
export function whyNotPlaced(tokens: readonly Token[], text: string, language: Language): string | null {
  const next = nextLine(tokens, text);
  if (language === "c" || language === "cpp")
    // By -Wimplicit-fallthrough=1, any comment there says something.
    return /^(?:case|default)\b|^\w+\s*:(?!:)/.test(next) ? "it stands before the next case, or a label" : null;
  if (!wholeLinesOnly.has(language)) return null;
  if (language === "go" && /^(?:package|import)\b/.test(next)) return "it stands before a package or an import";
  if (!tokens.every((token) => standsAlone(token, text))) return "it stands on a line with code";
  const [token] = tokens;
  if (token === undefined) return null;
  const start = text.lastIndexOf("\n", token.start - 1) + 1;
  const line = withoutTrailing(text.slice(text.lastIndexOf("\n", start - 2) + 1, Math.max(0, start - 1)));
  if (start > 0 && line.endsWith("\\")) return "the line before may be joined with it";
  if (language === "make" && text.slice(start, token.start).includes("\t")) return "it may be a line of a recipe";
  if (language === "yaml" && text.slice(start, token.start).includes("\t")) return "a tab stands before it";
  if (language === "yaml" && /[|>][0-9+-]{0,2}$/.test(line)) return "it may be the beginning of a text";
  return null;
}

/** Are comments all that stands between two braces? */
export function fillsBlock(tokens: readonly Token[], text: string): boolean {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return false;
  let at = first.start - 1;
  while (at >= 0 && (text[at] === "\n" || isBlank(text.charCodeAt(at)))) at -= 1;
  return text[at] === "{" && nextLine(tokens, text).startsWith("}");
}

/** What follows a comment but for white space, as far as it is asked for. */
function nextLine(tokens: readonly Token[], text: string): string {
  const last = tokens.at(-1);
  if (last === undefined) return "";
  let at = last.start + last.text.length;
  while (at < text.length && (text[at] === "\n" || isBlank(text.charCodeAt(at)))) at += 1;
  return text.slice(at, at + followingMax);
}

/** Characters of what follows a comment. */
const followingMax = 200;

/** Has a comment its lines for itself? */
export function standsAlone({ start, text: comment }: Token, text: string): boolean {
  let [from, end] = [start, start + comment.length];
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from -= 1;
  while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
  return (from === 0 || text[from - 1] === "\n") && (end === text.length || text[end] === "\n");
}

/**
 * A text without the comments of a region: blanks or a line end instead, as readers of the language have it. Where
 * comments must have their lines for themselves, only those are left out, lines and all.
 */
export function withoutComments(text: string, runs: readonly CommentRun[], language: Language): string {
  const kept: string[] = [];
  let from = 0;
  for (const token of runs.flatMap(({ tokens }) => tokens)) {
    const [start, end] = [token.start, token.start + token.text.length];
    if (start < from) continue;
    if (!wholeLinesOnly.has(language)) {
      kept.push(text.slice(from, start), token.text.includes("\n") ? "\n" : " ");
      from = end;
    } else if (standsAlone(token, text)) {
      kept.push(text.slice(from, Math.max(from, text.lastIndexOf("\n", start - 1) + 1)));
      const lineEnd = text.indexOf("\n", end);
      from = lineEnd === -1 ? text.length : lineEnd + 1;
    }
  }
  return kept.join("") + text.slice(from);
}
