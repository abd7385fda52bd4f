import { largest } from "../text/long-lists.ts";
import { shown } from "./words.ts";

/**
 * Foreign text as Markdown that shows it as it was written: nothing in it is markup, a link or HTML, and it stays on one line
 * (CommonMark §2.4: a backslash before punctuation takes its meaning away).
 */
export const markdownText = (text: string, codePointsMax?: number): string =>
  shown(text, codePointsMax)
    .replace(/[\\`*_{}[\]()<>#+!|~&$^=:@]/g, "\\$&")
    .replace(/^(\s*)(\d+)([.)])/, "$1$2\\$3")
    .replace(/^(\s*)-/, "$1\\-");

/** Text as code: in as many back-ticks as it takes (CommonMark §6.1). */
export function markdownCode(text: string, codePointsMax?: number): string {
  const clean = shown(text, codePointsMax);
  const longest = largest([0, ...(clean.match(/`+/g) ?? []).map(({ length }) => length)]);
  const ticks = "`".repeat(longest + 1);
  return /^`|`$/.test(clean) || clean.trim() === "" ? `${ticks} ${clean} ${ticks}` : `${ticks}${clean}${ticks}`;
}

/** The code points of a stretch of code in a sentence; the sentence was clipped where it is made. */
const codeMax = 2000;

/**
 * A sentence of ours for a comment that people are shown. What it quotes in back-ticks is code, and so is every word in which a forge could see
 * a mention, a reference, a link, an address or markup: forges look for those after the Markdown is read, so a backslash would not
 * do, and in code they do not look. So nobody who is named is called.
 */
export function markdownProse(text: string): string {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return plainWords(text);
  return parts
    .map((part, index) => (index % 2 === 0 ? plainWords(part) : part === "" ? "" : markdownCode(part, codeMax)))
    .join("");
}

const plainWords = (text: string): string => text.split(" ").map(plainWord).join(" ");

function plainWord(word: string): string {
  const [, before = "", core = "", after = ""] = /^(["(]*)(.*?)([",.;:?!)]*)$/su.exec(word) ?? [];
  if (core === "") return markdownText(before + after, codeMax);
  return before + (isHarmless(core) ? markdownText(core, codeMax) : markdownCode(core, codeMax)) + after;
}

/** Letters, digits and what joins them. Not `GH-1`, nor what holds seven digits of a commit’s id; a host has dots. */
const isHarmless = (word: string): boolean =>
  /^[\p{L}\p{M}\p{N}'’()…\p{Pd}]+$/u.test(word) && !/gh-\d|[0-9a-f]{7}/i.test(word);
