import { withoutLeading, withoutTrailing } from "./blanks.ts";
import { isCodeComment } from "./code-comments.ts";
import type { Language } from "./tokens.ts";

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
  const opening = (lines[first] ?? "").trim().replace(salutation, "");
  const whole = commentsByHash.has(language);
  for (const [index, line] of lines.entries()) {
    if (index !== first && !whole && (index < from || index >= to)) continue;
    const text = index === first ? opening : line.trim();
    const own = index === first ? null : whyNotOwnLine(text, comment);
    const why = own ?? whyNotLineOfProse(text, language);
    // The first line may stay as it is, but for how it begins.
    if (why !== null && (whole || (index >= from && index < to))) return why;
  }
  return whyNotOpening(opening) ?? whyNotSentence(lines) ?? whyRead(comment, lines, language);
}

const notOpened = "it does not begin as prose does";
const otherSigns = "a line holds signs that are not those of prose";

/** What people put before a sentence. */
const salutation = /^(?:Note|NOTE|TODO|FIXME|XXX|Warning|WARNING|Hint):?[ \t]+/;

/** Languages whose comments begin with `#`. All lines of theirs must be prose, as most programs that read comments read theirs. */
export const commentsByHash: ReadonlySet<Language> = new Set(["bash", "make", "python", "toml", "yaml"]);

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

/** A line that is a comment of its own begins as one, and is no order of one or two words. */
function whyNotOwnLine(line: string, comment: CommentText): string | null {
  if (line === "" || comment[0]?.startsWith("/*") === true) return null;
  const words = line.split(/[ \t]+/);
  return words.length < wordsMin && !/[.,;?!]$/.test(line) ? "a line has too few words" : whyNotOpening(line);
}

/** Letters and digits of ASCII, which all readers read alike, and the signs of sentences; no call, no option of a program. */
function whyNotLineOfProse(line: string, language: Language): string | null {
  // Old shells look for quotation marks and brackets in comments between `$(` and `)`, too.
  if (!(language === "bash" ? /^[A-Za-z0-9 \t.,;?!/_-]*$/ : /^[A-Za-z0-9 \t.,;?!'"()/_-]*$/).test(line))
    return otherSigns;
  if (!/^(?:$|[A-Za-z0-9"'(]|- )/.test(line)) return "a line does not begin as prose does";
  return /\w\(|(?:^|[\s(])-{1,2}\w|\/\/|\.{4}|_{3}|-{4}/.test(line) ? otherSigns : null;
}

/** How a comment may begin: with a word that no tool has for its own. */
function whyNotOpening(line: string): string | null {
  const [first = "", second = ""] = line.match(/[\w'-]+/g) ?? [];
  if (!/^[A-Za-z0-9]/.test(line)) return notOpened;
  if ((first.match(/[A-Z]/g) ?? []).length > 1 || first.includes("_")) return "it begins with a name";
  return openers.has(first.toLowerCase()) || orders.has(second.toLowerCase())
    ? "it begins as comments for programs do"
    : null;
}

/** At least three words, some of them of the kind that no list of options has. */
function whyNotSentence(lines: readonly string[]): string | null {
  const words =
    lines
      .join(" ")
      .replace(salutation, "")
      .match(/[A-Za-z0-9_']+/g) ?? [];
  if (words.length < wordsMin) return `it has fewer than ${wordsMin} words`;
  return words.some((word) => smallWords.has(word.toLowerCase())) ? null : "it does not read as a sentence";
}

const wordsMin = 3;

const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words without which hardly a sentence of English can be made. */
const smallWords = listed(
  `a about after all also an and any are as at be because been before but by can cannot could did do does don't each for from had has have how i if in
  into is isn't it it's its may might more must no not now of on once one only or our should since so some such than that the their them then there
  these they this those to too under until up us very was we were what when where whether which while who why will with without would you your`,
);

/** First words that make a comment an order, an expectation or a section of some tool. */
const openers = listed(
  `allow anchor begin check deny disable enable end endregion error expect expected expects export exported extern fails fall falling falls fallthrough
  global globals ignore ignores include keep language line lint nolint noqa off ok on output pragma region require requires run skip start stop suppress
  test tests translators type unordered want wants warning xfail`,
);

/** Words that follow the name of a tool. */
const orders = listed(
  "allow begin deny disable disabled enable enabled end exclude expect ignore ignores next nolint noqa off on skip start stop suppress",
);

/** What some program is known to look for in a comment, wherever it stands. */
function whyRead(comment: CommentText, lines: readonly string[], language: Language): string | null {
  const [first = ""] = comment;
  const opener = first.startsWith("/*") ? "/* " : first.startsWith("//") ? "// " : "# ";
  const oneLine = opener + lines.join(" ").split(/\s+/).join(" ").trim();
  const read =
    comment.some((text) => marks.test(text)) ||
    marks.test(oneLine) ||
    comment.some((line) => withoutTrailing(line).endsWith("\\") || isCodeComment({ text: line }, language, false)) ||
    isCodeComment({ text: oneLine }, language, false);
  return read ? "a program or the law may read it" : null;
}

/** UTF-16 units of a comment that changes. */
const commentCharactersMax = 20_000;

/** Marks of generators, of conditional text, of data in comments, and of cases that fall through. */
const marks =
  /\[\[\[|\]\]\]|\/\*\[|(?:^|\s)#[a-z]|>>>|@|swagger:|\{"\$|%%|\$\{|\{\{|<\?|BEGIN|\bEND\b|\\\n|\b[Ff](?:all|ALL)\w*[\s-]*(?:thr|THR)|\(transfer /;
