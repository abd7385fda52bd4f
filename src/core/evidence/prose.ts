import { withoutLeading, withoutTrailing } from "./blanks.ts";
import { isCodeComment } from "./code-comments.ts";
import type { Language } from "./tokens.ts";
import { openers, orders, sentenceWords } from "./word-lists.ts";

/** A comment, or comments to the end of a line that stand on lines behind one another, as its tokens' texts. */
export type CommentText = readonly string[];

/** Which lines of a comment change: from one up to, not including, another. */
export type Lines = { readonly from: number; readonly to: number };

/**
 * Why a comment cannot be taken for prose, which no program reads, or null. What is allowed is listed: its beginning,
 * the signs of its changed lines, and that it has words of the kind that sentences have. Its other lines may hold other
 * signs, in the form that encloses several lines.
 *
 * @param changed the lines that change; all, where it comes, goes or is asked about as a whole
 */
export function whyNotProse(comment: CommentText, language: Language, changed?: Lines): string | null {
  const length = comment.reduce((sum, text) => sum + text.length, 0);
  if (length > commentCharactersMax) return `it is longer than ${commentCharactersMax} characters, which is the limit`;
  const lines = linesOf(comment);
  if (lines === null) return notOpened;
  const { from, to } = changed ?? { from: 0, to: lines.length };
  const first = lines.findIndex((line) => line.trim() !== "");
  const opening = (lines[first] ?? "").trim();
  const whole = commentsByHash.has(language);
  for (const [index, line] of lines.entries()) {
    if (index !== first && !whole && (index < from || index >= to)) continue;
    const text = index === first ? opening : line.trim();
    const own = index === first ? null : whyNotOwnLine(text, comment);
    const why = own ?? whyNotLineOfProse(text, language);
    // The first line may stay as it is, but for how it begins.
    if (why !== null && (whole || (index >= from && index < to))) return why;
  }
  return (
    whyNotOpening(opening) ??
    whyNotSentence(comment[0]?.startsWith("/*") ? lines.join(" ") : opening) ??
    whyRead(comment, lines, language)
  );
}

const notOpened = "it does not begin as prose does";
const otherSigns = "a line holds signs that are not those of prose";

/** Languages whose comments begin with `#`. All lines of theirs must be prose, as most programs that read comments read theirs. */
export const commentsByHash: ReadonlySet<Language> = new Set(["bash", "kconfig", "make", "python", "toml", "yaml"]);

/** The lines without the signs that make them comments, or null where those are not the plain ones. */
export function linesOf(comment: CommentText): readonly string[] | null {
  const lines: string[] = [];
  for (const text of comment) {
    const block = text.startsWith("/*");
    const mark = block || text.startsWith("//") ? 2 : text.startsWith("#") ? 1 : 0;
    if (mark === 0 || (block && (text.length < 4 || !text.endsWith("*/"))) || (!block && text.includes("\n")))
      return null;
    const [first = "", ...others] = text.slice(mark, block ? -2 : text.length).split("\n");
    if (!/^(?:[ \t]|$)/.test(first)) return null;
    lines.push(first);
    for (const line of others) lines.push(withoutStar(line));
  }
  return lines;
}

/** Without the star that frames a line of a comment, where a blank or nothing follows it. */
function withoutStar(line: string): string {
  const text = withoutLeading(line);
  return /^\*(?:[ \t]|$)/.test(text) ? text.slice(1) : text;
}

/** A line that is a comment of its own reads as a sentence, or ends one; one of a longer comment is at least no order. */
function whyNotOwnLine(line: string, comment: CommentText): string | null {
  if (line === "") return null;
  const [first = "", ...others] = line.split(/[ \t]+/);
  if (comment[0]?.startsWith("/*") === true)
    return others.length === 0 || first.includes("-") ? whyNotOpening(line) : null;
  return whyNotOpening(line) ?? (/[.,;?!]$/.test(line) ? null : whyNotSentence(line));
}

/** Letters and digits of ASCII, which all readers read alike, and the signs of sentences; no call, no option of a program. */
function whyNotLineOfProse(line: string, language: Language): string | null {
  // Old shells look for quotation marks and brackets in comments between `$(` and `)`, too.
  if (!(language === "bash" ? /^[A-Za-z0-9 \t.,;?!/_-]*$/ : /^[A-Za-z0-9 \t.,;?!'"()/_-]*$/).test(line))
    return otherSigns;
  if (!/^(?:$|[A-Za-z0-9"'(]|- )/.test(line)) return "a line does not begin as prose does";
  return /\w\(|(?:^|[\s(])-(?:\w|-)|[A-Z]_[A-Z]|\/\/|\.{4}|_{3}|-{4}/.test(line) ? otherSigns : null;
}

/** How a comment may begin: with a word that no tool has for its own. */
function whyNotOpening(line: string): string | null {
  const [first = "", second = ""] = line.match(/[\w'-]+/g) ?? [];
  if (!/^[A-Za-z0-9]/.test(line)) return notOpened;
  if ((first.match(/[A-Z]/g) ?? []).length > 1 || /[_-]|[a-z][A-Z]/.test(first)) return "it begins with a name";
  return openers.has(first.toLowerCase()) ||
    second
      .toLowerCase()
      .split("-")
      .some((word) => orders.has(word))
    ? "it begins as comments for programs do"
    : null;
}

/** At least three words, some of them of the kind that no list of options has. */
function whyNotSentence(line: string): string | null {
  const words = line.match(/[A-Za-z0-9_']+/g) ?? [];
  if (words.length < wordsMin) return `a line has fewer than ${wordsMin} words`;
  return words.some((word) => sentenceWords.has(word.toLowerCase())) ? null : "a line does not read as a sentence";
}

const wordsMin = 3;

/** What some program is known to look for in a comment, wherever it stands. */
function whyRead(comment: CommentText, lines: readonly string[], language: Language): string | null {
  const [first = ""] = comment;
  const opener = first.startsWith("/*") ? "/* " : first.startsWith("//") ? "// " : "# ";
  const oneLine = opener + lines.join(" ").split(/\s+/).join(" ").trim();
  const read =
    comment.some((text) => marks.test(text)) ||
    lines.some((line) => tag.test(line)) ||
    marks.test(oneLine) ||
    comment.some((line) => withoutTrailing(line).endsWith("\\") || isCodeComment({ text: line }, language, false)) ||
    isCodeComment({ text: oneLine }, language, false);
  return read ? "a program or the law may read it" : null;
}

/** UTF-16 units of a comment that changes. */
const commentCharactersMax = 20_000;

/** A word and a colon at the beginning of a line, by which tools find what is for them: `TRANSLATORS:`, `i18n:`. */
const tag = /^[ \t]*@?[A-Za-z][\w.-]*[ \t]*:(?![^\s])/;

/** Marks of generators, of conditional text, of data in comments, and of cases that fall through. */
const marks =
  /\[\[\[|\]\]\]|\/\*\[|(?:^|\s)#[a-z]|>>>|@|swagger:|\{"\$|%%|\$\{|\{\{|<\?|BEGIN|\bEND\b|\\\n|\b[Ff](?:all|ALL)\w*[\s-]*(?:thr|THR)|\(transfer |\b(?:TODO|FIXME|XXX|HACK)\b/;
