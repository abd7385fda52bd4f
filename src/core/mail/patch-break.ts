import { isSpace } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";

/** Does a patch begin with this line, so that the message ends above it? `diff -`, CVS's `Index: `, `--- name` or `---` alone. */
export function isPatchBreak(line: ByteText): boolean {
  if (line.startsWith("---")) return isDivider(line);
  return line.startsWith("diff -") || line.startsWith("Index: ");
}

function isDivider(line: ByteText): boolean {
  if (line[3] === " " && line.length > 4 && !isSpace(line.charCodeAt(4))) return true;
  for (let at = 3; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 10) return true;
    if (!isSpace(code)) return false;
  }
  return false;
}

/**
 * A line of scissors, above which a mail says what is not for the message: `-- >8 --`. It has a mark, eight characters or more, more than a
 * third of them perforation, and of that more than half dashes and scissors (git-mailinfo(1), `--scissors`).
 */
export function isScissorsLine(line: ByteText): boolean {
  if (!/[>8%<]/.test(line)) return false;
  let perforation = 0;
  let gap = 0;
  let hasScissors = false;
  let isPerforated = false;
  const visible = line.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "").length;
  for (let at = 0; at < line.length; at += 1) {
    if (isSpace(line.charCodeAt(at))) {
      if (isPerforated) gap += 1;
      if (isPerforated) perforation += 1;
      continue;
    }
    const isMark = marks.has(line.slice(at, at + 2));
    isPerforated = isMark || line[at] === "-";
    if (isPerforated) perforation += isMark ? 2 : 1;
    if (isMark) at += 1;
    hasScissors ||= isMark;
  }
  return hasScissors && visible >= 8 && visible < perforation * 3 && gap * 2 < perforation;
}

const marks: ReadonlySet<string> = new Set([">8", "8<", ">%", "%<"]);
