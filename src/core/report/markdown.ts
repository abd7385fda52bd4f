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
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  return /^`|`$/.test(clean) || clean.trim() === "" ? `${ticks} ${clean} ${ticks}` : `${ticks}${clean}${ticks}`;
}
